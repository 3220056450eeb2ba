// Programs that are told what to do in lines of a language of their own: clients of databases and of file servers, mail, debuggers.
import { alike } from '../../among.ts'
import { below, doubt, type Found, onPath } from '../../grammar/analysis.ts'
import type { Read } from '../../grammar/reader.ts'
import type { Row } from '../../grammar/row.ts'
import { literal, textValue } from '../../model/value.ts'

/** It speaks with a server; options that do something here are named, and so are lines. */
const client = (about: string, row: Partial<Row>): Row => ({ about, always: ['network'], isOpen: true, ...row })

/** Of psql: `copy t to 'file'`, `copy t from 'file'`, in one statement of one line. */
const copies = ({ call, inRole, has }: Read): Found =>
  !has('l') && [...inRole('lines'), call.stdin].map((value) => copied(literal(value) ?? ''))

const copied = (script: string): Found => [
  // Between backquotes in the words of a command stands code.
  script.includes('`') && script.includes('\\') && doubt('dynamic-code', 'psql'),
  script
    .split(/[\n;]/)
    .filter((statement) => /\bcopy\b/i.test(statement))
    .flatMap((statement) => Array.from(statement.matchAll(/[ \t](to|from)[ \t]+('[^']*'|[^\s'"(]+)/gi)))
    .map(([, way = '', path = '']) => {
      const file = textValue(path.replaceAll("'", ''))
      if (/[:`]/.test(path)) return doubt('dynamic-code', `copy ${path}`)
      return /^from$/i.test(way) ? onPath('read', file) : /^['/~]/.test(path) && onPath('overwrite', file)
    }),
]

/** aria2c leaves what is there alone, unless it is told otherwise. */
const leftAlone = ({ has, valueOf }: Read): Found =>
  onPath(has('allow-overwrite') ? 'overwrite' : 'create', below(valueOf('d'), valueOf('o') ?? [{ hole: 'name' }]))

export const clientRows: Readonly<Record<string, Row>> = {
  ...alike(
    'mysql mariadb',
    client('asks a database', {
      options:
        '-e/--execute:lines --init-command:lines --tee:append --pager:code --defaults-file:script --defaults-extra-file:script --plugin-dir:script -D/--database: -h/--host: -u/--user: -P/--port: -p/--password? -S/--socket: -T',
      // Behind a backslash anywhere, as words where a line begins.
      lines: [
        [/(?:(?:^|[;\n])[ \t]*system[ \t]|\\!)([^\n]*)/gi, 'code'],
        [/(?:(?:^|[;\n])[ \t]*tee[ \t]|\\T)([^\n;]*)/g, 'append'],
        [/(?:(?:^|[;\n])[ \t]*pager[ \t]|\\P)([^\n;]*)/g, 'code'],
        [/(?:(?:^|[;\n])[ \t]*(?:source|edit)\b|\\[.e])([^\n;]*)/g, 'unclear'],
        [/\binto[ \t]+(?:out|dump)file[ \t]+('[^']*'|"[^"]*")/gi, 'overwrite'],
        [/\b(?:load_file[ \t]*\([ \t]*|infile[ \t]+)('[^']*'|"[^"]*")/gi, 'read'],
      ],
      tells: '-V',
    }),
  ),
  psql: client('asks a database', {
    options:
      '-l/--list -c/--command:lines -f/--file:script -o/--output:sink -L/--log-file:append -d/--dbname: -h/--host: -p/--port: -U/--username: -v/--set/--variable: -P/--pset: -F: -R: -T:',
    lines: [
      [/\\!([^\n]*)/g, 'code'],
      [/\\(?:o|out|w|write|g|gx|s)[ \t]+([^\n\\;]*)/g, 'sink'],
      [/\\(?:i|ir|include|include_relative|e|edit|e[fv]|setenv|cd)\b([^\n]*)/g, 'unclear'],
      [/\\getenv[ \t]+([^\n]*)/g, 'secret'],
      [/\\lo_import[ \t]+([^\n\\;]*)/g, 'read'],
      [/\b(?:pg_read_(?:binary_)?file|lo_import)[ \t]*\([ \t]*('[^'\n]*')/gi, 'read'],
      [/\b(?:to|from)[ \t]+program[ \t]+(?:'(?=[^'\n]*')|"(?=[^"\n]*"))([^'"\n]*)/gi, 'code'],
      [/\blo_export\b([^\n]*)/gi, 'unclear'],
    ],
    also: copies,
    // It lists databases and ends, whatever else is asked.
    instead: [['l', 'data']],
    tells: '-V',
  }),
  'redis-cli': client('asks a database', {
    options: '--rdb:overwrite --functions-rdb:overwrite --eval:script -h: -p: -a: -n: -s: -u:',
    operands: 'lines',
    lines: [
      [/\bconfig[ \t]+set\b([^\n]*)/gi, 'unclear'],
      [/\b(?:eval|script|function|module)\b([^\n]*)/gi, 'unclear'],
    ],
  }),
  ...alike(
    'mongo mongosh',
    client('asks a database', {
      options: '--eval:lines',
      first: 'data',
      operands: 'script',
      lines: [[/(\S[^\n]*)/g, 'unclear']],
    }),
  ),
  // All but lines that go somewhere or look, with one plain word at most.
  ...alike(
    'ftp lftp tftp ncftp telnet smbclient',
    client('files of another machine', {
      options: '-c/--command:lines -e:lines -f/--file:script -b:script -U: -p: -u: -P: -A:',
      lines: [
        [/(?:^|[;\n])[ \t]*!([^;\n]*)/g, 'code'],
        [
          /(?:^|[;\n])[ \t]*(?!(?:open|user|pwd|cd|ls|dir|bye|quit|exit|close|binary|ascii|passive|prompt|hash|help)(?:[ \t]+[\w./:@*-]+)?[ \t]*(?:[;\n]|$))([^\s;!][^;\n]*)/g,
          'unclear',
        ],
      ],
    }),
  ),
  ...alike(
    'mail mailx mutt',
    client('sends mail', {
      options: '-E -F:script -a: -s: -c: -b: -r: -A: -S: -e: -f:',
      // Settings name programs.
      flags: { S: ['unknown'], e: ['unknown'] },
      lines: [
        [/(?:^|\n)~<?[!|]([^\n]*)/g, 'code'],
        [/(?:^|\n)~(?:[w:_rRdevxAaIMmfFq]|<(?!!))([^\n]*)/g, 'unclear'],
      ],
    }),
  ),
  ...alike('gdb lldb', {
    about: 'looks into a running program',
    options:
      '-ex/-eval-command/--ex/--eval-command:lines -iex/-init-eval-command/--iex:lines -x/-command/--command:script -ix/--init-command:script -batch/--batch -nx/--nx -nh/--nh -n -q/-quiet -p/--pid: -c/--core: -cd/--cd: -d/--directory: --args/-args -silent/--silent -s/--symbols: -e/--exec:',
    lines: [
      [/(?:^|\n)[ \t]*(?:!|shell[ \t]+|make[ \t]+)([^\n]+)/g, 'code'],
      [/(?:^|\n)[ \t]*pipe[ \t][^\n|]*\|([^\n]+)/g, 'code'],
    ],
    runs: 'code',
  }),
  // What it does not understand it shows.
  dc: {
    about: 'calculates',
    options: '-e/--expression:lines -f/--file:script -V/--version -h/--help',
    operands: 'script',
    lines: [
      [/!([^\n]*)/g, 'code'],
      [/(!)/g, 'unclear'],
    ],
  },
  aria2c: client('fetches files', {
    options:
      '-o/--out: -d/--dir: -l/--log:append --conf-path:script -i/--input-file:listed --save-session:overwrite --on-download-complete:program --on-download-start:program --on-download-error:program --on-download-stop:program --on-download-pause:program --on-bt-download-complete:program -x: -s: -k: -j: --allow-overwrite?',
    also: leftAlone,
  }),
}
