// Methods, functions and properties that only compute: of texts, encodings, paths.
import { byNames } from '../among.ts'
import { concat, literal, textValue, type Value } from '../model/value.ts'
import {
  anything,
  bounded,
  boundedList,
  characters,
  type Datum,
  file,
  itemsOf,
  list,
  mapText,
  numberOf,
  objectOf,
  someBool,
  someName,
  someNumber,
  text,
  toNumber,
  toText,
  toValue,
} from './datum.ts'
import { generated } from './engine-objects.ts'
import { format, join } from './fold.ts'
import type { Machine } from './machine.ts'
import { child, lastName, parent } from './paths.ts'
import { readEnvironment, setEnvironment, specialFolder, temporaryFile } from './variables.ts'
import { limits } from '../limits.ts'

type Method = (subject: string, first?: string, second?: string) => string

const methods = byNames<Method>({
  'tolower tolowerinvariant': (subject) => subject.toLowerCase(),
  'toupper toupperinvariant': (subject) => subject.toUpperCase(),
  substring: (subject, from, length) =>
    subject.slice(Number(from), length === undefined ? undefined : Number(from) + Number(length)),
  trim: (subject, set) => strip(subject, set, 'both'),
  trimstart: (subject, set) => strip(subject, set, 'start'),
  trimend: (subject, set) => strip(subject, set, 'end'),
  replace: (subject, from = '', by = '') => (from === '' ? subject : subject.replaceAll(from, () => by)),
  insert: (subject, at, what = '') => subject.slice(0, Number(at)) + what + subject.slice(Number(at)),
  remove: (subject, at, count) =>
    subject.slice(0, Number(at)) + (count === undefined ? '' : subject.slice(Number(at) + Number(count))),
  tostring: (subject) => subject,
})

function strip(subject: string, set = ' \t\r\n', where: 'both' | 'start' | 'end'): string {
  let [from, to] = [0, subject.length]
  if (where !== 'end') while (from < to && set.includes(subject[from] ?? '')) from += 1
  if (where !== 'start') while (to > from && set.includes(subject[to - 1] ?? '')) to -= 1
  return subject.slice(from, to)
}

/** A method of a text or a list; undefined: no such method. */
export function textMethod(target: Datum, name: string, args: readonly Datum[]): Datum | undefined {
  if (target.is === 'number' && name === 'tostring') return args.length === 0 ? text(toValue(target)) : someName
  if (target.is !== 'text') return undefined
  if (name === 'split') return splitText(target, args)
  if (name === 'tochararray') return characters(target)
  const method = methods.get(name)
  if (method === undefined) return undefined
  const whole = toText(target)
  // Trimming leaves unknown parts unknown, but no more than that.
  if (whole === null) return /^(?:trim|tostring)/.test(name) ? target : anything
  const words = args
    .map((arg) => (arg.is === 'list' ? toText(join(arg, [])) : toText(arg)))
    .filter((word) => word !== null)
  return words.length < args.length ? anything : bounded(textValue(method(whole, ...words)))
}
function splitText(target: Datum, args: readonly Datum[]): Datum {
  const separators = args.slice(0, 1).flatMap(itemsOf).map(toText)
  const whole = toText(target)
  if (whole === null || separators.includes(null)) return anything
  const cut = Array.from(separators.join('')).reduce((all, c) => all.flatMap((piece) => piece.split(c)), [whole])
  return boundedList(cut.map((piece) => text(piece)))
}

/** Undefined: nothing is known of it. */
type Static = (args: readonly Datum[], machine: Machine) => Datum | undefined
/** Of the first argument, when it is known. */
const ofText =
  (compute: (whole: string) => Datum): Static =>
  ([first = anything]) => {
    const whole = toText(first)
    return whole === null || whole.length > limits.codedText ? anything : compute(whole)
  }
const ofBytes =
  (compute: (bytes: Buffer) => string): Static =>
  ([bytes = anything]) => {
    const numbers = itemsOf(bytes).map(toNumber)
    return bytes.is !== 'list' || numbers.includes(null)
      ? anything
      : bounded(textValue(compute(Buffer.from(numbers.map((n) => n ?? 0)))))
  }
const bytesOf = (encoding: BufferEncoding): Static =>
  ofText((whole) => list([...Buffer.from(whole, encoding)].map(numberOf)))

const encodings: Record<string, BufferEncoding> = { unicode: 'utf16le', utf8: 'utf8', ascii: 'latin1', default: 'utf8' }

/** Functions of paths that are properties of files, too. */
const pathParts = {
  getfilename: 'name',
  getfilenamewithoutextension: 'basename',
  getextension: 'extension',
  getdirectoryname: 'directoryname',
  getfullpath: 'fullname',
}

const statics = byNames<Static>({
  'string::join': ([separator = text(''), ...rest]) =>
    join(rest.length === 1 && rest[0] !== undefined ? rest[0] : list(rest), toValue(separator)),
  'string::concat': (args) => join(list(args.flatMap(itemsOf)), []),
  'string::format': ([pattern = anything, ...args]) => format(pattern, list(args.flatMap(itemsOf))),
  'convert::frombase64string': bytesOf('base64'),
  'convert::tobase64string': ofBytes((bytes) => bytes.toString('base64')),
  'convert::toint32': ([code = anything, base = numberOf(10)]) => {
    const number = Number.parseInt(toText(code) ?? '', toNumber(base) ?? 10)
    return Number.isNaN(number) ? someNumber : numberOf(number)
  },
  'array::reverse regex::replace': () => anything,
  'regex::unescape': ofText((whole) =>
    text(
      whole.replaceAll(/\\x([\da-f]{2})|\\u([\da-f]{4})|\\(.)/gi, (_, x?: string, u?: string, c?: string) =>
        c === undefined ? String.fromCharCode(Number.parseInt(x ?? u ?? '0', 16)) : c,
      ),
    ),
  ),
  'io.path::combine io.path::join': ([first = anything, ...rest]) =>
    text(rest.reduce((path, piece) => child(path, slashed(piece)), slashed(first))),
  'io.path::changeextension': ([path = anything, extension = anything]) => {
    const value = slashed(path)
    const last = value.at(-1)
    const end = toText(extension)
    if (typeof last !== 'string' || !/\.[^./]*$/.test(last) || end === null) return anything
    const stem = last.replace(/\.[^./]*$/, () => (end === '' || end.startsWith('.') ? end : `.${end}`))
    return text(concat(value.slice(0, -1), [stem]))
  },
  'io.path::getrandomfilename guid::newguid': () => someName,
  'io.path::gettemppath': (_, machine) => readEnvironment(machine, 'temp'),
  'io.path::gettempfilename': (_, machine) => temporaryFile(machine),
  'io.fileinfo::new io.directoryinfo::new': ([path = anything]) => file(toValue(path)),
  'string::new': ([characters, ...rest]) =>
    characters === undefined || rest.length > 0 ? anything : join(characters, []),
  'uri::new version::new': ([first = anything]) => first,
  'scriptblock::create': generated,
  'powershell::create': () => objectOf('powershell'),
  'environment::getfolderpath': (args, machine) => specialFolder(machine, args),
  'environment::getenvironmentvariable': ([name = anything], machine) => {
    const known = toText(name)
    return known === null ? undefined : readEnvironment(machine, known)
  },
  'environment::setenvironmentvariable': (args, machine) => setEnvironment(machine, args),
  'string::isnullorempty string::isnullorwhitespace': () => someBool,
  ...Object.fromEntries(
    Object.entries(pathParts).map(([name, property]): [string, Static] => [
      `io.path::${name}`,
      ([path = anything]) => fileProperty(slashed(path), property),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(encodings).flatMap(([name, encoding]) => [
      [`text.encoding::${name}.getstring`, ofBytes((bytes) => bytes.toString(encoding))],
      [`text.encoding::${name}.getbytes`, bytesOf(encoding)],
    ]),
  ),
})
const slashed = (path: Datum) => mapText(toValue(path), (part) => part.replaceAll('\\', '/'))

/** A member whose result is known; its type lower case without `system.`; undefined: not one of these. */
export const computed = (member: string, args: readonly Datum[], machine: Machine): Datum | undefined =>
  statics.get(member)?.(args, machine)

/** A property of a file or folder object. */
export const fileProperty = (path: Value, name: string): Datum => properties.get(name)?.(path) ?? anything

const properties = byNames<(path: Value) => Datum>({
  'fullname path pspath providerpath target value': text,
  'name pschildname': (path) => text(lastName(path)),
  basename: (path) => partOfName(path, (name) => name.replace(/\.[^.]*$/, '')),
  extension: (path) => partOfName(path, (name) => /\.[^.]*$/.exec(name)?.[0] ?? ''),
  'directory parent': (path) => file(parent(path)),
  'directoryname psparentpath': (path) => text(parent(path)),
  'length count': () => someNumber,
})
const partOfName = (path: Value, part: (name: string) => string): Datum => {
  const known = literal(lastName(path))
  return known === null ? someName : text(part(known))
}
