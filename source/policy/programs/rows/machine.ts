// Programs that look at the machine, at processes and at folders; clouds and clusters.
import type { Row, Verb } from '../../grammar/row.ts'

const looks = (about: string, options: string, allow: string, more: Partial<Row> = {}): Row => ({
  about,
  options,
  ...more,
  examples: { allow: [allow], ask: [`${allow.split(' ')[0] ?? ''} --run x`], ...more.examples },
})
/** What it does is done elsewhere, by who is logged in. */
const cloud = (about: string, ask: readonly string[]): Row => ({
  about,
  always: ['network', 'unknown'],
  operands: 'data',
  isPosix: true,
  examples: { allow: [`${ask[0]?.split(' ')[0] ?? ''} --version`], ask },
})
// `-H` asks another machine, `-M` a container: they are doubted.
const quiet = '--no-pager -l --full --no-legend --json: -q --quiet'
const sets: Verb = { operands: 'data', always: ['privilege'] }
const listing =
  '-1 -l/--long -a/--all -A/--almost-all -F/--classify? -d -g -G -h -H -i -I: -L: -m -n -o -r -R -s: -S -t: -T -u -U -x -X -b -B -D -f/--only-files -Z -@ --git --git-ignore --git-repos --icons? --color? --colour? --tree --level: --sort: --reverse --group-directories-first --group-directories-last --header --inode --links --blocksize --time: --time-style: --total-size --no-permissions --octal-permissions --no-filesize --no-user --no-time --group --smart-group --binary --bytes --extended --hyperlink --absolute? --oneline --grid --across --recurse --list-dirs --only-dirs --show-symlinks --no-symlinks --ignore-glob: --width: --no-quotes --accessed --modified --created --changed --classic --date: --size: --depth: --blocks: --total-size --permission: --human-readable'

export const machineRows: Readonly<Record<string, Row>> = {
  eza: looks('lists folders', listing, 'eza -la --git src', { operands: 'data' }),
  exa: looks('lists folders', listing, 'exa -la', { operands: 'data' }),
  lsd: looks('lists folders', listing, 'lsd -la', { operands: 'data' }),
  dust: looks(
    'how large folders are',
    '-d/--depth: -n/--number-of-lines: -p/--full-paths -X/--ignore-directory: -L/--dereference-links -x/--limit-filesystem -s/--apparent-size -r/--reverse -c/--no-colors -b/--no-percent-bars -R -f/--filecount -i/--ignore_hidden -v/--invert-filter: -e/--filter: -t/--file_types -w/--terminal_width: -P/--no-progress -D/--only-dir -F/--only-file -o: -j',
    'dust -d 2 src',
    { operands: 'data' },
  ),
  duf: looks('how full disks are', '-all/--all -json/--json -output: -sort: -style: -theme: -only:', 'duf', {
    operands: 'data',
  }),
  procs: looks(
    'processes',
    '-a/--and -o/--or -d/--nand -r/--nor -l/--list -t/--tree -w/--watch -W: -i/--insert: --only: --sorta: --sortd: -c/--color: --theme: --interval: --thread --no-header',
    'procs --tree',
    { operands: 'data' },
  ),
  htop: looks(
    'processes, with keys',
    '-d/--delay: -C/--no-color -F/--filter: -M/--no-mouse -p/--pid: -s/--sort-key: -t/--tree -u/--user? -U/--no-unicode -n/--max-iterations: --readonly',
    'htop -t',
  ),
  lsmod: looks('modules of the kernel', '-v -s', 'lsmod'),
  modinfo: looks(
    'what a module of the kernel says of itself',
    '-F/--field: -k/--set-version: -0/--null -n/--filename -a -d -l -p -b/--basedir:',
    'modinfo ext4',
    { operands: 'data' },
  ),
  lshw: looks(
    'the parts of the machine',
    '-html/--html -xml/--xml -json/--json -short/--short -businfo/--businfo -C/-class/--class: -c: -disable/--disable: -enable/--enable: -quiet/--quiet -sanitize/--sanitize -numeric/--numeric -notime/--notime',
    'lshw -short',
  ),
  lsscsi: looks('disks', '-b -c -C -d -D -g -H -i -k -l -L -N -p -P -s -S -t -u -U -v -w -x -y:', 'lsscsi -s'),
  sensors: looks('temperatures', '-c:read -h -s -A -f -j -u -v', 'sensors -j', { flags: { s: ['privilege'] } }),
  acpi: looks('battery and heat', '-b -B -a -t -c -V -i -s -d: -p: -f -k -v -h', 'acpi -b'),
  numastat: looks('memory of the parts', '-c -m -n -p: -s? -v -V -z', 'numastat -m', { operands: 'data' }),
  uuidgen: looks(
    'a new identifier',
    '-r/--random -t/--time -n/--namespace: -N/--name: -m/--md5 -C: -s/--sha1 -x/--hex -6 -7 -h -V',
    'uuidgen -r',
  ),
  mcookie: looks('a random number', '-f/--file:read -m/--max-size: -v/--verbose -h -V', 'mcookie'),
  pwgen: looks('passwords that can be spoken', '-0 -A -B -c -C -n -N: -r: -s -v -y -H:read -1 -a -h', 'pwgen -s 20 1', {
    operands: 'data',
  }),
  zdump: looks('times of a place', '-v -V -c: -i -t: -h', 'zdump UTC', { operands: 'data' }),
  b3sum: looks(
    'sums of files',
    '--keyed --derive-key: -l/--length: --seek: --num-threads: --no-mmap --no-names --raw --tag -c/--check -q/--quiet',
    'b3sum a b',
    { operands: 'read' },
  ),
  xxhsum: looks(
    'sums of files',
    '-H# -c/--check -q/--quiet --little-endian --tag --strict -b -i# -B: -h -V -w',
    'xxhsum a',
    { operands: 'read' },
  ),
  md5deep: looks(
    'sums of files',
    '-p: -r -e -s -z -j: -m:read -M:read -x:read -X:read -a: -A: -w -n -b -l -c -t -o: -f:listed -k -d -0 -v -V -h -q',
    'md5deep -r src',
    { operands: 'read' },
  ),
  errno: looks('names of errors', '-l/--list -s/--search -S/--search-all-locales', 'errno -l', { operands: 'data' }),
  isutf8: looks('is it text?', '-q/--quiet -l/--list -i/--invert -v/--verbose', 'isutf8 a', { operands: 'read' }),
  'systemd-analyze': {
    about: 'how the machine started',
    options: `${quiet} --user --system --global --order --require --fuzz: --man`,
    verbs: {
      time: {},
      blame: {},
      'critical-chain': { operands: 'data', options: '--fuzz:' },
      plot: {},
      dot: { operands: 'data' },
      dump: { operands: 'data' },
      'cat-config': { operands: 'data' },
      'unit-files': {},
      'unit-paths': {},
      'exit-status': { operands: 'data' },
      capability: { operands: 'data' },
      calendar: { operands: 'data' },
      timestamp: { operands: 'data' },
      timespan: { operands: 'data' },
      verify: { operands: 'read' },
      security: { operands: 'data' },
      'log-level': sets,
      'log-target': sets,
      'service-watchdogs': sets,
    },
    examples: {
      allow: ['systemd-analyze', 'systemd-analyze blame', 'systemd-analyze calendar daily'],
      ask: ['systemd-analyze x'],
      deny: ['systemd-analyze log-level debug'],
    },
  },
  timedatectl: {
    about: 'clock and time zone',
    options: `${quiet} -a/--all -p/--property: --value --monitor`,
    verbs: {
      status: {},
      show: { options: '-p/--property: --value -a/--all' },
      'list-timezones': {},
      'timesync-status': {},
      'set-time': sets,
      'set-timezone': sets,
      'set-local-rtc': sets,
      'set-ntp': sets,
    },
    examples: {
      allow: ['timedatectl', 'timedatectl list-timezones'],
      ask: ['timedatectl x'],
      deny: ['timedatectl set-timezone UTC'],
    },
  },
  localectl: {
    about: 'language and keyboard',
    options: quiet,
    verbs: {
      status: {},
      'list-locales': {},
      'list-keymaps': {},
      'set-locale': sets,
      'set-keymap': sets,
      'set-x11-keymap': sets,
    },
    examples: {
      allow: ['localectl', 'localectl list-locales'],
      ask: ['localectl x'],
      deny: ['localectl set-locale LANG=C'],
    },
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
    examples: {
      allow: ['resolvectl status'],
      ask: ['resolvectl query example.com', 'resolvectl flush-caches', 'resolvectl dns x'],
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
    examples: { allow: ['coredumpctl list'], ask: ['coredumpctl debug x'], deny: ['coredumpctl -o /srv/app/x dump 1'] },
  },
  ifup: {
    about: 'a network interface up',
    always: ['privilege', 'network'],
    operands: 'data',
    examples: { allow: ['ifup --version'], deny: ['ifup eth0'] },
  },
  ifdown: {
    about: 'a network interface down',
    always: ['privilege', 'network'],
    operands: 'data',
    examples: { allow: ['ifdown --version'], deny: ['ifdown eth0'] },
  },
  security: {
    about: 'keys and certificates of macOS',
    always: ['privilege', 'secret'],
    operands: 'data',
    isPosix: true,
    examples: {
      allow: ['security --help'],
      deny: ['security find-generic-password -w x', 'security create-keychain x'],
    },
  },
  codesign: {
    about: 'signs programs of macOS, and looks at signatures',
    options:
      '-v/--verify -d/--display --deep --strict? --verbose? -vv/-vvv/-vvvv -R: -r: --check-notarization --entitlements: --xml -s/--sign: -f/--force --options: --timestamp? -i: --preserve-metadata: --remove-signature',
    operands: 'read',
    instead: [
      ['s', 'edit'],
      ['remove-signature', 'edit'],
    ],
    examples: {
      allow: ['codesign --verify --deep --strict --verbose=4 build/a', 'codesign -s x build/a'],
      ask: ['codesign --run x'],
      deny: ['codesign -s x /srv/app/a', 'codesign --remove-signature /srv/app/a'],
    },
  },
  kind: cloud('clusters in containers', ['kind create cluster', 'kind delete cluster']),
  minikube: cloud('a cluster on this machine', ['minikube start']),
  k3d: cloud('clusters in containers', ['k3d cluster create']),
  helmfile: cloud('releases in a cluster', ['helmfile apply']),
  eksctl: cloud('clusters in the cloud', ['eksctl create cluster']),
  tofu: cloud('infrastructure by description', ['tofu apply', 'tofu plan']),
  terragrunt: cloud('infrastructure by description', ['terragrunt apply']),
  pulumi: cloud('infrastructure by programs', ['pulumi up']),
  packer: cloud('images of machines', ['packer build x']),
  cdk: cloud('infrastructure by programs', ['cdk deploy']),
  serverless: cloud('functions in the cloud', ['serverless deploy']),
  skaffold: cloud('builds and deploys', ['skaffold dev']),
  argocd: cloud('deploys to clusters', ['argocd app sync x']),
  flux: cloud('deploys to clusters', ['flux reconcile x']),
  firebase: cloud('sites in the cloud', ['firebase deploy']),
  supabase: cloud('databases in the cloud', ['supabase db push']),
  multipass: cloud('machines in the machine', ['multipass launch']),
  lxc: cloud('containers of the machine', ['lxc launch x']),
}
