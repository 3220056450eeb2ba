// Filters and readers of tables, JSON, XML and HTML.
import { below, onPath, words } from '../../grammar/analysis.ts'
import type { Row, Verb } from '../../grammar/row.ts'

const reads = (options: string, operands: 'read' | 'data' = 'read'): Verb => ({ options, operands })
const csvkit =
  '-d/--delimiter: -t/--tabs -q/--quotechar: -u/--quoting: -b/--no-doublequote -p/--escapechar: -z/--maxfieldsize: -e/--encoding: -L/--locale: -S/--skipinitialspace --blanks --null-value: --date-format: --datetime-format: -H/--no-header-row -K/--skip-lines: -v/--verbose -l/--linenumbers --zero -V -h'
const xsv = '-o/--output:overwrite -d/--delimiter: -n/--no-headers -h'
const picture = '-f:script -W: -e: -T: -b -d -g -n -p -s -t -w -y -l'

export const dataRows: Readonly<Record<string, Row>> = {
  trim: { about: 'cuts what it reads to a number of lines and columns', operands: 'data' },
  header: {
    about: 'adds, replaces, deletes or rewrites the first line of what it reads',
    options: '-a: -r: -e:code -d -n: -h',
    operands: 'data',
  },
  body: {
    about: 'runs a command on all lines but the first',
    // One version starts the words as they stand, an older one evaluates them.
    command: 'joined',
    also: ({ operands }) => operands.length > 0 && words(...operands),
  },
  cols: {
    about: 'runs a command on some columns of a table',
    options: '-c: -C:',
    // By `eval`.
    command: 'joined',
  },
  dseq: { about: 'prints dates in turn', operands: 'data' },
  sample: {
    about: 'lets a part of the lines through, slowed down where wished',
    options: '-r: -d: -s: -h',
    operands: 'read',
  },
  ts: { about: 'puts the time before each line', options: '-r -i -s -m', operands: 'data' },
  pbc: { about: 'calculates each line by an expression that a shell runs', operands: 'code' },
  csvjoin: {
    about: 'joins tables',
    ...reads(`${csvkit} -c/--columns: --outer --left --right -y/--snifflimit: -I/--no-inference`),
  },
  csvclean: {
    about: 'finds and mends lines of a table; without -n into files beside it',
    ...reads(`${csvkit} -n/--dry-run`),
    touches: [['overwrite', '%_*.csv', 'n']],
  },
  csvpy: { about: 'opens a table in Python', runs: 'code' },
  sql2csv: {
    about: 'asks a database and prints a table',
    options: `${csvkit} --db: --query: --engine-option:`,
    operands: 'script',
    always: ['network'],
  },
  xsv: {
    about: 'looks at and cuts tables',
    options: '--list -h',
    verbs: {
      cat: { ...reads(`${xsv} -p/--pad`), first: 'data' },
      count: reads(xsv),
      fixlengths: reads(`${xsv} -l/--length:`),
      flatten: reads(`${xsv} -c/--condense: -s/--separator:`),
      fmt: reads(`${xsv} -t/--out-delimiter: --crlf --ascii --quote: --quote-always --escape:`),
      frequency: reads(`${xsv} -s/--select: -l/--limit: -a/--asc --no-nulls -j/--jobs:`),
      headers: reads('-d/--delimiter: -j/--just-names --intersect -h'),
      index: {
        options: '-o/--output:overwrite -d/--delimiter: -h',
        operands: 'read',
        touches: [['overwrite', '@.idx', 'o']],
      },
      input: reads(`${xsv} --quote: --escape: --no-quoting`),
      join: { ...reads(`${xsv} --no-case --left --right --full --cross --nulls`), first: 'data', operands: 'read' },
      reverse: reads(xsv),
      sample: { ...reads(xsv), first: 'data' },
      search: { ...reads(`${xsv} -i/--ignore-case -s/--select: -v/--invert-match`), first: 'data' },
      select: { ...reads(xsv), first: 'data' },
      slice: reads(`${xsv} -s/--start: -e/--end: -l/--len: -i/--index:`),
      sort: reads(`${xsv} -s/--select: -N/--numeric -R/--reverse`),
      split: {
        options: '-s/--size: -j/--jobs: --filename: -n/--no-headers -d/--delimiter: -h',
        first: 'overwriteTree',
        operands: 'read',
        also: ({ valuesOf, operands: [folder = []] }) =>
          valuesOf('filename').map((name) => onPath('overwrite', below(folder, name))),
      },
      stats: reads(`${xsv} -s/--select: --everything --mode --cardinality --median --nulls -j/--jobs:`),
      table: reads(`${xsv} -w/--width: -p/--pad: -c/--condense:`),
    },
  },
  pup: {
    about: 'picks parts of an HTML page',
    options: '-c/--color -f/--file:read -h/--help -i/--indent: -n/--number -l/--limit: -p/--plain --pre --charset:',
    operands: 'data',
  },
  htmlq: {
    about: 'picks parts of an HTML page',
    options:
      '-f/--filename:read -o/--output:overwrite -a/--attribute: -b/--base: -B/--detect-base -p/--pretty -r/--remove-nodes: -t/--text -w/--ignore-whitespace -h',
    operands: 'data',
  },
  xml2json: { about: 'XML to JSON', options: '-t -h -p -o/--out:overwrite -i/--input:read', operands: 'read' },
  gron: {
    about: 'JSON as lines that can be searched',
    options: '-u/--ungron -v/--values -c/--colorize -m/--monochrome -s/--stream -k/--insecure -j/--json --no-sort',
    operands: 'fetched',
  },
  json_pp: { about: 'prints JSON neatly', options: '-f: -t: -json_opt: -v -V', flags: { f: ['unknown'] } },
  jp: {
    about: 'JMESPath over JSON',
    options: '-c/--compact -f/--filename:read -e/--expr-file:read -u/--unquoted --ast -h',
    operands: 'data',
  },
  fx: { about: 'JSON by expressions of JavaScript', runs: 'code' },
  jless: {
    about: 'looks at JSON, with keys',
    options: '-m/--mode: -N/--line-numbers -r/--relative-line-numbers --scrolloff: --json --yaml -h -V',
    operands: 'read',
  },
  datamash: {
    about: 'sums, counts and groups the columns it reads',
    options:
      '-C/--skip-comments -f/--full -g/--group: --header-in --header-out -H/--headers -i/--ignore-case -s/--sort -c/--collapse-delimiter: --narm -R/--round: -t/--field-separator: -W/--whitespace -z/--zero-terminated --output-delimiter: --filler: --no-strict -h -V',
    operands: 'data',
  },
  hck: {
    about: 'cuts columns',
    options:
      '-d/--delimiter: -L/--delim-is-literal -D/--output-delimiter: -f/--fields: -e/--exclude: -F/--header-field: -E/--exclude-header: -r/--header-is-regex -o/--output:overwrite -z/--decompress -Z/--try-compress',
    operands: 'read',
  },
  cowsay: {
    about: 'a cow that says something; the file of another animal is code',
    options: picture,
    operands: 'data',
  },
  cowthink: { about: 'a cow that thinks something', options: picture, operands: 'data' },
  figlet: {
    about: 'large letters',
    options: '-f:data -d:read -C:read -m: -w: -I: -cklnoprstvxDELNRSWX',
    operands: 'data',
  },
  tldr: {
    about: 'short examples of a program, fetched',
    always: ['network'],
    operands: 'data',
    options: '-l/--list -p/--platform: -L/--language: -u/--update -c/--clear-cache -r -m',
    flags: { u: ['create'] },
  },
}
