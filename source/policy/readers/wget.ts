// wget: what it fetches, writes, sends and reads.
import { alike } from '../among.ts'
import { concat, literal, show, textValue, type Value } from '../model/value.ts'
import { act, below, doubt, type Found, onPath } from '../grammar/analysis.ts'
import { type Read, reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { lastPart } from './curl.ts'

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

export const wgetRows: Readonly<Record<string, Row>> = {
  ...alike('wget wget2', { about: 'fetches files', ...wget, tells: '-V' }),
}
