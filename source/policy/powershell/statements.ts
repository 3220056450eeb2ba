// The grammar of statements, control flow and functions; entry of the parser.
import { byNames } from '../among.ts'
import { isExpressionStart, readBlock, readExpression, readType } from './expressions.ts'
import { Reader, type Grammar } from './reader.ts'
import type { Expression, Parameter, ScriptBlock, Statement, TypeName } from './syntax.ts'
import { readVariable } from './texts.ts'
import { readPipeline, readValue } from './words.ts'

/** Throws SyntaxError (no PowerShell) or RangeError (nested too deep). */
export const parseScript = (text: string): ScriptBlock => readStatements(new Reader(text, grammar), '')

function readStatements(reader: Reader, close: ')' | '}' | ''): ScriptBlock {
  const start = reader.at
  const parameters: Parameter[] = []
  const statements = reader.all(close, ';', (): readonly Statement[] => {
    const before = reader.at
    const section = reader.takeWord('begin process end dynamicparam clean')
    reader.skipLines()
    if (section !== null && reader.sees('{')) return [{ kind: 'sequence', bodies: [readBlock(reader)] }]
    reader.at = before
    if (!takeParam(reader)) return readChain(reader)
    parameters.push(...readParameters(reader))
    return []
  })
  const source = reader.text.slice(start, reader.at - close.length)
  return { kind: 'block', parameters, statements: statements.flat(), source }
}

/** `[CmdletBinding()] param`: true when `param` was taken. */
function takeParam(reader: Reader): boolean {
  const before = reader.at
  while (reader.sees(/\[\s*[\w.]+\s*\(/y)) {
    readType(reader)
    reader.skipLines()
  }
  if (reader.takeWord('param') !== null) return true
  reader.at = before
  return false
}

function readParameters(reader: Reader): Parameter[] {
  reader.skipLines()
  reader.expect('(')
  return reader.all(')', ',', () => {
    const types: TypeName[] = []
    for (; reader.sees('['); reader.skipLines()) types.push(readType(reader))
    const name = takeVariable(reader)
    reader.skipLines()
    const isSet = reader.take('=') !== null
    if (isSet) reader.skipLines()
    return { name, types, initial: isSet ? readExpression(reader) : null }
  })
}
function takeVariable(reader: Reader): string {
  const variable = reader.sees('$') ? readVariable(reader) : null
  if (variable === null) throw reader.wrong('variable expected')
  return variable.name
}

/** A statement, and those behind `&&` and `||`. */
function readChain(reader: Reader): Statement[] {
  const statements = [readStatement(reader)]
  for (;;) {
    reader.skipBlanks()
    if (reader.take(/&&|\|\|/y) === null) break
    reader.skipLines()
    statements.push(readStatement(reader))
  }
  if (!reader.sees(/$|[\r\n;)}]/y)) throw reader.wrong('end expected')
  return statements
}

function readStatement(reader: Reader): Statement {
  return reader.deeper(() => {
    reader.skipBlanks()
    // A label.
    reader.take(/:\w+\s*/y)
    const word = reader.takeWord(flows)
    return (word === null ? undefined : flows.get(word)?.(reader, word)) ?? readAssignment(reader)
  })
}

function readAssignment(reader: Reader): Statement {
  const start = reader.at
  if (!isExpressionStart(reader)) return readPipeline(reader, null, start)
  const target = readExpression(reader)
  reader.skipBlanks()
  const operator = reader.take(/=(?!=)|[+\-*/%]=|\?\?=/y)
  if (operator === null) return readPipeline(reader, target, start)
  reader.skipLines()
  const value = readStatement(reader)
  return { kind: 'assign', target, operator, value, start, end: reader.at }
}

/** `head` as a statement of its own. */
const alone = (head: Expression, start: number, end: number): Statement => ({
  kind: 'pipeline',
  stages: [{ start, end, head, words: null, invocation: '', redirections: [] }],
})
/** Behind `(`: what stands up to `)` as one value. */
function readGroup(reader: Reader): Statement {
  const start = reader.at
  const { statements } = reader.grammar.block(reader, ')')
  return alone({ kind: 'group', statements, form: '(' }, start, reader.at - 1)
}
function readCondition(reader: Reader): Statement {
  reader.skipLines()
  reader.expect('(')
  return readGroup(reader)
}

const grammar: Grammar = { block: readStatements, statement: readStatement, expression: readExpression }

type Flow = (reader: Reader, word: string) => Statement
/** Names of a namespace, values of an `enum`. */
const nothingRuns: Statement = { kind: 'sequence', bodies: [] }

const flows = byNames<Flow>({
  if: (reader) => {
    const tests = [readCondition(reader)]
    const bodies = [readBlock(reader)]
    for (;;) {
      const word = reader.takeNext(() => reader.takeWord('elseif else'))
      if (word === null) return { kind: 'branches', of: 'if', tests, bodies }
      if (word === 'elseif') tests.push(readCondition(reader))
      bodies.push(readBlock(reader))
    }
  },
  while: (reader) => ({ kind: 'loop', head: [readCondition(reader)], body: readBlock(reader) }),
  do: (reader) => {
    const body = readBlock(reader)
    reader.skipLines()
    if (reader.takeWord('while until') === null) throw reader.wrong("'while' expected")
    return { kind: 'loop', head: [readCondition(reader)], body }
  },
  for: (reader) => {
    reader.skipLines()
    reader.expect('(')
    return { kind: 'loop', head: reader.grammar.block(reader, ')').statements, body: readBlock(reader) }
  },
  foreach: (reader) => {
    for (reader.skipBlanks(); reader.sees('-'); reader.skipBlanks()) takeOption(reader)
    reader.expect('(')
    reader.skipLines()
    const variable = takeVariable(reader)
    reader.skipLines()
    if (reader.takeWord('in') === null) throw reader.wrong("'in' expected")
    return { kind: 'foreach', variable, items: readGroup(reader), body: readBlock(reader) }
  },
  switch: readSwitch,
  try: (reader) => {
    const bodies = [readBlock(reader)]
    while (reader.takeNext(() => reader.takeWord('catch finally')) !== null) {
      for (reader.skipLines(); reader.sees('['); reader.skipLines()) {
        readType(reader)
        reader.skipLines()
        reader.take(',')
      }
      bodies.push(readBlock(reader))
    }
    return { kind: 'sequence', bodies }
  },
  'trap data': (reader) => {
    reader.take(/[^{]*/y)
    return { kind: 'sequence', bodies: [readBlock(reader)] }
  },
  'function filter workflow configuration': (reader) => {
    reader.skipBlanks()
    const written = reader.take(/[^\s({]*/y)?.replaceAll('`', '') ?? ''
    const name = written.replace(/^(?:global|script|local|private):/i, '').toLowerCase()
    reader.skipLines()
    const parameters = reader.sees('(') ? readParameters(reader) : []
    const block = readBlock(reader)
    const whole = { ...block, parameters: [...parameters, ...block.parameters] }
    return { kind: 'function', name, block: whole }
  },
  // The members of classes are not followed.
  'class enum': (reader, word) => {
    reader.take(/[^{]*/y)
    let open = 0
    do {
      if (reader.isAtEnd) throw reader.wrong("'}' expected")
      const c = reader.take(/[{}]|[^{}]+/y)
      open += c === '{' ? 1 : c === '}' ? -1 : 0
    } while (open > 0)
    return word === 'enum' ? nothingRuns : { kind: 'opaque', doubt: 'too-complex', detail: 'class' }
  },
  // A namespace shortens names; a module or an assembly by its path is code that is loaded.
  using: (reader) => {
    const said = reader.take(/[^\r\n;]*/y)?.trim() ?? ''
    const isLoaded = !/^namespace\b/i.test(said) && /[\\/@]|\.(?:psm?1|psd1|dll)/i.test(said)
    return isLoaded ? { kind: 'opaque', doubt: 'opaque-script', detail: `using ${said}` } : nothingRuns
  },
  'return exit throw break continue': (reader) => {
    reader.skipBlanks()
    return reader.sees(/$|[\r\n;)}|&]/y) ? nothingRuns : readStatement(reader)
  },
})
const takeOption = (reader: Reader): string => reader.take(/[^({\s\u0085\u180E]*/y)?.toLowerCase() ?? ''

function readSwitch(reader: Reader): Statement {
  let isFile = false
  for (reader.skipLines(); reader.sees('-'); reader.skipLines()) isFile = takeOption(reader).startsWith('-f') || isFile
  const start = reader.at
  // Without brackets, a word as commands take them: `switch -File a.txt { … }`.
  const subject = reader.take('(') === null ? readValue(reader) : null
  const tests = [subject === null ? readGroup(reader) : alone(subject, start, reader.at)]
  reader.skipLines()
  reader.expect('{')
  const bodies = reader.all('}', ';', (): readonly ScriptBlock[] => {
    if (reader.sees('{')) return [readBlock(reader), readBlock(reader)]
    if (isExpressionStart(reader)) readExpression(reader)
    else takeOption(reader)
    return [readBlock(reader)]
  })
  return { kind: 'branches', of: isFile ? 'switch -File' : 'switch', tests, bodies: bodies.flat() }
}
