// Languages of questions to data: jq, yq and sqlite3, and what they read, write and run beside.
import { among, names, nameSet, alike } from '../among.ts'
import type { Action } from '../model/action.ts'
import { knownStart, literal, textValue, unknown, type Value, contains, fits, show } from '../model/value.ts'
import { doubt, type Found, onPath, shell, act, onEach, unescapedPath } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { isSecretName } from '../model/secret-names.ts'

/** Dot commands that only look or change how is printed. */
const plain = nameSet(
  'bail changes databases dbinfo dump echo eqp exit explain expert fullschema header headers help indexes indices limit lint mode nullvalue print prompt quit schema separator show stats tables timeout timer version width',
)

const sqlite = reader(
  '-cmd:sql -init:script -separator: -newline: -nullvalue: -append -ascii -bail -batch -box -column -csv -deserialize -echo -header -noheader -help -html -interactive -json -line -list -lookaside: -markdown -maxsize: -memtrace -mmap: -nofollow -quote -readonly -safe -stats -table -tabs -unsafe-testing -version -vfs: -zip -pagecache: -escape:',
  ({ call: { stdin }, operands: [file, ...queries], has, inRole }) => {
    const texts = [...inRole('sql'), ...(queries.length === 0 ? [stdin] : queries)].map(literal)
    const scripts = texts.flatMap((text) => (text === null ? [] : [readSql(text)]))
    const statements = scripts.flatMap((script) => script.statements)
    const commands = scripts.flatMap((script) => script.commands)
    const odd = commands.filter((command) => dotCommand(command) === undefined)
    const changes = texts.includes(null) || !statements.every(isLook) || odd.length > 0
    return [
      texts.includes(null) && doubt('dynamic-code', 'sqlite3'),
      statements.some(reachesFiles) && doubt('dynamic-code', 'sqlite3 attach'),
      odd.map(([name]) => doubt('dynamic-code', `sqlite3 .${name}`)),
      commands.map(dotCommand),
      file && databaseActions(file, changes && !has('readonly')),
    ]
  },
  { isWhole: true },
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
  return used(textValue(unescapedPath(path)), /(?:^|&)(?:mode=ro|immutable=1)(?:&|$)/.test(query))
}

/** Their last word is a file that is written. */
const sinks = names('output once log trace iotrace testcase backup save clone')

/** What the shell takes by its first letters does; undefined: it is not understood, and may change the database. */
function dotCommand([name, rest]: readonly [string, string]): Found {
  const isBegun = (whole: string) => whole.startsWith(name)
  if (plain.has(name)) return null
  if (name.length > 1 && ['shell', 'system'].some(isBegun)) return shell(textValue(rest))
  if (!sinks.some(isBegun) || /['"\\]|^[|-]/.test(rest)) return undefined
  return !/^(?:|stdout|stderr|off|on)$/.test(rest) && onPath('overwrite', textValue(rest.split(/\s+/).at(-1) ?? ''))
}

/** What may hold a semicolon or a line feed that ends nothing. */
const quotes = /['"`[]|\/\*/

/**
 * A dot command begins a line where no statement is open, and surely only before the first quote. Every semicolon ends a statement: one
 * in a text makes two of it, and the second is none that looks.
 */
export function readSql(text: string) {
  const commands: [string, string][] = []
  const rest: string[] = []
  let isFresh = true
  let isQuoted = false
  for (const line of text.split('\n')) {
    const [, name, said = ''] = /^\s*\.(\S+)\s*([^]*)/.exec(line) ?? []
    if (name !== undefined) commands.push([name, said.trim()])
    if (isFresh && (name !== undefined || line.startsWith('#'))) continue
    rest.push(line)
    isQuoted ||= quotes.test(line)
    if (line.trim() !== '') isFresh = !isQuoted && line.trimEnd().endsWith(';')
  }
  const whole = rest.map((line) => (/^(?:go|\/)$/i.test(line.trim()) ? ';' : line)).join('\n')
  const statements = whole.split(';').map((each) => each.trim())
  return { statements: statements.filter((each) => each !== ''), commands }
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

// jq and yq: what their expressions read beside their input, of files and of the environment.

/** Variables that an expression shows; all of them where it names none. */
function shown(text: string): Action[] {
  const named = [...text.matchAll(/(?:\benv|\$ENV)\b(?:\.([A-Za-z_]\w*))?/g)].map(([, name]) => name)
  return named.some((name) => name === undefined || isSecretName(name)) ? [act('secret', 'jq env')] : []
}

/** A module is a file of code or of data, wherever it lies. */
const loads = /\b(?:import|include)\s*"|\bmodulemeta\b/

/** Named values are two words each. */
const isNamed = /^--(?:arg|argjson|slurpfile|rawfile)$/
const isNamedFile = /^--(?:slurpfile|rawfile)$/

const jq = reader(
  '-f/--from-file:read -L: --arg:pair --argjson:pair --slurpfile:filed --rawfile:filed --indent: --args --jsonargs -i/--in-place -n -r -c -s -e -S -a -j -R -M -C --tab --stream --seq --unbuffered --null-input --raw-output --compact-output --slurp --exit-status --sort-keys --raw-input --ascii-output --join-output',
  ({ call: { args }, operands, has }) => {
    const named = args.filter((_, i) => fits(isNamedFile)(args[i - 2]))
    const [filter = [], ...files] = has('f') ? [[], ...operands] : operands
    const text = show(filter)
    return [
      onEach('read', [...files, ...named]),
      has('i') && onEach('modify', files),
      shown(text),
      // What is not known of it may name the environment.
      contains(filter, 'any') && { ...act('secret', 'jq env'), isUnsure: true },
      loads.test(text) && doubt('inline-code', 'jq import'),
      has('f') && doubt('opaque-script', 'jq -f'),
    ]
  },
  { isOpen: true, words: ({ args }) => args.filter((_, i) => !fits(isNamed)(args[i - 2])) },
)

const yq: Row = {
  about: 'asks and edits YAML',
  options:
    '-i/--inplace -s/--split-exp? --from-file:script --prettyPrint --unwrapScalar --output-format --input-format --null-input --exit-status --no-doc --colors --expression --nul-output --raw-output --yaml-output --arg --args --jsonargs --slurp --tojson --front-matter',
  isOpen: true,
  first: 'data',
  operands: 'read',
  instead: [['i', 'edit']],
  also: ({ call: { args }, operands, has }) => {
    const text = args.map((arg) => literal(arg) ?? '').join(' ')
    const files = [...text.matchAll(/\b(?:load(?:_\w+)?|strload)\s*\(\s*(?:"([^"]*)"\s*\))?/g)].map(([, path]) => path)
    const variables = [...text.matchAll(/\b(?:str)?env\s*\(\s*(\w*)/g)].map(([, name = '']) => name)
    const isShown = variables.some((name) => name === '' || isSecretName(name)) || /\benvsubst\b|\$ENV\b/.test(text)
    return [
      // A file of that name is no expression.
      onEach('read', operands.slice(0, 1).filter(fits(/^[\w./~-]+$/))),
      files.map((path) => (path === undefined ? doubt('dynamic-code', 'yq load') : onPath('read', textValue(path)))),
      isShown && act('secret', 'yq env'),
      // A word alone may be a file, which is written as it is understood.
      has('i') && operands.length === 1 && onEach('modify', operands),
      splits(args) && doubt('dynamic-code', 'yq --split-exp'),
    ]
  },
}

/** Does it write a file for each document, named by an expression? `-s` alone of another yq reads all at once. */
const splits = (args: readonly Value[]): boolean =>
  args.some((arg, i) => {
    const text = literal(arg) ?? ''
    return (
      text.startsWith('--split-exp') ||
      (/^-[a-zA-Z]*s$/.test(text) && /^\.|[/$]|\.\./.test(literal(args[i + 1] ?? []) ?? '/'))
    )
  })

/** Without `--db` the tables live in memory. */
const csvsql = reader(
  '--query:sql -d/--delimiter: -q/--quotechar: -H/--no-header-row -I/--no-inference -i/--dialect: --tables: -S/--skipinitialspace -t/--tabs --no-constraints -u/--quoting: -e/--encoding: -z/--maxfieldsize: -K/--skip-lines: -L/--locale: --blanks --date-format: --datetime-format: -v/--verbose',
  ({ call: { name }, operands, inRole }) => {
    const statements = inRole('sql').flatMap((query) => readSql(literal(query) ?? 'unknown').statements)
    const isPlain = statements.every((statement) => isLook(statement) && !reachesFiles(statement))
    const files = operands.filter((path) => literal(path) !== '-')
    return [onEach('read', files), !isPlain && doubt('dynamic-code', `${name} --query`)]
  },
)

export const queryRows: Readonly<Record<string, Row>> = {
  sqlite3: { about: 'asks a database in a file', ...sqlite },
  ...alike('jq gojq jaq', { about: 'asks JSON', ...jq, isTame: true }),
  yq,
  csvsql: { about: 'asks tables in SQL', ...csvsql },
}
