// Programs that change the machine: power, disks, services, accounts, privilege, processes.
import type { ActionKind } from '../model/action.ts'
import { literal, textValue } from '../model/value.ts'
import { act, doubt, nothing, onPath, only, type Analyser } from '../grammar/analysis.ts'
import { sessionAnalysers } from './sessions.ts'
import type { Spec } from '../grammar/spec.ts'
import { byName, cases, otherwise, when, word } from '../grammar/effects.ts'
import { reader } from '../grammar/reader.ts'
import { bySaid } from '../grammar/said.ts'
import { alike, among } from '../among.ts'

const always = (list: string, ...kinds: readonly ActionKind[]): Record<string, Spec> =>
  alike(list, { isOpen: true, always: kinds })

export const systemSpecs: Readonly<Record<string, Spec>> = {
  ...always('shutdown reboot poweroff halt telinit pm-suspend pm-hibernate rtcwake kexec', 'power'),
  ...always(
    'eject mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.f2fs mke2fs mkswap mkdosfs mkntfs mkfs.minix mkfs.exfat fdisk sfdisk cfdisk gdisk sgdisk parted wipefs blkdiscard badblocks hdparm nvme mdadm cryptsetup pvcreate pvremove vgcreate vgremove lvcreate lvremove zpool zfs dmsetup losetup partprobe resize2fs tune2fs e2fsck fsck xfs_repair debugfs swapoff swapon blockdev',
    'disk',
  ),
  ...always('rc-service initctl start stop restart svc sv supervisorctl', 'service'),
  // They say what runs at start-up.
  ...always('chkconfig update-rc.d rc-update insserv', 'service', 'privilege'),
  ...always(
    'useradd userdel usermod adduser deluser addgroup delgroup groupadd groupdel groupmod gpasswd chpasswd chgpasswd newusers vipw vigr chage chfn chsh pwconv grpconv pwunconv grpunconv groupmems newuidmap newgidmap',
    'account',
    'privilege',
  ),
  ...always(
    'ldconfig update-alternatives umount pivot_root switch_root fusermount fusermount3 modprobe insmod rmmod visudo machinectl keyctl',
    'privilege',
  ),
  ...always('iptables ip6tables nft ufw firewall-cmd tc', 'privilege', 'network'),
  wall: { options: '-g: -t: -n', isOpen: true, operands: 'read' },
  logger: { options: '-n/--server: -P: -f/--file:read -t: -p: -i -s -T -d', isOpen: true, flags: { n: ['network'] } },
}

/** Programs by what is said to them; a word that is not known stands as `‹?›`. */
export const saidToSystem = byName([
  cases('service invoke-rc.d', when(/^(?:--status-all|\S+ status(?: |$))/, ''), otherwise('service')),
  cases(
    'hostnamectl',
    when(/^(?:-[^\s\u2039]* )*(?:-[^\s\u2039]*|(?:status|show|list-\w+|show-timesync|timesync-status)(?: .*)?)?$/s, ''),
    otherwise('privilege'),
  ),
  cases('launchctl', when(/^(?:load|bootstrap|enable|submit)(?: |$)/, 'service privilege'), otherwise('service')),
  cases('init', otherwise('power')),
  // Everything but a look at the status.
  cases('passwd', when(word('-S --status'), ''), otherwise('account privilege')),
  cases(
    'crontab',
    when(word('-r'), 'privilege detach delete:/var/spool/cron/crontabs/user'),
    when(word('-l'), ''),
    otherwise('privilege detach'),
  ),
  cases('at batch', when(word('-l -q'), ''), otherwise('privilege detach input')),
  cases(
    'sysctl',
    when(/\u2039|=/, 'privilege'),
    when(word(String.raw`-w -p\S* --load\S* --system --write -f`), 'privilege'),
    otherwise(''),
  ),
  cases('sc', when(/^(?:l(?: |$)|$)/, ''), otherwise('service')),
  cases(
    'dpkg',
    when(
      among(
        String.raw`
    -[lsLSpCV] -[cIef] --list --status --listfiles --search --print-[^\s\u2039]+ --get-selections --audit --verify
    --compare-versions --contents --info --field --version --help --yet-to-unpack`,
        { after: '(?: |$)' },
      ),
      '',
    ),
    otherwise('privilege overwrite:/usr/lib/packages script'),
  ),
  // Without a device it shows what is mounted.
  cases(
    'mount',
    when(/(?:^| )-t ?(?:nfs4?|cifs|smb\w*|ceph|glusterfs)(?: |$)/, 'privilege network'),
    when(/^(?:(?:-[lv]|-t(?: [^\s-]\S*)?)(?: |$))*$|^-[Vh]$/, ''),
    otherwise('privilege'),
  ),
  // Interfaces and sockets are looked at without a packet.
  cases('ifconfig', when(/^\S*$/, ''), otherwise('privilege')),
  cases('ss', when(/(?:^| )-(?:\w*K|-kill)/, 'privilege'), otherwise('')),
  cases('arp', when(/(?:^| )-(?:\w*[sdf]|-(?:set|delete|file))/, 'privilege'), otherwise('')),
  cases('route', when(/^(?:-[^\s\u2039]*(?: |$))*$/, ''), otherwise('privilege')),
  cases('hostname', when(/^(?:-(?!F|-file|-b)\S*(?: |$))*$/, ''), otherwise('privilege')),
  cases('gsettings dconf defaults', when(/^(?:-[^\s\u2039]* )*read(?: |$)/, ''), otherwise('registry')),
  cases('apt-cache dpkg-query netstat', otherwise('')),
])

/** They look at what there is elsewhere before they answer. */
const asks = (name: string, texts: readonly (string | null)[]): boolean =>
  (/^(?:dnf|yum)$/.test(name) &&
    texts.some((text) => /^(?:list|search|info)$/.test(text ?? '')) &&
    !texts.some((text) => /^(?:-C|--cacheonly|(?:--)?installed)$/.test(text ?? ''))) ||
  (name === 'brew' && texts.some((text) => /^(?:search|info)$/.test(text ?? '')))

const packageManagers: Analyser = ({ name, args }) => {
  const texts = args.map(literal)
  const verb = texts.find((text) => text === null || !text.startsWith('-')) ?? (texts.includes(null) ? null : '')
  const looks = /^(?:list|show|search|info|policy|depends|rdepends|--version|version|check|status|help|-Q\S*|-q\S*|)$/
  // pacman, emerge and rpm have options where the others have words.
  const acts = texts.some(
    (text) =>
      text === null ||
      /^-(?:[SRUD]|[a-z]*[ieUFCu])|^--(?:sync|remove|upgrade|database|install|erase|import|unmerge|depclean)/.test(
        text,
      ),
  )
  const isSpelt = /^(?:pacman|emerge|rpm|nix-env)$/.test(name)
  const looksOnly = texts.some((text) => /^-[QqVh]|^--(?:query|version|help|list|search|info)/.test(text ?? ''))
  if (verb !== null && looks.test(verb) && !(isSpelt && acts && !looksOnly))
    return asks(name, texts) ? only(act('network', name)) : nothing
  // What there is to be had is fetched anew; nothing that is installed changes.
  const isUpdate = texts.every((text) =>
    /^(?:update|makecache|check-update|-y|-q|-qq|--yes|--quiet)$/.test(text ?? '-'),
  )
  return only(
    act('network', name),
    isUpdate
      ? onPath('create', textValue('/var/lib/packages'))
      : [act('privilege', name), onPath('overwrite', textValue('/usr/lib/packages'))],
    doubt('opaque-script', `${name} ${verb ?? ''}`),
  )
}

const looksAtNetwork = /^(?:s|sh|show|list|l|ls|get|help|lst)$/

/** An option that it does not have may be `-batch`, which takes its verbs from a file. */
const ip = reader(
  '-4 -6 -j/-json -p -br/-brief -c/-color -s -o -d/-details -h/-human -V/-Version',
  ({ operands: [, verb], strange, isHalfKnown }) =>
    strange.length > 0 || isHalfKnown || (verb && !looksAtNetwork.test(literal(verb) ?? ''))
      ? only(act('privilege', 'ip'), act('network', 'ip'))
      : nothing,
  { isPlain: true },
)

export const systemAnalysers: Readonly<Record<string, Analyser>> = {
  ...sessionAnalysers,
  ...bySaid(saidToSystem),
  ip,
  ...alike('apt apt-get aptitude dnf yum zypper pacman apk snap flatpak brew port emerge nix-env rpm', packageManagers),
}
