// Programs that reach a network whatever they are told, with what their options write, load and run; clients of clouds.
import { alike, among } from '../../among.ts'
import { act, doubt, lookup, onPath, type Found, onEach } from '../../grammar/analysis.ts'
import type { Row } from '../../grammar/row.ts'
import { fits, knownStart, type Value } from '../../model/value.ts'
import { mountOption, sshOption } from '../../readers/remote.ts'
import { said } from '../../grammar/effects.ts'
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

// Clients of clouds and services: what they are told to do happens elsewhere, but some of it shows a key, a token or a password.

/** Who is logged in, and settings, it keeps in files of its own; a sandbox has them for itself. */
const kept = ({ call: { args } }: Read): Found =>
  keeping.test(said(args)) && { ...onPath('modify', ['~/.config/cloud']), isUnsure: true }
const keeping =
  /(?:^| )(?:configure (?:set|import|sso)|config (?:set|unset|create|update|delete)|(?:auth |account )?(?:log(?:in|out)|revoke|clear))(?: |$)/

/** What they answer goes into a file: the one word that no option asks for. */
const answering = among(
  String.raw`
    s3api[ ](?:get-object(?:-torrent)?|select-object-content) lambda[ ]invoke(?:-with-response-stream)? glacier[ ]get-job-output
    polly[ ]synthesize-speech apigateway[ ]get-(?:export|sdk) apigatewayv2[ ]export-api codeartifact[ ]get-package-version-asset
    ebs[ ]get-snapshot-block kinesis-video-(?:archived-)?media[ ]get-\S+ (?:bedrock|sagemaker)-runtime[ ]invoke-\S+
    appconfig(?:data)?[ ]get-(?:latest-)?configuration mediastore-data[ ]get-object omics[ ]get-re\S+ iot-data[ ]\S+
    workmailmessageflow[ ]get-raw-message-content location[ ]get-map-\S+`,
  { before: '(?:^| )', after: '(?: |$)' },
)

const answered = ({ call: { args } }: Read): Found => {
  if (!answering.test(said(args))) return []
  const isOption = (word: Value | undefined): boolean => word !== undefined && knownStart(word).startsWith('-')
  // A switch takes none; every other option takes a word.
  const asks = (word: Value | undefined): boolean =>
    isOption(word) && !/^--(?:no-|debug$|dry-run$)|=/.test(said([word ?? []]))
  const words = args.filter((word, i) => !isOption(word) && !asks(args[i - 1]))
  return onEach('overwrite', words.slice(2))
}

/** Options of all kinds may stand before. */
const anywhere = { before: '(?:^| )', after: '' }

const cloud = (secret: RegExp, options = '', more: Partial<Row> = {}): Row =>
  reaches('machines and services of a cloud', options, {
    secret,
    // Its options say what is done elsewhere; files that they name are found in any word.
    isTame: true,
    also: kept,
    ...more,
  })

export const networkRows: Readonly<Record<string, Row>> = {
  ...alike(
    'rsh fping arping hping3 traceroute6 drill delv finger rlogin rcp iperf httpie http https xh links ab hey siege rpcclient ldapsearch createdb dropdb ntpdate chronyc avahi-browse ipfs nc6 grpcurl curlie dog doggo kcat mosquitto_pub mosquitto_sub amqp-publish wg vncviewer rdesktop xfreerdp telnetd',
    reaches('speaks with other machines'),
  ),
  ...alike('mount.nfs mount.nfs4 mount.cifs s3fs gcsfuse goofys curlftpfs', {
    ...reaches('puts files of another machine into the tree'),
    always: ['network', 'privilege'],
  }),
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
  lynx: reaches('shows pages', '-cfg:script -lss:read -cmd_script:script -cmd_log:overwrite -editor:program'),
  elinks: reaches('shows pages', '-config-dir:script -eval:script -config-file:script'),
  iperf3: reaches('measures a network', '--logfile:append --pidfile/-I:overwrite -F:read'),
  msmtp: reaches('sends mail', '-C/--file:script --passwordeval:code --logfile/-X:append -a: -f:'),
  swaks: reaches('sends mail', '--data:read --attach:read --config:script --output/-o:overwrite'),
  restic: reaches(
    'keeps copies elsewhere',
    '--password-command:code -o/--option:setting --password-file/-p:read --repo/-r: -t/--target:overwriteTree -q -v -n',
    {
      also: ({ inRole, operands }) => [
        operands.some(fits(/^mount$/)) && act('privilege', 'restic mount'),
        !inRole('setting').every(fits(/^\w+\.(?!command|program|args)/)) && doubt('dynamic-code', 'restic -o'),
      ],
    },
  ),
  borg: reaches('keeps copies elsewhere', '--rsh:code --remote-path:program --debug-profile:overwrite', {
    // It unpacks where it stands.
    also: ({ operands: [verb] }) => [
      fits(/^extract$/)(verb) && onPath('overwrite', [{ hole: 'tracked' }]),
      fits(/^mount$/)(verb) && act('privilege', 'borg mount'),
    ],
  }),
  dnsmasq: reaches(
    'serves names and addresses',
    '-C/--conf-file:script --conf-script:code --dhcp-script:program -l/--dhcp-leasefile:overwrite -x/--pid-file:overwrite --log-facility:append',
  ),
  aws: cloud(
    among(
      String.raw`
    configure[ ]export-credentials configure[ ]get[ ](?!(?:[\w.-]+\.)?(?:region|output)$)\S
    sts[ ](?:get-session-token|get-service-bearer-token|assume-role|get-federation-token) secretsmanager[ ]\S*get-secret ssm[ ]get-parameter
    ecr(?:-public)?[ ]get-login eks[ ]get-token codeartifact[ ]get-authorization-token rds[ ]generate-db-auth-token
    iam[ ]create-(?:access-key|service-specific) kms[ ](?:decrypt|generate-data-key) sso[ ]get-role-credentials
    ec2[ ](?:get-password-data|create-key-pair) lightsail[ ](?:download-default-key|get-relational-database-master|create-key-pair)
    cognito-identity[ ]get-credentials apigateway[ ]get-api-keys? redshift(?:-serverless)?[ ]get-(?:cluster-)?credentials
    acm[ ]export-certificate iot[ ]create-keys connect[ ]get-federation-token cognito-idp[ ](?:admin-)?initiate-auth`,
      anywhere,
    ),
    '',
    { also: (given) => [kept(given), answered(given)] },
  ),
  gcloud: cloud(
    among(
      String.raw`
    auth[ ](?:application-default[ ])?print- secrets[ ]versions[ ]access config[ ]config-helper
    sql[ ]generate-login-token services[ ]api-keys[ ]get-key-string redis[ ]instances[ ]get-auth-string kms[ ]decrypt compute[ ]reset-windows-password iam[ ]service-accounts[ ]keys[ ]create`,
      anywhere,
    ),
  ),
  az: cloud(
    among(
      String.raw`
    account[ ]get-access-token keyvault[ ](?:secret|key|certificate)[ ](?:show|download|backup)
    acr[ ](?:login|credential[ ]show) ad[ ]sp[ ]create storage[ ]account[ ](?:keys[ ]list|show-connection-string)
    keys?[ ]list list-keys? webapp[ ]deployment[ ]list-publishing aks[ ]get-credentials appconfig[ ]credential[ ]list
    (?<!keyvault[ ])(?:keys|secrets?|admin-key|query-key|appsettings|connection-string)[ ](?:list|show)
    generate-sas show-connection-string list-connection-strings ad[ ](?:app|sp)[ ]credential[ ]reset`,
      anywhere,
    ),
    '--expose-token',
    { flags: { 'expose-token': ['secret'] } },
  ),
  ...alike('fly flyctl', cloud(/(?:^| )(?:auth token|tokens? |config env)/)),
  // They build and serve what a project says.
  heroku: cloud(/(?:^| )(?:auth:token|config(?::get)?(?: |$)|authorizations)/, '', { runs: 'files' }),
  glab: cloud(
    /(?:^| )(?:config get token|token create|variable (?:get|list|export)|auth status (?:\S+ ){0,6}(?:-t|--show-token))/,
  ),
  doctl: cloud(/(?:^| )(?:auth token|kubernetes cluster kubeconfig show|databases connection|registry docker-config)/),
  vercel: cloud(/(?:^| )env (?:pull|ls)/, '', { runs: 'files' }),
  netlify: cloud(/(?:^| )env:(?:get|list)/, '', { runs: 'files' }),
  rclone: cloud(
    /(?:^| )config (?:show|dump)|--dump[ =](?:\w+,){0,6}auth/,
    '--config:script --password-command:code --sftp-ssh:code --log-file:append',
    {
      isTame: false,
      // Another machine is told by a word, with the program that is the way there.
      also: (given) => [
        kept(given),
        given.operands.some(fits(/^(?:mount|nfsmount)$/)) && act('privilege', 'rclone mount'),
        given.operands.some(fits(/^:\w+,.*(?:ssh|command)=/)) && doubt('dynamic-code', 'rclone'),
      ],
    },
  ),
}
