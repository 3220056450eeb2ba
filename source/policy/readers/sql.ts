// Scripts of the sqlite3 shell: cut into statements and dot commands, comments and texts taken out.
import { among } from '../among.ts'

export interface SqlScript {
  /** Statements without comments, their texts empty, quoted names bare. */
  readonly statements: readonly string[]
  /** Dot commands: the name and the rest of the line. */
  readonly commands: readonly (readonly [name: string, rest: string])[]
}

const closers: Readonly<Record<string, string>> = { "'": "'", '"': '"', '`': '`', '[': ']' }

/** Read as the shell reads it: a dot command begins a line where no statement is open; `go` and `/` end one. */
export function readSql(text: string): SqlScript {
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
  return { statements, commands }
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
