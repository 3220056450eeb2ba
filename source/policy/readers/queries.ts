// sqlite3: whether a query changes the database, and the dot commands that reach out of it.
import { among, nameSet } from '../among.ts'
import type { Action } from '../model/action.ts'
import { knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'
import { type Call, doubt, type Found, onPath, shell } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'

/** Dot commands that only look or change how is printed. */
const plain = nameSet(
  'bail changes databases dbinfo dump echo eqp exit explain expert fullschema header headers help indexes indices limit lint mode nullvalue print prompt quit schema separator show stats tables timeout timer version width',
)

/** `--x` is `-x`. */
const oneDash = ({ args }: Call): Value[] =>
  args.map((arg) => (/^--[a-z]/.test(knownStart(arg)) ? [knownStart(arg).slice(1), ...arg.slice(1)] : arg))

const sqlite = reader(
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

/** It is a path, or a `file:` address; some stay in memory. */
function databaseActions(file: Value, changes: boolean): Found {
  const used = (path: Value, isReadOnly = false): Found => [
    onPath('read', path),
    changes && !isReadOnly && onPath('modify', path),
  ]
  const text = literal(file)
  if (!knownStart(file).startsWith('file:')) return !/^(?::memory:)?$/.test(text ?? 'x') && used(file)
  if (text === null) return used(unknown)
  const [, path = '', query = ''] = /^file:(?:\/\/[^/?#]*(?=[/?#]|$))?([^?#]*)(?:\?([^#]*))?/.exec(text) ?? []
  if (path === ':memory:' || path === '' || /(?:^|&)mode=memory(?:&|$)/.test(query)) return null
  const decoded = path.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return used(textValue(decoded), /(?:^|&)(?:mode=ro|immutable=1)(?:&|$)/.test(query))
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

// Scripts of the sqlite3 shell: cut into statements and dot commands, comments and texts taken out.

const closers: Readonly<Record<string, string>> = { "'": "'", '"': '"', '`': '`', '[': ']' }

/** Read as the shell reads it: a dot command begins a line where no statement is open; `go` and `/` end one. */
export function readSql(text: string) {
  const statements: string[] = []
  const commands: [string, string][] = []
  let open = ''
  let isLineStart = true
  const close = () => {
    if (open.trim() !== '') statements.push(open.trim())
    open = ''
  }
  for (let i = 0; i < text.length;) {
    const c = text[i] ?? ''
    const end = lineEnd(text, i)
    const line = text.slice(i, end)
    const isFresh = isLineStart && open.trim() === ''
    const [, name, rest = ''] = (isFresh ? /^\s*\.(\S+)\s*(.*)$/s.exec(line) : null) ?? []
    if (name !== undefined) commands.push([name, rest.trim()])
    // Behind a space some versions take a dot command for a statement.
    if (isFresh && /^[.#]/.test(line)) i = end
    else if (isLineStart && /^\s*(?:go|\/)\s*$/i.test(line)) {
      close()
      i = end
    } else if (c === '-' && text[i + 1] === '-') i = end
    else if (c === '/' && text[i + 1] === '*') {
      const stop = text.indexOf('*/', i + 2)
      open += ' '
      i = stop < 0 ? text.length : stop + 2
    } else if (Object.hasOwn(closers, c)) {
      const stop = closing(text, i, closers[c] ?? c)
      // A name may be quoted, and a function is called by it.
      open += c === "'" ? "''" : text.slice(i + 1, stop).replace(/\W/g, '_')
      i = stop + 1
    } else if (c === ';') {
      close()
      i += 1
    } else {
      open += c
      i += 1
    }
    isLineStart = text[i - 1] === '\n' || text[i] === '\n'
    if (text[i] === '\n') {
      open += '\n'
      i += 1
    }
  }
  close()
  return {
    /** Without comments, their texts empty, quoted names bare. */
    statements,
    /** Dot commands: the name and the rest of the line. */
    commands,
  }
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** A doubled mark stands for itself. */
function closing(text: string, from: number, mark: string): number {
  for (let i = from + 1; i < text.length; i += 1) {
    if (text[i] !== mark) continue
    if (mark === ']' || text[i + 1] !== mark) return i
    i += 1
  }
  return text.length
}

const looks = /^(?:select|values|explain|begin|commit|end|rollback|savepoint|release)/i
const pragma = { before: String.raw`^pragma\s+(?:\w+\.)?`, flags: 'i' }
const lists = among(
  `table_x?info table_list index_x?info index_list foreign_key_list collation_list function_list module_list pragma_list
  database_list compile_options`,
  { ...pragma, after: String.raw`\b` },
)
/** With a value behind them they change it. */
const asked = among(
  `user_version schema_version application_id integrity_check quick_check foreign_key_check foreign_keys journal_mode encoding
  page_count page_size freelist_count cache_size auto_vacuum synchronous temp_store busy_timeout data_version`,
  pragma,
)

/** Does the statement leave the database as it is? */
export const isLook = (statement: string): boolean =>
  [looks, lists, asked].some((each) => each.test(statement)) ||
  (/^with\b/i.test(statement) && !/\b(?:insert|update|delete|replace\s+into)\b/i.test(statement))

/** Functions and statements that reach other files or code. */
export const reachesFiles = (statement: string): boolean =>
  /\b(?:attach|load_extension|writefile|edit|readfile|fsdir|zipfile|lsmode)\b/i.test(statement) ||
  (/\bvacuum\b/i.test(statement) && /\binto\b/i.test(statement))

export const queryRows: Readonly<Record<string, Row>> = {
  sqlite3: {
    about: 'asks a database in a file',
    ...sqlite,
    allow: "a.db 'select 1'",
    ask: ["a.db 'attach x as y'", "a.db '.shell ./x'"],
    deny: ["a.db '.shell rm ~/diary.md'", "/srv/app/a.db 'drop table x'"],
  },
}
