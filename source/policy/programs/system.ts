// Programs that change the machine: power, disks, services, accounts, privilege, processes.
import type { ActionKind } from '../action.ts'
import { knownStart, literal, textValue, type Value } from '../value.ts'
import { act, doubt, nothing, onPath, only, shell, type Analyser } from './analysis.ts'
import { sessionAnalysers } from './sessions.ts'
import type { Spec } from './spec.ts'
import { among } from '../among.ts'

const always = (names: string, ...kinds: readonly ActionKind[]): Record<string, Spec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { isOpen: true, always: kinds }]))

export const systemSpecs: Readonly<Record<string, Spec>> = {
  ...always('shutdown reboot poweroff halt telinit pm-suspend pm-hibernate rtcwake kexec', 'power'),
  ...always(
    'mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.f2fs mke2fs mkswap mkdosfs mkntfs mkfs.minix mkfs.exfat fdisk sfdisk cfdisk gdisk sgdisk parted wipefs blkdiscard badblocks hdparm nvme mdadm cryptsetup pvcreate pvremove vgcreate vgremove lvcreate lvremove zpool zfs dmsetup losetup partprobe resize2fs tune2fs e2fsck fsck xfs_repair debugfs swapoff swapon blockdev',
    'disk',
  ),
  ...always(
    'chkconfig update-rc.d rc-service rc-update insserv initctl start stop restart svc sv supervisorctl launchctl',
    'service',
  ),
  ...always(
    'useradd userdel usermod adduser deluser addgroup delgroup groupadd groupdel groupmod gpasswd chpasswd chgpasswd newusers vipw vigr chage chfn chsh pwconv grpconv pwunconv grpunconv groupmems newuidmap newgidmap',
    'account',
    'privilege',
  ),
  ...always(
    'umount pivot_root switch_root fusermount fusermount3 modprobe insmod rmmod visudo machinectl keyctl',
    'privilege',
  ),
  ...always('iptables ip6tables nft ufw firewall-cmd tc', 'privilege', 'network'),
  ...always('eject', 'disk'),
  ldconfig: { isOpen: true, always: ['privilege'] },
  wall: { options: '-g: -t: -n', isOpen: true, operands: 'read' },
  logger: {
    options: '-n/--server: -P: -f/--file:read -t: -p: -i -s -T -d',
    isOpen: true,
    flags: { n: ['network'] },
  },
  'update-alternatives': { isOpen: true, always: ['privilege'] },
}

const textOf = (args: readonly Value[]): (string | null)[] => args.map(literal)
const firstWord = (args: readonly Value[]): string | null => {
  for (const text of textOf(args)) {
    if (text === null) return null
    if (!text.startsWith('-')) return text
  }
  return ''
}

const service: Analyser = ({ args }) => {
  const [name, verb] = textOf(args)
  if (name?.startsWith('--status-all') || verb === 'status') return nothing
  return only(act('service', verb ?? ''))
}

/** What systemd says of the machine, and what it is told of it. */
const settings: Analyser = ({ name, args }) =>
  /^(?:|status|show|list-\w+|show-timesync|timesync-status)$/.test(firstWord(args) ?? 'set')
    ? nothing
    : only(act('privilege', name))

const init: Analyser = ({ args }) => only(act('power', literal(args[0] ?? []) ?? ''))

/** passwd and its like: everything but a look at the status. */
const password: Analyser = ({ args }) =>
  textOf(args).some((text) => text === '-S' || text === '--status')
    ? nothing
    : only(act('account', 'passwd'), act('privilege', 'passwd'))

const crontab: Analyser = ({ args }) => {
  const texts = textOf(args)
  if (texts.includes('-l') && !texts.includes('-r')) return nothing
  return {
    actions: [
      act('privilege', 'crontab'),
      act('detach', 'crontab'),
      ...(texts.includes('-r') ? [onPath('delete', textValue('/var/spool/cron/crontabs/user'))] : []),
    ],
    runs: [],
  }
}

const at: Analyser = ({ args, stdin }) => {
  if (textOf(args).some((text) => text === '-l' || text === '-q')) return nothing
  return { actions: [act('privilege', 'at'), act('detach', 'at')], runs: [shell(stdin)] }
}

const sysctl: Analyser = ({ args }) =>
  textOf(args).some(
    (text) => text === null || /^(?:-w|-p.*|--load.*|--system|--write|-f)$/.test(text) || /=/.test(text),
  )
    ? only(act('privilege', 'sysctl'))
    : nothing

const capabilities: Analyser = ({ args }) => {
  const [verb] = textOf(args)
  return verb === 'l' || verb === undefined ? nothing : only(act('service', String(verb)))
}

const packageManagers: Analyser = ({ name, args }) => {
  const verb = firstWord(args)
  const looks = /^(?:list|show|search|info|policy|depends|rdepends|--version|version|check|status|help|-Q\S*|-q\S*|)$/
  // pacman, emerge and rpm have options where the others have words.
  const texts = textOf(args)
  const acts = texts.some(
    (text) =>
      text === null ||
      /^-(?:[SRUD]|[a-z]*[ieUFCu])|^--(?:sync|remove|upgrade|database|install|erase|import|unmerge|depclean)/.test(
        text,
      ),
  )
  const isSpelt = /^(?:pacman|emerge|rpm|nix-env)$/.test(name)
  const looksOnly = texts.some((text) => /^-[QqVh]|^--(?:query|version|help|list|search|info)/.test(text ?? ''))
  if (verb !== null && looks.test(verb) && !(isSpelt && acts && !looksOnly)) return nothing
  // What there is to be had is fetched anew; nothing that is installed changes.
  if (texts.every((text) => /^(?:update|makecache|check-update|-y|-q|-qq|--yes|--quiet)$/.test(text ?? '-')))
    return only(
      act('network', name),
      onPath('create', textValue('/var/lib/packages')),
      doubt('opaque-script', `${name} ${verb ?? ''}`),
    )
  return only(
    act('network', name),
    act('privilege', name),
    onPath('overwrite', textValue('/usr/lib/packages')),
    doubt('opaque-script', `${name} ${verb ?? ''}`),
  )
}

const dpkg: Analyser = ({ args }) => {
  const texts = textOf(args)
  const looks = among(String.raw`
    -[lsLSpCV] -[cIef] --list --status --listfiles --search --print-\S+ --get-selections --audit --verify
    --compare-versions --contents --info --field --version --help --yet-to-unpack`)
  if (looks.test(texts[0] ?? '')) return nothing
  return only(
    act('privilege', 'dpkg'),
    onPath('overwrite', textValue('/usr/lib/packages')),
    doubt('opaque-script', 'dpkg'),
  )
}

/** Without a device it shows what is mounted. */
const mount: Analyser = ({ args }) => {
  const texts = textOf(args)
  const isLook = texts.every((text, i) => text === '-l' || text === '-t' || text === '-v' || texts[i - 1] === '-t')
  return isLook || (texts.length === 1 && /^(?:-V|-h)$/.test(texts[0] ?? ''))
    ? nothing
    : only(act('privilege', 'mount'))
}

const ip: Analyser = ({ args }) => {
  const texts = textOf(args).filter(
    (text) => text === null || !/^-(?:4|6|j|p|br|brief|c|color|s|o|json|d|h|details|human)$/.test(text),
  )
  const verb = texts[1]
  if (texts.length <= 1 || verb === undefined || (verb !== null && /^(?:s|sh|show|list|l|ls|get|help|lst)$/.test(verb)))
    return nothing
  return only(act('privilege', 'ip'), act('network', 'ip'))
}

/** Interfaces and sockets are looked at without a packet. */
const ifconfig: Analyser = ({ args }) => (args.length <= 1 ? nothing : only(act('privilege', 'ifconfig')))

const defaults: Analyser = ({ args }) => (firstWord(args) === 'read' ? nothing : only(act('registry', 'defaults')))

export const systemAnalysers: Readonly<Record<string, Analyser>> = {
  ...sessionAnalysers,
  service,
  'invoke-rc.d': service,
  init,
  passwd: password,
  crontab,
  at,
  batch: at,
  sysctl,
  sc: capabilities,
  ...Object.fromEntries(
    [
      'apt',
      'apt-get',
      'aptitude',
      'dnf',
      'yum',
      'zypper',
      'pacman',
      'apk',
      'snap',
      'flatpak',
      'brew',
      'port',
      'emerge',
      'nix-env',
      'rpm',
    ].map((name) => [name, packageManagers]),
  ),
  hostname: ({ args }) =>
    args.some((arg) => !/^-(?!F|-file|-b)/.test(knownStart(arg))) ? only(act('privilege', 'hostname')) : nothing,
  'apt-cache': () => nothing,
  'dpkg-query': () => nothing,
  dpkg,
  mount,
  ip,
  ifconfig,
  ss: ({ args }) =>
    args.some((arg) => /^-\w*K|^--kill/.test(knownStart(arg))) ? only(act('privilege', 'ss -K')) : nothing,
  netstat: () => nothing,
  arp: ({ args }) =>
    args.some((arg) => /^-\w*[sdf]|^--(?:set|delete|file)/.test(knownStart(arg)))
      ? only(act('privilege', 'arp'))
      : nothing,
  hostnamectl: settings,
  route: ({ args }) =>
    args.every((arg) => (literal(arg) ?? '').startsWith('-')) ? nothing : only(act('privilege', 'route')),
  gsettings: defaults,
  dconf: defaults,
  defaults,
}
