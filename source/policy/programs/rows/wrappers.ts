// Programs that run another one with more or less of something, as somebody else or with other rights.
import { alike } from '../../among.ts'
import { act, doubt, words } from '../../grammar/analysis.ts'
import { assignmentActions } from '../../grammar/environment.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { fits } from '../../model/value.ts'

/** Runs the command behind its options. */
export const starts = (about: string, options = '', more: Partial<Row> = {}): Row => ({
  about,
  options,
  command: 'words',
  ...more,
})

/** The same with any option, none of which takes a word of the command. */
const startsOpen = (about: string, more: Partial<Row> = {}): Row => starts(about, '', { isOpen: true, ...more })

const bus = '--config-file:script --dbus-daemon:program'
const onMachine: Verb = { isOpen: true, command: 'words', isShell: true }
const machines =
  'linux32 linux64 i386 i486 i586 i686 x86_64 athlon uname26 aarch64 arm armv6l armv7l armv7h armv8l ppc ppc32 ppc64 ppc64le s390 s390x sparc sparc32 sparc64'

const privileged = (about: string, options: string, more: Partial<Row> = {}): Row =>
  starts(about, options, { always: ['privilege'], ...more })

export const wrapperRows: Readonly<Record<string, Row>> = {
  nohup: starts('goes on when the terminal is closed', '', { isTame: true, always: ['detach'] }),
  setsid: starts('in a session of its own', '-c -f -w --ctty --fork --wait', { isTame: true, always: ['detach'] }),
  daemonize: startsOpen('in the background', { always: ['detach'] }),
  'start-stop-daemon': startsOpen('services in the background', { always: ['service', 'detach'] }),
  nice: starts('at another priority', '-n/--adjustment: -0 -1 -2 -3 -4 -5 -6 -7 -8 -9', { isTame: true }),
  ionice: starts(
    'at another priority of disks',
    '-c/--class: -n/--classdata: -p/--pid: -P/--pgid: -u/--uid: -t/--ignore',
    { isTame: true },
  ),
  chrt: starts(
    'at another priority of the scheduler',
    '-a -b -f -i -o -r -d -R -v -m -p -T: -P: -D: --all-tasks --batch --fifo --idle --other --rr',
    { skip: 1 },
  ),
  taskset: starts('on some processors', '-a -c/--cpu-list -p', { skip: 1 }),
  ...alike('numactl rlwrap entr softlimit', startsOpen('with other bounds or another input')),
  prlimit: starts('with other limits', '-p/--pid: -o:', { isOpen: true }),
  'systemd-inhibit': starts('keeps the machine awake', '--what: --who: --why: --mode:', { isOpen: true }),
  'dbus-run-session': starts('with a bus of messages of its own', bus, { isOpen: true }),
  'dbus-launch': starts('with a bus of messages of its own, or a bus that stays behind', bus, {
    isOpen: true,
    alone: ['detach'],
  }),
  firejail: starts('in a sandbox', '--quiet --noprofile --private --net=none/--net=none --private-cwd?', {
    folder: 'private-cwd',
  }),
  stdbuf: starts('with other buffers', '-i/--input: -o/--output: -e/--error:', { isTame: true }),
  unbuffer: starts('as on a terminal', '-p'),
  chronic: starts('quiet, unless it fails', '-v -e'),
  ifne: starts('if there is any input', '-n'),
  timeout: starts(
    'ends it after a time',
    '-k/--kill-after: -s/--signal: -f/--foreground -v/--verbose --preserve-status',
    { isTame: true, skip: 1 },
  ),
  time: starts(
    'how long it takes',
    '-p -v -a -q -f/--format: -o/--output:overwrite --append --verbose --quiet --portability',
    { isTame: true },
  ),
  ltrace: starts('shows calls of libraries', '-o/--output:overwrite -e: -p: -u: -n: -s: -l: -F: -a: -A: -D:', {
    isOpen: true,
    flags: { u: ['privilege'] },
  }),
  strace: starts(
    'shows calls of the system',
    '-o/--output:sink -e/--trace: -p/--attach: -u/--user: -E/--env:variable -s/--string-limit: -S: -a: -I: -O: -P: -X: -b: -U: -v/--no-abbrev --abbrev:',
    {
      isOpen: true,
      // Without abbreviations it shows the environment that a program gets.
      secret: /(?:^| )-e ?abbrev=none/,
      flags: { u: ['privilege'], v: ['secret'], abbrev: ['secret'] },
      also: ({ inRole }) => inRole('variable').map((each) => assignmentActions(each)),
    },
  ),
  valgrind: starts(
    'looks for faults of memory; what a tool of it counts lands beside',
    '--log-file:overwrite --xml-file:overwrite --massif-out-file:overwrite --callgrind-out-file:overwrite --cachegrind-out-file:overwrite --dhat-out-file:overwrite --bb-out-file:overwrite --pc-out-file:overwrite --db-command:code --suppressions:read --log-socket: --xml-socket: --debuginfo-server: --tool:',
    {
      isOpen: true,
      flags: { 'log-socket': ['network'], 'xml-socket': ['network'], 'debuginfo-server': ['network'] },
      touches: [['create', '*']],
      // The name of a tool is the end of a path.
      also: ({ valuesOf }) => !valuesOf('tool').every(fits(/^[\w-]+$/)) && doubt('changed-lookup', 'valgrind --tool'),
    },
  ),
  ...alike('arch catchsegv eatmydata builtin noglob nocorrect', starts('as it is, or nearly so')),
  faketime: starts('at another time', '-f -m', { skip: 1 }),
  fakeroot: starts('as if it were root', '-l: -s:overwrite -i:read -u -b: --lib: --faked:', { isShell: true }),
  setarch: starts('as on another machine', '', { ...onMachine, verbs: alike(machines, onMachine) }),
  ...alike('linux32 linux64 i386 x86_64 uname26', { ...startsOpen('as on another machine'), isShell: true }),
  'xvfb-run': starts(
    'with a screen that nobody sees',
    '-a -e/--error-file:overwrite -f/--auth-file:overwrite -l -n: -p: -s: -w:',
  ),
  'ssh-agent': starts('with an agent for keys, or an agent that stays behind', '-a:create -t: -c -k -s -d -D -E:', {
    isOpen: true,
    also: ({ has, operands }) => operands.length === 0 && !has('k', 'd', 'D') && act('detach', 'ssh-agent'),
  }),
  flock: starts(
    'one at a time, by the lock of a file',
    '-c/--command:code -w/--wait/--timeout: -E/--conflict-exit-code: -s -x -e -n -u -o -F -v --shared --exclusive --nonblock --no-fork',
    { skip: 1, first: 'lock' },
  ),
  ...alike(
    'with-lock-ex setlock',
    starts('one at a time, by the lock of a file', '', { isOpen: true, skip: 1, first: 'lock' }),
  ),
  torsocks: starts(
    'through other machines',
    '-i/--isolate -d/--debug -q/--quiet -u/--user: -p/--pass: -P/--port: -a/--address:',
    { always: ['network'] },
  ),
  torify: startsOpen('through other machines', { always: ['network'] }),
  ...alike('proxychains proxychains4', starts('through other machines', '-q -f:read', { always: ['network'] })),
  watch: starts(
    'again and again',
    '-n/--interval: -q/--equexit: -d? -t -b -e -g -c -x/--exec -p --differences? --no-title --errexit --chgexit',
    {
      command: 'joined',
      // As words, without a shell.
      also: ({ operands, has }) => has('x') && operands.length > 0 && words(...operands),
    },
  ),
  cgexec: starts('in a group of processes', '-g: --sticky'),
  env: starts(
    'with other variables',
    '-i/--ignore-environment -u/--unset: -C/--chdir: -S/--split-string:split -0/--null -v/--debug --block-signal? --default-signal? --ignore-signal? --list-signal-handling -a/--argv0:',
    { isTame: true, command: 'assigned', folder: 'C', alone: ['secret'] },
  ),
  command: starts('the program, not a function of the name', '-p -v -V', {
    isTame: true,
    instead: [
      ['v', 'data'],
      ['V', 'data'],
    ],
  }),
  exec: starts('in place of the shell', '-a: -c -l'),
  unshare: privileged(
    'in name spaces of its own',
    '-S/--setuid: -G/--setgid: -R/--root: -w/--wd: -l: --map-user: --map-group: --map-users: --map-groups: --propagation: --setgroups: --kill-child?',
    { isShell: true, isOpen: true, folder: 'w' },
  ),
  nsenter: privileged(
    'in name spaces of another process',
    '-t/--target: -S/--setuid: -G/--setgid: -r/--root? -w/--wd?',
    { isShell: true, isOpen: true, folder: 'w' },
  ),
  chroot: privileged('with another root', '--userspec: --groups: --skip-chdir', {
    isShell: true,
    skip: 1,
    folder: 'first',
  }),
  sudo: privileged(
    'as root or another',
    '-u/--user: -g/--group: -h/--host: -p/--prompt: -C/--close-from: -D/--chdir: -R/--chroot: -r/--role: -t/--type: -T/--command-timeout: -U/--other-user: -AbEeHiKklnPSsvV --login --shell --non-interactive --background --preserve-env? --stdin',
    { isShell: true, command: 'assigned', folder: 'D' },
  ),
  doas: privileged('as root or another', '-u: -C: -a: -n -s -L', { isShell: true }),
  pkexec: privileged('as root or another', '--user: --disable-internal-agent --keep-cwd', { isShell: true }),
  ...alike('gosu su-exec', privileged('as another', '', { skip: 1 })),
  runuser: privileged(
    'as another',
    '-u/--user: -c/--command:code -g/--group: -G/--supp-group: -s/--shell: -l -m -p -f -P --login --preserve-environment',
    { isShell: true },
  ),
  su: privileged(
    'as another; all words but the first are for its shell',
    '-c/--command:code --session-command:code -g/--group: -G/--supp-group: -s/--shell: -w: -l -m -p -f -P --login --preserve-environment',
    { isShell: true, skip: 9 },
  ),
  sg: privileged('in another group', '-c:code', { isShell: true, skip: 1 }),
  newgrp: privileged('in another group', '', { isShell: true, isOpen: true }),
  setpriv: privileged(
    'with other rights',
    '--reuid: --regid: --groups: --inh-caps: --ambient-caps: --bounding-set: --securebits: --pdeathsig: --selinux-label: --apparmor-profile: --landlock-access: --landlock-rule:',
    { isOpen: true },
  ),
  ...alike('capsh bwrap proot', privileged('with other rights, or another view of the disk', '', { isOpen: true })),
  sudoedit: { about: 'edits files as root or another', isOpen: true, operands: 'edit', always: ['privilege'] },
  'systemd-run': privileged(
    'as a service',
    '-u/--unit: -p/--property:script -E/--setenv: -H/--host: -M/--machine: --on-active: --on-calendar: --on-boot: --working-directory: --description: --uid: --gid: --slice: --service-type:',
    {
      isOpen: true,
      folder: 'working-directory',
      flags: { H: ['network'] },
      always: ['service', 'detach', 'privilege'],
    },
  ),
}
