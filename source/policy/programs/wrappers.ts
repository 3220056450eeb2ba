// Programs that run another program: one row each says which options take values and what comes before the command.
import { alike, mapValues, names } from '../among.ts'
import type { ActionKind } from '../model/action.ts'
import { knownStart, literal, spaced, textValue, unknown, type Value } from '../model/value.ts'
import { act, allVariables, type Analyser, type Found, onPath, shell } from '../grammar/analysis.ts'
import { assignmentActions } from '../grammar/environment.ts'
import { type Read, reader } from '../grammar/reader.ts'
import { splitString } from '../readers/split-string.ts'

interface Wrapper {
  readonly options?: string
  /** With one of these options, or one of them with this value, it shows the whole environment; `alone`: without a command. */
  readonly tellsAll?: string
  /** Every option it knows takes no value, those of `options` excepted. */
  readonly isOpen?: boolean
  /** Operands before the command (a duration, a lock file). */
  readonly skip?: number
  /** The first of them is the folder that the command begins in. */
  readonly isInside?: boolean
  /** The first of them is a file that is made. */
  readonly isLock?: boolean
  /** A word that may come first, before the options. */
  readonly skipped?: RegExp
  readonly always?: readonly ActionKind[]
  /** Without a command it starts a shell. */
  readonly isShell?: boolean
  /** What a flag does. */
  readonly flags?: Readonly<Record<string, ActionKind>>
  /** With one of these options it only tells what the words are. */
  readonly looks?: string
  /** A word `-c` may stand behind the first operands, too. */
  readonly hasCode?: boolean
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

export const table: Readonly<Record<string, Wrapper>> = {
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
  ...alike('numactl rlwrap entr softlimit', { isOpen: true }),
  ...alike('dbus-run-session dbus-launch', { options: '--config-file:script --dbus-daemon:program', isOpen: true }),
  firejail: { options: '--quiet --noprofile --private --net=none/--net=none --private-cwd?', folder: 'private-cwd' },
  stdbuf: { options: '-i/--input: -o/--output: -e/--error:' },
  unbuffer: { options: '-p' },
  chronic: { options: '-v -e' },
  ifne: { options: '-n' },
  timeout: { options: '-k/--kill-after: -s/--signal: -f/--foreground -v/--verbose --preserve-status', skip: 1 },
  time: { options: '-p -v -a -q -f/--format: -o/--output:overwrite --append --verbose --quiet --portability' },
  ltrace: { options: '-o/--output:overwrite -e: -p: -u: -n: -s: -l: -F: -a: -A: -D:', isOpen: true },
  strace: {
    options:
      '-o/--output:sink -e/--trace: -p/--attach: -u/--user: -E/--env: -s/--string-limit: -S: -a: -I: -O: -P: -X: -b: -U: -v/--no-abbrev --abbrev:',
    isOpen: true,
    tellsAll: 'v abbrev e:abbrev=none',
    flags: { u: 'privilege' },
  },
  valgrind: {
    options:
      '--log-file:overwrite --xml-file:overwrite --massif-out-file:overwrite --callgrind-out-file:overwrite --cachegrind-out-file:overwrite --dhat-out-file:overwrite --db-command:shell --suppressions:read --tool:profile',
    isOpen: true,
  },
  ...alike('arch catchsegv eatmydata builtin noglob nocorrect', {}),
  faketime: { options: '-f -m', skip: 1 },
  fakeroot: { options: '-l: -s:overwrite -i:read -u -b: --lib: --faked:', isShell: true },
  setarch: {
    skipped: /^(?:linux(?:32|64)|i[3-6]86|x86_64|athlon|uname26|aarch64|armv\d\w*|ppc\w*|s390x?|sparc\w*)$/,
    isOpen: true,
    isShell: true,
  },
  ...alike('linux32 linux64 i386 x86_64 uname26', { isOpen: true, isShell: true }),
  'xvfb-run': { options: '-a -e/--error-file:overwrite -f/--auth-file:overwrite -l -n: -p: -s: -w:' },
  script: {
    options:
      '-c/--command:shell -a/--append -e/--return -f/--flush -q/--quiet -O/--log-out:overwrite -I/--log-in:overwrite -B/--log-io:overwrite -T/--log-timing:overwrite -t? -E: -m: -o: --force',
    hasCode: true,
    file: 'typescript',
    isShell: true,
  },
  unshare: {
    options:
      '-S/--setuid: -G/--setgid: -R/--root: -w/--wd: -l: --map-user: --map-group: --map-users: --map-groups: --propagation: --setgroups: --kill-child?',
    isOpen: true,
    isShell: true,
    folder: 'w',
    ...privileged,
  },
  nsenter: {
    options: '-t/--target: -S/--setuid: -G/--setgid: -r/--root? -w/--wd?',
    isOpen: true,
    isShell: true,
    folder: 'w',
    ...privileged,
  },
  chroot: { options: '--userspec: --groups: --skip-chdir', skip: 1, isInside: true, isShell: true, ...privileged },
  sudo: {
    options:
      '-u/--user: -g/--group: -h/--host: -p/--prompt: -C/--close-from: -D/--chdir: -R/--chroot: -r/--role: -t/--type: -T/--command-timeout: -U/--other-user: -AbEeHiKklnPSsvV --login --shell --non-interactive --background --preserve-env? --stdin',
    hasAssignments: true,
    isShell: true,
    folder: 'D',
    ...privileged,
  },
  doas: { options: '-u: -C: -a: -n -s -L', isShell: true, ...privileged },
  pkexec: { options: '--user: --disable-internal-agent --keep-cwd', isShell: true, ...privileged },
  ...alike('gosu su-exec', { skip: 1, ...privileged }),
  runuser: {
    options:
      '-u/--user: -c/--command:shell -g/--group: -G/--supp-group: -s/--shell: -l -m -p -f -P --login --preserve-environment',
    hasCode: true,
    isShell: true,
    ...privileged,
  },
  su: {
    options:
      '-c/--command:shell --session-command:shell -g/--group: -G/--supp-group: -s/--shell: -w: -l -m -p -f -P --login --preserve-environment',
    hasCode: true,
    isShell: true,
    skip: 9,
    ...privileged,
  },
  sg: { options: '-c:shell', hasCode: true, skip: 1, isShell: true, ...privileged },
  newgrp: { isOpen: true, isShell: true, ...privileged },
  setpriv: {
    options:
      '--reuid: --regid: --groups: --inh-caps: --ambient-caps: --bounding-set: --securebits: --pdeathsig: --selinux-label: --apparmor-profile: --landlock-access: --landlock-rule:',
    isOpen: true,
    ...privileged,
  },
  ...alike('capsh bwrap proot sudoedit', { isOpen: true, ...privileged }),
  prlimit: { options: '-p/--pid: -o:', isOpen: true },
  'systemd-run': {
    options:
      '-u/--unit: -p/--property: -E/--setenv: -H: -M: --on-active: --on-calendar: --on-boot: --working-directory: --description: --uid: --gid: --slice: --service-type:',
    isOpen: true,
    folder: 'working-directory',
    always: ['service', 'detach', 'privilege'],
  },
  'systemd-inhibit': { options: '--what: --who: --why: --mode:', isOpen: true },
  'ssh-agent': { options: '-a:create -t: -c -k -s -d -D -E:', isOpen: true },
  flock: {
    options:
      '-c/--command:shell -w/--wait/--timeout: -E/--conflict-exit-code: -s -x -e -n -u -o -F -v --shared --exclusive --nonblock --no-fork',
    hasCode: true,
    skip: 1,
    isLock: true,
  },
  torsocks: {
    options: '-i/--isolate -d/--debug -q/--quiet -u/--user: -p/--pass: -P/--port: -a/--address:',
    always: ['network'],
  },
  torify: { isOpen: true, always: ['network'] },
  ...alike('proxychains proxychains4', { options: '-q -f:read', always: ['network'] }),
  watch: {
    options:
      '-n/--interval: -q/--equexit: -d? -t -b -e -g -c -x -p --differences? --exec --no-title --errexit --chgexit',
    joins: true,
  },
  cgexec: { options: '-g: --sticky' },
  ...alike('with-lock-ex setlock', { skip: 1, isLock: true, isOpen: true }),
  env: {
    options:
      '-i/--ignore-environment -u/--unset: -C/--chdir: -S/--split-string:split -0/--null -v/--debug --block-signal? --default-signal? --ignore-signal? --list-signal-handling -a/--argv0:',
    hasAssignments: true,
    folder: 'C',
    tellsAll: 'alone',
  },
  command: { options: '-p -v -V', looks: 'v V' },
  exec: { options: '-a: -c -l' },
}

const wrapperOf = (wrapper: Wrapper, name: string): Analyser =>
  reader(
    wrapper.options ?? '',
    (given) => {
      const { has, inRole } = given
      const behind = behindDashes(given.call.args)
      const split = inRole('split').flatMap(splitString)
      const words = wrapper.file === undefined ? [...split, ...given.operands] : behind
      const first = words.findIndex((word) => wrapper.hasAssignments !== true || !assignment.test(knownStart(word)))
      const start = first < 0 ? words.length : first
      const command = words.slice(start + (wrapper.skip ?? 0))
      const [file = textValue(wrapper.file ?? '')] = given.operands.slice(0, given.operands.length - behind.length)
      return [
        wrapper.always?.map((kind) => act(kind, name)),
        Object.entries(wrapper.flags ?? {}).map(([flag, kind]) => has(flag) && act(kind, `${name} -${flag}`)),
        tellsAll(wrapper, given, command) && allVariables(name),
        inRole('shell').map((code) => Object.assign(shell(code), { stdin: given.call.stdin })),
        inRole('profile').map(profile),
        wrapper.file !== undefined && onPath('overwrite', file),
        words.slice(0, start).map((word) => assignmentActions(word)),
        // A number is a descriptor that is open already.
        wrapper.isLock && words[start] && !/^\d+$/.test(literal(words[start]) ?? '') && onPath('create', words[start]),
        !has(...names(wrapper.looks ?? '')) && started(wrapper, given, command, words[start]),
      ]
    },
    {
      isPosix: wrapper.file === undefined,
      isOpen: wrapper.isOpen === true,
      isPlain: true,
      words: ({ args }) => (wrapper.skipped?.test(literal(args[0] ?? []) ?? '') === true ? args.slice(1) : args),
    },
  )

const assignment = /^[A-Za-z_][A-Za-z0-9_]*=/

function behindDashes(args: readonly Value[]): readonly Value[] {
  const end = args.findIndex((arg) => literal(arg) === '--')
  return end < 0 ? [] : args.slice(end + 1)
}

function started(wrapper: Wrapper, given: Read, command: readonly Value[], before: Value | undefined): Found {
  const { stdin } = given.call
  if (wrapper.hasCode && literal(command[0] ?? []) === '-c') return shell(command[1] ?? unknown)
  if (command.length === 0)
    return wrapper.isShell && given.inRole('shell').length === 0 && { kind: 'shell', source: stdin }
  if (wrapper.joins) return shell(spaced(command))
  const folder = wrapper.isInside ? before : wrapper.folder === undefined ? null : given.valueOf(wrapper.folder)
  return { kind: 'words', words: command, stdin, ...(folder && { folder }) }
}

function tellsAll({ tellsAll: told = '' }: Wrapper, { options, has }: Read, command: readonly Value[]): boolean {
  const given = options.flatMap(({ option: { name }, value }) => [name, `${name}:${literal(value ?? []) ?? ''}`])
  const said = new Set([...given, ...(command.length === 0 && !has('S') ? ['alone'] : [])])
  return names(told).some((each) => said.has(each))
}

/** What a tool of valgrind counts lands in files beside. */
const profile = (tool: Value): Found =>
  !/^(?:memcheck|helgrind|drd|none|lackey)$/.test(literal(tool) ?? '') && onPath('create', [{ hole: 'name' }])

export const wrappers: Readonly<Record<string, Analyser>> = mapValues(table, wrapperOf)
