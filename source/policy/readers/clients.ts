// Clients of databases and of file servers: shells of their own, with commands that run, write and read on this machine.
import { alike, among } from '../among.ts'
import { literal, spaced, textValue, type Value } from '../model/value.ts'
import { act, below, doubt, type Found, onPath, shell } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'

interface Client {
  /** Those that do something here; every other is harmless. `sql`: text of the client's own language. */
  readonly options: string
  /** Lines of that language that do something here. */
  readonly lines: (text: string) => Found
  /** Is a word that is no option a script of its language? */
  readonly operands?: 'script'
}

/** A variable, a list of options or a command may stand in the place of the name. */
const files = (kind: 'overwrite' | 'append' | 'read', path: string): Found =>
  /^\(|[:`]/.test(path) ? unclear(path) : onPath(kind, textValue(path.trim().replace(/^(['"])(.*)\1$/s, '$2')))
export const code = (text: string): Found => shell(textValue(text))
const unclear = (text: string): Found => doubt('dynamic-code', text.slice(0, 60))

/** Each piece of a script that one of the patterns takes, done by what stands beside it; group 1 is its argument. */
const byPatterns =
  (...patterns: readonly (readonly [RegExp, (rest: string) => Found])[]) =>
  (text: string): Found =>
    patterns.map(([pattern, does]) => [...text.matchAll(pattern)].map(([, rest = '']) => does(rest)))

const fileOrPipe = (rest: string): Found =>
  rest.startsWith('|') ? code(rest.slice(1)) : rest.trim() !== '' && files('overwrite', rest)

/** Behind a backslash anywhere, as words where a line begins. */
const mysqlLines = byPatterns(
  [/(?:(?:^|[;\n])[ \t]*system[ \t]|\\!)([^\n]*)/gi, code],
  [/(?:(?:^|[;\n])[ \t]*tee[ \t]|\\T)([^\n;]*)/g, (rest) => files('append', rest)],
  [/(?:(?:^|[;\n])[ \t]*pager[ \t]|\\P)([^\n;]*)/g, code],
  [/(?:(?:^|[;\n])[ \t]*(?:source|edit)\b|\\[.e])([^\n;]*)/g, unclear],
  [/\binto[ \t]+(?:out|dump)file[ \t]+('[^']*'|"[^"]*")/gi, (rest) => files('overwrite', rest)],
  [/\b(?:load_file[ \t]*\([ \t]*|infile[ \t]+)('[^']*'|"[^"]*")/gi, (rest) => files('read', rest)],
)
/** `copy t to 'file'`, `copy t from 'file'`, in one statement of one line. */
const copies = (script: string): Found =>
  [...script.matchAll(/\bcopy\b[^\n;]*/gi)].map(({ 0: statement, index }) => {
    const lineEnd = script.indexOf('\n', index)
    const line = script.slice(index, lineEnd < 0 ? script.length : lineEnd)
    return [...line.matchAll(/[ \t](to|from)[ \t]+('[^'\n]*'|[^\s;'"(]+)/gi)]
      .filter((found) => found.index < statement.length)
      .map(([, way = '', path = '']) =>
        /^from$/i.test(way) ? files('read', path) : /^['/~]/.test(path) && files('overwrite', path),
      )
  })

const psqlPatterns = byPatterns(
  [/\\!([^\n]*)/g, code],
  [/\\(?:o|out|w|write|g|gx|s)[ \t]+([^\n\\;]*)/g, fileOrPipe],
  [/\\(?:i|ir|include|include_relative|e|edit|e[fv]|setenv|cd)\b([^\n]*)/g, unclear],
  [/\\getenv[ \t]+([^\n]*)/g, (rest) => act('secret', `\\getenv ${rest}`)],
  [/\\lo_import[ \t]+([^\n\\;]*)/g, (rest) => files('read', rest)],
  [/\b(?:pg_read_(?:binary_)?file|lo_import)[ \t]*\([ \t]*('[^'\n]*')/gi, (rest) => files('read', rest)],
  [/\b(?:to|from)[ \t]+program[ \t]+('[^'\n]*'|"[^"\n]*")/gi, (rest) => code(rest.slice(1, -1))],
  [/\blo_export\b([^\n]*)/gi, unclear],
)
/** `!command`, and every line but those that go somewhere or look, with one plain word at most. */
const fileLines = (script: string): Found =>
  script
    .split(/[;\n]/)
    .map((line) => line.trim())
    .map((line) => (line.startsWith('!') ? code(line.slice(1)) : !plainLine.test(line) && unclear(line)))
const plainLine = among('open user pwd cd ls dir bye quit exit close binary ascii passive prompt hash help (?:)', {
  after: String.raw`(?:\s+[\w./:@*-]*)?$`,
})
const mailLines = byPatterns(
  [/(?:^|\n)~<?[!|]([^\n]*)/g, code],
  [/(?:^|\n)~(?:[w:_rRdevxAaIMmfFq]|<(?!!))([^\n]*)/g, unclear],
)

const clientOf = (about: string, { options, lines, operands: role }: Client, more: Partial<Row> = {}): Row => ({
  about,
  always: ['network'],
  ...reader(
    options,
    ({ call: { name, stdin }, operands, has, inRole }) => {
      // psql lists databases and ends, whatever else is asked.
      if (has('l')) return []
      const given = inRole('sql')
      const scripts: readonly Value[] = [...given, ...(name === 'redis-cli' ? [spaced(operands)] : [])]
      const said = given.length > 0 && literal(stdin) === null ? scripts : [...scripts, stdin]
      const read = said.map((value) => {
        const known = literal(value)
        return known === null ? unclear(`${name}: what it is told`) : lines(known)
      })
      const loads = role === 'script' && operands.slice(1).map((path) => doubt('opaque-script', literal(path) ?? ''))
      return [loads, read]
    },
    { isOpen: true },
  ),
  ...more,
})

/** aria2c leaves what is there alone, unless it is told otherwise. */
const aria = reader(
  '-o/--out: -d/--dir: -l/--log:append --conf-path:script -i/--input-file:listed --save-session:overwrite --on-download-complete:program --on-download-start:program --on-download-error:program --on-download-stop:program --on-download-pause:program --on-bt-download-complete:program -x: -s: -k: -j: --allow-overwrite?',
  ({ has, valueOf }) => {
    const file = below(valueOf('d'), valueOf('o') ?? [{ hole: 'name' }])
    return onPath(has('allow-overwrite') ? 'overwrite' : 'create', file)
  },
  { isOpen: true },
)

export const clientRows: Readonly<Record<string, Row>> = {
  ...alike(
    'mysql mariadb',
    clientOf(
      'asks a database',
      {
        options:
          '-e/--execute:sql --init-command:sql --tee:append --pager:code --defaults-file:script --defaults-extra-file:script --plugin-dir:script -D/--database: -h/--host: -u/--user: -P/--port: -p/--password? -S/--socket: -T',
        lines: mysqlLines,
      },
      { tells: '-V' },
    ),
  ),
  ...alike(
    'ftp lftp tftp ncftp telnet smbclient',
    clientOf('files of another machine', {
      options: '-c/--command:sql -e:sql -f/--file:script -b:script -U: -p: -u: -P: -A:',
      lines: fileLines,
    }),
  ),
  ...alike(
    'mail mailx mutt',
    clientOf(
      'sends mail',
      { options: '-E -F:script -a: -s: -c: -b: -r: -A: -S: -e: -f:', lines: mailLines },
      // Settings name programs.
      { flags: { S: ['unknown'], e: ['unknown'] } },
    ),
  ),
  ...alike('mongo mongosh', clientOf('asks a database', { options: '--eval:sql', lines: unclear, operands: 'script' })),
  psql: clientOf(
    'asks a database',
    {
      options:
        '-l/--list -c/--command:sql -f/--file:script -o/--output:sink -L/--log-file:append -d/--dbname: -h/--host: -p/--port: -U/--username: -v/--set/--variable: -P/--pset: -F: -R: -T:',
      // Between backquotes in the words of a command stands code.
      lines: (script) => [
        psqlPatterns(script),
        copies(script),
        script.includes('`') && script.includes('\\') && unclear('psql'),
      ],
    },
    { tells: '-V' },
  ),
  'redis-cli': clientOf('asks a database', {
    options: '--rdb:overwrite --functions-rdb:overwrite --eval:script -h: -p: -a: -n: -s: -u:',
    lines: byPatterns(
      [/\bconfig[ \t]+set\b([^\n]*)/gi, unclear],
      [/\b(?:eval|script|function|module)\b([^\n]*)/gi, unclear],
    ),
  }),
  aria2c: { about: 'fetches files', ...aria, always: ['network'] },
}
