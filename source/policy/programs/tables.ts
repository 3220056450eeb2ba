// Programs whose tables of options say all of them: those that change files and the machine, and those that reach other machines.
import { alike } from '../among.ts'
import type { ActionKind } from '../model/action.ts'
import type { Spec } from '../grammar/row.ts'

const files: Readonly<Record<string, Spec>> = {
  rm: {
    options:
      '-rR -d -f -i -I -v --recursive --force --dir --verbose --interactive? --one-file-system --no-preserve-root --preserve-root?',
    operands: 'delete',
    tree: 'r R recursive',
  },
  rmdir: { options: '-p/--parents -v/--verbose --ignore-fail-on-non-empty', operands: 'delete' },
  unlink: { operands: 'delete' },
  ...alike('trash trash-put wipe srm', { isOpen: true, operands: 'deleteTree' }),
  shred: {
    options: '-fuvxz -n: -s: --iterations: --size: --random-source:read --remove? --force --verbose --zero --exact',
    operands: 'delete',
  },
  fallocate: {
    options: '-l/--length: -o/--offset: -n -p -z -c -d -i -x -v --punch-hole --zero-range --collapse-range --dig-holes',
    operands: 'modify',
  },
  mkfifo: { options: '-m/--mode: -Z', operands: 'create' },
  mknod: { options: '-m/--mode: -Z', first: 'create', operands: 'data', always: ['privilege'] },
  touch: { options: '-acmhf -d/--date: -t: -r/--reference: --no-create --time: --no-dereference', operands: 'create' },
  ...alike('chown chgrp', {
    options:
      '-RcfvhHLP --recursive --reference: --from: --changes --silent --quiet --verbose --dereference --no-dereference',
    first: 'data',
    operands: 'metadata',
    always: ['privilege'],
    tree: 'R recursive',
  }),
  chattr: { isOpen: true, first: 'data', operands: 'metadata', always: ['privilege'] },
  ...alike('setfacl setcap', { isOpen: true, operands: 'metadata', always: ['privilege'] }),
  sync: { isOpen: true },
  link: { first: 'read', operands: 'create' },
  ...alike('dos2unix unix2dos', { isOpen: true, operands: 'edit' }),
}

const always = (list: string, ...kinds: readonly ActionKind[]): Record<string, Spec> =>
  alike(list, { isOpen: true, always: kinds })

const system: Readonly<Record<string, Spec>> = {
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

/** What they write and load, of programs that reach a network in any case. */
const clients: Readonly<Record<string, string>> = {
  mysqldump:
    '-r/--result-file:overwrite --log-error:append -T/--tab:overwriteTree --defaults-file:script --defaults-extra-file:script',
  pg_dump: '-f/--file:overwriteTree -F: -d: -h: -p: -U: -t: -n: -T: -N: -j: -Z: -E: -S:',
  pg_restore: '-f/--file:overwriteTree -F: -d: -h: -p: -U: -t: -n: -T: -N: -j: -L:read -I: -P: -S:',
  ngrep: '-O:overwrite -I:read -F:read -d: -n: -s: -S: -W: -c: -P:',
  nmap: '-oN:overwrite -oX:overwrite -oG:overwrite -oA:overwrite -oS:overwrite --script:script --datadir:script --servicedb:read --versiondb:read -iL:listed --excludefile:read --stylesheet: --resume:modify -p: -T:',
  'youtube-dl':
    '-o/--output: --exec:code --config-location:script --cookies:modify --batch-file/-a:listed --load-info-json:read --external-downloader:program --postprocessor-args: --ffmpeg-location:program',
  'yt-dlp':
    '-o/--output: -P/--paths: --exec:code --config-locations/--config-location:script --cookies:modify --batch-file/-a:listed --load-info-json:read --downloader/--external-downloader:program --plugin-dirs:script --ffmpeg-location:program --exec-before-download:code',
  openvpn:
    '--config:script --up:code --down:code --plugin:script --route-up:code --log:overwrite --log-append:append --writepid:overwrite --status:overwrite --auth-user-pass?read --ipchange:code --tls-verify:code --client-connect:code --learn-address:code',
  nginx: '-c:script -g: -p: -e:append -s: -t -T',
  apache2: '-f:script -c: -C: -d: -E:append -k:',
  httpd: '-f:script -c: -C: -d: -E:append -k:',
  sshd: '-f:script -E:append -h:read -o: -p:',
  mosh: '--ssh:code --server: --client:program',
  autossh: '-F:script -E:append -o:data -M:',
  sshfs: '-F:script -o:data -p:',
  'ssh-keyscan': '-f:listed -t: -p: -T:',
  w3m: '-config:script -o:data -cols: -T: -I: -O:',
  lynx: '-cfg:script -lss:read -cmd_script:script -cmd_log:overwrite -editor:program',
  elinks: '-config-dir:script -eval:script -config-file:script',
  iperf3: '--logfile:append --pidfile/-I:overwrite -F:read',
  msmtp: '-C/--file:script --passwordeval:code --logfile/-X:append -a: -f:',
  swaks: '--data:read --attach:read --config:script --output/-o:overwrite',
  restic: '--password-command:code -o:data --password-file/-p:read --repo/-r:',
  borg: '--rsh:code',
  rclone: '--config:script --password-command:code --log-file:append',
  dnsmasq: '-C/--conf-file:script --dhcp-script:program -x/--pid-file:overwrite --log-facility:append',
}

const reaches: Spec = { isOpen: true, always: ['network'] }

const network: Readonly<Record<string, Spec>> = {
  ...alike(
    'rsh socat6 stunnel websocat ping ping6 fping arping hping3 traceroute traceroute6 tracepath mtr dig host nslookup drill delv whois finger rlogin rcp masscan iperf httpie http https xh axel links ab wrk hey siege mount.nfs rpcclient ldapsearch mysqladmin createdb dropdb sendmail ntpdate chronyc snmpget snmpwalk avahi-browse aws gcloud az vagrant glab heroku netlify vercel fly flyctl wrangler doctl ipfs nc6 grpcurl curlie dog doggo kcat mosquitto_pub mosquitto_sub amqp-publish wg wg-quick tor x11vnc vncviewer rdesktop xfreerdp telnetd caddy php-fpm named',
    reaches,
  ),
  ...Object.fromEntries(Object.entries(clients).map(([name, options]) => [name, { ...reaches, options }])),
  'ssh-copy-id': { isOpen: true, always: ['network', 'privilege'] },
}

export const tables: Readonly<Record<string, Spec>> = { ...files, ...system, ...network }
