// ffmpeg and ffprobe: plain conversions are known, filters and protocols are not.
import { knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { doubt, only, onPath, type Analyser } from '../grammar/analysis.ts'
import { mayBeOption } from '../grammar/options.ts'
import { among } from '../among.ts'

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

export const media: Analyser = ({ name, args }) => {
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
  return odd
    ? strange(name, odd, args)
    : only(...inputs.map((path) => onPath('read', path)), ...outputs.map((path) => onPath('overwrite', path)))
}

const strange = (name: string, word: Value, args: readonly Value[]) =>
  only(
    ...(name === 'ffprobe' ? [] : [onPath('overwrite', args.at(-1) ?? unknown)]),
    doubt('unknown-option', `${name} ${show(word)}`),
  )
