// What simple programs print, where their arguments and standard input are known: names built that way stay readable.
import { alike } from '../among.ts'
import type { Call } from '../grammar/analysis.ts'
import { hole, literal, unknown, type Value } from '../model/value.ts'
import { base64, chosen, first, hexdump, inputOf, openssl, reversed, throughText, tr } from './output-filters.ts'
import { absolute, basename, dirname, git, located, sequence } from './output-names.ts'
import { echo, printf } from './output-text.ts'
import type { Printer } from './output-text.ts'
import { limits } from '../limits.ts'

/** The printed text, `[{hole: 'any'}]` when it is not known. */
export function printed(call: Call): Value {
  const printer = Object.hasOwn(printers, call.name) ? printers[call.name] : undefined
  const value = printer?.(call) ?? unknown
  return (literal(value)?.length ?? 0) > limits.commandText ? unknown : value
}

export const digits: Printer = () => hole('digits')

export const name: Printer = () => hole('name')

const silent: Printer = () => []

const printers: Readonly<Record<string, Printer>> = {
  echo,
  printf,
  cat: (call) => inputOf(call) ?? unknown,
  base64,
  rev: reversed,
  tac: throughText((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .toReversed()
      .map((each) => `${each}\n`)
      .join(''),
  ),
  tr,
  which: located,
  'command -v': located,
  'type -P': located,
  basename,
  dirname,
  seq: sequence,
  realpath: absolute,
  readlink: (call) => (call.args.some((arg) => /^-\w*[fem]/.test(literal(arg) ?? '')) ? absolute(call) : unknown),
  head: first,
  ...alike('tail sort uniq grep egrep fgrep shuf', chosen),
  date: ({ args }) =>
    args.every((arg) => /^(?:-u|\+[%A-Za-z0-9:_.TZ-]*|--utc)$/.test(literal(arg) ?? '')) && args.length > 0
      ? hole('name')
      : unknown,
  wc: ({ args }) => (args.every((arg) => /^-[clmwL]$/.test(literal(arg) ?? '')) ? hole('digits') : unknown),
  nproc: digits,
  id: ({ args }) =>
    args.some((arg) => /^-\w*[ug]/.test(literal(arg) ?? '')) && !args.some((arg) => /n/.test(literal(arg) ?? ''))
      ? hole('digits')
      : unknown,
  ...alike('whoami hostname uname arch logname', name),
  git,
  openssl,
  xxd: hexdump,
  ...alike('mkdir touch cp mv ln rm rmdir chmod sleep true false : test [ kill unlink install truncate wait', silent),
}
