// gpg: files that are signed, encrypted and opened, the keyring, key servers.
import { cut, concat, fits, knownStart, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { act, doubt, type Found, onEach, onPath, readOrFetch } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { alike, among } from '../among.ts'

const options =
  '-o/--output:overwrite -r/--recipient: -R/--hidden-recipient: -f/--recipient-file:read -F/--hidden-recipient-file:read -u/--local-user: --default-key: --homedir:create --keyring: --secret-keyring: --primary-keyring: --options:script --log-file:append --status-file:overwrite --logger-file:overwrite --attribute-file:overwrite --passphrase: --passphrase-fd: --passphrase-file:read --command-file:script --command-fd: --status-fd: --logger-fd: --pinentry-mode: --batch --yes --no -a/--armor/--armour --no-armor -t/--textmode -q/--quiet -v/--verbose -n/--dry-run -z: --compress-algo: --cipher-algo: --digest-algo: --s2k-mode: --s2k-cipher-algo: --s2k-digest-algo: --s2k-count: --trust-model: --always-trust --no-tty --no-default-keyring --no-symkey-cache --with-colons --with-fingerprint --with-keygrip --with-subkey-fingerprint --keyid-format: --fixed-list-mode --keyserver: --keyserver-options: --list-options: --verify-options: --import --import-options: --export-options: --photo-viewer:code --agent-program:program --dirmngr-program:program --gpgconf-list --set-filename: --comment: --no-comments --enable-progress-filter --display-charset: --utf8-strings --force-mdc --throw-keyids --expert --no-greeting --no-verbose --no-auto-check-trustdb -d/--decrypt -k/--list-keys/--list-public-keys -K/--list-secret-keys --fingerprint --list-signatures/--list-sigs --check-signatures/--check-sigs --list-packets --list-config --verify --print-md --print-mds --version --help -h --dump-options --warranty --show-keys --export --enarmor --dearmor -s/--sign --clear-sign/--clearsign -b/--detach-sign -e/--encrypt -c/--symmetric --store --recv-keys/--receive-keys --send-keys --search-keys --refresh-keys --fetch-keys --locate-keys --locate-external-keys --auto-key-locate: --no-auto-key-locate --auto-key-retrieve --no-auto-key-retrieve --disable-dirmngr --export-secret-keys --export-secret-subkeys --delete-keys --delete-secret-keys --delete-secret-and-public-key'

const looks = among(String.raw`
    k K fingerprint list-.+ check-.+ verify print-mds? version help h dump-options warranty show-keys export d`)
const network = /^(?:recv-keys|send-keys|search-keys|refresh-keys|fetch-keys|locate-.*keys|auto-key-retrieve)$/
/** Where else than here keys are looked for. */
const isHere = fits(/^(?:(?:local|nodefault|clear)(?:,|$))+$/)
const secret = /^(?:export-secret-.*|delete-.*)$/

/** What is made of a file stands beside it. */
const suffixes: Readonly<Record<string, readonly [plain: string, armoured: string]>> = {
  ...alike('s e c store', ['.gpg', '.asc']),
  b: ['.sig', '.asc'],
  ...alike('clear-sign enarmor', ['.asc', '.asc']),
  dearmor: ['.gpg', '.gpg'],
}

/** Where what a file holds is put. */
const opened = (path: Value): Value => {
  const text = literal(path)
  return text === null ? unknown : textValue(text.replace(/\.(?:gpg|pgp|asc|sig)$/, ''))
}

const gpg = reader(options, ({ options: given, operands, strange, has, valueOf, valuesOf }) => {
  // Of an address that the keyring does not have the key is asked for elsewhere.
  const isAsking =
    !has('no-auto-key-locate', 'disable-dirmngr', 'auto-key-locate') &&
    [...valuesOf('r'), ...valuesOf('R')].some((key) => !fits(/^(?:0x)?[0-9a-f]+!?$/i)(key))
  const home = valueOf('homedir')
  const names = given.map(({ option }) => option.name)
  const made = names.flatMap((name) => (has('o') ? [] : (suffixes[name]?.[has('a') ? 1 : 0] ?? [])))
  // Words that are not known change the keyring or ask for more.
  const isChange = has('import') || strange.length > 0
  // Without a verb a file is opened: what it holds lands beside it.
  const isOpening =
    !names.some((name) => looks.test(name) || network.test(name) || name in suffixes) && !has('o') && !isChange
  const files = operands.filter((path) => literal(path) !== '-')
  return [
    onEach('read', files),
    files.map((path) => made.map((suffix) => onPath('overwrite', concat(path, textValue(suffix))))),
    isOpening && files.map((path) => onPath('overwrite', opened(path))),
    (names.some((name) => network.test(name)) ||
      !valuesOf('auto-key-locate').every(isHere) ||
      valuesOf('keyserver-options').some(fits(/auto-key-retrieve/))) &&
      act('network', 'gpg'),
    has('e') && isAsking && { ...act('network', 'gpg'), isUnsure: true },
    names.some((name) => secret.test(name)) && [act('secret', 'gpg'), onPath('delete', textValue('~/.gnupg/keys'))],
    // Settings that stand there name programs.
    home && show(home) !== '~/.gnupg' && doubt('dynamic-code', 'gpg --homedir'),
    isChange && onPath('append', textValue('~/.gnupg/pubring.kbx')),
  ]
})

// openssl: the files its options read and write.

const opensslNetwork = /^(?:s_client|s_server|s_time|ocsp|cmp|tsget|s_port)$/

/** Files that are written, code that is loaded, and values that are no files; every other word is read. */
const opensslOptions =
  '-keyout:overwrite -out/-writerand/-CAout/-CAserial/-signature-out/-sigopt-out/-caout/-outform-file/-cert_out/-sess_out/-msg-file/-keylogfile/-early_data-out/-chainout/-cacertsout/-extracertsout/-certout/-crlout/-certsout/-reqout/-respout/-rspout/-outpubkey/-msgfile:overwrite -signer:read -engine/-provider/-provider-path/-config:script -subj/-hmac/-mac/-macopt/-k/-K/-iv/-S/-md/-days/-inform/-outform/-keyform/-CAform/-certform/-pkeyopt/-sigopt/-nameopt/-name/-addext/-ext/-reqexts/-extensions/-provparam/-propquery/-connect/-host/-port/-servername/-purpose/-policy/-curves/-groups/-cipher/-ciphersuites/-verify_hostname: -newkey: -CA:read -verify -new -key:read -CAcreateserial -crl_download'

const openssl = reader(
  opensslOptions,
  ({ operands: words, has, valueOf, valuesOf }) => {
    const [verb = []] = words
    const name = literal(verb)
    if (name === null || name === '') return doubt('dynamic-code', 'openssl')
    const makesKey = name === 'req' && (has('newkey') || (has('new') && !has('key'))) && !has('keyout')
    const authority = show(valueOf('CA') ?? unknown).replace(/\.[^./]*$/, '')
    return [
      (opensslNetwork.test(name) || has('crl_download')) && act('network', `openssl ${name}`),
      words.map(given),
      // Who signed is written there when a signature is checked.
      has('verify') && onEach('overwrite', valuesOf('signer')),
      name === 'engine' && words.some((word) => show(word).includes('/')) && doubt('dynamic-code', 'openssl engine'),
      // Files that are written without being named.
      makesKey && onPath('overwrite', textValue('privkey.pem')),
      has('CAcreateserial') && onPath('overwrite', textValue(`${authority}.srl`)),
      name === 'rehash' && onEach('modify', words, true),
      // Their configuration says which files they change.
      /^(?:ca|srp|fipsinstall)$/.test(name) && onPath('modify', unknown),
    ]
  },
  { isOpen: true, isWhole: true },
)

/** A file, or a password by where it stands. */
function given(word: Value): Found {
  const text = show(word)
  if (/^(?:pass|env|fd|stdin)\b/.test(text)) return text.startsWith('env:') && act('secret', text)
  return readOrFetch(knownStart(word).startsWith('file:') ? cut(word, 5) : word)
}

export const cryptoRows: Readonly<Record<string, Row>> = {
  ...alike('gpg gpg2', { about: 'signs, encrypts and opens files', ...gpg }),
  openssl: { about: 'keys, certificates and sums', ...openssl },
}
