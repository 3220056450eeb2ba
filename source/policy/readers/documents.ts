// Programs that show or convert documents, pictures and films: pagers, pandoc, convert, ffmpeg, counters and indexes of code.
import { cut, concat, fits, knownStart, literal, show, starts, textValue, unknown, type Value } from '../model/value.ts'
import { alike, among } from '../among.ts'
import { act, doubt, type Found, onEach, onPath, readOrFetch, type Call } from '../grammar/analysis.ts'
import type { Reader, Read } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { mayBeOption } from '../grammar/options.ts'

/** `+…` is typed at the start; all but a line or a pattern to go to may run a command. */
const isTyped = starts(/^\+/)
const less: Row = {
  about: 'shows files page by page',
  options:
    '-o/-O/--log-file/--LOG-FILE:overwrite -k/--lesskey-file:script --lesskey-src:script --lesskey-content:script -P/--prompt: -p/--pattern: -t/--tag: -T/--tag-file:read -b: -h: -j: -x: -y: -z: --quit-if-one-screen --no-init --chop-long-lines --RAW-CONTROL-CHARS --raw-control-chars --LINE-NUMBERS --squeeze-blank-lines --IGNORE-CASE --quit-at-eof --QUIT-AT-EOF --tilde --mouse --incsearch --line-num-width',
  isOpen: true,
  operands: 'read',
  words: ({ args }) => args.filter((arg) => !isTyped(arg)),
  also: ({ call: { args } }) =>
    !args.filter(isTyped).every(fits(/^\+{1,2}(?:\d*[gGF]?|\/[^!|\n]*)$/)) && doubt('dynamic-code', 'less +'),
}

const pandoc: Row = {
  about: 'turns documents into others',
  options:
    '-o/--output:overwrite -f/-r/--from/--read:format -t/-w/--to/--write:format -d/--defaults:listed --data-dir: --metadata-file:read -F/--filter:program -L/--lua-filter:script -s --standalone? --template:fetched -H/--include-in-header:fetched -B/--include-before-body:fetched -A/--include-after-body:fetched -c/--css: --extract-media:overwriteTree --log:overwrite --bibliography:fetched --csl:fetched --citation-abbreviations:read --reference-doc:fetched --epub-cover-image:fetched --epub-metadata:read --epub-embed-font:read --syntax-definition:read --abbreviations:read --print-highlight-style: --highlight-style: --pdf-engine:program --resource-path: -M/--metadata: -V/--variable: --variable-json: -D/--print-default-template: --print-default-data-file: -C/--citeproc --toc/--table-of-contents? --toc-depth: --lof? --lot? -N --number-sections? --number-offset: --top-level-division: --shift-heading-level-by: --base-header-level: -p --preserve-tabs? --tab-stop: --eol: --wrap: --columns: --dpi: --strip-comments? --no-highlight --self-contained? --embed-resources? --link-images? --request-header: --no-check-certificate? --html-q-tags? --ascii? --reference-links? --reference-location: --figure-caption-position: --table-caption-position: --markdown-headings: --list-tables? -i --incremental? --slide-level: --section-divs? --default-image-extension: --email-obfuscation: --id-prefix: -T/--title-prefix: --split-level: --chunk-template: --epub-chapter-level: --epub-subdirectory: --epub-title-page? --ipynb-output: --natbib --biblatex --mathml --webtex? --mathjax? --katex? --gladtex --track-changes: --file-scope? --sandbox? --fail-if-warnings? --dump-args? --ignore-args? --verbose --quiet --trace? --bash-completion --list-input-formats --list-output-formats --list-extensions? --list-highlight-languages --list-highlight-styles -v/--version -h/--help',
  operands: 'fetched',
  also: ({ call: { args, stdin }, has, valuesOf }) => [
    // A style becomes a part of the page.
    has('self-contained', 'embed-resources') && valuesOf('c').map(readOrFetch),
    // Formulas are drawn by a server, or by a script of one that becomes a part of the page.
    (has('webtex') || (has('self-contained', 'embed-resources') && has('mathjax', 'katex'))) &&
      act('network', 'pandoc'),
    // A format may be the path of a script.
    args.some((arg) => /\.lua(?:[+-]\w+)*$/.test(show(arg))) && doubt('opaque-script', 'pandoc: Lua'),
    literal(args[0] ?? []) === 'server' && act('network', 'pandoc server'),
    // What a document names is read, or fetched.
    /include|\\input|#\+|!\[|src=/i.test(show(stdin)) && doubt('dynamic-code', 'pandoc: a document'),
  ],
}

/** `png:x` names the format, `x[0]` a frame; some formats run what the file says, others remove it. */
function image(value: Value, kind: 'read' | 'overwrite'): Found {
  const start = knownStart(value)
  const [prefix = '', format = ''] = /^([A-Za-z][\w-]+):(?!\/\/)/.exec(start) ?? []
  const path = cut(value, prefix.length)
  if (/^(?:label|caption|pango)$/i.test(format) && knownStart(path).startsWith('@')) return onPath('read', cut(path, 1))
  const isMade = /^(?:null|xc|canvas|gradient|plasma|label|caption|pattern|info|rose|logo)$/i.test(format)
  if (isMade || literal(path) === '-') return []
  if (/^(?:https?|ftp|url)$/i.test(format)) return act('network', start)
  // A name that is set elsewhere among the words, or by what the picture says of itself.
  if (kind === 'overwrite' && show(path).includes('%[')) return onPath('overwrite', unknown)
  if (/^(?:msl|mvg|ephemeral|script)$/i.test(format) || /^[@|]/.test(knownStart(path)))
    return [onPath('read', path), onPath('delete', path), doubt('dynamic-code', `convert ${start}`.slice(0, 60))]
  return kind === 'read' ? readOrFetch(path) : onPath('overwrite', path)
}

const convert: Reader = ({ args }) => [
  // A text that is drawn may stand in a file.
  args.some((arg) => /['"]@/.test(show(arg))) && doubt('dynamic-code', 'convert -draw'),
  args.slice(0, -1).map((path) => image(path, 'read')),
  args.map((arg, i) => /^[-+]write/.test(show(arg)) && image(args[i + 1] ?? unknown, 'overwrite')),
  image(args.at(-1) ?? unknown, 'overwrite'),
]

/** What only looks; options are words like others. */
const identify: Reader = ({ args }) => [
  args
    .filter((arg) => !knownStart(arg).startsWith('-'))
    .map((path) => image(path, fits(/^-write$/)(args[args.indexOf(path) - 1]) ? 'overwrite' : 'read')),
]

/** It writes over what it is given, or into a folder. */
const mogrify: Reader = ({ args }) => {
  const at = args.findIndex(fits(/^-path$/))
  const folder = at < 0 ? undefined : (args[at + 1] ?? unknown)
  const rest = args.filter((arg, i) => (at < 0 || i !== at + 1) && !/^[-+]/.test(knownStart(arg)))
  return [
    folder && onPath('overwrite', folder, true),
    rest.map((path) => image(path, 'read')),
    rest.map((path) => image(path, folder ? 'read' : 'overwrite')),
  ]
}

/** The tools of ImageMagick by their names; without one it is convert. */
const magick: Reader = (call) => {
  const [first = [], ...args] = call.args
  const tool = literal(first)
  if (tool === 'identify') return identify({ ...call, args })
  if (tool === 'mogrify') return mogrify({ ...call, args })
  if (tool !== null && /^(?:compare|composite|convert|montage)$/.test(tool)) return convert({ ...call, args })
  if (tool !== null && /^(?:animate|conjure|display|import|stream|-script)$/.test(tool))
    return doubt('opaque-script', `magick ${tool}`)
  return convert(call)
}

/** One dash does, and capitals do not matter. */
function longOption(arg: Value): Value {
  const [start = '', name = ''] = /^--?([A-Za-z][\w-]+)/.exec(knownStart(arg)) ?? []
  return name === '' ? arg : concat(textValue(`--${name.toLowerCase()}`), cut(arg, start.length))
}

const cloc: Row = {
  about: 'counts lines of code',
  options:
    '--out/--report-file:overwrite --ignored:overwrite --counted:overwrite --found:overwrite --categorized:overwrite --unicode:overwrite --write-lang-def:overwrite --write-lang-def-incl-dup:overwrite --sql:overwrite --sql-append --extract-with:code --vcs:program --diff-list-file:listed --diff-list-files:listed --config:listed --list-file:listed --exclude-list-file:read --read-lang-def:read --force-lang-def:read --strip-comments:data --strip-code:data --original-dir --use-sloccount --git --git-diff-rel --git-diff-all',
  isOpen: true,
  operands: 'fetched',
  flags: { 'strip-comments': ['overwrite'], 'strip-code': ['overwrite'], 'use-sloccount': ['unknown'] },
  words: ({ args }) => args.map(longOption),
}

/** They are written to `tags` where nothing else is said. */
const tags = (file: string): Row => ({
  about: 'indexes of code',
  options:
    '-f/-o:overwrite -L:listed --options:listed --options-maybe:listed -I: -D: -h: -x --list-kinds? --list-languages --version --help',
  isOpen: true,
  operands: 'readTree',
  also: ({ call: { args } }) =>
    !args.some((arg) => /^-[a-zA-Z]*[fox]|^--(?:_xformat|list|version|help)/.test(show(arg))) &&
    onPath('overwrite', textValue(file)),
})

const systemFile = /^\/(?:usr\/)?(?:local\/)?(?:s?bin|lib(?:32|64)?|libexec)\/(?!.*\/\.\.)/

/** It lets the program's own loader run. */
const ldd: Reader = ({ args }) => {
  const files = args.filter((arg) => !knownStart(arg).startsWith('-'))
  const own = files.filter((path) => !systemFile.test(literal(path) ?? ''))
  return [onEach('read', files), ...own.map((path) => doubt('opaque-script', `ldd ${show(path)}`))]
}

// ffmpeg and ffprobe: plain conversions and filters that only calculate are known, protocols and other filters are not.

/** One dash before a long name; `:v` and `:a:0` behind it name streams. */
const words = ({ args }: Call): Value[] =>
  args.map((arg) => {
    const [start = '', name = ''] = /^-([A-Za-z]\w*)(?::[vas](?::\d)?)?(?!\S)/.exec(knownStart(arg)) ?? []
    return name.length > 1 || start.includes(':') ? concat([`--${name}`], cut(arg, start.length)) : arg
  })

/** Filters that read, write and reach nothing. */
const plainFilter = among(
  String.raw`
    scale crop fps transpose pad format hflip vflip rotate setpts settb trim setsar setdar eq hue unsharp boxblur gblur
    fade yadif thumbnail tile palettegen paletteuse split select showinfo blackdetect volumedetect silencedetect
    atempo volume afade aresample asetrate atrim asetpts highpass lowpass concat amix amerge overlay hstack vstack
    null anull aformat reverse areverse loop negate drawbox`,
)
const isPlainChain = (value: Value): boolean =>
  (literal(value) ?? ';')
    .replace(/\[[\w:]*\]/g, '')
    .split(/[,;]/)
    .every((each) => {
      const [name = '', ...given] = each.trim().split('=')
      return plainFilter.test(name) && given.every((word) => /^[\w\s.:/*()+|'<>-]*$/.test(word) && !naming.test(word))
    })
/** What a filter calls a file. */
const naming = /file|path|url/i

/** Formats that write lists of further files, or send them elsewhere. */
const reaching = among(String.raw`
    tee segment stream_segment ssegment hls dash lavfi concat rtp rtsp rtmp fifo image2 image2pipe hash v4l2 x11grab
    avfoundation alsa pulse kmsgrab`)
/** A protocol, a pattern or a pipe: `tcp://`, `concat:`, `file|x`; `%04d` is a number in a name. */
const isPlainFile = (path: Value): boolean =>
  isStream(path) || (!mayBeOption(path) && plainFile.test(show(path).replace(/%0?\d*d/g, '')))
/** Its own input or output. */
const isStream = fits(/^(?:-|pipe:[012]?)$/)
const plainFile = /^(?!-)(?!\w[\w+,.-]*:)[^%:|]*$/

const odd = ({ call: { name }, operands, valuesOf, inRole }: Read): Found =>
  [
    ...inRole('form').filter((value) => !isPlainChain(value)),
    ...inRole('format').filter((value) => !fits(/^\w+$/)(value) || fits(reaching)(value)),
    ...[...valuesOf('i'), ...operands].filter((path) => !isPlainFile(path)),
  ].map((word) => doubt('unknown-option', `${name} ${show(word)}`))

const film = (operands: 'read' | 'overwrite'): Row => ({
  about: 'turns films and sounds into others, or tells of them',
  options:
    '--version --buildconf --formats --codecs --encoders --decoders -hLyn --an --vn --sn --dn --hide_banner --nostdin --nostats --shortest --show_format --show_streams --show_frames --show_packets --show_chapters --show_programs --show_error --show_data --pretty --copyts --re --ss: --sseof: -t: --to: -c/--c/--codec/--vcodec/--acodec/--scodec: -b/--b: -q/--q: -r/--r: --crf: --preset: --tune: --profile: -s: --ar: --ac: -f:format --vframes/--frames: --aspect: --map: --map_metadata: --pix_fmt: --movflags: --qscale: --loglevel/-v: --threads: --maxrate: --bufsize: -g: --stream_loop: --select_streams: --show_entries: --of/--print_format: --metadata: --vf/--af/--filter/--filter_complex/--lavfi:form -i:read',
  operands,
  words,
  also: odd,
  tells: '-version',
})

/** A name with a format before it, a list or a pipe may be anything to ImageMagick. */
const plainPicture = /^(?![-@|])[^:|@]*$/

const pictures: Reader = ({ name, args }) => {
  const odd = args.find((arg) => {
    const text = literal(arg)
    return text === null || !(/^-(?:verbose|ping|quiet)$/.test(text) || plainPicture.test(text))
  })
  return odd === undefined
    ? onEach(
        'read',
        args.filter((arg) => !show(arg).startsWith('-')),
      )
    : doubt('unknown-option', `${name} ${show(odd)}`)
}

export const documentRows: Readonly<Record<string, Row>> = {
  less,
  pandoc,
  convert: { about: 'turns pictures into others', read: convert },
  identify: { about: 'what pictures say of themselves', read: identify },
  mogrify: { about: 'changes pictures in place', read: mogrify },
  ...alike('montage composite', { about: 'puts pictures together', read: convert }),
  magick: { about: 'turns, shows and changes pictures', read: magick, tells: '-version' },
  cloc,
  ctags: tags('tags'),
  etags: tags('TAGS'),
  ldd: { about: 'libraries of a program, whose own loader may run', read: ldd },
  ffmpeg: { ...film('overwrite') },
  ffprobe: { ...film('read') },
  display: { about: 'shows a picture', read: pictures },
}
