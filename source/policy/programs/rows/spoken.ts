// Programs of a system that are told what to do by plain words: what is said, and what that does.
import { alike, among } from '../../among.ts'
import { onPath } from '../../grammar/analysis.ts'
import { otherwise, when, word } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'
import { fits } from '../../model/value.ts'

export const spokenRows: Readonly<Record<string, Row>> = {
  ...alike('service invoke-rc.d', {
    about: 'starts and stops services',
    // A name with a slash is a script anywhere.
    said: [when(/^\S*\//, 'service script'), when(/^(?:--status-all|\S+ status(?: |$))/, ''), otherwise('service')],
  }),
  launchctl: {
    about: 'services of macOS',
    said: [when(/^(?:load|bootstrap|enable|submit|asuser) /, 'service privilege script'), otherwise('service')],
  },
  passwd: {
    about: 'passwords of accounts',
    said: [when(/^(?:-S|--status|-Sa|-S -a)(?: [\w.-]+)?$/, ''), otherwise('account privilege')],
  },
  crontab: {
    about: 'what runs at its times',
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
    said: [
      when(/\u2039|=/, 'privilege'),
      // A name with dots goes to another file.
      when(/\.\.\//, 'script'),
      when(word(String.raw`-w -p\S* --load\S* --system --write -f`), 'privilege'),
      otherwise(''),
    ],
  },
  sc: { about: 'services of Windows', said: [when(/^(?:l(?: |$)|$)/, ''), otherwise('service')] },
  dpkg: {
    about: 'packages of the system',
    // A folder that is named gets what the package says of itself.
    also: ({
      call: {
        args: [verb, , folder],
      },
    }) => verb && folder && fits(/^(?:-e|--control)$/)(verb) && onPath('overwrite', folder, true),
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
  },
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
    options: '-f/--file:read',
    isTame: true,
    said: [when(/(?:^| )-(?:\w*[sdf]|-(?:set|delete|file))/, 'privilege'), otherwise('')],
  },
  route: {
    about: 'ways to other networks',
    isTame: true,
    said: [when(/^(?:-[^\s\u2039]*(?: |$))*$/, ''), otherwise('privilege')],
  },
  hostname: {
    about: 'the name of the machine',
    said: [when(/^(?:-(?:[AadfIiyshV]+|-(?!file|boot)[a-z-]+)(?: |$))*$/, ''), otherwise('privilege')],
  },
  ...alike('gsettings dconf defaults', {
    about: 'settings of the desktop',
    said: [when(/^(?:-[^\s\u2039]* )*(?:read|get|list|list-\w+|describe|range)(?: |$)/, ''), otherwise('registry')],
  }),
  'apt-cache': {
    about: 'what packages there are',
    isTame: true,
    // Its settings name programs.
    said: [when(/(?:^| )-(?:[a-z=\d]*[oc]|-option|-config-file)/, 'script'), otherwise('')],
  },
  ...alike('dpkg-query netstat', { about: 'tells of packages, or of connections', isOpen: true, isTame: true }),
}
