// Programs of a system that are told what to do by plain words.
import { among } from '../among.ts'
import { byName, cases, otherwise, when, word } from '../grammar/effects.ts'

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
    // A name with dots goes to another file.
    when(/\.\.\//, 'script'),
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
  cases('arp', when(/(?:^| )-(?:\w*[sdf]|-(?:set|delete|file))/, 'privilege'), otherwise('')),
  cases('route', when(/^(?:-[^\s\u2039]*(?: |$))*$/, ''), otherwise('privilege')),
  cases('hostname', when(/^(?:-(?!F|-file|-b)\S*(?: |$))*$/, ''), otherwise('privilege')),
  cases('gsettings dconf defaults', when(/^(?:-[^\s\u2039]* )*read(?: |$)/, ''), otherwise('registry')),
  // Their settings name programs.
  cases('apt-cache', when(/(?:^| )-(?:[oc]|-option|-config-file)/, 'script'), otherwise('')),
  cases('dpkg-query netstat', otherwise('')),
])
