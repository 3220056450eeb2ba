// Programs that show or convert documents: pagers, pandoc, convert, counters and indexes of code.
import { concat, fits, knownStart, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { act, type Analyser, doubt, type Found, onEach, onPath, readOrFetch } from '../grammar/analysis.ts'
import { cut, mayBeOption } from '../grammar/options.ts'
import { compileSpec } from '../grammar/row.ts'
import { alike, among } from '../among.ts'

const plainLess = compileSpec({
  options:
    '-o/-O/--log-file/--LOG-FILE:overwrite -k/--lesskey-file:script --lesskey-src:script --lesskey-content:script -P/--prompt: -p/--pattern: -t/--tag: -T/--tag-file:read -b: -h: -j: -x: -y: -z: --quit-if-one-screen --no-init --chop-long-lines --RAW-CONTROL-CHARS --raw-control-chars --LINE-NUMBERS --squeeze-blank-lines --IGNORE-CASE --quit-at-eof --QUIT-AT-EOF --tilde --mouse --incsearch --line-num-width',
  isOpen: true,
  operands: 'read',
})

/** `+…` is typed at the start; all but a line or a pattern to go to may run a command. */
const less: Analyser = (call) => {
  const typed = call.args.filter((arg) => knownStart(arg).startsWith('+'))
  const isKnown = typed.every(fits(/^\+{1,2}(?:\d*[gGF]?|\/[^!|\n]*)$/))
  return [
    plainLess({ ...call, args: call.args.filter((arg) => !typed.includes(arg)) }),
    !isKnown && doubt('dynamic-code', 'less +'),
  ]
}

const pandoc = compileSpec({
  options:
    '-o/--output:overwrite -f/-r/--from/--read:format -t/-w/--to/--write:format -d/--defaults:listed --data-dir: --metadata-file:read -F/--filter:program -L/--lua-filter:script -s --standalone? --template:fetched -H/--include-in-header:fetched -B/--include-before-body:fetched -A/--include-after-body:fetched -c/--css: --extract-media:overwriteTree --log:overwrite --bibliography:fetched --csl:fetched --citation-abbreviations:read --reference-doc:read --epub-cover-image:read --epub-metadata:read --epub-embed-font:read --syntax-definition:read --abbreviations:read --print-highlight-style: --highlight-style: --pdf-engine:program --pdf-engine-opt: --resource-path: -M/--metadata: -V/--variable: --variable-json: -D/--print-default-template: --print-default-data-file: -C/--citeproc --toc/--table-of-contents? --toc-depth: --lof? --lot? -N --number-sections? --number-offset: --top-level-division: --shift-heading-level-by: --base-header-level: -p --preserve-tabs? --tab-stop: --eol: --wrap: --columns: --dpi: --strip-comments? --no-highlight --self-contained? --embed-resources? --link-images? --request-header: --no-check-certificate? --html-q-tags? --ascii? --reference-links? --reference-location: --figure-caption-position: --table-caption-position: --markdown-headings: --list-tables? -i --incremental? --slide-level: --section-divs? --default-image-extension: --email-obfuscation: --id-prefix: -T/--title-prefix: --split-level: --chunk-template: --epub-chapter-level: --epub-subdirectory: --epub-title-page? --ipynb-output: --natbib --biblatex --mathml --webtex? --mathjax? --katex? --gladtex --track-changes: --file-scope? --sandbox? --fail-if-warnings? --dump-args? --ignore-args? --verbose --quiet --trace? --bash-completion --list-input-formats --list-output-formats --list-extensions? --list-highlight-languages --list-highlight-styles -v/--version -h/--help',
  operands: 'fetched',
})

/** A format may be the path of a script. */
const pandocAnalyser: Analyser = (call) => {
  const hasScript = call.args.some((arg) => /\.lua(?:[+-]\w+)*$/.test(show(arg)))
  const isServer = literal(call.args[0] ?? []) === 'server'
  return [pandoc(call), hasScript && doubt('opaque-script', 'pandoc: Lua'), isServer && act('network', 'pandoc server')]
}

/** `png:x` names the format, `x[0]` a frame; some formats run what the file says, others remove it. */
function image(value: Value, kind: 'read' | 'overwrite'): Found {
  const start = knownStart(value)
  const [prefix = '', format = ''] = /^([A-Za-z][\w-]+):(?!\/\/)/.exec(start) ?? []
  const path = cut(value, prefix.length)
  if (/^(?:label|caption|pango)$/i.test(format) && knownStart(path).startsWith('@')) return onPath('read', cut(path, 1))
  const isMade = /^(?:null|xc|canvas|gradient|plasma|label|caption|pattern|info|rose|logo)$/i.test(format)
  if (isMade || literal(path) === '-') return []
  if (/^(?:msl|mvg|ephemeral|script)$/i.test(format) || /^[@|]/.test(knownStart(path)))
    return [onPath('read', path), onPath('delete', path), doubt('dynamic-code', `convert ${start}`.slice(0, 60))]
  return kind === 'read' ? readOrFetch(path) : onPath('overwrite', path)
}

const convert: Analyser = ({ args }) => [
  args.slice(0, -1).map((path) => image(path, 'read')),
  args.map((arg, i) => /^[-+]write/.test(show(arg)) && image(args[i + 1] ?? unknown, 'overwrite')),
  image(args.at(-1) ?? unknown, 'overwrite'),
]

const plainCloc = compileSpec({
  options:
    '--out/--report-file:overwrite --ignored:overwrite --counted:overwrite --found:overwrite --categorized:overwrite --unicode:overwrite --write-lang-def:overwrite --write-lang-def-incl-dup:overwrite --sql:overwrite --sql-append --extract-with:code --vcs:program --diff-list-file:listed --diff-list-files:listed --config:listed --list-file:listed --exclude-list-file:read --read-lang-def:read --force-lang-def:read --strip-comments:data --strip-code:data --original-dir --use-sloccount --git --git-diff-rel --git-diff-all',
  isOpen: true,
  operands: 'fetched',
  flags: { 'strip-comments': ['overwrite'], 'strip-code': ['overwrite'], 'use-sloccount': ['unknown'] },
})

/** One dash does, and capitals do not matter. */
function longOption(arg: Value): Value {
  const [start = '', name = ''] = /^--?([A-Za-z][\w-]+)/.exec(knownStart(arg)) ?? []
  return name === '' ? arg : concat(textValue(`--${name.toLowerCase()}`), cut(arg, start.length))
}

const cloc: Analyser = (call) => plainCloc(Object.assign({}, call, { args: call.args.map(longOption) }))

const plainTags = compileSpec({
  options:
    '-f/-o:overwrite -L:listed --options:listed --options-maybe:listed -I: -D: -h: -x --list-kinds? --list-languages --version --help',
  isOpen: true,
  operands: 'readTree',
})

/** Indexes of code are written to `tags` where nothing else is said. */
const tags =
  (file: string): Analyser =>
  (call) => {
    const isElsewhere = call.args.some((arg) => /^-[a-zA-Z]*[fox]|^--(?:_xformat|list|version|help)/.test(show(arg)))
    return [plainTags(call), !isElsewhere && onPath('overwrite', textValue(file))]
  }

const systemFile = /^\/(?:usr\/)?(?:local\/)?(?:s?bin|lib(?:32|64)?|libexec)\/(?!.*\/\.\.)/

/** It lets the program's own loader run. */
const ldd: Analyser = ({ args }) => {
  const files = args.filter((arg) => !knownStart(arg).startsWith('-'))
  const own = files.filter((path) => !systemFile.test(literal(path) ?? ''))
  return [onEach('read', files), ...own.map((path) => doubt('opaque-script', `ldd ${show(path)}`))]
}

// ffmpeg and ffprobe: plain conversions are known, filters and protocols are not.

/** Options that stand alone. */
const flags = among(
  String.raw`
    version buildconf formats codecs encoders decoders h L y n an vn sn dn hide_banner nostdin nostats shortest
    show_\w+ pretty copyts re`,
  { before: '^-' },
)
/** Options with a value that is no file. */
const valued = among(
  String.raw`
    ss sseof t to c codec vcodec acodec scodec [cbqr](?::[vas](?::\d)?)? crf preset tune profile:v level s r ar ac f
    vframes frames:v aspect map map_metadata pix_fmt movflags qscale:v qscale loglevel v threads maxrate bufsize g
    stream_loop select_streams show_entries of print_format metadata`,
  { before: '^-' },
)
/** Formats that write lists of further files, or send them elsewhere. */
const reaching = among(String.raw`
    tee segment stream_segment ssegment hls dash lavfi concat rtp rtsp rtmp fifo image2 image2pipe hash v4l2 x11grab
    avfoundation alsa pulse kmsgrab`)
/** A protocol, a pattern or a pipe: `tcp://`, `concat:`, `file%d.png`. */
const plainFile = /^(?!-)(?!\w[\w+,.-]*:)[^%:|]*$/

const media: Analyser = ({ name, args }) => {
  const inputs: Value[] = []
  const outputs: Value[] = []
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? []
    const text = literal(word) ?? knownStart(word)
    if (flags.test(text) && literal(word) !== null) continue
    const value = args[i + 1]
    if (text === '-i' && value) inputs.push(value)
    else if (valued.test(text) && value) {
      const given = literal(value)
      if (given === null || (text === '-f' && reaching.test(given))) return strange(name, value, args)
    } else if (text.startsWith('-') || mayBeOption(word)) return strange(name, word, args)
    else {
      ;(name === 'ffprobe' ? inputs : outputs).push(word)
      continue
    }
    i += 1
  }
  const odd = [...inputs, ...outputs].find((path) => !plainFile.test(show(path)) || mayBeOption(path))
  return odd ? strange(name, odd, args) : [onEach('read', inputs), onEach('overwrite', outputs)]
}

const strange = (name: string, word: Value, args: readonly Value[]) => [
  name !== 'ffprobe' && onPath('overwrite', args.at(-1) ?? unknown),
  doubt('unknown-option', `${name} ${show(word)}`),
]

export const documentAnalysers: Readonly<Record<string, Analyser>> = {
  less,
  pandoc: pandocAnalyser,
  convert,
  cloc,
  ctags: tags('tags'),
  etags: tags('TAGS'),
  ldd,
  ...alike('ffmpeg ffprobe', media),
}
