// Programs that change files without a look into them, the machine, its accounts and its services.
import { alike } from '../../among.ts'
import type { ActionKind } from '../../model/action.ts'
import type { Row } from '../../grammar/row.ts'

const always = (list: string, about: string, ...kinds: readonly ActionKind[]): Record<string, Row> =>
  alike(list, {
    about,
    isOpen: true,
    always: kinds,
    ...(kinds.includes('account') ? { touches: [['modify', '/etc/passwd']] as const } : {}),
    ...(isAsked(kinds) ? {} : {}),
  })

/** What changes the machine beyond files is asked, what changes its rules or disks is not done. */
const isAsked = (kinds: readonly ActionKind[]): boolean => kinds.every((kind) => kind === 'power' || kind === 'service')

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
  ...alike('trash trash-put wipe srm', {
    about: 'deletes files and trees, some of them for good',
    isOpen: true,
    operands: 'deleteTree',
  }),
  shred: {
    about: 'deletes files for good',
    options: '-fuvxz -n: -s: --iterations: --size: --random-source:read --remove? --force --verbose --zero --exact',
    operands: 'delete',
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
    'eject mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.f2fs mke2fs mkswap mkdosfs mkntfs mkfs.minix mkfs.exfat fdisk sfdisk cfdisk gdisk sgdisk parted wipefs blkdiscard badblocks hdparm nvme mdadm cryptsetup pvcreate pvremove vgcreate vgremove lvcreate lvremove zpool zfs dmsetup losetup partprobe resize2fs tune2fs e2fsck fsck xfs_repair debugfs swapoff swapon blockdev',
    'disks and file systems',
    'disk',
  ),
  ...always('rc-service initctl start stop restart svc sv supervisorctl', 'services', 'service'),
  ...always('chkconfig update-rc.d rc-update insserv', 'what runs when the machine starts', 'service', 'privilege'),
  ...always(
    'useradd userdel usermod adduser deluser addgroup delgroup groupadd groupdel groupmod gpasswd chpasswd chgpasswd newusers vipw vigr chage chfn chsh pwconv grpconv pwunconv grpunconv groupmems newuidmap newgidmap',
    'accounts and groups',
    'account',
    'privilege',
  ),
  ...always(
    'update-alternatives umount pivot_root switch_root fusermount fusermount3 modprobe insmod rmmod visudo machinectl keyctl',
    'the system itself',
    'privilege',
  ),
  ldconfig: { about: 'where libraries lie', always: ['privilege'], tells: '-p --print-cache' },
  ...always('iptables ip6tables nft ufw firewall-cmd tc', 'what passes the network', 'privilege', 'network'),
  wall: { about: 'tells everybody', options: '-g: -t: -n', isOpen: true, operands: 'read' },
  logger: {
    about: 'writes into the log of the machine',
    options: '-n/--server: -P: -f/--file:read -t: -p: -i -s -T -d',
    isOpen: true,
    flags: { n: ['network'] },
  },
}
