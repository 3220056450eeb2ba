// Long options of programs whose tables name only what is dangerous: what neither such a table nor a list here has is doubted.

import { names } from '../among.ts'

/** They mean the same everywhere: how much is told, and how. */
const common = names(`
  help version usage verbose quiet silent debug color colour no-color colors plain raw all long short brief json yaml csv xml
  format sort reverse width columns lines line-numbers no-pager pager-off theme style language encoding charset
  human-readable ignore-case recursive null zero-terminated limit max-depth depth count summary stats progress no-progress
  follow tail head since until before after bytes total size si apparent-size separator header no-header noheadings
  dry-run simulate test check strict pretty compact indent tabs unbuffered`)

const own: Readonly<Record<string, readonly string[]>> = {
  rg: names(`after-context before-context context regexp fixed-strings invert-match word-regexp line-regexp case-sensitive
    smart-case multiline multiline-dotall pcre2 engine type type-not type-add type-clear type-list files files-with-matches
    files-without-match count-matches only-matching passthru replace line-number no-line-number column heading no-heading
    with-filename no-filename vimgrep stats trim max-count max-columns max-columns-preview max-filesize maxdepth threads
    sortr path-separator null-data no-messages no-ignore-messages no-ignore-vcs no-ignore-parent no-ignore-global
    no-ignore-dot no-ignore-exclude no-ignore-files ignore-file-case-insensitive glob-case-insensitive binary text crlf
    search-zip block-buffered line-buffered mmap no-mmap byte-offset include-zero one-file-system pcre2-version
    no-config auto-hybrid-regex stop-on-nonmatch no-unicode hyperlink-format context-separator field-match-separator
    field-context-separator dfa-size-limit regex-size-limit no-require-git`),
  tree: names(`dirsfirst filesfirst noreport prune inodes device du timefmt matchdirs ignore-case gitignore metafirst
    fromfile nolinks sort filelimit`),
  man: names(
    'where path whatis apropos local-file locale regex wildcard names-only no-hyphenation no-justification ascii',
  ),
  journalctl: names(`unit user-unit identifier priority grep case-sensitive catalog no-full full no-tail boot list-boots
    dmesg output output-fields lines utc no-hostname cursor after-cursor show-cursor disk-usage list-catalog header
    fields field user system merge directory root file namespace facility reverse verify this-boot`),
  dmesg: names(
    'ctime human level facility kernel userspace decode notime reltime time-format nopager follow-new force-prefix',
  ),
  bat: names(`language line-range highlight-line paging wrap decorations show-all tabs list-languages list-themes number
    file-name diff diff-context map-syntax italic-text terminal-width squeeze-blank force-colorization nonprintable-notation`),
  file: names(`mime mime-type mime-encoding brief no-buffer keep-going dereference no-dereference uncompress special-files
    extension list print0 preserve-date no-pad exclude no-sandbox apple`),
  du: names(
    'max-depth apparent-size block-size count-links dereference one-file-system separate-dirs time time-style exclude threshold inodes kibibytes mebibytes',
  ),
  date: names('iso-8601 rfc-3339 rfc-email rfc-822 universal utc date reference resolution'),
  yq: names(`prettyPrint unwrapScalar output-format input-format null-input exit-status no-doc colors expression nul-output
    raw-output yaml-output arg args jsonargs slurp tojson front-matter`),
  less: names(`quit-if-one-screen no-init chop-long-lines RAW-CONTROL-CHARS raw-control-chars LINE-NUMBERS squeeze-blank-lines
    IGNORE-CASE quit-at-eof QUIT-AT-EOF tilde mouse incsearch line-num-width`),
  xmllint: names(
    'recover noent nonet nowarning noblanks nsclean huge dtdattr loaddtd valid c14n xinclude postvalid nocdata debugent stream sax push memory auto noxxe quiet timing htmlout oldxml10',
  ),
  wc: names('lines words chars bytes max-line-length total'),
}
const alike: Readonly<Record<string, string>> = { batcat: 'bat', more: 'less' }

/** Is the long option harmless, as far as a list tells? It may be turned off or abbreviated. */
export function isListed(program: string, option: string): boolean {
  const name = option.replace(/^--(?:no-)?/, '')
  const known = [...common, ...(own[alike[program] ?? program] ?? [])]
  return known.some((each) => each === name || option === `--${each}` || each.startsWith(name))
}
