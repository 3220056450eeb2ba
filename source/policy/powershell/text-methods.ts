// Methods and static functions that only compute: texts, lists, encodings, paths as text.
import { byNames } from '../among.ts'
import { concat, hole, literal, textValue } from '../model/value.ts'
import {
  anything,
  bounded,
  boundedList,
  type Datum,
  itemsOf,
  list,
  mapText,
  numberOf,
  pieces,
  someBool,
  someName,
  someNumber,
  text,
  toNumber,
  toText,
  toValue,
} from './datum.ts'
import { format, join } from './fold.ts'
import { child, lastName, parent } from './paths.ts'
import { limits } from '../limits.ts'

type Method = (subject: string, args: readonly (string | null)[]) => string | null

const slice: Method = (subject, [from, length]) =>
  from === null || length === null
    ? null
    : length === undefined
      ? subject.slice(Number(from))
      : subject.slice(Number(from), Number(from) + Number(length))

const methods = byNames<Method>({
  'tolower tolowerinvariant': (subject) => subject.toLowerCase(),
  'toupper toupperinvariant': (subject) => subject.toUpperCase(),
  substring: slice,
  trim: (subject, [set = ' ']) => (set === null ? null : strip(subject, set, true, true)),
  trimstart: (subject, [set = ' ']) => (set === null ? null : strip(subject, set, true, false)),
  trimend: (subject, [set = ' ']) => (set === null ? null : strip(subject, set, false, true)),
  replace: (subject, [from, by]) =>
    typeof from !== 'string' || from === '' || typeof by !== 'string' ? null : subject.replaceAll(from, () => by),
  insert: (subject, [at, what]) =>
    typeof what !== 'string' ? null : subject.slice(0, Number(at)) + what + subject.slice(Number(at)),
  remove: (subject, [at, count]) =>
    at === null || count === null
      ? null
      : subject.slice(0, Number(at)) + (count === undefined ? '' : subject.slice(Number(at) + Number(count))),
  tostring: (subject) => subject,
  normalize: (subject) => subject.normalize(),
})

function strip(subject: string, set: string, isStart: boolean, isEnd: boolean): string {
  const drop = new Set(set + (set === ' ' ? '\t\r\n' : ''))
  let [from, to] = [0, subject.length]
  if (isStart) while (from < to && drop.has(subject[from] ?? '')) from += 1
  if (isEnd) while (to > from && drop.has(subject[to - 1] ?? '')) to -= 1
  return subject.slice(from, to)
}

/** A method of a text or a list; undefined: no such method. */
export function textMethod(target: Datum, name: string, args: readonly Datum[]): Datum | undefined {
  if (target.is === 'number' && name === 'tostring') return args.length === 0 ? text(toValue(target)) : someName
  if (target.is === 'text' && name === 'split') return splitText(target, args)
  if (target.is === 'text' && name === 'tochararray') {
    const whole = toText(target)
    return whole === null ? anything : boundedList(Array.from(whole, text))
  }
  const method = target.is === 'text' ? methods.get(name) : undefined
  if (method === undefined) return undefined
  const whole = toText(target)
  if (whole === null) return partly(target, name)
  const words = args.map((arg) => (arg.is === 'list' ? toText(join(arg, [])) : toText(arg)))
  const result = method(whole, words)
  return result === null ? anything : bounded(textValue(result))
}
/** Changing case or trimming leaves unknown parts unknown, but no more than that. */
const partly = (target: Datum, name: string): Datum =>
  /^(?:trim|tostring|normalize)/.test(name)
    ? target
    : /^to(?:lower|upper)/.test(name)
      ? text(mapText(toValue(target), (part) => (name.startsWith('tolower') ? part.toLowerCase() : part.toUpperCase())))
      : anything

function splitText(target: Datum, args: readonly Datum[]): Datum {
  const separators = args.slice(0, 1).flatMap((arg) => (arg.is === 'list' ? arg.items.map(toText) : [toText(arg)]))
  const whole = toText(target)
  const [first] = separators
  if (whole === null) return separators.length === 1 && first ? pieces(toValue(target), first) : anything
  if (separators.includes(null)) return anything
  const set = new Set(separators.join(''))
  const cut = ['']
  for (const c of whole) {
    if (set.has(c)) cut.push('')
    else cut[cut.length - 1] += c
  }
  return cut.length > limits.datumItems ? anything : list(cut.map(text))
}

type Static = (args: readonly Datum[]) => Datum
const encodings: Record<string, BufferEncoding> = { unicode: 'utf16le', utf8: 'utf8', ascii: 'latin1', default: 'utf8' }

const decode =
  (encoding: BufferEncoding): Static =>
  ([bytes = anything]) => {
    const numbers = itemsOf(bytes).map(toNumber)
    return bytes.is !== 'list' || numbers.includes(null)
      ? anything
      : bounded(textValue(Buffer.from(numbers.map((n) => n ?? 0)).toString(encoding)))
  }
const encode =
  (encoding: BufferEncoding): Static =>
  ([subject = anything]) => {
    const whole = toText(subject)
    return whole === null || whole.length > 5000 ? anything : list([...Buffer.from(whole, encoding)].map(numberOf))
  }

const statics = byNames<Static>({
  'string::join': ([separator = text(''), ...rest]) =>
    join(rest.length === 1 && rest[0] !== undefined ? rest[0] : list(rest), toValue(separator)),
  'string::concat': (args) => join(list(args.flatMap((arg) => itemsOf(arg))), []),
  'string::format': ([pattern = anything, ...args]) => format(pattern, list(args.flatMap((arg) => itemsOf(arg)))),
  'convert::frombase64string': ([code = anything]) => {
    const whole = toText(code)
    return whole === null || whole.length > 20_000 ? anything : list([...Buffer.from(whole, 'base64')].map(numberOf))
  },
  'convert::tobase64string': ([bytes = anything]) => {
    const numbers = itemsOf(bytes).map(toNumber)
    return bytes.is !== 'list' || numbers.includes(null)
      ? anything
      : text(Buffer.from(numbers.map((n) => n ?? 0)).toString('base64'))
  },
  'convert::tochar char::convertfromutf32': ([code = anything]) => character(toNumber(code)),
  'convert::toint32': ([code = anything, base]) => {
    const whole = toText(code)
    const number =
      whole === null ? Number.NaN : Number.parseInt(whole, base === undefined ? 10 : (toNumber(base) ?? 10))
    return Number.isNaN(number) ? someNumber : numberOf(number)
  },
  'array::reverse regex::replace': () => anything,
  'regex::unescape': ([subject = anything]) => {
    const whole = toText(subject)
    return whole === null
      ? anything
      : text(
          whole.replaceAll(/\\x([\da-f]{2})|\\u([\da-f]{4})|\\(.)/gi, (_, x?: string, u?: string, c?: string) =>
            c === undefined ? String.fromCharCode(Number.parseInt(x ?? u ?? '0', 16)) : c,
          ),
        )
  },
  'io.path::combine io.path::join': ([first = anything, ...rest]) =>
    text(rest.reduce((path, piece) => child(path, slashed(piece)), slashed(first))),
  'io.path::getfilename': ([path = anything]) => text(lastName(slashed(path))),
  'io.path::getfilenamewithoutextension': ([path = anything]) => {
    const name = literal(lastName(slashed(path)))
    return name === null ? someName : text(name.replace(/\.[^.]*$/, ''))
  },
  'io.path::changeextension': ([path = anything, extension = anything]) => {
    const value = slashed(path)
    const last = value.at(-1)
    const stem = typeof last === 'string' && /\.[^./]*$/.test(last) ? last.replace(/\.[^./]*$/, '') : null
    const end = toText(extension)
    if (stem === null || end === null) return anything
    return text(concat(value.slice(0, -1), [stem, end === '' || end.startsWith('.') ? end : `.${end}`]))
  },
  'io.path::getdirectoryname': ([path = anything]) => text(parent(slashed(path))),
  'io.path::getfullpath': ([path = anything]) => text(slashed(path)),
  'io.path::getextension io.path::getrandomfilename guid::newguid': () => someName,
  'string::isnullorempty string::isnullorwhitespace': () => someBool,
  ...Object.fromEntries(
    Object.entries(encodings).flatMap(([name, encoding]) => [
      [`text.encoding::${name}.getstring`, decode(encoding)],
      [`text.encoding::${name}.getbytes`, encode(encoding)],
    ]),
  ),
})
const slashed = (path: Datum) => mapText(toValue(path), (part) => part.replaceAll('\\', '/'))
const character = (code: number | null): Datum =>
  code === null || !(code >= 0 && code <= 0x10ffff) ? text(hole('char')) : text(String.fromCodePoint(code))

/** A static function that only computes; `type` lower case without `system.`; undefined: not one of these. */
export const computed = (type: string, name: string, args: readonly Datum[]): Datum | undefined =>
  statics.get(`${type}::${name}`)?.(args)
