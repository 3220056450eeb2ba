// What simple programs print, where their arguments and standard input are known: names built that way stay readable.
import { alike } from '../among.ts'
import { below, type Call } from '../grammar/analysis.ts'
import type { Value } from '../model/value.ts'
import { concat, contains, fits, hole, knownStart, literal, textValue } from '../model/value.ts'
import { unknown, withoutSlashes } from '../model/value.ts'
import { type Printer, textPrinters } from './output-text.ts'
import { limits } from '../limits.ts'

// What programs print that speak of paths, names and numbers.

const line = (value: Value): Value => concat(value, textValue('\n'))

/** Where a program lies is not looked up; its name is what matters. */
const located: Printer = ({ args }) => {
  const names = args.filter((arg) => !knownStart(arg).startsWith('-'))
  return concat(...names.map((name) => line(knownStart(name).startsWith('/') ? name : concat(['/usr/bin/'], name))))
}

const basename: Printer = ({ args }) => {
  if (args.some((arg) => /^-(?:[a-z]*[as]|-)/.test(knownStart(arg))) && args.length > 2) return unknown
  const [path, suffix] = args.filter((arg) => !/^-[az]$/.test(literal(arg) ?? '')).map(literal)
  if (path === null || path === undefined || suffix === null) return hole('name')
  const name = /^\/+$/.test(path) ? '/' : (withoutSlashes(path).split('/').at(-1) ?? '')
  return line(
    textValue(suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name),
  )
}

const dirname: Printer = ({ args }) => {
  const path = literal(args.find((arg) => !knownStart(arg).startsWith('-')) ?? unknown)
  if (path === null || args.length > 1) return unknown
  if (/^\/+$/.test(path)) return line(textValue('/'))
  const at = withoutSlashes(path).lastIndexOf('/')
  return line(textValue(at < 0 ? '.' : path.slice(0, at) || '/'))
}

const sequence: Printer = ({ args }) => {
  // A format or a separator may print anything.
  if (args.some((arg) => /^-(?:[fs]|-[fs])/.test(knownStart(arg)))) return unknown
  const numbers = args.map((arg) => Number(literal(arg) ?? 'x'))
  const [first = 1, last = first] = numbers.length === 1 ? [1, numbers[0]] : [numbers[0], numbers.at(-1)]
  if (!numbers.every(Number.isInteger) || numbers.length > 2 || last - first > 64) return hole('digits')
  return textValue(Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${first + i}\n`).join(''))
}

const absolute: Printer = ({ args, folder }) => {
  const path = args.find((arg) => !knownStart(arg).startsWith('-'))
  return path && !contains(path, 'any') ? line(below(folder, path)) : unknown
}

const git: Printer = ({ args, folder }) => {
  const words = args.map(literal)
  if (words[0] === 'rev-parse' && words.includes('--show-toplevel')) return line(folder)
  // A name of git's begins with no dash and has no `..`; what it does not know `rev-parse` says again.
  if (args.slice(1).every(fits(tellsOne))) {
    if (words[0] === 'rev-parse') return hole(words.some(isLong) ? 'path' : 'name')
    if (words[0] === 'merge-base') return hole('name')
    if (words[0] === 'describe') return hole('path')
  }
  if (words[0] === 'branch' && words.includes('--show-current')) return hole('path')
  return words[0] === 'rev-list' && words.includes('--count') ? hole('digits') : unknown
}

const tellsOne =
  /^(?:--(?:short(?:=\d+)?|verify|quiet|abbrev-ref|tags|always|abbrev=\d+|exact-match)|-q|[\w@][\w./@{}^~-]*)$/
const isLong = (word: string | null): boolean => word === '--abbrev-ref'

/** The printed text, `[{hole: 'any'}]` when it is not known. */
export function printed(call: Call): Value {
  const printer = Object.hasOwn(printers, call.name) ? printers[call.name] : undefined
  const value = printer?.(call) ?? unknown
  return (literal(value)?.length ?? 0) > limits.commandText ? unknown : value
}

const digits: Printer = () => hole('digits')

const name: Printer = () => hole('name')

const silent: Printer = () => []

const printers: Readonly<Record<string, Printer>> = {
  ...textPrinters,
  which: located,
  'command -v': located,
  'type -P': located,
  basename,
  dirname,
  seq: sequence,
  realpath: absolute,
  readlink: (call) => (call.args.some(fits(/^-\w*[fem]/)) ? absolute(call) : unknown),
  date: ({ args }) =>
    args.every(fits(/^(?:-u|\+[%A-Za-z0-9:_.TZ-]*|--utc)$/)) && args.length > 0 ? hole('name') : unknown,
  wc: ({ args }) => (args.every(fits(/^-[clmwL]$/)) ? hole('digits') : unknown),
  nproc: digits,
  id: ({ args }) => (args.some(fits(/^-\w*[ug]/)) && !args.some(fits(/n/)) ? hole('digits') : unknown),
  ...alike('whoami hostname uname arch logname', name),
  git,
  ...alike('mkdir touch cp mv ln rm rmdir chmod sleep true false : test [ kill unlink install truncate wait', silent),
}
