// Programs that look at the machine, at processes and at folders; those of macOS; clouds and clusters.
import { alike } from '../../among.ts'
import { below, onPath } from '../../grammar/analysis.ts'
import type { Row, Verb } from '../../grammar/row.ts'

const looks = (about: string, options: string, more: Partial<Row> = {}): Row => ({
  about,
  options,
  ...more,
})
/** What it does is done elsewhere, by who is logged in. */
const cloud = (about: string): Row => ({
  about,
  always: ['network', 'unknown'],
  operands: 'data',
  isPosix: true,
})
// `-H` asks another machine, `-M` a container: they are doubted.
const quiet = '--no-pager -l --full --no-legend --json: -q --quiet'
const sets: Verb = { operands: 'data', always: ['privilege'], touches: [['create', '/etc/settings']] }
const listing =
  '-1 -l/--long -a/--all -A/--almost-all -F/--classify? -d -g -G -h -H -i -I: -L: -m -n -o -r -R -s: -S -t: -T -u -U -x -X -b -B -D -f/--only-files -Z -@ --git --git-ignore --git-repos --icons? --color? --colour? --tree --level: --sort: --reverse --group-directories-first --group-directories-last --header --inode --links --blocksize --time: --time-style: --total-size --no-permissions --octal-permissions --no-filesize --no-user --no-time --group --smart-group --binary --bytes --extended --hyperlink --absolute? --oneline --grid --across --recurse --list-dirs --only-dirs --show-symlinks --no-symlinks --ignore-glob: --width: --no-quotes --accessed --modified --created --changed --classic --date: --size: --depth: --blocks: --total-size --permission: --human-readable'

export const machineRows: Readonly<Record<string, Row>> = {
  eza: looks('lists folders', listing, { operands: 'data' }),
  exa: looks('lists folders', listing, { operands: 'data' }),
  lsd: looks('lists folders', listing, { operands: 'data' }),
  dust: looks(
    'how large folders are',
    '-d/--depth: -n/--number-of-lines: -p/--full-paths -X/--ignore-directory: -L/--dereference-links -x/--limit-filesystem -s/--apparent-size -r/--reverse -c/--no-colors -b/--no-percent-bars -R -f/--filecount -i/--ignore_hidden -v/--invert-filter: -e/--filter: -t/--file_types -w/--terminal_width: -P/--no-progress -D/--only-dir -F/--only-file -o: -j',
    { operands: 'data' },
  ),
  duf: looks('how full disks are', '-all/--all -json/--json -output: -sort: -style: -theme: -only:', {
    operands: 'data',
  }),
  procs: looks(
    'processes',
    '-a/--and -o/--or -d/--nand -r/--nor -l/--list -t/--tree -w/--watch -W: -i/--insert: --only: --sorta: --sortd: -c/--color: --theme: --interval: --thread --no-header',
    { operands: 'data' },
  ),
  htop: looks(
    'processes, with keys',
    '-d/--delay: -C/--no-color -F/--filter: -M/--no-mouse -p/--pid: -s/--sort-key: -t/--tree -u/--user? -U/--no-unicode -n/--max-iterations: --readonly',
  ),
  lsmod: looks('modules of the kernel', '-v -s'),
  modinfo: looks(
    'what a module of the kernel says of itself',
    '-F/--field: -k/--set-version: -0/--null -n/--filename -a -d -l -p -b/--basedir:',
    { operands: 'data' },
  ),
  lshw: looks(
    'the parts of the machine',
    '-html/--html -xml/--xml -json/--json -short/--short -businfo/--businfo -C/-class/--class: -c: -disable/--disable: -enable/--enable: -quiet/--quiet -sanitize/--sanitize -numeric/--numeric -notime/--notime',
  ),
  lsscsi: looks('disks', '-b -c -C -d -D -g -H -i -k -l -L -N -p -P -s -S -t -u -U -v -w -x -y:'),
  sensors: looks('temperatures', '-c:read -h -s -A -f -j -u -v', { flags: { s: ['privilege'] } }),
  acpi: looks('battery and heat', '-b -B -a -t -c -V -i -s -d: -p: -f -k -v -h'),
  numastat: looks('memory of the parts', '-c -m -n -p: -s? -v -V -z', { operands: 'data' }),
  uuidgen: looks(
    'a new identifier',
    '-r/--random -t/--time -n/--namespace: -N/--name: -m/--md5 -C: -s/--sha1 -x/--hex -6 -7 -h -V',
  ),
  mcookie: looks('a random number', '-f/--file:read -m/--max-size: -v/--verbose -h -V'),
  pwgen: looks('passwords that can be spoken', '-0 -A -B -c -C -n -N: -r: -s -v -y -H:read -1 -a -h', {
    operands: 'data',
  }),
  zdump: looks('times of a place', '-v -V -c: -i -t: -h', { operands: 'data' }),
  b3sum: looks(
    'sums of files',
    '--keyed --derive-key: -l/--length: --seek: --num-threads: --no-mmap --no-names --raw --tag -c/--check -q/--quiet',
    { operands: 'read' },
  ),
  xxhsum: looks('sums of files', '-H# -c/--check -q/--quiet --little-endian --tag --strict -b -i# -B: -h -V -w', {
    operands: 'read',
  }),
  md5deep: looks(
    'sums of files',
    '-p: -r -e -s -z -j: -m:read -M:read -x:read -X:read -a: -A: -w -n -b -l -c -t -o: -f:listed -k -d -0 -v -V -h -q',
    { operands: 'read' },
  ),
  errno: looks('names of errors', '-l/--list -s/--search -S/--search-all-locales', { operands: 'data' }),
  isutf8: looks('is it text?', '-q/--quiet -l/--list -i/--invert -v/--verbose', { operands: 'read' }),
  'systemd-analyze': {
    about: 'how the machine started',
    options: `${quiet} --user --system --global --order --require --fuzz: --man`,
    verbs: {
      ...alike('time blame plot unit-files unit-paths', {}),
      // Names of settings that stand below, or paths.
      'cat-config': {
        operands: 'data',
        also: ({ operands }) => operands.map((path) => onPath('read', below(['/etc'], path))),
      },
      ...alike('dot dump exit-status capability calendar timestamp timespan security', { operands: 'data' }),
      'critical-chain': { operands: 'data', options: '--fuzz:' },
      verify: { operands: 'read' },
      ...alike('log-level log-target service-watchdogs', sets),
    },
  },
  timedatectl: {
    about: 'clock and time zone',
    options: `${quiet} -a/--all -p/--property: --value --monitor`,
    verbs: {
      ...alike('status list-timezones timesync-status', {}),
      show: { options: '-p/--property: --value -a/--all' },
      ...alike('set-time set-timezone set-local-rtc set-ntp', sets),
    },
  },
  hostnamectl: {
    about: 'the name of the machine',
    options: `${quiet} -j --json: --static --pretty --transient -H/--host:`,
    flags: { H: ['network', 'privilege'] },
    verbs: {
      status: {},
      // A name that is given is set.
      ...alike('hostname icon-name chassis deployment location', { operands: 'data', always: ['privilege'] }),
      ...alike('set-hostname set-icon-name set-chassis set-deployment set-location', sets),
    },
  },
  localectl: {
    about: 'language and keyboard',
    options: quiet,
    verbs: { ...alike('status list-locales list-keymaps', {}), ...alike('set-locale set-keymap set-x11-keymap', sets) },
  },
  resolvectl: {
    about: 'names of hosts',
    options: quiet,
    verbs: {
      status: { operands: 'data' },
      statistics: {},
      query: { operands: 'data', always: ['network'] },
      'flush-caches': { always: ['service'] },
    },
  },
  coredumpctl: {
    about: 'crashes',
    options: `${quiet} -1 -S/--since: -U/--until: -r/--reverse -F/--field: -D/--directory: -o/--output:overwrite`,
    verbs: {
      list: { operands: 'data' },
      info: { operands: 'data' },
      dump: { options: '-o/--output:overwrite', operands: 'data' },
    },
  },
  ...alike('ifup ifdown', {
    about: 'a network interface up or down',
    always: ['privilege', 'network'],
    operands: 'data',
  }),
  security: {
    about: 'keys and certificates of macOS',
    always: ['privilege', 'secret'],
    operands: 'data',
    options: '-o:overwrite',
    isOpen: true,
    isTame: true,
    isPlain: true,
  },
  codesign: {
    about: 'signs programs of macOS, and looks at signatures',
    options:
      '-v/--verify -d/--display --deep --strict? --verbose? -vv/-vvv/-vvvv -R: -r: --check-notarization --entitlements:overwrite --extract-certificates:overwrite --xml -s/--sign: -f/--force --options: --timestamp? -i: --preserve-metadata: --remove-signature',
    operands: 'read',
    instead: [
      ['s', 'edit'],
      ['remove-signature', 'edit'],
    ],
  },
  kind: cloud('clusters in containers'),
  minikube: cloud('a cluster on this machine'),
  k3d: cloud('clusters in containers'),
  helmfile: cloud('releases in a cluster'),
  eksctl: cloud('clusters in the cloud'),
  terragrunt: cloud('infrastructure by description'),
  pulumi: { ...cloud('infrastructure by programs'), secret: /--show-secrets/ },
  packer: cloud('images of machines'),
  cdk: cloud('infrastructure by programs'),
  serverless: cloud('functions in the cloud'),
  skaffold: cloud('builds and deploys'),
  argocd: cloud('deploys to clusters'),
  flux: cloud('deploys to clusters'),
  firebase: cloud('sites in the cloud'),
  supabase: cloud('databases in the cloud'),
  multipass: cloud('machines in the machine'),
  lxc: cloud('containers of the machine'),
  dtach: {
    about: 'a terminal that stays behind',
    options: '-A:create -c:create -n:create -N:create -a: -p: -e: -E -r: -R: -z',
    command: 'words',
    always: ['detach'],
  },
  screen: {
    about: 'terminals that stay behind',
    options:
      '-a -A -c:script -d -D -R -RR/-RRR -e: -f -fn/-fa -h: -i -l -ln/-la -ls/-list -L -Logfile:overwrite -m -dm/-md -Dm/-mD -O -p: -q -Q -r -s:program -S: -dmS/-mdS: -t: -T: -U -v/-version -wipe/-wip -x -X',
    command: 'words',
    always: ['detach'],
    // What is recorded lands in a file beside; `-X` is told to another.
    flags: { L: ['overwrite'], X: ['unknown'] },
    tells: '-ls -list -v',
  },
  'nvidia-smi': {
    about: 'graphics cards',
    options:
      '-L/--list-gpus -q/--query -d/--display: -i/--id: -x/--xml-format --query-gpu: --query-compute-apps: --format: -h -f/--filename:overwrite',
    // Its verbs are not described.
    verbs: {},
  },
  plutil: {
    about: 'shows, checks and rewrites property lists',
    options: '-p -lint/--lint -s -type: -extract: -convert/--convert: -o:overwrite -r -n',
    operands: 'read',
    instead: [['convert', 'edit']],
  },
  lipo: {
    about: 'programs for several machines in one file',
    options:
      '-info/--info -archs/--archs -detailed_info/--detailed_info -create/--create -thin: -output:overwrite -o:overwrite',
    operands: 'read',
  },
  mdls: {
    about: 'what the index of the system knows of a file',
    options: '-name: -raw/--raw -nullMarker: -plist:overwrite',
    operands: 'read',
  },
  sips: {
    about: 'looks at pictures and changes them',
    options:
      '-g/--getProperty: -1/--oneLine -o/--out:overwriteTree -s/--setProperty: -Z/--resampleHeightWidthMax: --resampleWidth: --resampleHeight: -r/--rotate: -f/--flip:',
    operands: 'edit',
    instead: [
      ['g', 'read'],
      ['o', 'read'],
    ],
  },
  'xcode-select': { about: 'which tools of Apple are in use', options: '-p/--print-path -v -h' },
  dwarfdump: {
    about: 'what a program says to debuggers',
    options: '--uuid -u --all -a --debug-info --debug-line --arch: --name: -n:',
    operands: 'read',
  },
  system_profiler: {
    about: 'what the machine is made of',
    options: '-listDataTypes/--listDataTypes -json/--json -xml/--xml -detailLevel: -timeout:',
    operands: 'data',
  },
}
