// Programs that reach a network whatever they are told, with what their options write, load and run.
import { alike } from '../../among.ts'
import { doubt, onPath } from '../../grammar/analysis.ts'
import type { Row } from '../../grammar/row.ts'
import { fits } from '../../model/value.ts'
import { mountOption, sshOption } from '../../readers/remote.ts'

/** What it names may be read and sent, what lies elsewhere be written. */
export const reaches = (about: string, options = '', more: Partial<Row> = {}): Row => ({
  about,
  options,
  isOpen: true,
  always: ['network'],
  ...more,
})

/** What is said with `-c` and `-C` are lines of its settings, which load modules and name files. */
const apache = '-f:script -c:script -C:script -d:script -E:append -k: -D:'

export const networkRows: Readonly<Record<string, Row>> = {
  ...alike(
    'rsh fping arping hping3 traceroute6 drill delv finger rlogin rcp iperf httpie http https xh links ab hey siege mount.nfs rpcclient ldapsearch createdb dropdb ntpdate chronyc avahi-browse ipfs nc6 grpcurl curlie dog doggo kcat mosquitto_pub mosquitto_sub amqp-publish wg vncviewer rdesktop xfreerdp telnetd caddy',
    reaches('speaks with other machines'),
  ),
  ...alike('traceroute tracepath mtr dig host nslookup whois', reaches('asks other machines', '', { isTame: true })),
  ...alike('ping ping6', reaches('is it there?', '', { isTame: true, tells: '-V' })),
  ...alike(
    'vagrant wg-quick websocat wrk wrangler x11vnc stunnel tor named',
    reaches('reaches out by words or files that name code', '', { runs: 'files' }),
  ),
  ...alike('snmpget snmpwalk', {
    ...reaches('asks devices of the network'),
    // What goes wrong is written there.
    also: ({ call: { args } }) => args.some(fits(/^-L[fF]/)) && doubt('unknown-option', 'snmp -L'),
  }),
  masscan: reaches(
    'finds machines and what they serve',
    '-c/--conf:script --resume:script -iL/--includefile:listed -p:',
  ),
  mysqladmin: reaches('rules a database', '--defaults-file:script --defaults-extra-file:script', { tells: '-V' }),
  sendmail: reaches('sends mail', '-C:script -X:append -f: -F: -r:'),
  'php-fpm': reaches('serves pages', '-y/--fpm-config:script -c/--php-ini:script -g/--pid:overwrite -p: -d:', {
    tells: '-v',
  }),
  apachectl: reaches('serves pages', apache, { always: ['network', 'service'], tells: '-v -V -t' }),
  'ssh-copy-id': reaches('lets a key in on another machine', '', { always: ['network', 'privilege'] }),
  mysqldump: reaches(
    'copies databases out',
    '-r/--result-file:overwrite --log-error:append -T/--tab:overwriteTree --defaults-file:script --defaults-extra-file:script',
    { tells: '-V' },
  ),
  pg_dump: reaches(
    'copies a database out',
    '-f/--file:overwriteTree -F: -d: -h: -p: -U: -t: -n: -T: -N: -j: -Z: -E: -S:',
    { tells: '-V' },
  ),
  pg_restore: reaches(
    'brings a database back',
    '-f/--file:overwriteTree -F: -d: -h: -p: -U: -t: -n: -T: -N: -j: -L:read -I: -P: -S:',
    { tells: '-V' },
  ),
  ngrep: reaches('searches packets', '-O:overwrite -I:read -F:read -d: -n: -s: -S: -W: -c: -P:'),
  nmap: reaches(
    'finds machines and what they serve',
    '-oN:overwrite -oX:overwrite -oG:overwrite -oA:overwrite -oS:overwrite --script:script --datadir:script --servicedb:read --versiondb:read -iL:listed --excludefile:read --stylesheet: --resume:modify -p: -T:',
    { tells: '-V' },
  ),
  ...alike(
    'youtube-dl yt-dlp axel',
    reaches(
      'fetches films and other files',
      '-o/--output: -P/--paths: --exec:code --exec-before-download:code --netrc-cmd:code --config-location/--config-locations:script --cookies:modify --batch-file/-a:listed --load-info-json:read --downloader/--external-downloader:program --postprocessor-args: --plugin-dirs:script --ffmpeg-location:program',
      { touches: [['create', '*']] },
    ),
  ),
  openvpn: reaches(
    'a tunnel to another network',
    '--config:script --up:code --down:code --plugin:script --route-up:code --log:overwrite --log-append:append --writepid:overwrite --status:overwrite --auth-user-pass?read --ipchange:code --tls-verify:code --client-connect:code --learn-address:code',
  ),
  nginx: reaches('serves pages', '-c:script -g:setting -p:script -e:append -s: -t -T', {
    tells: '-v -V -t',
    also: ({ inRole }) => !inRole('setting').every(fits(/^daemon o(?:n|ff);?$/)) && doubt('inline-code', 'nginx -g'),
  }),
  ...alike('apache2 httpd', reaches('serves pages', apache, { tells: '-v -V -t' })),
  sshd: reaches('lets others in', '-f:script -E:append -h:read -o: -p:', { tells: '-V -t' }),
  mosh: reaches('a shell on another machine', '--ssh:code --server:code --client:program'),
  autossh: reaches('a shell on another machine, again and again', '-F:script -E:append -o:option -M:', {
    also: ({ inRole }) => inRole('option').map(sshOption),
  }),
  sshfs: reaches('files of another machine', '-F:script -o:option -p:', {
    // A list, in which some name the program that is the way there.
    also: ({ inRole }) => inRole('option').map((list) => mountOption(list).map(sshOption)),
  }),
  'ssh-keyscan': reaches('keys of other machines', '-f:listed -t: -p: -T:'),
  w3m: reaches('shows pages', '-config:script -o:data -cols: -T: -I: -O:'),
  lynx: reaches('shows pages', '-cfg:script -lss:read -cmd_script:script -cmd_log:overwrite -editor:program'),
  elinks: reaches('shows pages', '-config-dir:script -eval:script -config-file:script'),
  iperf3: reaches('measures a network', '--logfile:append --pidfile/-I:overwrite -F:read'),
  msmtp: reaches('sends mail', '-C/--file:script --passwordeval:code --logfile/-X:append -a: -f:'),
  swaks: reaches('sends mail', '--data:read --attach:read --config:script --output/-o:overwrite'),
  restic: reaches(
    'keeps copies elsewhere',
    '--password-command:code -o/--option:setting --password-file/-p:read --repo/-r: -t/--target:overwriteTree -q -v -n',
    {
      also: ({ inRole }) =>
        !inRole('setting').every(fits(/^\w+\.(?!command|program|args)/)) && doubt('dynamic-code', 'restic -o'),
    },
  ),
  borg: reaches('keeps copies elsewhere', '--rsh:code --remote-path:program --debug-profile:overwrite', {
    // It unpacks where it stands.
    also: ({ operands: [verb] }) => verb && fits(/^extract$/)(verb) && onPath('overwrite', [{ hole: 'tracked' }]),
  }),
  dnsmasq: reaches(
    'serves names and addresses',
    '-C/--conf-file:script --conf-script:code --dhcp-script:program -l/--dhcp-leasefile:overwrite -x/--pid-file:overwrite --log-facility:append',
  ),
}
