// ffmpeg and ffprobe: plain conversions and filters that only calculate are known, protocols and other filters are not.
import { among } from '../among.ts'
import { concat, cut, fits, knownStart, literal, show, type Value } from '../model/value.ts'
import { type Call, doubt, type Found } from '../grammar/analysis.ts'
import { mayBeOption } from '../grammar/options.ts'
import type { Read } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'

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

export const filmRows: Readonly<Record<string, Row>> = {
  ffmpeg: { ...film('overwrite') },
  ffprobe: { ...film('read') },
}
