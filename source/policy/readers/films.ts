// ffmpeg and ffprobe: plain conversions and filters that only calculate are known, protocols and other filters are not.
import { alike, among } from '../among.ts'
import { hole, knownStart, literal, show, spaced, textValue, unknown, type Value } from '../model/value.ts'
import { doubt, onEach, onPath } from '../grammar/analysis.ts'
import type { Reader } from '../grammar/reader.ts'
import { mayBeOption } from '../grammar/options.ts'
import type { Row } from '../grammar/row.ts'

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
/** Options whose value is a chain of filters. */
const filtered = /^-(?:[va]f|filter(?::[va])?|filter_complex|lavfi)$/
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
      const [name = '', ...words] = each.trim().split('=')
      return plainFilter.test(name) && words.every((word) => /^[\w\s.:/*()+|'<>-]*$/.test(word) && !naming.test(word))
    })
/** What a filter calls a file. */
const naming = /file|path|url/i

/** `frame_%04d.png` is one file for each picture. */
const numbered = (path: Value): Value => {
  const [before, ...others] = (literal(path) ?? '').split(/%0?\d*d/)
  if (others.length === 0 || literal(path) === null) return path
  return spaced([before ?? '', ...others].map(textValue), hole('digits'))
}

/** Formats that write lists of further files, or send them elsewhere. */
const reaching = among(String.raw`
    tee segment stream_segment ssegment hls dash lavfi concat rtp rtsp rtmp fifo image2 image2pipe hash v4l2 x11grab
    avfoundation alsa pulse kmsgrab`)
/** A protocol, a pattern or a pipe: `tcp://`, `concat:`, `file%d.png`. */
const plainFile = /^(?!-)(?!\w[\w+,.-]*:)[^%:|]*$/

const media: Reader = ({ name, args }) => {
  const inputs: Value[] = []
  const outputs: Value[] = []
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? []
    const text = literal(word) ?? knownStart(word)
    if (flags.test(text) && literal(word) !== null) continue
    const value = args[i + 1]
    if (text === '-i' && value) inputs.push(numbered(value))
    else if (filtered.test(text) && value) {
      if (!isPlainChain(value)) return strange(name, value, args)
    } else if (valued.test(text) && value) {
      const given = literal(value)
      if (given === null || (text === '-f' && reaching.test(given))) return strange(name, value, args)
    } else if (text.startsWith('-') || mayBeOption(word)) return strange(name, word, args)
    else {
      ;(name === 'ffprobe' ? inputs : outputs).push(numbered(word))
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

export const filmRows: Readonly<Record<string, Row>> = {
  ...alike('ffmpeg ffprobe', {
    about: 'turns films and sounds into others, or tells of them',
    read: media,
    tells: '-version',
    allow: ['-hide_banner -i a.mp4', '-i a.mp4 -vf scale=320:-1 b.gif', '-i a.mp4 -vf fps=1 out/f_%04d.png'],
    ask: ['-i a.mp4 -vf movie=b.mp4 c.mp4', '-f lavfi -i movie=x', '-i http://x/a.mp4'],
    deny: ['-i ~/.ssh/id_rsa'],
  }),
}
