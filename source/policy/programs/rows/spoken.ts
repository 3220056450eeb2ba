// Programs of a system that are told what to do by plain words: what is said, and what that does.
import { alike, among } from '../../among.ts'
import { otherwise, when, word } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'

export const spokenRows: Readonly<Record<string, Row>> = {
  ...alike('service invoke-rc.d', {
    about: 'starts and stops services',
    // A name with a slash is a script anywhere.
    said: [when(/^\S*\//, 'service script'), when(/^(?:--status-all|\S+ status(?: |$))/, ''), otherwise('service')],
    allow: 'x status',
    ask: ['x restart'],
  }),
  launchctl: {
    about: 'services of macOS',
    said: [when(/^(?:load|bootstrap|enable|submit|asuser) /, 'service privilege script'), otherwise('service')],
    allow: '--help',
    ask: ['list'],
    deny: ['load x'],
  },
  passwd: {
    about: 'passwords of accounts',
    said: [when(word('-S --status'), ''), otherwise('account privilege')],
    allow: '-S',
    deny: ['x'],
  },
  crontab: {
    about: 'what runs at its times',
    said: [
      when(word('-r'), 'privilege detach delete:/var/spool/cron/crontabs/user'),
      when(word('-l'), ''),
      otherwise('privilege detach overwrite:/var/spool/cron/crontabs/user'),
    ],
    allow: '-l',
    deny: ['-r', 'a'],
  },
  ...alike('at batch', {
    about: 'runs what it reads later',
    said: [when(word('-l -q'), ''), otherwise('privilege detach input')],
    allow: '-l',
    deny: ['now', 'now < a'],
  }),
  sysctl: {
    about: 'settings of the kernel',
    said: [
      when(/\u2039|=/, 'privilege'),
      // A name with dots goes to another file.
      when(/\.\.\//, 'script'),
      when(word(String.raw`-w -p\S* --load\S* --system --write -f`), 'privilege'),
      otherwise(''),
    ],
    allow: 'vm.swappiness',
    ask: ['../../x'],
    deny: ['a=b', '-p a'],
  },
  sc: {
    about: 'services of Windows',
    said: [when(/^(?:l(?: |$)|$)/, ''), otherwise('service')],
    allow: '',
    ask: ['stop x'],
  },
  dpkg: {
    about: 'packages of the system',
    said: [
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
    ],
    allow: ['-l', '-L bash'],
    deny: ['-i a.deb'],
  },
  mount: {
    about: 'puts disks into the tree of files',
    said: [
      when(/(?:^| )-t ?(?:nfs4?|cifs|smb\w*|ceph|glusterfs)(?: |$)|(?:^| )(?:[\w.-]+:\/|\/\/\w)/, 'privilege network'),
      // Without a device it shows what is mounted.
      when(/^(?:(?:-[lv]|-t(?: [^\s-]\S*)?)(?: |$))*$|^-[Vh]$/, ''),
      otherwise('privilege'),
    ],
    allow: ['', '-t ext4'],
    deny: ['/dev/x /mnt', '-t nfs x:/y /mnt', 'x.example:/y /mnt'],
  },
  ifconfig: {
    about: 'network interfaces',
    isTame: true,
    said: [when(/^\S*$/, ''), otherwise('privilege')],
    allow: 'eth0',
    deny: ['eth0 down'],
  },
  arp: {
    about: 'addresses of machines nearby',
    options: '-f/--file:read',
    isTame: true,
    said: [when(/(?:^| )-(?:\w*[sdf]|-(?:set|delete|file))/, 'privilege'), otherwise('')],
    allow: '-an',
    deny: ['-d x'],
  },
  route: {
    about: 'ways to other networks',
    isTame: true,
    said: [when(/^(?:-[^\s\u2039]*(?: |$))*$/, ''), otherwise('privilege')],
    allow: '-n',
    deny: ['add default gw x'],
  },
  hostname: {
    about: 'the name of the machine',
    said: [when(/^(?:-(?!F|-file|-b)\S*(?: |$))*$/, ''), otherwise('privilege')],
    allow: '-f',
    deny: ['x', '-F a'],
  },
  ...alike('gsettings dconf defaults', {
    about: 'settings of the desktop',
    said: [when(/^(?:-[^\s\u2039]* )*(?:read|get|list|list-\w+|describe|range)(?: |$)/, ''), otherwise('registry')],
    allow: ['read a b', 'get a b'],
    ask: ['write a b'],
  }),
  'apt-cache': {
    about: 'what packages there are',
    isTame: true,
    // Its settings name programs.
    said: [when(/(?:^| )-(?:[oc]|-option|-config-file)/, 'script'), otherwise('')],
    allow: 'policy bash',
    ask: ['-o x=y policy'],
  },
  ...alike('dpkg-query netstat', {
    about: 'tells of packages, or of connections',
    isOpen: true,
    isTame: true,
    allow: '-l',
  }),
}
