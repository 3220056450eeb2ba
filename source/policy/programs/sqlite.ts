// sqlite3: whether a query changes the database, and the dot commands that reach out of it.
import type { Action } from '../action.ts'
import { knownStart, literal, textValue } from '../value.ts'
import { doubt, onPath, shell, type Analyser, type Run } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'

const sqliteGrammar = compileGrammar(
  '-cmd:sql -init:script -separator: -newline: -nullvalue: -A -append -ascii -bail -batch -box -column -csv -deserialize -echo -header -noheader -help -html -interactive -json -line -list -lookaside: -markdown -maxsize: -memtrace -mmap: -nofollow -quote -readonly -safe -stats -table -tabs -unsafe-testing -version -vfs: -zip -cmd -pagecache: -escape:',
)

export const sqlite: Analyser = ({ args, stdin }) => {
  const { options, operands } = parseOptions(
    sqliteGrammar,
    args.map((arg) => (/^--[a-z]/.test(knownStart(arg)) ? [knownStart(arg).slice(1), ...arg.slice(1)] : arg)),
  )
  const [file, ...queries] = operands
  const actions: Action[] = []
  const runs: Run[] = []
  const all = [
    ...queries,
    ...options.flatMap(({ option, value }) => (option.role === 'sql' && value ? [value] : [])),
    ...(queries.length === 0 ? [stdin] : []),
  ]
  if (options.some(({ option }) => option.role === 'script')) actions.push(doubt('opaque-script', 'sqlite3 -init'))
  const isReadOnly = options.some(({ option }) => option.name === 'readonly')
  const changes = all.some(
    (query) =>
      !/^\s*(?:select|explain|pragma\s+\w+\s*;?\s*$|\.(?:tables|schema|headers?|mode|indexes|databases|width|quit|exit)\b|with\b(?!.*\b(?:insert|update|delete)\b))/is.test(
        knownStart(query),
      ) || /;\s*\w/.test(knownStart(query)),
  )
  const text = file ? literal(file) : ':memory:'
  if (file && text !== ':memory:' && text !== '')
    actions.push(onPath('read', file), ...(changes && !isReadOnly ? [onPath('modify', file)] : []))
  for (const query of all) {
    const sql = literal(query)
    if (sql === null) {
      actions.push(doubt('dynamic-code', 'sqlite3'))
      continue
    }
    for (const [, verb = '', rest = ''] of sql.matchAll(/^\s*\.(\w+)[ \t]*(.*)$/gm)) {
      if (/^(?:sh|she|shel|shell|sy|sys|syst|syste|system)$/.test(verb)) runs.push(shell(textValue(rest)))
      else if (/^(?:o|ou|out|outp|outpu|output|once|log|excel|www|trace|testcase)$/.test(verb))
        actions.push(
          ...(rest.startsWith('|') ? [] : [onPath('overwrite', textValue(rest.trim()))]),
          ...(rest.startsWith('|') ? [doubt('dynamic-code', '.output |')] : []),
        )
      else if (/^(?:backup|save|clone|recover|archive|ar|import|load|read|restore|cd|open)$/.test(verb))
        actions.push(doubt('dynamic-code', `sqlite3 .${verb}`))
    }
    if (/\b(?:attach|load_extension|writefile|edit|readfile|fsdir|vacuum\s+(?:\w+\s+)?into)\b/i.test(sql))
      actions.push(doubt('dynamic-code', 'sqlite3 attach'))
  }
  return { actions, runs }
}
