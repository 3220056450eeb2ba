// xargs: the command it runs with what it reads.
import type { Value } from '../model/value.ts'
import { concat, fits, hole, isHole, literal, show, spaced, splitValue, textValue, unknown } from '../model/value.ts'
import { act, doubt, lastName, shell, withoutEnding, words, type Run } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { splitWords } from '../grammar/split-words.ts'
import { names } from '../among.ts'
import { limits } from '../limits.ts'

/** The words a text on standard input makes, by blanks and quotes or by a separator; null when they are not known. */
function wordsOf(text: Value, separator: string | RegExp | null = null): Value[] | null {
  if (text.some((part) => isHole(part) && part.hole === 'any')) return null
  const whole = literal(text)
  if (whole !== null) return separator === null ? splitWords(text) : plainWords(whole, separator)
  return splitValue(text, '\n').flatMap((line) => (line.length === 0 ? [] : [line]))
}

const plainWords = (text: string, separator: string | RegExp): Value[] =>
  text
    .split(separator)
    .filter((word) => word !== '')
    .map(textValue)

/** Of a line that stays one word. */
const unquoted = (line: Value): Value => concat(...splitWords(line, false))

export const xargs = reader(
  '-0/--null -a/--arg-file:read -d/--delimiter: -E: -e/--eof? -I: -i? --replace? -L: -l? --max-lines? -n/--max-args: -o/--open-tty -P/--max-procs: -p/--interactive -r/--no-run-if-empty -s/--max-chars: -t/--verbose -x/--exit --show-limits --process-slot-var: -J: -R: -S:',
  ({ call: { stdin }, operands, has, valueOf }) => {
    const isFile = has('a')
    const delimiter = has('0') ? '\0' : has('d') ? separatorOf(valueOf('d') ?? []) : null
    const marked = has('i', 'replace') ? (valueOf('i') ?? valueOf('replace') ?? textValue('{}')) : null
    const mark = valueOf('I') ?? marked
    const command = operands.length > 0 ? operands : [textValue('echo')]
    if (mark === null) {
      const input = isFile || delimiter === undefined ? null : wordsOf(stdin, delimiter)
      const all = input ?? [unknown]
      // With a limit it starts once for each group of words; which, a line or a number, is not counted here: for each word.
      const groups = has('n', 'L', 'l', 'max-lines', 's') && all.length > 1 ? [all, ...groupsOf(all)] : [all]
      return groups.map((list) => words(...command, ...list))
    }
    const lines = (isFile ? null : linesOf(stdin))?.map((line) => (delimiter === null ? unquoted(line) : line))
    return firstOf(lines ?? [unknown]).map((line) => words(...command.map((word) => replace(word, mark, line))))
  },
  { isPosix: true },
)

/** What is beyond is not known. */
const firstOf = (values: readonly Value[]): readonly Value[] =>
  values.length > limits.groups ? [...values.slice(0, limits.groups), unknown] : values

/** Each word alone and with all that follow; what is too much is not known. */
const groupsOf = (all: readonly Value[]): (readonly Value[])[] =>
  all.length > limits.groups ? [[unknown]] : all.flatMap((word, i) => [[word], all.slice(i)])

const escapes: Readonly<Record<string, string>> = { '\\0': '\0', '\\n': '\n', '\\t': '\t' }

/** What separates the words; undefined: nobody knows. */
function separatorOf(delimiter: Value): string | undefined {
  const text = literal(delimiter)
  return text === null || text.length === 1 ? (text ?? undefined) : escapes[text]
}

function linesOf(text: Value): Value[] | null {
  const whole = literal(text)
  return whole === null
    ? wordsOf(text, /\n/)
    : whole
        .split(/[\n\0]/)
        .filter((line) => line !== '')
        .map((line) => textValue(line.trimStart()))
}

function replace(word: Value, mark: Value, line: Value): Value {
  const text = literal(mark) ?? ''
  if (text === '') return unknown
  return spaced(splitValueAt(word, text), line)
}

const splitValueAt = (word: Value, text: string): Value[] => {
  const whole = literal(word)
  return whole === null ? [word] : whole.split(text).map(textValue)
}

/** `{}`, `{.}`, `{/}`, `{//}`, `{/.}`, `{#}`, `{%}`, `{2}`, `{2.}`. */
const places = /([{](?:-?\d+)?(?:\.|\/\.?|\/\/|[#%])?[}])/g

/** Of the value, as one of them says it; of a second list, and of folders, nothing is known. */
function placed(place: string, value: Value, isOne: boolean): Value {
  const [, number = '', form = ''] = /^[{](-?\d*)([^\d}]*)[}]$/.exec(place) ?? []
  if (number !== '' && !(isOne && number === '1')) return unknown
  if (/[#%]/.test(form)) return hole('digits')
  if (form === '/') return lastName(value)
  if (form === '.') return /[^/]\.\w+$/.test(show(value)) ? withoutEnding(value) : unknown
  return form === '' ? value : unknown
}

/** It puts quotes around what it fills in. */
function quoted(value: Value): Value {
  const text = literal(value)
  return text === null || /^[\w./:@%+,=-]+$/.test(text) ? value : textValue(`'${text.replaceAll("'", "'\\''")}'`)
}

/** GNU parallel: the command is shell text, its arguments follow `:::` or come from standard input. */
export const parallel = reader(
  '-j/--jobs: -a/--arg-file:read -I: -N: -n/--max-args: -C/--colsep: -d/--delimiter: --joblog:overwrite --results:overwrite --timeout: --delay: --retries: -S/--sshlogin:network -k/--keep-order -q/--quote -u -0/--null -m -X --will-cite --dry-run --halt: --tmpdir: --workdir/--wd: --env: --bar --eta --progress --pipe --line-buffer/--lb --tag -v -t -P/--max-procs: --load: --memfree: --nice: --citation --no-notice --link --xapply --plus --silent',
  ({ call, operands, has, inRole, valueOf }) => {
    const folder = valueOf('workdir')
    const at = operands.findIndex(fits(/^:::\+?$/))
    const isListed = operands.some(fits(/^::::\+?$/)) || has('a')
    const command = operands.slice(0, at < 0 ? operands.length : at)
    const told = isListed ? [unknown] : (linesOf(call.stdin) ?? [unknown])
    const given = at < 0 ? told : operands.slice(at + 1).filter((word) => !(literal(word) ?? '').startsWith(':::'))
    const mark = literal(valueOf('I') ?? ['{}'])
    const text = mark === null || mark === '' || has('plus') ? null : literal(spaced(command))
    const marked = text === null || mark === null ? '' : text.replaceAll(mark, '{}')
    const template = marked.search(places) < 0 ? `${marked} {}` : marked
    const isPlain = /^[\w\s./:@%+,=-]+$/.test(template.replace(places, '')) && !/^\s*\w+=/.test(template)
    // Of several lists, or several words at once, nothing is told apart; nor is a part of a word.
    const isOne = operands.filter(fits(/^:::/)).length < 2 && !has('N', 'n', 'C', 'X', 'm')
    const filled = (piece: string, value: Value): Value =>
      concat(...piece.split(places).map((part, i) => (i % 2 === 0 ? textValue(part) : placed(part, value, isOne))))
    const inFolder = (run: Run): Run => ({ ...run, ...(folder && { folder }) })
    const asWords = (list: readonly string[], value: Value): Run =>
      inFolder(words(...list.map((word) => filled(word, value))))
    return [
      // A host may have a client of its own before it.
      inRole('network').map((host) => [act('network', 'parallel -S'), /\s/.test(show(host)) && shell(host)]),
      // Between `{=` and `=}` stands Perl.
      template.includes('{=') && doubt('inline-code', 'parallel {= =}'),
      firstOf(given).map((value) => {
        if (command.length === 0) return inFolder(shell(value))
        if (text === null) return doubt('dynamic-code', `${call.name} ${show(spaced(command))}`)
        if (isPlain) return asWords(names(template), value)
        // With `-q` the words of the command stay words.
        return [inFolder(shell(filled(template, quoted(value)))), has('q') && asWords(command.map(show), value)]
      }),
    ]
  },
  { isPosix: true },
)
