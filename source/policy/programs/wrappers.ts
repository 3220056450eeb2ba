// Programs that run another program: one row each says which options take values and what comes before the command.
import type { Action, ActionKind } from '../action.ts'
import { concat, knownStart, literal, splitValue, textValue, unknown, type Value } from '../value.ts'
import { act, doubt, only, shell, type Analyser, type Analysis, type Run } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'

interface Wrapper {
  readonly options?: string
  /** Every option it knows takes no value, those of `options` excepted. */
  readonly isOpen?: boolean
  /** Operands before the command (a duration, a lock file). */
  readonly skip?: number
  /** The first operand, where it may be left out. */
  readonly skipped?: RegExp
  readonly always?: readonly ActionKind[]
  /** Without a command it starts a shell. */
  readonly isShell?: boolean
  /** An option whose value is shell text. */
  readonly code?: string
  /** The only operand is a file it writes, this one without it; what follows `--` is the command. */
  readonly file?: string
  /** An option whose value is the working folder. */
  readonly folder?: string
  /** The words are joined to one shell text. */
  readonly joins?: boolean
  /** `NAME=value` words come first. */
  readonly hasAssignments?: boolean
}

const privileged: Wrapper = { always: ['privilege'] }
const scheduling: Wrapper = { isOpen: true }

const table: Readonly<Record<string, Wrapper>> = {
  nohup: { always: ['detach'] },
  setsid: { options: '-c -f -w --ctty --fork --wait', always: ['detach'] },
  daemonize: { isOpen: true, always: ['detach'] },
  'start-stop-daemon': { isOpen: true, always: ['service', 'detach'] },
  nice: { options: '-n/--adjustment: -0 -1 -2 -3 -4 -5 -6 -7 -8 -9' },
  ionice: { options: '-c/--class: -n/--classdata: -p/--pid: -P/--pgid: -u/--uid: -t/--ignore' },
  chrt: {
    options: '-a -b -f -i -o -r -d -R -v -m -p -T: -P: -D: --all-tasks --batch --fifo --idle --other --rr',
    skip: 1,
  },
  taskset: { options: '-a -c/--cpu-list -p', skip: 1 },
  numactl: { isOpen: true },
  stdbuf: { options: '-i/--input: -o/--output: -e/--error:' },
  unbuffer: { options: '-p' },
  chronic: { options: '-v -e' },
  ifne: { options: '-n' },
  timeout: { options: '-k/--kill-after: -s/--signal: -f/--foreground -v/--verbose --preserve-status', skip: 1 },
  time: { options: '-p -v -a -q -f/--format: -o/--output:overwrite --append --verbose --quiet --portability' },
  ltrace: { options: '-o/--output:overwrite -e: -p: -u: -n: -s: -l: -F: -a: -A: -D:', isOpen: true },
  strace: {
    options:
      '-o/--output:overwrite -e/--trace: -p/--attach: -u/--user: -E/--env: -s/--string-limit: -S: -a: -I: -O: -P: -X: -b: -U:',
    isOpen: true,
  },
  valgrind: { isOpen: true },
  perf: { skip: 1, isOpen: true },
  catchsegv: {},
  eatmydata: {},
  faketime: { options: '-f -m', skip: 1 },
  fakeroot: { options: '-l: -s:overwrite -i:read -u -b: --lib: --faked:', isShell: true },
  setarch: {
    skipped: /^(?:linux(?:32|64)|i[3-6]86|x86_64|athlon|uname26|aarch64|armv\d\w*|ppc\w*|s390x?|sparc\w*)$/,
    isOpen: true,
    isShell: true,
  },
  linux32: { ...scheduling, isShell: true },
  linux64: { ...scheduling, isShell: true },
  i386: { ...scheduling, isShell: true },
  x86_64: { ...scheduling, isShell: true },
  uname26: { ...scheduling, isShell: true },
  'dbus-run-session': { isOpen: true },
  'dbus-launch': { isOpen: true },
  'xvfb-run': { options: '-a -e: -f: -l -n: -p: -s: -w:' },
  rlwrap: { isOpen: true },
  script: {
    options:
      '-c/--command:code -a/--append -e/--return -f/--flush -q/--quiet -O/--log-out:overwrite -I/--log-in:overwrite -B/--log-io:overwrite -T/--log-timing:overwrite -t? -E: -m: -o: --force',
    code: 'c',
    file: 'typescript',
  },
  unshare: {
    options:
      '-S/--setuid: -G/--setgid: -R/--root: -w/--wd: -l: --map-user: --map-group: --map-users: --map-groups: --propagation: --setgroups: --kill-child?',
    isOpen: true,
    isShell: true,
    ...privileged,
  },
  nsenter: {
    options: '-t/--target: -S/--setuid: -G/--setgid: -r/--root? -w/--wd?',
    isOpen: true,
    isShell: true,
    ...privileged,
  },
  chroot: { options: '--userspec: --groups: --skip-chdir', skip: 1, isShell: true, ...privileged },
  sudo: {
    options:
      '-u/--user: -g/--group: -h/--host: -p/--prompt: -C/--close-from: -D/--chdir: -R/--chroot: -r/--role: -t/--type: -T/--command-timeout: -U/--other-user: -AbEeHiKklnPSsvV --login --shell --non-interactive --background --preserve-env? --stdin',
    hasAssignments: true,
    isShell: true,
    folder: 'D',
    ...privileged,
  },
  sudoedit: { isOpen: true, ...privileged },
  doas: { options: '-u: -C: -a: -n -s -L', isShell: true, ...privileged },
  pkexec: { options: '--user: --disable-internal-agent --keep-cwd', isShell: true, ...privileged },
  gosu: { skip: 1, ...privileged },
  'su-exec': { skip: 1, ...privileged },
  runuser: {
    options:
      '-u/--user: -c/--command:code -g/--group: -G/--supp-group: -s/--shell: -l -m -p -f -P --login --preserve-environment',
    code: 'c',
    isShell: true,
    ...privileged,
  },
  su: {
    options:
      '-c/--command:code --session-command:code -g/--group: -G/--supp-group: -s/--shell: -w: -l -m -p -f -P --login --preserve-environment',
    code: 'c',
    isShell: true,
    skip: 9,
    ...privileged,
  },
  sg: { options: '-c:code', code: 'c', skip: 1, isShell: true, ...privileged },
  newgrp: { isOpen: true, isShell: true, ...privileged },
  setpriv: {
    options:
      '--reuid: --regid: --groups: --inh-caps: --ambient-caps: --bounding-set: --securebits: --pdeathsig: --selinux-label: --apparmor-profile: --landlock-access: --landlock-rule:',
    isOpen: true,
    ...privileged,
  },
  capsh: { isOpen: true, ...privileged },
  firejail: { isOpen: true },
  bwrap: { isOpen: true, ...privileged },
  proot: { isOpen: true, ...privileged },
  prlimit: { options: '-p/--pid: -o:', isOpen: true },
  'systemd-run': {
    options:
      '-u/--unit: -p/--property: -E/--setenv: -H: -M: --on-active: --on-calendar: --on-boot: --working-directory: --description: --uid: --gid: --slice: --service-type:',
    isOpen: true,
    always: ['service', 'detach', 'privilege'],
  },
  'systemd-inhibit': { options: '--what: --who: --why: --mode:', isOpen: true },
  'ssh-agent': { options: '-a: -t: -c -k -s -d -D -E:', isOpen: true },
  flock: {
    options:
      '-c/--command:code -w/--wait/--timeout: -E/--conflict-exit-code: -s -x -e -n -u -o -F -v --shared --exclusive --nonblock --no-fork',
    code: 'c',
    skip: 1,
  },
  watch: {
    options:
      '-n/--interval: -q/--equexit: -d? -t -b -e -g -c -x -p --differences? --exec --no-title --errexit --chgexit',
    joins: true,
  },

  entr: { isOpen: true },
  cgexec: { options: '-g: --sticky' },
  'with-lock-ex': { skip: 1, isOpen: true },
  setlock: { skip: 1, isOpen: true },
  softlimit: { isOpen: true },
  env: {
    options:
      '-i/--ignore-environment -u/--unset: -C/--chdir: -S/--split-string: -0/--null -v/--debug --block-signal? --default-signal? --ignore-signal? --list-signal-handling -a/--argv0:',
    hasAssignments: true,
    folder: 'C',
  },
  command: { options: '-p -v -V' },
  exec: { options: '-a: -c -l' },
  builtin: {},
  noglob: {},
  nocorrect: {},
}

function analyse(name: string, wrapper: Wrapper): Analyser {
  const grammar = compileGrammar(wrapper.options ?? '')
  return ({ args, stdin }) => {
    const parsed = parseOptions(grammar, args, false)
    const actions: Action[] = (wrapper.always ?? []).map((kind) => act(kind, name))
    const runs: Run[] = []
    let folder: Value | undefined
    let words = parsed.operands
    if (wrapper.file !== undefined) {
      const end = args.findIndex((arg) => literal(arg) === '--')
      words = end < 0 ? [] : args.slice(end + 1)
      const [file = textValue(wrapper.file)] = parsed.operands.slice(0, parsed.operands.length - words.length)
      actions.push({ kind: 'overwrite', path: file })
    }
    for (const { option, value } of parsed.options) {
      if (value === null) continue
      if (option.role === 'code') runs.push({ ...shell(value), stdin })
      if (option.role === 'overwrite') actions.push({ kind: 'overwrite', path: value })
      if (option.role === 'network') actions.push(act('network', name))
      if (option.name === wrapper.folder) folder = value
      if (name === 'env' && option.name === 'S') words = [...splitText(value), ...words]
    }
    if (wrapper.isOpen !== true)
      actions.push(...parsed.strange.map((option) => doubt('unknown-option', `${name} ${option}`)))
    if (name === 'env' && parsed.strange.length > 0) words = parsed.operands
    if (wrapper.hasAssignments) {
      const first = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(knownStart(word)))
      for (const word of words.slice(0, Math.max(0, first < 0 ? words.length : first)))
        actions.push(...assignmentActions(word))
      words = first < 0 ? [] : words.slice(first)
    }
    const isSkipped = wrapper.skipped?.test(literal(words[0] ?? []) ?? '') === true
    words = words.slice(isSkipped ? 1 : (wrapper.skip ?? 0))
    if (name === 'env' && words.length === 0 && !parsed.options.some(({ option }) => option.name === 'S'))
      actions.push(act('secret', 'env'))
    const isLook = name === 'command' && parsed.options.some(({ option }) => option.name === 'v' || option.name === 'V')
    if (isLook) return { actions, runs: [] }
    if (wrapper.code === 'c' && literal(words[0] ?? []) === '-c') runs.push(shell(words[1] ?? unknown))
    else if (words.length > 0 && wrapper.joins)
      runs.push(shell(concat(...words.flatMap((word, i) => (i === 0 ? [word] : [textValue(' '), word])))))
    else if (words.length > 0) runs.push({ kind: 'words', words, stdin, ...(folder ? { folder } : {}) })
    else if (wrapper.isShell && runs.length === 0) runs.push({ kind: 'shell', source: stdin })
    return { actions, runs }
  }
}

const splitText = (value: Value): Value[] => splitValue(value, ' ').filter((word) => word.length > 0)

const dangerous =
  /^(?:LD_|DYLD_|BASH_ENV$|ENV$|PROMPT_COMMAND$|PATH$|GIT_|PYTHON|PERL5|RUBY|NODE_|LUA_|JAVA_|IFS$|SHELLOPTS$|BASHOPTS$|PS4$|.*PAGER$|.*EDITOR$|VISUAL$|GCONV_PATH$|LESSOPEN$|LESSCLOSE$|MAKEFLAGS$|TAR_OPTIONS$|RSYNC_|SSH_ASKPASS$|npm_|MANPAGER$|BROWSER$)/
const benign =
  /^(?:GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|GIT_(?:TERMINAL_PROMPT|OPTIONAL_LOCKS|MERGE_AUTOEDIT)|GIT_PAGER=cat|PYTHON(?:UNBUFFERED|DONTWRITEBYTECODE|IOENCODING|HASHSEED|UTF8|WARNINGS)|NODE_ENV|NODE_NO_WARNINGS|.*PAGER=(?:cat|less|more)?$|RUBYOPT=-w)/

/** `NAME=value` before a command or in an `env`: some names make other programs run code or be found elsewhere. */
export function assignmentActions(assignment: Value): Action[] {
  const start = knownStart(assignment)
  const name = start.slice(0, start.indexOf('='))
  if (!dangerous.test(name) || benign.test(start) || benign.test(name)) return []
  const value = literal(assignment)
  // The usual folders of a system are nobody's own.
  if (name === 'PATH' && value !== null && /^PATH=(?:\/(?:usr\/)?(?:local\/)?s?bin:?)+$/.test(value)) return []
  if (name === 'IFS' || (value !== null && value.endsWith('='))) return []
  // Code in variables that git runs is judged as code.
  if (
    /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|CONFIG_NOSYSTEM|PAGER_IN_USE|TRACE|CEILING_DIRECTORIES|LITERAL_PATHSPECS)$/.test(
      name,
    )
  )
    return []
  return [doubt('changed-lookup', name)]
}

export const wrappers: Readonly<Record<string, Analyser>> = Object.fromEntries(
  Object.entries(table).map(([name, wrapper]) => [name, analyse(name, wrapper)]),
)

/** Shells: `-c` text, a script file, or standard input. */
const shellGrammar = compileGrammar(
  '-c -s -i -l/--login -e -u -x -v -n -a -b -f -h -k -m -p -r -t -B -C -E -H -P -T -D -O: -o: +abefhikmnprtuvxBCEHPT +O: +o: --norc --noprofile --posix --restricted --verbose --rcfile/--init-file:code --noediting --debugger --dump-strings',
)
export const shellAnalyser: Analyser = ({ name, args, stdin }) => {
  const { options, operands, strange, mayHideOption } = parseOptions(shellGrammar, args, false)
  const has = (option: string) => options.some((each) => each.option.name === option)
  const isUnsure = mayHideOption || strange.some((option) => !option.startsWith('--'))
  const rest = operands.slice(1)
  const code = operands[0] ?? unknown
  const startup = has('rcfile') || has('i') ? [doubt('opaque-script', 'a start-up file')] : []
  if (has('c')) return { actions: startup, runs: [{ kind: 'shell', source: code, args: rest, stdin }] }
  if (isUnsure && operands.length > 0) return only(doubt('dynamic-code', `${name} …`))
  if (operands.length === 0 || has('s'))
    return { actions: startup, runs: [{ kind: 'shell', source: stdin, args: [textValue(name), ...operands] }] }
  return scriptRun(code, rest)
}

/** A script: what its file says is not part of the command. */
export function scriptRun(file: Value, args: readonly Value[]): Analysis {
  const path = literal(file)
  if (path === '/dev/stdin' || path === '/dev/fd/0' || path === '-')
    return { actions: [], runs: [{ kind: 'shell', source: [{ hole: 'any' }], args }] }
  return only({ kind: 'read', path: file }, doubt('opaque-script', path ?? ''))
}
