// What programs print that speak of paths, names and numbers.
import { below } from '../grammar/analysis.ts'
import {
  concat,
  contains,
  hole,
  knownStart,
  literal,
  textValue,
  unknown,
  type Value,
  withoutSlashes,
} from '../model/value.ts'
import type { Printer } from './output-text.ts'

const line = (value: Value): Value => concat(value, textValue('\n'))

/** Where a program lies is not looked up; its name is what matters. */
export const located: Printer = ({ args }) => {
  const names = args.filter((arg) => !knownStart(arg).startsWith('-'))
  return concat(...names.map((name) => line(knownStart(name).startsWith('/') ? name : concat(['/usr/bin/'], name))))
}

export const basename: Printer = ({ args }) => {
  const [path, suffix] = args.filter((arg) => !/^-[az]$/.test(literal(arg) ?? '')).map(literal)
  if (path === null || path === undefined || suffix === null) return hole('name')
  const name = withoutSlashes(path).split('/').at(-1) ?? ''
  return line(
    textValue(suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name),
  )
}

export const dirname: Printer = ({ args }) => {
  const path = literal(args.find((arg) => !knownStart(arg).startsWith('-')) ?? unknown)
  if (path === null) return unknown
  const at = withoutSlashes(path).lastIndexOf('/')
  return line(textValue(at < 0 ? '.' : path.slice(0, at) || '/'))
}

export const sequence: Printer = ({ args }) => {
  const numbers = args.map((arg) => Number(literal(arg) ?? 'x'))
  const [first = 1, last = first] = numbers.length === 1 ? [1, numbers[0]] : [numbers[0], numbers.at(-1)]
  if (!numbers.every(Number.isInteger) || numbers.length > 2 || last - first > 64) return hole('digits')
  return textValue(Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${first + i}\n`).join(''))
}

export const absolute: Printer = ({ args, folder }) => {
  const path = args.find((arg) => !knownStart(arg).startsWith('-'))
  return path && !contains(path, 'any') ? line(below(folder, path)) : unknown
}

export const git: Printer = ({ args, folder }) => {
  const words = args.map(literal)
  if (words[0] === 'rev-parse' && words.includes('--show-toplevel')) return line(folder)
  if (words[0] === 'rev-parse' || (words[0] === 'branch' && words.includes('--show-current'))) return hole('name')
  return words[0] === 'rev-list' && words.includes('--count') ? hole('digits') : unknown
}
