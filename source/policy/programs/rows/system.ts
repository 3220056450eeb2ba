// Programs that change files without a look into them, the machine, its accounts and its services.
import { alike } from '../../among.ts'
import type { ActionKind } from '../../model/action.ts'
import type { Reader } from '../../grammar/reader.ts'
import type { Row } from '../../grammar/row.ts'
import { lookup, onEach } from '../../grammar/analysis.ts'
import { otherwise, when, word } from '../../grammar/effects.ts'

const always = (list: string, about: string, ...kinds: readonly ActionKind[]): Record<string, Row> =>
  alike(list, {
    about,
    isOpen: true,
    always: kinds,
    touches: kinds.includes('account')
      ? [['modify', '/etc/passwd']]
      : kinds.at(-1) === 'privilege'
        ? [['create', '/etc/settings']]
        : [],
  })

/** It is lost under every other name, too. */
const writtenOver: Reader = ({ operands }) => onEach('overwrite', operands, true)

// Programs of a system that are told what to do by plain words: what is said, and what that does.

export const systemRows: Readonly<Record<string, Row>> = {
  rm: {
    about: 'deletes files and trees',
    options:
      '-rR -d -f -i -I -v --recursive --force --dir --verbose --interactive? --one-file-system --no-preserve-root --preserve-root?',
    isTame: true,
    operands: 'delete',
    tree: 'r R recursive',
  },
  rmdir: {
    about: 'deletes empty folders',
    options: '-p/--parents -v/--verbose --ignore-fail-on-non-empty',
    isTame: true,
    operands: 'delete',
  },
  unlink: { about: 'deletes a file', isTame: true, operands: 'delete' },
  ...alike('trash trash-put', { about: 'deletes files and trees', isOpen: true, operands: 'deleteTree' }),
  ...alike('wipe srm', {
    about: 'deletes files and trees for good',
    isOpen: true,
    operands: 'deleteTree',
    also: writtenOver,
  }),
  shred: {
    about: 'deletes files for good',
    options: '-fuvxz -n: -s: --iterations: --size: --random-source:read --remove? --force --verbose --zero --exact',
    operands: 'delete',
    also: writtenOver,
  },
  fallocate: {
    about: 'gives a file its size',
    options: '-l/--length: -o/--offset: -n -p -z -c -d -i -x -v --punch-hole --zero-range --collapse-range --dig-holes',
    operands: 'modify',
  },
  mkfifo: { about: 'makes pipes with a name', options: '-m/--mode: -Z', isTame: true, operands: 'create' },
  mknod: { about: 'makes devices', options: '-m/--mode: -Z', first: 'create', operands: 'data', always: ['privilege'] },
  touch: {
    about: 'makes files, or changes their times',
    options: '-acmhf -d/--date: -t: -r/--reference: --no-create --time: --no-dereference',
    isTame: true,
    operands: 'create',
  },
  ...alike('chown chgrp', {
    about: 'gives files to others',
    options:
      '-RcfvhHLP --recursive --reference: --from: --changes --silent --quiet --verbose --dereference --no-dereference',
    isTame: true,
    first: 'data',
    operands: 'metadata',
    always: ['privilege'],
    tree: 'R recursive',
  }),
  chattr: {
    about: 'changes attributes of files',
    isOpen: true,
    first: 'data',
    operands: 'metadata',
    always: ['privilege'],
  },
  ...alike('setfacl setcap', {
    about: 'gives rights on files, or rights to programs',
    isOpen: true,
    flags: { restore: ['metadata'] },
    options: '--restore:read',
    operands: 'metadata',
    always: ['privilege'],
  }),
  ...alike('dos2unix unix2dos mac2unix unix2mac', { about: 'other ends of lines', isOpen: true, operands: 'edit' }),
  hexedit: { about: 'changes bytes of a file', operands: 'edit' },
  ...always(
    'shutdown reboot poweroff halt telinit init pm-suspend pm-hibernate rtcwake kexec',
    'power of the machine',
    'power',
  ),
  ...always(
    'eject mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.f2fs mke2fs mkswap mkdosfs mkntfs mkfs.minix mkfs.exfat fdisk sfdisk cfdisk gdisk sgdisk parted wipefs blkdiscard badblocks hdparm mdadm cryptsetup pvcreate pvremove vgcreate vgremove lvcreate lvremove dmsetup losetup partprobe resize2fs tune2fs e2fsck fsck xfs_repair debugfs swapoff swapon blockdev',
    'disks and file systems',
    'disk',
  ),
  nvme: {
    about: 'disks, also of other machines',
    said: [when(/^(?:dis)?(?:connect|cover)/, 'disk network'), otherwise('disk')],
  },
  ...alike('zpool zfs', {
    about: 'disks that are mounted as they are made',
    said: [when(/^(?:list|status|get|history|iostat|version)(?: |$)/, ''), otherwise('disk privilege')],
  }),
  ...always('rc-service initctl start stop restart svc sv supervisorctl', 'services', 'service'),
  ...always('chkconfig update-rc.d rc-update insserv', 'what runs when the machine starts', 'service', 'privilege'),
  ...always(
    'useradd userdel usermod adduser deluser addgroup delgroup groupadd groupdel groupmod gpasswd chpasswd chgpasswd newusers vipw vigr chage chfn chsh pwconv grpconv pwunconv grpunconv groupmems newuidmap newgidmap',
    'accounts and groups',
    'account',
    'privilege',
  ),
  ...always(
    'update-alternatives umount pivot_root switch_root fusermount fusermount3 modprobe insmod rmmod visudo keyctl',
    'the system itself',
    'privilege',
  ),
  machinectl: {
    about: 'virtual machines and containers',
    options: '-H/--host: -M/--machine:',
    isOpen: true,
    always: ['privilege'],
    touches: [['create', '/var/lib/machines']],
    flags: { H: ['network'] },
    said: [when(word(String.raw`pull-\w+`), 'network'), otherwise('')],
  },
  ldconfig: {
    about: 'where libraries lie',
    always: ['privilege'],
    tells: '-p --print-cache',
    touches: [['create', '/etc/ld.so.cache']],
  },
  ...always('iptables ip6tables nft ufw firewall-cmd tc', 'what passes the network', 'privilege', 'network'),
  wall: { about: 'tells everybody', options: '-g: -t: -n', isOpen: true, operands: 'read' },
  logger: {
    about: 'writes into the log of the machine',
    options: '-n/--server: -P: -f/--file:read -t: -p: -i -s -T -d',
    isOpen: true,
    flags: { n: ['network'] },
  },
  ...alike('service invoke-rc.d', {
    about: 'starts and stops services',
    // A name with a slash is a script anywhere.
    said: [when(/^\S*\//, 'service script'), when(/^(?:--status-all|\S+ status(?: |$))/, ''), otherwise('service')],
  }),
  launchctl: {
    about: 'services of macOS',
    said: [when(/^(?:load|bootstrap|enable|submit|asuser) /, 'service privilege script'), otherwise('service')],
    secret: /^(?:getenv|export)(?: |$)/,
  },
  passwd: {
    about: 'passwords of accounts',
    said: [when(/^(?:-S|--status|-Sa|-S -a)(?: [\w.-]+)?$/, ''), otherwise('account privilege')],
  },
  crontab: {
    about: 'what runs at its times',
    options: '-u: -r -l -e -i -s -T -V',
    isOpen: true,
    operands: 'read',
    said: [
      when(word('-r'), 'privilege detach delete:/var/spool/cron/crontabs/user'),
      when(word('-l'), ''),
      otherwise('privilege detach overwrite:/var/spool/cron/crontabs/user'),
    ],
  },
  ...alike('at batch', {
    about: 'runs what it reads later',
    // `-q` is a queue, of which jobs are listed or to which one is added.
    said: [when(/^(?:-q ?\w |-V )*-l(?: -q ?\w)?$|^-V$/, ''), otherwise('privilege detach input')],
  }),
  sysctl: {
    about: 'settings of the kernel',
    options: '-p/--load?read -f?read -w -r: -a -n -e -N -q -b',
    isOpen: true,
    isTame: true,
    operands: 'data',
    instead: [
      ['p', 'read'],
      ['f', 'read'],
    ],
    said: [
      when(/\u2039|=/, 'privilege'),
      // A name with dots goes to another file.
      when(/\.\.\//, 'script'),
      when(word(String.raw`-w -p\S* --load\S* --system --write -f`), 'privilege'),
      otherwise(''),
    ],
  },
  sc: { about: 'services of Windows', said: [when(/^(?:l(?: |$)|$)/, ''), otherwise('service')] },
  mount: {
    about: 'puts disks into the tree of files',
    said: [
      when(/(?:^| )-t ?(?:nfs4?|cifs|smb\w*|ceph|glusterfs)(?: |$)|(?:^| )(?:[\w.-]+:\/|\/\/\w)/, 'privilege network'),
      // Without a device it shows what is mounted.
      when(/^(?:(?:-[lv]|-t(?: [^\s-]\S*)?)(?: |$))*$|^-[Vh]$/, ''),
      otherwise('privilege'),
    ],
  },
  ifconfig: {
    about: 'network interfaces',
    isTame: true,
    said: [when(/^\S*$/, ''), otherwise('privilege')],
  },
  arp: {
    about: 'addresses of machines nearby',
    options: '-f/--file:read -n/--numeric -a -e -v -i: -H: -D -s -d',
    isTame: true,
    said: [when(/(?:^| )-(?:\w*[sdf]|-(?:set|delete|file))/, 'privilege'), otherwise('')],
    also: ({ has }) => !has('n') && lookup('arp'),
  },
  hostname: {
    about: 'the name of the machine',
    options: '-f/--fqdn/--long -d/--domain -i/--ip-address -a/--alias -A/--all-fqdns -I -s -y -b -F: -V',
    isOpen: true,
    isTame: true,
    operands: 'data',
    // Its own name is looked up where the domain or an address is asked for.
    also: ({ has }) => has('f', 'd', 'i', 'a', 'A') && lookup('hostname'),
    said: [when(/^(?:-(?:[AadfIiyshV]+|-(?!file|boot)[a-z-]+)(?: |$))*$/, ''), otherwise('privilege')],
  },
  ...alike('gsettings dconf defaults', {
    about: 'settings of the desktop',
    said: [when(/^(?:-[^\s\u2039]* )*(?:read|get|list|list-\w+|describe|range)(?: |$)/, ''), otherwise('registry')],
  }),
}
