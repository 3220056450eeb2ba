// Programs that reach a network whatever they are told, with what their options write, load and run.
import { alike } from '../../among.ts'
import { act, doubt, lookup, onPath, type Found, words } from '../../grammar/analysis.ts'
import type { Row } from '../../grammar/row.ts'
import { fits, type Value } from '../../model/value.ts'
import { mountOption, sshOption } from '../../readers/remote.ts'
import { said, word } from '../../grammar/effects.ts'
import type { Read } from '../../grammar/reader.ts'

/** What it names may be read and sent, what lies elsewhere be written. */
export const reaches = (about: string, options = '', more: Partial<Row> = {}): Row => ({
  about,
  options,
  isOpen: true,
  always: ['network'],
  ...more,
})

/** What is said with `-c` and `-C` are lines of its settings, which load modules and name files. */
const apache = '-f:script -c:script -C:script -d:script -E:append -k: -D: -t -S'

/** Whoever only checks its settings looks up the names in them. */
const served = ({ has, call: { name } }: Read): Found => (has('t', 'S') ? lookup(name) : act('network', name))

/** It keeps what it knows of a repository here, and the repository may be a folder. */
const keepsCopies = (verbs: RegExp, args: readonly Value[]): Found =>
  verbs.test(said(args)) && onPath('create', ['~/.cache/copies'])
const resticWrites = word(
  'backup init forget prune tag rewrite copy key migrate repair recover unlock rebuild-index self-update restore mount generate',
)
const borgWrites = word(
  'create init delete prune compact config rename recreate import-tar break-lock upgrade mount key export-tar dump-manifest dump-archive',
)

export const networkRows: Readonly<Record<string, Row>> = {
  ...alike(
    'rsh fping arping hping3 traceroute6 drill delv finger rlogin rcp links hey rpcclient ldapsearch createdb dropdb ntpdate chronyc avahi-browse ipfs nc6 grpcurl curlie dog doggo kcat mosquitto_pub mosquitto_sub amqp-publish wg vncviewer rdesktop xfreerdp telnetd',
    reaches('speaks with other machines'),
  ),
  ...alike('mount.nfs mount.nfs4 mount.cifs s3fs gcsfuse goofys curlftpfs', {
    ...reaches('puts files of another machine into the tree'),
    always: ['network', 'privilege'],
  }),
  ...alike(
    'httpie http https xh xhs',
    reaches('asks a server', '-o/--output:overwrite -d/--download --session:modify', { flags: { d: ['create'] } }),
  ),
  ab: reaches('measures a server', '-g:overwrite -e:overwrite -p:read -u:read'),
  siege: reaches('measures a server', '-l/--log?append -f/--file:listed -R/--rc:script', { flags: { l: ['append'] } }),
  iperf: reaches('measures a network', '-o/--output:overwrite -F/--fileinput:read'),
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
    '-c/--conf:script --resume:script -iL/--includefile:listed -p: -oX:overwrite -oB:overwrite -oG:overwrite -oJ:overwrite -oL:overwrite -oD:overwrite -oU:overwrite --output-filename:overwrite',
  ),
  caddy: reaches('serves pages', '', { secret: /^environ(?: |$)|--environ(?: |$)/ }),
  mysqladmin: reaches('rules a database', '--defaults-file:script --defaults-extra-file:script', { tells: '-V' }),
  sendmail: reaches('sends mail', '-C:script -X:append -f: -F: -r:'),
  'php-fpm': reaches('serves pages', '-y/--fpm-config:script -c/--php-ini:script -g/--pid:overwrite -p: -d:', {
    tells: '-v',
  }),
  apachectl: reaches('serves pages', apache, {
    always: [],
    tells: '-v -V',
    also: (given) => [served(given), !given.has('t', 'S') && act('service', 'apachectl')],
  }),
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
    always: [],
    tells: '-v -V',
    also: (given) => [
      served(given),
      !given.inRole('setting').every(fits(/^daemon o(?:n|ff);?$/)) && doubt('inline-code', 'nginx -g'),
    ],
  }),
  ...alike('apache2 httpd', reaches('serves pages', apache, { always: [], tells: '-v -V', also: served })),
  sshd: reaches('lets others in', '-f:script -E:append -h:read -o: -p:', { tells: '-V -t' }),
  mosh: reaches('a shell on another machine', '--ssh:code --server:code --client:program'),
  autossh: reaches('a shell on another machine, again and again', '-F:script -E:append -o:option -M:', {
    also: ({ inRole }) => inRole('option').map(sshOption),
  }),
  sshfs: reaches('files of another machine', '-F:script -o:option -p:', {
    always: ['network', 'privilege'],
    // A list, in which some name the program that is the way there.
    also: ({ inRole }) => inRole('option').map((list) => mountOption(list).map(sshOption)),
  }),
  'ssh-keyscan': reaches('keys of other machines', '-f:listed -t: -p: -T:'),
  w3m: reaches('shows pages', '-config:script -o:data -cols: -T: -I: -O:'),
  lynx: reaches(
    'shows pages',
    '-cfg:script -lss:read -cmd_script:script -cmd_log:overwrite -editor:program -cookie_save_file:overwrite -trace/--trace',
    {
      flags: { trace: ['overwrite'] },
    },
  ),
  elinks: reaches('shows pages', '-config-dir:script -eval:script -config-file:script'),
  iperf3: reaches('measures a network', '--logfile:append --pidfile/-I:overwrite -F:read'),
  msmtp: reaches('sends mail', '-C/--file:script --passwordeval:code --logfile/-X:append -a: -f:'),
  swaks: reaches('sends mail', '--data:read --attach:read --config:script --output/-o:overwrite'),
  restic: reaches(
    'keeps copies elsewhere',
    '--password-command:code -o/--option:setting --password-file/-p:read --repo/-r: -t/--target:overwriteTree -q -v -n',
    {
      also: ({ call: { args }, inRole, operands }) => [
        keepsCopies(resticWrites, args),
        operands.some(fits(/^mount$/)) && act('privilege', 'restic mount'),
        !inRole('setting').every(fits(/^\w+\.(?!command|program|args)/)) && doubt('dynamic-code', 'restic -o'),
      ],
    },
  ),
  borg: reaches('keeps copies elsewhere', '--rsh:code --remote-path:program --debug-profile:overwrite', {
    also: ({ call: { args }, operands: [verb, , ...command] }) => [
      keepsCopies(borgWrites, args),
      // It unpacks where it stands.
      fits(/^extract$/)(verb) && onPath('overwrite', [{ hole: 'tracked' }]),
      fits(/^with-lock$/)(verb) && words(...command),
      fits(/^mount$/)(verb) && act('privilege', 'borg mount'),
    ],
  }),
  dnsmasq: reaches(
    'serves names and addresses',
    '-C/--conf-file:script --conf-script:code --dhcp-script:program -l/--dhcp-leasefile:overwrite -x/--pid-file:overwrite --log-facility:append',
  ),
}
