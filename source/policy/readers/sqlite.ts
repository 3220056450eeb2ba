// sqlite3: whether a query changes the database, and the dot commands that reach out of it.
import type { Action } from '../model/action.ts'
import { knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'
import { doubt, onPath, shell, type Analyser, type Run } from '../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { isLook, reachesFiles, readSql } from './sql.ts'

const sqliteGrammar = compileGrammar(
  '-cmd:sql -init:script -separator: -newline: -nullvalue: -append -ascii -bail -batch -box -column -csv -deserialize -echo -header -noheader -help -html -interactive -json -line -list -lookaside: -markdown -maxsize: -memtrace -mmap: -nofollow -quote -readonly -safe -stats -table -tabs -unsafe-testing -version -vfs: -zip -pagecache: -escape:',
)

/** Dot commands that only look or change how is printed. */
const plain = new Set(
  'bail changes databases dbinfo dump echo eqp exit explain expert fullschema header headers help indexes indices limit lint mode nullvalue print prompt quit schema separator show stats tables timeout timer version width'.split(
    ' ',
  ),
)

export const sqlite: Analyser = ({ args, stdin }) => {
  const { options, operands, strange } = parseOptions(
    sqliteGrammar,
    args.map((arg) => (/^--[a-z]/.test(knownStart(arg)) ? [knownStart(arg).slice(1), ...arg.slice(1)] : arg)),
  )
  const has = (name: string) => options.some(({ option }) => option.name === name)
  const [file, ...queries] = operands
  const texts = [
    ...options.flatMap(({ option, value }) => (option.role === 'sql' && value ? [value] : [])),
    ...(queries.length === 0 ? [stdin] : queries),
  ].map(literal)
  const scripts = texts.flatMap((text) => (text === null ? [] : [readSql(text)]))
  const statements = scripts.flatMap((script) => script.statements)
  const found = scripts.flatMap((script) => script.commands).map(([name, rest]) => dotCommand(name, rest))
  const actions: Action[] = [
    ...strange.map((option) => doubt('unknown-option', `sqlite3 ${option}`)),
    ...(has('init') ? [doubt('opaque-script', 'sqlite3 -init')] : []),
    ...(texts.includes(null) ? [doubt('dynamic-code', 'sqlite3')] : []),
    ...(statements.some(reachesFiles) ? [doubt('dynamic-code', 'sqlite3 attach')] : []),
    ...found.flatMap((each) => each.actions),
  ]
  const changes = texts.includes(null) || !statements.every(isLook) || found.some((each) => each.changes)
  if (file) actions.push(...databaseActions(file, changes && !has('readonly')))
  return { actions, runs: found.flatMap((each) => each.runs) }
}

function databaseActions(file: Value, changes: boolean): Action[] {
  const { path, isReadOnly } = databaseOf(file)
  if (path === null) return []
  return [onPath('read', path), ...(changes && !isReadOnly ? [onPath('modify', path)] : [])]
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
  readonly actions: readonly Action[]
  readonly runs: readonly Run[]
  /** It may change the database. */
  readonly changes: boolean
}

/** The shell takes a dot command by its first letters. */
function dotCommand(name: string, rest: string): Dot {
  const isBegun = (whole: string) => whole.startsWith(name)
  if (plain.has(name)) return { actions: [], runs: [], changes: false }
  if (name.length > 1 && ['shell', 'system'].some(isBegun))
    return { actions: [], runs: [shell(textValue(rest))], changes: false }
  if (sinks.some(isBegun) && !rest.startsWith('|')) return { actions: sink(rest), runs: [], changes: false }
  return { actions: [doubt('dynamic-code', `sqlite3 .${name}`)], runs: [], changes: true }
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
