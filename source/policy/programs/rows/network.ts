// Programs that reach a network whatever they are told, with what their options write, load and run.
import { alike } from '../../among.ts'
import type { Row } from '../../grammar/row.ts'

/** What it names may be read and sent, what lies elsewhere be written. */
export const reaches = (about: string, options = '', more: Partial<Row> = {}): Row => ({
  about,
  options,
  isOpen: true,
  always: ['network'],
  ...more,
})

export const networkRows: Readonly<Record<string, Row>> = {
  ...alike(
    'rsh stunnel fping arping hping3 traceroute6 drill delv finger rlogin rcp masscan iperf httpie http https xh links ab hey siege mount.nfs rpcclient ldapsearch mysqladmin createdb dropdb sendmail ntpdate chronyc snmpget snmpwalk avahi-browse ipfs nc6 grpcurl curlie dog doggo kcat mosquitto_pub mosquitto_sub amqp-publish wg tor vncviewer rdesktop xfreerdp telnetd caddy named',
    reaches('speaks with other machines'),
  ),
  ...alike('traceroute tracepath mtr dig host nslookup whois', reaches('asks other machines', '', { isTame: true })),
  ...alike('ping ping6', reaches('is it there?', '', { isTame: true, tells: '-V' })),
  ...alike(
    'vagrant wg-quick websocat wrk wrangler x11vnc',
    reaches('reaches out by words or files that name code', '', { runs: 'files' }),
  ),
  'php-fpm': reaches('serves pages', '', { tells: '-v' }),
  apachectl: reaches('serves pages', '', { always: ['network', 'service'], tells: '-v -V -t' }),
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
      '-o/--output: -P/--paths: --exec:code --exec-before-download:code --config-location/--config-locations:script --cookies:modify --batch-file/-a:listed --load-info-json:read --downloader/--external-downloader:program --postprocessor-args: --plugin-dirs:script --ffmpeg-location:program',
      { touches: [['create', '*']] },
    ),
  ),
  openvpn: reaches(
    'a tunnel to another network',
    '--config:script --up:code --down:code --plugin:script --route-up:code --log:overwrite --log-append:append --writepid:overwrite --status:overwrite --auth-user-pass?read --ipchange:code --tls-verify:code --client-connect:code --learn-address:code',
  ),
  nginx: reaches('serves pages', '-c:script -g: -p: -e:append -s: -t -T', { tells: '-v -V -t' }),
  ...alike('apache2 httpd', reaches('serves pages', '-f:script -c: -C: -d: -E:append -k:', { tells: '-v -V -t' })),
  sshd: reaches('lets others in', '-f:script -E:append -h:read -o: -p:', { tells: '-V -t' }),
  mosh: reaches('a shell on another machine', '--ssh:code --server:code --client:program'),
  autossh: reaches('a shell on another machine, again and again', '-F:script -E:append -o:data -M:'),
  sshfs: reaches('files of another machine', '-F:script -o:data -p:'),
  'ssh-keyscan': reaches('keys of other machines', '-f:listed -t: -p: -T:'),
  w3m: reaches('shows pages', '-config:script -o:data -cols: -T: -I: -O:'),
  lynx: reaches('shows pages', '-cfg:script -lss:read -cmd_script:script -cmd_log:overwrite -editor:program'),
  elinks: reaches('shows pages', '-config-dir:script -eval:script -config-file:script'),
  iperf3: reaches('measures a network', '--logfile:append --pidfile/-I:overwrite -F:read'),
  msmtp: reaches('sends mail', '-C/--file:script --passwordeval:code --logfile/-X:append -a: -f:'),
  swaks: reaches('sends mail', '--data:read --attach:read --config:script --output/-o:overwrite'),
  restic: reaches('keeps copies elsewhere', '--password-command:code -o:data --password-file/-p:read --repo/-r:'),
  borg: reaches('keeps copies elsewhere', '--rsh:code'),
  dnsmasq: reaches(
    'serves names and addresses',
    '-C/--conf-file:script --conf-script:code --dhcp-script:program -l/--dhcp-leasefile:overwrite -x/--pid-file:overwrite --log-facility:append',
  ),
}
