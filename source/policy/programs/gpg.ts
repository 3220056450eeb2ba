// gpg: files that are signed, encrypted and opened, the keyring, key servers.
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { act, onPath } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { alike, among } from '../among.ts'

const options =
  '-o/--output:overwrite -r/--recipient: -R/--hidden-recipient: -f/--recipient-file:read -F/--hidden-recipient-file:read -u/--local-user: --default-key: --homedir:create --keyring: --secret-keyring: --primary-keyring: --options:script --log-file:append --status-file:overwrite --logger-file:overwrite --attribute-file:overwrite --passphrase: --passphrase-fd: --passphrase-file:read --command-file:script --command-fd: --status-fd: --logger-fd: --pinentry-mode: --batch --yes --no -a/--armor/--armour --no-armor -t/--textmode -q/--quiet -v/--verbose -n/--dry-run -z: --compress-algo: --cipher-algo: --digest-algo: --s2k-mode: --s2k-cipher-algo: --s2k-digest-algo: --s2k-count: --trust-model: --always-trust --no-tty --no-default-keyring --no-symkey-cache --with-colons --with-fingerprint --with-keygrip --with-subkey-fingerprint --keyid-format: --fixed-list-mode --keyserver: --keyserver-options: --list-options: --verify-options: --import --import-options: --export-options: --photo-viewer:code --agent-program:program --dirmngr-program:program --gpgconf-list --set-filename: --comment: --no-comments --enable-progress-filter --display-charset: --utf8-strings --force-mdc --throw-keyids --expert --no-greeting --no-verbose --no-auto-check-trustdb -d/--decrypt -k/--list-keys/--list-public-keys -K/--list-secret-keys --fingerprint --list-signatures/--list-sigs --check-signatures/--check-sigs --list-packets --list-config --verify --print-md --print-mds --version --help -h --dump-options --warranty --show-keys --export --enarmor --dearmor -s/--sign --clear-sign/--clearsign -b/--detach-sign -e/--encrypt -c/--symmetric --store --recv-keys/--receive-keys --send-keys --search-keys --refresh-keys --fetch-keys --locate-keys --locate-external-keys --auto-key-locate: --auto-key-retrieve --export-secret-keys --export-secret-subkeys --delete-keys --delete-secret-keys --delete-secret-and-public-key'

const looks = among(String.raw`
    k K fingerprint list-.+ check-.+ verify print-mds? version help h dump-options warranty show-keys export d`)
const network = /^(?:recv-keys|send-keys|search-keys|refresh-keys|fetch-keys|locate-.*keys|auto-key-.*)$/
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

export const gpg = reader(options, ({ options: given, operands, strange, has }) => {
  const names = given.map(({ option }) => option.name)
  const made = names.flatMap((name) => (has('o') ? [] : (suffixes[name]?.[has('a') ? 1 : 0] ?? [])))
  // Words that are not known change the keyring or ask for more.
  const isChange = has('import') || strange.length > 0
  // Without a verb a file is opened: what it holds lands beside it.
  const isOpening =
    !names.some((name) => looks.test(name) || network.test(name) || name in suffixes) && !has('o') && !isChange
  const files = operands.filter((path) => literal(path) !== '-')
  return [
    files.map((path) => onPath('read', path)),
    files.map((path) => made.map((suffix) => onPath('overwrite', concat(path, textValue(suffix))))),
    isOpening && files.map((path) => onPath('overwrite', opened(path))),
    names.some((name) => network.test(name)) && act('network', 'gpg'),
    names.some((name) => secret.test(name)) && [act('secret', 'gpg'), onPath('delete', textValue('~/.gnupg/keys'))],
    isChange && onPath('append', textValue('~/.gnupg/pubring.kbx')),
  ]
})
