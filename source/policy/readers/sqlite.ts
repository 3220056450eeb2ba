// sqlite3: whether a query changes the database, and the dot commands that reach out of it.
import { nameSet } from '../among.ts'
import type { Action } from '../model/action.ts'
import { knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'
import { doubt, onPath, shell, type Call, type Found } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { isLook, reachesFiles, readSql } from './sql.ts'

/** Dot commands that only look or change how is printed. */
const plain = nameSet(
  'bail changes databases dbinfo dump echo eqp exit explain expert fullschema header headers help indexes indices limit lint mode nullvalue print prompt quit schema separator show stats tables timeout timer version width',
)

/** `--x` is `-x`. */
const oneDash = ({ args }: Call): Value[] =>
  args.map((arg) => (/^--[a-z]/.test(knownStart(arg)) ? [knownStart(arg).slice(1), ...arg.slice(1)] : arg))

export const sqlite = reader(
  '-cmd:sql -init:script -separator: -newline: -nullvalue: -append -ascii -bail -batch -box -column -csv -deserialize -echo -header -noheader -help -html -interactive -json -line -list -lookaside: -markdown -maxsize: -memtrace -mmap: -nofollow -quote -readonly -safe -stats -table -tabs -unsafe-testing -version -vfs: -zip -pagecache: -escape:',
  ({ call: { stdin }, operands: [file, ...queries], has, inRole }) => {
    const texts = [...inRole('sql'), ...(queries.length === 0 ? [stdin] : queries)].map(literal)
    const scripts = texts.flatMap((text) => (text === null ? [] : [readSql(text)]))
    const statements = scripts.flatMap((script) => script.statements)
    const found = scripts.flatMap((script) => script.commands).map(([name, rest]) => dotCommand(name, rest))
    const changes = texts.includes(null) || !statements.every(isLook) || found.some((each) => each.changes)
    return [
      texts.includes(null) && doubt('dynamic-code', 'sqlite3'),
      statements.some(reachesFiles) && doubt('dynamic-code', 'sqlite3 attach'),
      found.map((each) => each.does),
      file && databaseActions(file, changes && !has('readonly')),
    ]
  },
  { words: oneDash },
)

function databaseActions(file: Value, changes: boolean): Found {
  const { path, isReadOnly } = databaseOf(file)
  return path && [onPath('read', path), changes && !isReadOnly && onPath('modify', path)]
}

/** A path, or a `file:` address; null: it stays in memory. */
function databaseOf(file: Value): { path: Value | null; isReadOnly: boolean } {
  if (/^(?::memory:)?$/.test(literal(file) ?? 'x')) return { path: null, isReadOnly: false }
  if (!knownStart(file).startsWith('file:')) return { path: file, isReadOnly: false }
  const text = literal(file)
  if (text === null) return { path: unknown, isReadOnly: false }
  const [, path = '', query = ''] = /^file:(?:\/\/[^/?#]*(?=[/?#]|$))?([^?#]*)(?:\?([^#]*))?/.exec(text) ?? []
  if (path === ':memory:' || path === '' || /(?:^|&)mode=memory(?:&|$)/.test(query))
    return { path: null, isReadOnly: false }
  const decoded = path.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return { path: textValue(decoded), isReadOnly: /(?:^|&)(?:mode=ro|immutable=1)(?:&|$)/.test(query) }
}

interface Dot {
  readonly does: Found
  /** It may change the database. */
  readonly changes: boolean
}

/** The shell takes a dot command by its first letters. */
function dotCommand(name: string, rest: string): Dot {
  const isBegun = (whole: string) => whole.startsWith(name)
  if (plain.has(name)) return { does: null, changes: false }
  if (name.length > 1 && ['shell', 'system'].some(isBegun)) return { does: shell(textValue(rest)), changes: false }
  if (sinks.some(isBegun) && !rest.startsWith('|')) return { does: sink(rest), changes: false }
  return { does: doubt('dynamic-code', `sqlite3 .${name}`), changes: true }
}

/** Their last word is a file that is written. */
const sinks = ['output', 'once', 'log', 'trace', 'iotrace', 'testcase', 'backup', 'save', 'clone']

function sink(rest: string): Action[] {
  if (/^(?:|stdout|stderr|off|on)$/.test(rest)) return []
  const isPlain = !/['"\\-]/.test(rest.slice(0, 1)) && !/['"\\]/.test(rest)
  return isPlain
    ? [onPath('overwrite', textValue(rest.split(/\s+/).at(-1) ?? ''))]
    : [onPath('overwrite', unknown), doubt('dynamic-code', `sqlite3 ${rest}`)]
}
