// curl and wget: where they reach, what they write, send and read.
import { alike } from '../among.ts'
import type { Action } from '../model/action.ts'
import { isSecretName } from '../model/secret-names.ts'
import {
  type Part,
  type Value,
  cut,
  concat,
  isHole,
  knownStart,
  literal,
  show,
  starts,
  textValue,
  unknown,
} from '../model/value.ts'
import {
  type Call,
  act,
  doubt,
  type Found,
  lastName,
  onEach,
  onPath,
  unescapedPath,
  below,
} from '../grammar/analysis.ts'
import { socketActions } from './remote.ts'
import { type Read, reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { inRole } from '../grammar/roles.ts'
import { reach } from './pages.ts'

const fileScheme = /^\s*file:(?:\/\/[^/]*)?(?=\/)/i

/** `{a,b}` and `[1-3]` in an address stand for several. */
const globs = /(\{[^{}]{0,500}\}|\[[^[\]]{0,500}\])/

/** `-K -`: what stands on standard input are options, read as well as they can be. */
function allWords({ args, stdin }: Call): Value[] {
  const isTold = args.some((arg, i) =>
    /(?:^| )(?:-\w*K-|--config=-|(?:-\w*K|--config) -)$/.test(
      `${literal(args[i - 1] ?? []) ?? ''} ${literal(arg) ?? ''}`,
    ),
  )
  const lines = isTold ? (literal(stdin) ?? '').split(/\r?\n/) : []
  const told = lines.flatMap((line): Value[] => {
    const [, name = '', value = ''] = /^(-\w|[\w-]+)(.*)$/s.exec(line.trim()) ?? []
    const bare = value.replace(/^\s{0,9}[=:]?\s{0,9}/, '').replace(/^"(.*)"$/s, '$1')
    const option = name.startsWith('-') ? name : `--${name}`
    return name === '' ? [] : bare === '' ? [textValue(option)] : [textValue(option), textValue(bare)]
  })
  return plainWords([...args, ...told])
}

function readCurl(given: Read): Found {
  const { call, options, operands, has, valuesOf, inRole: inRoleOf } = given
  const urls = [...operands, ...inRoleOf('url')]
  const files = urls.filter(starts(fileScheme))
  const uploads = inRoleOf('upload').map(withGlobs)
  const isSocket = has('unix-socket', 'abstract-unix-socket') && !has('next')
  const reachesOut = (urls.length > files.length && !isSocket) || has('K')
  return [
    reachesOut && reach(urls, options),
    [...valuesOf('unix-socket'), ...valuesOf('abstract-unix-socket')].map(socketActions),
    files.map((url) => fileTransfer(fileOf(url), uploads)),
    onEach('read', uploads),
    outputs(given, urls).map((path) => onPath('overwrite', path)),
    has('n', 'netrc-optional') && onPath('read', textValue('~/.netrc')),
    valuesOf('K').map((path) =>
      literal(path) === '-'
        ? literal(call.stdin) === null && doubt('dynamic-code', 'curl -K -')
        : inRole('listed', path),
    ),
    options.map(({ option: { role }, value }) => value !== null && literal(value) !== '-' && sent[role]?.(value)),
  ]
}

/** Files that get what comes: each may lie in each of the folders. */
function outputs({ has, valuesOf }: Read, urls: readonly Value[]): Value[] {
  const hasGlobs = urls.some((url) => literal(url) === null || globs.test(literal(url) ?? ''))
  const toFiles = valuesOf('o').filter((path) => literal(path) !== '-')
  const named = toFiles.map((path) => (hasGlobs ? numbered(path, urls) : path))
  const remote = has('O', 'remote-name-all') ? urls.map(lastPart) : []
  const fromServer: Value[] = has('J') ? [[{ hole: 'name' }]] : []
  const paths = [...named, ...remote, ...fromServer]
  const folders = valuesOf('output-dir').filter((path) => literal(path) !== '-')
  return [
    ...(folders.length === 0 || has('next') ? paths : []),
    ...folders.flatMap((folder) => paths.map((path) => concat(folder, ['/'], path))),
  ]
}

/** `#1` in a name is what the first glob of the address stands for. */
function numbered(path: Value, urls: readonly Value[]): Value {
  const isPlain = urls.every((url) => !/[{[][^{}[\]]*[/.]/.test(literal(url) ?? '/{/'))
  return replaced(path, /(#\d)/, { hole: isPlain ? 'name' : 'any' })
}

const replaced = (value: Value, pattern: RegExp, by: Part): Value =>
  value.flatMap((part) =>
    typeof part === 'string' ? part.split(pattern).map((text): Part => (pattern.test(text) ? by : text)) : [part],
  )

const withGlobs = (path: Value): Value => replaced(path, globs, { hole: 'any' })

/** The path of a `file:` address. */
function fileOf(url: Value): Value {
  const [first = '', ...rest] = url
  const start = typeof first === 'string' ? first.replace(fileScheme, '') : first
  return withGlobs(
    [start, ...rest].map((part) => (typeof part === 'string' ? unescapedPath(part.replace(/[?#].*$/s, '')) : part)),
  )
}

const fileTransfer = (path: Value, uploads: readonly Value[]): Action[] =>
  uploads.length === 0
    ? [onPath('read', path)]
    : uploads.map((upload) => onPath('overwrite', show(path).endsWith('/') ? concat(path, lastName(upload)) : path))

/** What is sent may be the text of a file. */
const sent: Readonly<Record<string, (value: Value) => Found>> = {
  upload: () => [],
  output: () => [],
  url: (value) => named(value, /^@/),
  data: (value) => named(value, /^@/),
  header: (value) => named(value, /^@/),
  named: (value) => named(value, /^[^=@]*@/),
  cookie: (value) => !show(value).includes('=') && onPath('read', value),
  form: (value) => {
    const found = named(value, /^[^=]*=[@<]/)
    const text = literal(value)
    const parts = text === null || found.length === 0 ? [] : text.replace(/^[^=]*=[@<]/, '').split(/[;,]/)
    return [...found, ...parts.map((part) => onPath('read', textValue(part.replace(/^headers=[@<]/, ''))))]
  },
  variable: (value) => {
    const name = /^%([A-Za-z_]\w*)/.exec(knownStart(value))?.[1]
    return [name !== undefined && isSecretName(name) && act('secret', name), named(value, /^[^=@]*@/)]
  },
  format: (value) => [
    ...named(value, /^@/),
    // It may name files to write to, as the text of the option itself.
    ...(knownStart(value).startsWith('@') ? [doubt('dynamic-code', 'curl -w @')] : []),
    ...[...show(value).matchAll(/%output\{(?:>>)?([^}]*)/g)].map(([, path = '']) =>
      onPath('overwrite', literal(value) === null ? unknown : textValue(path)),
    ),
  ],
  doubtful: (value) => [doubt('unknown-option', `curl ${show(value)}`)],
}

function named(value: Value, mark: RegExp): Action[] {
  const [found] = mark.exec(knownStart(value)) ?? []
  if (found === undefined) return isHole(value[0]) ? [{ ...onPath('read', unknown), isUnsure: true }] : []
  return [onPath('read', cut(value, found.length))]
}

/** The name that `-O` makes of an address. */
export const lastPart = (url: Value): Value => {
  const text = literal(url)
  return text === null || globs.test(text)
    ? [{ hole: 'name' }]
    : textValue((text.split(/[?#]/, 1)[0] ?? '').split('/').at(-1) ?? '')
}

/** Without what the grammar has no letters for: `-#`, `-:`, `--expand-data` whose value is a template. */
function plainWords(args: readonly Value[]): Value[] {
  return args.map((arg, i) => {
    const start = knownStart(arg)
    const isTemplate = knownStart(args[i - 1] ?? []).startsWith('--expand-')
    if (isTemplate) return replaced(arg, /(\{\{[^}]*(?:\}\})?)/, { hole: 'any' })
    if (start === '-:') return textValue('--next')
    if (start.startsWith('--expand-')) return concat(['--'], cut(arg, '--expand-'.length))
    if (start === '-#') return textValue('--progress-bar')
    return start.startsWith('-#') ? concat(['-'], cut(arg, 2)) : arg
  })
}

// The options of curl: what each takes, and what its value is.

const files =
  '--alt-svc:modify --cacert:read -E/--cert:read -K/--config:config -b/--cookie:cookie -c/--cookie-jar:overwrite --crlfile:read -d/--data:data --data-ascii:data --data-binary:data --data-urlencode:named -D/--dump-header:overwrite --dump-ca-embed:overwrite --etag-compare:read --etag-save:overwrite -F/--form:form -H/--header:header --hsts:modify --json:data --key:read --libcurl:overwrite --netrc-file:read -o/--output:output --output-dir: --proxy-cacert:read --proxy-cert:read --proxy-crlfile:read --proxy-header:header --proxy-key:read --pubkey:read --random-file:read --ssl-sessions:modify --stderr:overwrite --trace:overwrite --trace-ascii:overwrite -T/--upload-file:upload --url:url --url-query:named --variable:variable -w/--write-out:format'

/** Another scheme for all addresses without one, code of a library. */
const doubtful = '--proto-default:doubtful --engine:doubtful --abstract-unix-socket:doubtful'

const data =
  '--aws-sigv4: --capath: --cert-type: --ciphers: --connect-timeout: --connect-to: -C/--continue-at: --create-file-mode: --curves: --data-raw: --delegation: --dns-interface: --dns-ipv4-addr: --dns-ipv6-addr: --dns-servers: --doh-url: --ech: --egd-file: --expect100-timeout: --form-string: --ftp-account: --ftp-alternative-to-user: --ftp-method: -P/--ftp-port: --ftp-ssl-ccc-mode: --happy-eyeballs-timeout-ms: --haproxy-clientip: -h/--help: --hostpubmd5: --hostpubsha256: --interface: --ip-tos: --ipfs-gateway: --keepalive-cnt: --keepalive-time: --key-type: --krb: --limit-rate: --local-port: --login-options: --mail-auth: --mail-from: --mail-rcpt: --max-filesize: --max-redirs: -m/--max-time: --noproxy: --oauth2-bearer: --parallel-max: --pass: --pinnedpubkey: --preproxy: --proto: --proto-redir: -x/--proxy: --proxy-capath: --proxy-cert-type: --proxy-ciphers: --proxy-key-type: --proxy-pass: --proxy-pinnedpubkey: --proxy-service-name: --proxy-tls13-ciphers: --proxy-tlsauthtype: --proxy-tlspassword: --proxy-tlsuser: -U/--proxy-user: --proxy1.0: -Q/--quote: -r/--range: --rate: -e/--referer: -X/--request: --request-target: --resolve: --retry: --retry-delay: --retry-max-time: --sasl-authzid: --service-name: --socks4: --socks4a: --socks5: --socks5-gssapi-service: --socks5-hostname: -Y/--speed-limit: -y/--speed-time: -t/--telnet-option: --tftp-blksize: -z/--time-cond: --tls-max: --tls13-ciphers: --tlsauthtype: --tlspassword: --tlsuser: --trace-config: --unix-socket: -u/--user: -A/--user-agent: --vlan-priority:'

const flags =
  '--anyauth -a/--append --basic --ca-native --cert-status --compressed --compressed-ssh --create-dirs --crlf --digest -q/--disable --disable-eprt --disable-epsv --disallow-username-in-url --doh-cert-status --doh-insecure -f/--fail --fail-early --fail-with-body --false-start --form-escape --ftp-create-dirs --ftp-pasv --ftp-pret --ftp-skip-pasv-ip --ftp-ssl-ccc --ftp-ssl-control -G/--get -g/--globoff --haproxy-protocol -I/--head --http0.9 -0/--http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --ignore-content-length -i/--include -k/--insecure -4/--ipv4 -6/--ipv6 -j/--junk-session-cookies -l/--list-only -L/--location --location-trusted --mail-rcpt-allowfails -M/--manual --metalink --mptcp --negotiate -n/--netrc --netrc-optional --next --no-alpn -N/--no-buffer --no-clobber --no-keepalive --no-npn --no-progress-meter --no-sessionid --ntlm --ntlm-wb -Z/--parallel --parallel-immediate --path-as-is --post301 --post302 --post303 --progress-bar --proxy-anyauth --proxy-basic --proxy-ca-native --proxy-digest --proxy-http2 --proxy-insecure --proxy-negotiate --proxy-ntlm --proxy-ssl-allow-beast --proxy-ssl-auto-client-cert --proxy-tlsv1 -p/--proxytunnel --raw -J/--remote-header-name -O/--remote-name --remote-name-all -R/--remote-time --remove-on-error --retry-all-errors --retry-connrefused --sasl-ir -S/--show-error --show-headers -s/--silent --skip-existing --socks5-basic --socks5-gssapi --socks5-gssapi-nec --ssl --ssl-allow-beast --ssl-auto-client-cert --ssl-no-revoke --ssl-reqd --ssl-revoke-best-effort -2/--sslv2 -3/--sslv3 --styled-output --suppress-connect-headers --tcp-fastopen --tcp-nodelay --tftp-no-options -1/--tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --tr-encoding --trace-ids --trace-time -B/--use-ascii -v/--verbose -V/--version --xattr'

// wget: what it fetches, writes, sends and reads.

const wgetOptions =
  '-O/--output-document:overwrite -o/--output-file:overwrite -a/--append-output:append -P/--directory-prefix: -i/--input-file:listed --input-metalink:listed --post-file:read --body-file:read -e/--execute:command --save-cookies:overwrite --load-cookies:read --config:listed --use-askpass:program --rejected-log:overwrite --hsts-file:modify --warc-file:archive --warc-dedup:read --private-key:read --certificate:read --ca-certificate:read --crl-file:read --post-data: --body-data: --header: -U/--user-agent: -t/--tries: -T/--timeout: -w/--wait: -A/--accept: -R/--reject: --accept-regex: --reject-regex: --regex-type: -D/--domains: --exclude-domains: --follow-tags: --ignore-tags: -I/--include-directories: -X/--exclude-directories: -l/--level: -Q/--quota: --connect-timeout: --read-timeout: --dns-timeout: --method: --limit-rate: --report-speed: -B/--base: --retry-on-http-error: --start-pos: --progress: --waitretry: --bind-address: --restrict-file-names: --prefer-family: --user: --password: --local-encoding: --remote-encoding: --cut-dirs: --http-user: --http-password: --default-page: --compression: --max-redirect: --proxy-user: --proxy-password: --referer: --secure-protocol: --certificate-type: --private-key-type: --ca-directory: --pinnedpubkey: --ciphers: --ftp-user: --ftp-password: --warc-header: --warc-max-size: --warc-tempdir: --backups? --preferred-location: -V/--version -h/--help -b/--background -d/--debug -q/--quiet -v/--verbose -nv/--no-verbose -F/--force-html --no-config --retry-connrefused -nc/--no-clobber --no-netrc -c/--continue --show-progress -N/--timestamping --no-if-modified-since --no-use-server-timestamps -S/--server-response --spider --random-wait --no-proxy --no-dns-cache --ignore-case --ask-password --no-iri --unlink --xattr -nd/--no-directories -x/--force-directories -nH/--no-host-directories --protocol-directories --no-cache -E/--adjust-extension --ignore-length --save-headers --no-http-keep-alive --no-cookies --keep-session-cookies --content-disposition --content-on-error --auth-no-challenge --https-only --no-check-certificate --no-hsts --no-remove-listing --no-glob --no-passive-ftp --preserve-permissions --retr-symlinks --ftps-implicit --ftps-resume-ssl --ftps-clear-data-connection --ftps-fallback-to-ftp --warc-cdx --no-warc-compression --no-warc-digests --no-warc-keep-log -r/--recursive --delete-after -k/--convert-links --convert-file-only -K/--backup-converted -m/--mirror -p/--page-requisites --strict-comments --follow-ftp -H/--span-hosts -L/--relative --trust-server-names -np/--no-parent -4/--inet4-only -6/--inet6-only'

/** Lines of a start-up file that change nothing but the fetching. */
const harmlessCommand = /^(?:robots|check_certificate|timestamping|verbose)\s*=\s*(?:on|off)$/i

const wget = reader(wgetOptions, ({ operands, has, valueOf, inRole }) => [
  act('network', show(operands[0] ?? [])),
  has('b') && act('detach', 'wget -b'),
  inRole('archive').map((path) => [onPath('overwrite', path), onPath('overwrite', warc(path))]),
  inRole('command').map(command),
  !has('O', 'spider') && fetched(operands, valueOf('P'), has),
])

/** A name that exists gets a number behind it; some options replace it. */
function fetched(urls: readonly Value[], folder: Value | null, has: Read['has']): Found {
  const kind = has('N', 'c', 'r', 'm', 'x', 'p', 'i') ? 'overwrite' : 'create'
  const isDeep = has('r', 'm', 'x', 'p', 'i')
  const isNamedThere = has('content-disposition', 'trust-server-names')
  return [
    urls.map((url) => onPath(kind, below(folder, isNamedThere ? [{ hole: 'name' }] : lastPart(url)))),
    isDeep && onPath(kind, below(folder, [{ hole: 'path' }])),
  ]
}

const warc = (prefix: Value): Value => concat(prefix, textValue('.warc'), [{ hole: 'name' }])

const command = (value: Value): Found =>
  !harmlessCommand.test(literal(value) ?? '') && doubt('unknown-option', `wget -e ${show(value)}`)

export const curlRows: Readonly<Record<string, Row>> = {
  curl: {
    about: 'speaks with a server',
    options: [files, doubtful, data, flags].join(' '),
    words: allWords,
    read: readCurl,
    tells: '-V',
  },
  ...alike('wget wget2', { about: 'fetches files', ...wget, tells: '-V' }),
}
