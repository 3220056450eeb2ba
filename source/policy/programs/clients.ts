// Clients of databases and of file servers: shells of their own, with commands that run, write and read on this machine.
import { alike } from '../among.ts'
import { concat, literal, textValue, type Value } from '../model/value.ts'
import { act, below, doubt, only, onPath, shell, type Analyser, type Found } from '../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { reader } from '../grammar/reader.ts'

interface Client {
  /** Those that do something here; every other is harmless. `sql`: text of the client's own language. */
  readonly options: string
  /** Lines of that language that do something here. */
  readonly lines: (text: string) => Found
  /** Is a word that is no option a script of its language? */
  readonly operands?: 'script'
}

const files = (kind: 'overwrite' | 'append', path: string): Found =>
  onPath(kind, textValue(path.trim().replace(/^(['"])(.*)\1$/s, '$2')))
const code = (text: string): Found => shell(textValue(text))
const unclear = (text: string): Found => doubt('dynamic-code', text.slice(0, 60))

/** Each piece of a script that one of the patterns takes, done by what stands beside it; group 1 is its argument. */
const byPatterns =
  (...patterns: readonly (readonly [RegExp, (rest: string) => Found])[]) =>
  (text: string): Found =>
    patterns.map(([pattern, does]) => [...text.matchAll(pattern)].map(([, rest = '']) => does(rest)))

const fileOrPipe = (rest: string): Found =>
  rest.startsWith('|') ? code(rest.slice(1)) : rest.trim() !== '' && files('overwrite', rest)

const mysqlLines = byPatterns(
  [/(?:^|[;\n])[ \t]*(?:system[ \t]|\\!)([^\n]*)/gi, code],
  [/(?:^|[;\n])[ \t]*(?:tee[ \t]|\\T)([^\n;]*)/g, (rest) => files('append', rest)],
  [/(?:^|[;\n])[ \t]*(?:pager[ \t]|\\P)([^\n;]*)/g, code],
  [/(?:^|[;\n])[ \t]*(?:source[ \t]|\\\.)([^\n;]*)/g, unclear],
  [/\binto[ \t]+(?:out|dump)file[ \t]+('[^']*'|"[^"]*")/gi, (rest) => files('overwrite', rest)],
)
/** `copy t to 'file'`, in one statement of one line. */
const copiesTo = (script: string): Found =>
  [...script.matchAll(/\bcopy\b[^\n;]*/gi)].map(({ 0: statement, index }) => {
    const lineEnd = script.indexOf('\n', index)
    const line = script.slice(index, lineEnd < 0 ? script.length : lineEnd)
    return [...line.matchAll(/[ \t]to[ \t]+('[^'\n]*'|\/[^\s;'"]*|~[^\s;'"]*)/gi)]
      .filter((found) => found.index < statement.length)
      .map(([, path = '']) => files('overwrite', path))
  })

const psqlPatterns = byPatterns(
  [/\\!([^\n]*)/g, code],
  [/\\(?:o|out|w|write|g|gx|s)[ \t]+([^\n\\;]*)/g, fileOrPipe],
  [/\\(?:i|ir|include|include_relative)[ \t]([^\n]*)/g, unclear],
  [/\bto[ \t]+program[ \t]+('[^'\n]*'|"[^"\n]*")/gi, (rest) => code(rest.slice(1, -1))],
  [/\bfrom[ \t]+program[ \t]+('[^'\n]*'|"[^"\n]*")/gi, (rest) => code(rest.slice(1, -1))],
  [/\blo_export\b([^\n]*)/gi, unclear],
)
const psqlLines = (script: string): Found => [psqlPatterns(script), copiesTo(script)]
/** `!command`, and what fetches files to a name of its own. */
const fileLines = byPatterns(
  [/(?:^|[;\n])[ \t]*!([^\n]*)/g, code],
  [/(?:^|[;\n])[ \t]*(?:m?get|recv|reget|pget|mirror|lcd|source|alias|debug|tarmode)[ \t]([^\n]*)/g, unclear],
)
const mailLines = byPatterns([/(?:^|\n)~[!|]([^\n]*)/g, code], [/(?:^|\n)~(?:w|[:_])([^\n]*)/g, unclear])

const mysql: Client = {
  options:
    '-e/--execute:sql --init-command:sql --tee:append --pager:code --defaults-file:script --defaults-extra-file:script --plugin-dir:script -D/--database: -h/--host: -u/--user: -P/--port: -p/--password? -S/--socket: -T',
  lines: mysqlLines,
}
const psql: Client = {
  options:
    '-l/--list -c/--command:sql -f/--file:script -o/--output:overwrite -L/--log-file:append -d/--dbname: -h/--host: -p/--port: -U/--username: -v/--set/--variable: -P/--pset: -F: -R: -T:',
  lines: psqlLines,
}
const fileShell: Client = {
  options: '-c/--command:sql -e:sql -f/--file:script -b:script -U: -p: -u: -P: -A:',
  lines: fileLines,
}
const mailer: Client = { options: '-E -F:script -a: -s: -c: -b: -r: -A: -S: -f:', lines: mailLines }

const clients: Readonly<Record<string, Client>> = {
  ...alike('mysql mariadb', mysql),
  ...alike('ftp lftp tftp ncftp telnet smbclient', fileShell),
  ...alike('mail mailx mutt', mailer),
  'redis-cli': {
    options: '--rdb:overwrite --functions-rdb:overwrite --eval:script -h: -p: -a: -n: -s: -u:',
    lines: byPatterns(
      [/\bconfig[ \t]+set\b([^\n]*)/gi, unclear],
      [/\b(?:eval|script|function|module)\b([^\n]*)/gi, unclear],
    ),
  },
  ...alike('mongo mongosh', { options: '--eval:sql', lines: unclear, operands: 'script' }),
}

const clientOf = ({ options, lines, operands: role }: Client): Analyser =>
  reader(
    options,
    ({ call: { name, stdin }, operands, inRole }) => {
      const given = inRole('sql')
      const scripts: readonly Value[] = [...given, ...(name === 'redis-cli' ? [spoken(operands)] : [])]
      const said = given.length > 0 && isUnknownInput(stdin) ? scripts : [...scripts, stdin]
      const read = said.map((value) => {
        const known = literal(value)
        return known === null ? unclear(`${name}: what it is told`) : lines(known)
      })
      const loads = role === 'script' && operands.slice(1).map((path) => doubt('opaque-script', literal(path) ?? ''))
      return [act('network', name), loads, read]
    },
    { isOpen: true },
  )

const isUnknownInput = (stdin: Value): boolean => literal(stdin) === null
const spoken = (operands: readonly Value[]): Value => concat(...operands.flatMap((word) => [word, [' ']]))

/** aria2c leaves what is there alone, unless it is told otherwise. */
const aria = reader(
  '-o/--out: -d/--dir: -l/--log:append --conf-path:script -i/--input-file:listed --save-session:overwrite --on-download-complete:program --on-download-start:program --on-download-error:program --on-download-stop:program --on-download-pause:program --on-bt-download-complete:program -x: -s: -k: -j: --allow-overwrite?',
  ({ has, valueOf }) => {
    const file = below(valueOf('d'), valueOf('o') ?? [{ hole: 'name' }])
    return [act('network', 'aria2c'), onPath(has('allow-overwrite') ? 'overwrite' : 'create', file)]
  },
  { isOpen: true },
)

const psqlAnalyser = clientOf(psql)
const psqlGrammar = compileGrammar(psql.options, true)
/** With `-l` it lists databases and ends, whatever else is asked. */
const lists: Analyser = (call) =>
  parseOptions(psqlGrammar, call.args).options.some(({ option }) => option.name === 'l')
    ? only(act('network', call.name))
    : psqlAnalyser(call)

export const clientAnalysers: Readonly<Record<string, Analyser>> = {
  ...Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, clientOf(client)])),
  psql: lists,
  aria2c: aria,
}

/** What they write and load, of programs that reach a network in any case. */
export const clientOptions: Readonly<Record<string, string>> = {
  mysqldump:
    '-r/--result-file:overwrite --log-error:append -T/--tab:overwriteTree --defaults-file:script --defaults-extra-file:script',
  pg_dump: '-f/--file:overwriteTree -F: -d: -h: -p: -U: -t: -n: -T: -N: -j: -Z: -E: -S:',
  pg_restore: '-f/--file:overwriteTree -F: -d: -h: -p: -U: -t: -n: -T: -N: -j: -L:read -I: -P: -S:',
  tcpdump: '-w:overwrite -z:program -r:read -F:read -V:listed -i: -c: -C: -G: -s: -W: -Z: -T: -y: -E: -D',
  tshark: '-w:overwrite -r:read -X:script -i: -c: -f: -Y: -T: -e: -o: -b: -a:',
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
  socat6: '',
  rsh: '',
  helm: '--post-renderer:program --kubeconfig:script -f/--values:fetched --registry-config:read --repository-config:script',
  restic: '--password-command:code -o:data --password-file/-p:read --repo/-r:',
  borg: '--rsh:code',
  rclone: '--config:script --password-command:code --log-file:append',
  stunnel: '',
  dnsmasq: '-C/--conf-file:script --dhcp-script:program -x/--pid-file:overwrite --log-facility:append',
  websocat: '',
}
