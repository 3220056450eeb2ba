// Programs whose tables of options say all of them: those that only look, that change files and the machine, that reach others.
import { alike, mapValues } from '../among.ts'
import type { ActionKind } from '../model/action.ts'
import type { Spec } from '../grammar/row.ts'

const reads: Spec = { isOpen: true, operands: 'read' }

const lookers: Readonly<Record<string, Spec>> = {
  ...alike(
    'cat tac head tail nl od hexdump hd strings cut paste join comm fold fmt expand unexpand column cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum base32 basenc rev cmp colrm tsort look zcat bzcat zdiff zcmp numfmt hexyl readelf objdump size lsattr csvcut csvlook csvstat csvgrep csvsort csvformat csvstack csvjson in2csv shasum dircolors zipinfo colordiff pr more getfacl wdiff shellcheck bc',
    { ...reads, isTame: true },
  ),
  ...alike(
    'vdir stat readlink realpath basename dirname pathchk df pgrep pidof pstree free uptime uname arch nproc id whoami groups logname users who w last lastlog tty lscpu lsblk lsmem lsusb lsof vmstat iostat mpstat true false sleep usleep yes factor expr cal ncal locale getconf tput clear reset which whereis whatis apropos tokei getopt mesg findmnt blkid namei mountpoint pmap fc-list top tr seq echo printf test [ pwd getcap getfattr base64url',
    { isOpen: true, isTame: true },
  ),
  file: {
    options:
      '-f/--files-from:listed -m/--magic-file:read -F/--separator: -P/--parameter: -C/--compile --mime --mime-type --mime-encoding --brief --no-buffer --keep-going --dereference --no-dereference --uncompress --special-files --extension --list --print0 --preserve-date --no-pad --exclude --no-sandbox --apple',
    isOpen: true,
    operands: 'read',
    flags: { C: ['overwrite'] },
  },
  wc: { options: '--files0-from:listed --lines --words --chars --bytes --max-line-length --total', ...reads },
  du: {
    options:
      '--files0-from:listed -X/--exclude-from:read --max-depth --apparent-size --block-size --count-links --dereference --one-file-system --separate-dirs --time --time-style --exclude --threshold --inodes --kibibytes --mebibytes',
    isOpen: true,
  },
  ptx: {
    options: '-G/--traditional -i/--ignore-file:read -o/--only-file:read -b/--break-file:read -F: -g: -M: -S: -w: -W:',
    isOpen: true,
    operands: 'read',
    instead: [['G', 'edit']],
  },
  xzcat: { options: '--files?listed --files0?listed', ...reads },
  zstdcat: { options: '-o:overwrite --output-dir-flat:overwrite', ...reads },
  lz4cat: { isOpen: true, first: 'read', operands: 'overwrite' },
  jsonlint: { options: '-i/--in-place', ...reads, instead: [['i', 'edit']] },
  ...alike('nm objdump', { options: '--plugin:script', ...reads }),
  ss: { options: '-D/--diag:overwrite -F/--filter:read -K/--kill', isOpen: true, flags: { K: ['privilege'] } },
  ...alike('last lastb', { options: '-f/--file:read', isOpen: true }),
  ...alike('bat batcat', {
    ...reads,
    options:
      '--pager:code --generate-config-file --language --line-range --highlight-line --paging --wrap --decorations --show-all --tabs --list-languages --list-themes --number --file-name --diff --diff-context --map-syntax --italic-text --terminal-width --squeeze-blank --force-colorization --nonprintable-notation',
    flags: { 'generate-config-file': ['create'] },
  }),
  pygmentize: {
    options: '-o:overwrite -l: -f: -F: -O: -P: -a: -S: -N: -H: -x',
    isOpen: true,
    operands: 'read',
    flags: { x: ['unknown'] },
  },
  stty: { options: '-F/--file:read', isOpen: true },
  lspci: { options: '-p:read -q -Q -A: -O: -s: -d:', isOpen: true, flags: { q: ['network'], Q: ['network'] } },
  man: {
    options:
      '-P/--pager:code -H/--html?code -C/--config-file:listed -l/--local-file -M/--manpath: -m/--systems: -S/--sections: -s: -e/--extension: -L/--locale: -p/--preprocessor: -r/--prompt: -E/--encoding: -R/--recode: -T/--troff-device? -X/--gxditview? --where --path --whatis --apropos --regex --wildcard --names-only --no-hyphenation --no-justification --ascii',
    isOpen: true,
    operands: 'page',
    instead: [['l', 'read']],
    flags: { H: ['detach'] },
  },
  info: {
    options:
      '-o/--output:overwrite --dribble:overwrite --restore:script --init-file:script -f/--file:page -d/--directory: -n/--node: -v/--variable: -x/--debug: --index-search: -k/--apropos:',
    isOpen: true,
    operands: 'page',
  },
  sort: {
    options:
      '-o/--output:overwrite -T/--temporary-directory: -k/--key: -t/--field-separator: -S/--buffer-size: --compress-program:program --files0-from:listed --parallel: --random-source:read --batch-size: -bdfgiMhnRrVcCmsuz --check? --sort: --reverse --unique --numeric-sort --stable --ignore-case --human-numeric-sort --version-sort --zero-terminated --merge',
    operands: 'read',
  },
  uniq: {
    options:
      '-f: -s: -w: -cdDiuz --count --repeated --unique --ignore-case --all-repeated? --group? --skip-fields: --skip-chars: --check-chars: --zero-terminated',
    first: 'read',
    operands: 'overwrite',
  },
  shuf: {
    options:
      '-o/--output:overwrite -i: -n: -e -r -z --input-range: --head-count: --random-source:read --echo --repeat --zero-terminated',
    operands: 'read',
  },
  date: {
    options:
      '-s/--set:data -u -R -I? -d: -r: -f/--file:read --utc --universal --date: --reference: --iso-8601? --rfc-3339: --rfc-email --rfc-822 --resolution',
    isOpen: true,
    flags: { s: ['privilege'] },
  },
  diff: {
    options:
      '-r/--recursive -U: -C: -x: -X:read -I: -L: --label: --exclude: --exclude-from:read --from-file:read --to-file:read --color? --width:',
    isOpen: true,
    operands: 'read',
    tree: 'r',
  },
  diff3: { options: '--diff-program:program -L/--label:', ...reads },
  sdiff: { options: '-o/--output:overwrite --diff-program:program -I: -W:', ...reads },
  iconv: { options: '-o/--output:overwrite -f/--from-code: -t/--to-code: -c -l -s', operands: 'read' },
  xxd: {
    options: '-b -c: -E -g: -h -i -l: -n: -o: -p -ps -plain -r -s: -u -a -e',
    first: 'read',
    operands: 'overwrite',
  },
  tree: {
    options:
      '-o:overwrite -L: -I: -P: -H: -T: --filelimit: --charset: --fromfile --fromtabfile --gitfile:read --infofile:read -R --dirsfirst --filesfirst --noreport --prune --inodes --device --du --timefmt --matchdirs --ignore-case --gitignore --metafirst --nolinks --sort',
    isOpen: true,
    instead: [
      ['fromfile', 'read'],
      ['fromtabfile', 'read'],
    ],
    flags: { R: ['create'] },
  },
  xmllint: {
    options:
      '--output/-o:overwrite --xpath: --schema:fetched --relaxng:fetched --schematron:fetched --dtdvalid:fetched --path: --pattern: --encode: --noout --format --html --shell --recover --noent --nonet --nowarning --noblanks --nsclean --huge --dtdattr --loaddtd --valid --c14n --xinclude --postvalid --nocdata --debugent --stream --sax --push --memory --auto --noxxe --quiet --timing --htmlout --oldxml10',
    isOpen: true,
    operands: 'fetched',
    flags: { shell: ['unknown'] },
  },
  journalctl: {
    options:
      '--vacuum-size: --vacuum-time: --vacuum-files: --rotate --flush --sync --unit --user-unit --identifier --priority --grep --case-sensitive --catalog --no-full --full --no-tail --boot --list-boots --dmesg --output --output-fields --lines --utc --no-hostname --cursor --after-cursor --show-cursor --disk-usage --list-catalog --header --fields --field --user --system --merge --directory --root --file --namespace --facility --reverse --verify --this-boot',
    isOpen: true,
    flags: { 'vacuum-size': ['delete'], 'vacuum-time': ['delete'], 'vacuum-files': ['delete'], rotate: ['service'] },
  },
  dmesg: {
    options:
      '-C/--clear -c/--read-clear -F/--file:read -K/--kmsg-file:read --ctime --human --level --facility --kernel --userspace --decode --notime --reltime --time-format --nopager --follow-new --force-prefix',
    isOpen: true,
    flags: { C: ['delete'], c: ['delete'] },
  },
  hexedit: { operands: 'modify' },
}

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
  ...mapValues(clients, (options) => ({ ...reaches, options })),
  'ssh-copy-id': { isOpen: true, always: ['network', 'privilege'] },
}

/** Programs whose tables of options say all of them. */
export const tables: Readonly<Record<string, Spec>> = { ...lookers, ...files, ...system, ...network }
