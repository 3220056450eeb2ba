// The shell a command begins in: what its environment surely holds, what is there without being known.
import { textValue, unknown } from '../model/value.ts'
import { scalar, type Shell } from './shell.ts'

export function newShell(
  { root: folder, home, temporary }: { root: string; home: string; temporary: string },
  evaluate: Shell['evaluate'],
): Shell {
  const exported = {
    HOME: home,
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    PWD: folder,
    SHELL: '/bin/bash',
    TMPDIR: temporary,
  }
  const open = 'USER LOGNAME LANG LC_ALL LC_CTYPE TERM HOSTNAME TZ COLUMNS LINES EDITOR PAGER'.split(' ')
  // What the steps of a workflow write for each other: files of its runner, beside the project.
  const told = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE']
  return {
    variables: new Map([
      ...told.map((name) => [name, scalar(['/tmp/workflow/', { hole: 'name' }], true)] as const),
      ...Object.entries(exported).map(([name, text]) => [name, scalar(textValue(text), true)] as const),
      ...open.map((name) => [name, scalar([{ hole: 'name' }], true)] as const),
      ['IFS', scalar(textValue(' \t\n'))],
    ]),
    functions: new Map(),
    aliases: new Map(),
    folders: [textValue(folder)],
    unsure: null,
    previousFolder: unknown,
    stack: [],
    positional: null,
    zero: textValue('bash'),
    options: new Set(),
    evaluated: new Set(['RANDOM', 'SRANDOM', 'OPTIND', 'HISTCMD', 'SECONDS']),
    references: new Set(),
    unsettled: new Set(),
    evaluate,
    isDead: false,
    links: new Map(),
    made: new Set(),
    isLookupChanged: false,
  }
}
