// git: which of its calls lose commits, refs or work, change its configuration, reach a network or run other programs.
import type { Action } from '../../model/action.ts'
import { cut, knownStart, literal, show, starts, textValue, unknown, type Value } from '../../model/value.ts'
import { act, type Found, below, doubt, onPath } from '../../grammar/analysis.ts'
import { mayLose, unsure } from './call.ts'
import { settingOfCall } from './code.ts'
import { lookVerbs } from './looks.ts'
import { fileVerbs } from './files.ts'
import { refVerbs } from './refs.ts'
import { settingVerbs, storeVerbs } from './store.ts'
import { transportVerbs } from './transport.ts'
import { workVerbs } from './work.ts'
import type { ParsedOptions } from '../../grammar/options.ts'
import type { Read } from '../../grammar/reader.ts'
import type { Verb } from '../../grammar/row.ts'

type Given = ParsedOptions['options'][number]

const settingsOf = ({ options }: Read): Value[] =>
  options.flatMap(({ option, value }) => (option.role === 'config' && value ? [value] : []))

/** What stands before the sub-command, and where that begins. */
export const git: Verb = {
  options:
    '-C:folder -c:config --config-env: --exec-path? --git-dir: --work-tree: --namespace: --super-prefix: --attr-source: -p/--paginate -P/--no-pager --no-replace-objects --no-lazy-fetch --bare --literal-pathspecs --glob-pathspecs --noglob-pathspecs --icase-pathspecs --no-optional-locks --no-advice --version -v --help -h --html-path --man-path --info-path --list-cmds:',
  isPosix: true,
  base: ({ options }) => workTree(options),
  also: (given) => [settingsOf(given).map(settingOfCall), given.options.flatMap(lookups)],
  verbs: {
    ...lookVerbs,
    ...workVerbs,
    ...refVerbs,
    ...fileVerbs,
    ...storeVerbs,
    ...settingVerbs,
    ...transportVerbs,
  },
  read(given) {
    const [word = []] = given.operands
    const verb = literal(word)
    if (verb === null) return unknownVerb(word, workTree(given.options))
    // An alias of the repository's own configuration, or a sub-command from PATH: not part of the text.
    const isAliased = settingsOf(given).some(starts(/^alias\./i))
    return verb !== '' && [!isAliased && doubt('unknown-program', `git ${verb}`), mayLose('')]
  },
}

const lookups = ({ option, value }: Given): Action[] => {
  if (value === null) return []
  if (option.name === 'exec-path') return [doubt('changed-lookup', 'git --exec-path')]
  return option.name === 'config-env' ? [doubt('dynamic-code', 'git --config-env')] : []
}

/** The folder that relative paths and the working tree begin at; null: where git is called. */
function workTree(options: readonly Given[]): Value | null {
  const isGiven = options.some(({ option }) => option.name === 'work-tree')
  return options.reduce<Value | null>((folder, { option, value }) => {
    if (value === null) return folder
    if (option.role === 'folder' || option.name === 'work-tree') return below(folder, value)
    if (isGiven) return folder
    if (option.name === 'git-dir' && literal(value) !== '.git') {
      const path = literal(value) ?? '/unknown'
      return below(folder, textValue(path.replace(/\/?\.git\/?$/, '') || '.'))
    }
    if (option.role !== 'config' || !/^core\.worktree=/i.test(knownStart(value))) return folder
    // It is seen from the repository's own folder.
    return below(below(folder, textValue('.git')), cut(value, 'core.worktree='.length))
  }, null)
}

const unknownVerb = (word: Value, folder: Value | null): Found => [
  mayLose('sub-command not known'),
  unsure(act('network', 'git')),
  doubt('unknown-option', `git ${show(word)}`),
  unsure(onPath('overwrite', below(folder, unknown))),
]
