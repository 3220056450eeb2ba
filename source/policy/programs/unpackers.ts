// ar, unrar and unar: archivers that unpack below a folder they are told.
import { hole, knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { below, doubt, only, onPath, type Analyser } from '../grammar/analysis.ts'
import { cut } from '../grammar/options.ts'
import { reader } from '../grammar/reader.ts'

const ar: Analyser = ({ args }) => {
  const isLong = (arg: Value) => knownStart(arg).startsWith('--')
  const [first = [], archive = unknown, ...members] = args.filter((arg) => !isLong(arg))
  const output = args.find((arg) => knownStart(arg).startsWith('--output='))
  const loads = args.filter(
    (arg) => isLong(arg) && !/^--(?:output=|thin$|help$|version$|target=)/.test(knownStart(arg)),
  )
  const letters = show(first)
  const isTaken = letters.includes('x')
  const folder = output ? cut(output, '--output='.length) : null
  return only(
    loads.map((arg) => doubt('unknown-option', `ar ${show(arg)}`)),
    onPath(isTaken || /[tp]/.test(letters) ? 'read' : 'modify', archive),
    /[tp]/.test(letters)
      ? []
      : isTaken
        ? onPath('overwrite', below(folder, hole('tracked')))
        : members.map((path) => onPath('read', path)),
  )
}

/** `unrar x a.rar FOLDER/`; the other words of it only look. */
const unrar: Analyser = ({ args }) => {
  const [verb = [], archive = unknown, ...rest] = args.filter((arg) => !knownStart(arg).startsWith('-'))
  if (/^(?:l|lb|lt|t|v|p)$/.test(literal(verb) ?? '')) return only(onPath('read', archive))
  const folder = rest.findLast((word) => show(word).endsWith('/')) ?? null
  return only(onPath('read', archive), onPath('overwrite', below(folder, hole('tracked'))))
}

const unar = reader(
  '-o/-output-directory/--output-directory: -f/-force-overwrite -r -s -D -d -p/-password: -e/-encoding: -q -t -k: -h',
  ({ operands, valueOf }) =>
    only(...operands.map((path) => onPath('read', path)), onPath('overwrite', below(valueOf('o'), hole('tracked')))),
)

export const unpackers: Readonly<Record<string, Analyser>> = { ar, unar, unrar }
