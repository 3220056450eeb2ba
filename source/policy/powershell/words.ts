// Command mode: pipelines, their stages, bare words, parameters, redirections.
import { isExpressionStart, isNumber, readExpression, readList, readPrimary } from './expressions.ts'
import type { Reader } from './reader.ts'
import type { Expression, FileRedirection, Pipeline, Stage, Word } from './syntax.ts'
import { readBareWord, readVariable, seesQuote, takeNumber, textOf, wordEnd } from './texts.ts'

/** `$x`, `$x.y`, `$x[0]` are values; `$x/y` is a word. */
function isValue(reader: Reader): boolean {
  const start = reader.at
  const is = readVariable(reader) !== null && (reader.sees(wordEnd) || reader.sees(/[[.]|::/y))
  reader.at = start
  return is
}

function readItem(reader: Reader): Expression {
  if (reader.sees(/\$(?!\()/y)) return isValue(reader) ? readPrimary(reader) : readBareWord(reader)
  if (seesQuote(reader) || reader.sees(/[${(]|@[({'"\w\u2018-\u201E]/y)) return readPrimary(reader)
  const start = reader.at
  const number = isNumber(reader) ? takeNumber(reader) : null
  if (number !== null && reader.sees(wordEnd)) return textOf(number)
  reader.at = start
  return readBareWord(reader)
}

/** A value of a command: one item, or several between commas. */
export const readValue = (reader: Reader): Expression => readList(reader, readItem)

function readParameter(reader: Reader): Word | null {
  const word = reader.take(
    /[-\u2013-\u2015](?=[\p{L}_?])[^\s\u0085\u180E&(),;{}|<>\0.:[$'"\u2018-\u201E]+(?=$|[\s\u0085\u180E&(),;{}|<>\0.:[])/uy,
  )
  if (word === null) return null
  const name = word.slice(1).replaceAll('`', '')
  if (reader.take(':') === null) return { parameter: name, value: null }
  reader.skipBlanks()
  return { parameter: `${name}:`, value: reader.sees(stageEnd) ? null : readValue(reader) }
}

function readRedirections(reader: Reader): FileRedirection[] {
  const found: FileRedirection[] = []
  for (;;) {
    reader.skipBlanks()
    const operator = reader.take(/[1-6*]?(?:>>|>&[12]|>)/y)
    if (operator === null) return found
    reader.skipBlanks()
    found.push({ operator, target: operator.includes('&') ? null : readItem(reader) })
  }
}

const stageEnd = /$|[\r\n;|&)}]/y

/** `read`: an expression that stands at `start` and was read already. */
function readStage(reader: Reader, read: Expression | null, start: number): Stage {
  const invocation = read === null ? takeInvocation(reader) : ''
  const isValue = read !== null || (invocation === '' && isExpressionStart(reader))
  const head = read ?? (isValue ? readExpression(reader) : invocation === '' ? readBareWord(reader) : readItem(reader))
  const redirections = readRedirections(reader)
  const words = isValue ? null : readWords(reader, redirections)
  const end = start + reader.text.slice(start, reader.at).trimEnd().length
  return { start, end, head, words, invocation, redirections }
}

function readWords(reader: Reader, redirections: FileRedirection[]): Word[] {
  const words: Word[] = []
  for (let isOptionPart = true; !reader.sees(stageEnd); redirections.push(...readRedirections(reader))) {
    if (reader.sees('<')) throw reader.wrong("'<' is reserved")
    if (reader.take(/--%(?=\s|$)/y) !== null) {
      // The rest of the line as it stands.
      const rest = reader.take(/[^\r\n|]*/y) ?? ''
      const verbatim = (rest.match(/(?:"[^"]*"?|[^\s"])+/g) ?? []).map((word) => textOf(word.replaceAll('"', '')))
      return [...words, ...verbatim.map((value) => ({ parameter: null, value }))]
    }
    const parameter = isOptionPart ? readParameter(reader) : null
    if (reader.sees(/--(?=\s)/y)) isOptionPart = false
    words.push(parameter ?? { parameter: null, value: readValue(reader) })
  }
  return words
}

/** `&` and `.` in front of a command. */
function takeInvocation(reader: Reader): Stage['invocation'] {
  const sign = reader.take(/&(?!&)|\.(?=[^\S\r\n]|[\u0085\u180E$('"{\u2018-\u201E])/y)
  if (sign !== null) reader.skipLines()
  return sign === '&' || sign === '.' ? sign : ''
}

/** `head`: an expression that was read already and begins the pipeline at `start`. */
export function readPipeline(reader: Reader, head: Expression | null, start: number): Pipeline {
  const stages: Stage[] = [readStage(reader, head, start)]
  while (reader.takeNext(() => reader.take(/\|(?!\|)/y)) !== null) {
    reader.skipLines()
    stages.push(readStage(reader, null, reader.at))
  }
  reader.skipBlanks()
  // In the background it is a job that ends with its PowerShell.
  reader.take(/&(?!&)/y)
  return { kind: 'pipeline', stages }
}
