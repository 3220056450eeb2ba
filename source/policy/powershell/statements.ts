// The grammar of statements; entry of the parser.
import { isNewline } from './characters.ts'
import { isExpressionStart, readExpression } from './expressions.ts'
import { flowKeywords, readFlow, readParameters } from './flow.ts'
import { readBlock, readPrimary, readType } from './primaries.ts'
import {
  deeper,
  isAtEnd,
  peek,
  skipBlanks,
  skipLines,
  startsWith,
  take,
  takeKeyword,
  wrong,
  type Reader,
} from './reader.ts'
import type { Expression, Parameter, Pipeline, ScriptBlock, Stage, Statement } from './syntax.ts'
import { readStage } from './words.ts'

/** Throws SyntaxError (no PowerShell) or RangeError (nested too deep). */
export function parseScript(text: string): ScriptBlock {
  const reader: Reader = {
    text,
    at: 0,
    depth: 0,
    grammar: { block: readStatements, statement: readStatement, expression: readExpression, primary: readPrimary },
  }
  return readStatements(reader, '')
}

const sections = new Set(['begin', 'process', 'end', 'dynamicparam', 'clean'])
const keyword = (name: string) => new Set([name])

function readStatements(reader: Reader, close: ')' | '}' | ''): ScriptBlock {
  const start = reader.at
  const parameters: Parameter[] = []
  const statements: Statement[] = []
  for (;;) {
    skipLines(reader)
    const source = reader.text.slice(start, reader.at)
    if (close === '' ? isAtEnd(reader) : take(reader, close)) return { kind: 'block', parameters, statements, source }
    if (isAtEnd(reader)) throw wrong(reader, `'${close}' expected`)
    if (take(reader, ';')) continue
    const before = reader.at
    const section = takeKeyword(reader, sections)
    skipLines(reader)
    if (section !== null && peek(reader) === '{') {
      statements.push({ kind: 'sequence', bodies: [readBlock(reader)] })
      continue
    }
    reader.at = before
    if (skipAttributes(reader)) parameters.push(...readParameters(reader))
    else statements.push(...readChain(reader))
  }
}

/** `[CmdletBinding()] param`: true when `param` was taken. */
function skipAttributes(reader: Reader): boolean {
  const before = reader.at
  while (/^\[\s*[\w.]+\s*\(/.test(reader.text.slice(reader.at, reader.at + 80))) {
    readType(reader)
    skipLines(reader)
  }
  if (takeKeyword(reader, keyword('param')) !== null) return true
  reader.at = before
  return false
}

/** A statement, and those behind `&&` and `||`. */
function readChain(reader: Reader): Statement[] {
  const statements = [readStatement(reader)]
  for (;;) {
    skipBlanks(reader)
    if (!take(reader, '&&') && !take(reader, '||')) break
    skipLines(reader)
    statements.push(readStatement(reader))
  }
  if (!isAtEnd(reader) && !isNewline(peek(reader)) && !/[;)}]/.test(peek(reader))) throw wrong(reader, 'end expected')
  return statements
}

function readStatement(reader: Reader): Statement {
  return deeper(reader, () => {
    skipBlanks(reader)
    if (peek(reader) === ':')
      reader.at += /^:\w+\s*/.exec(reader.text.slice(reader.at, reader.at + 80))?.[0].length ?? 0
    const word = takeKeyword(reader, flowKeywords)
    return word === null ? readAssignment(reader) : readFlow(reader, word)
  })
}

function readAssignment(reader: Reader): Statement {
  const start = reader.at
  if (!isExpressionStart(reader)) return readPipeline(reader, null, start)
  const target = readExpression(reader)
  skipBlanks(reader)
  const operator = /^(?:=(?!=)|[+\-*/%]=|\?\?=)/.exec(reader.text.slice(reader.at, reader.at + 3))?.[0]
  if (operator === undefined) return readPipeline(reader, target, start)
  reader.at += operator.length
  skipLines(reader)
  const value = readStatement(reader)
  return { kind: 'assign', target, operator, value, start, end: reader.at }
}

/** `head`: an expression that was read already and begins the pipeline at `start`. */
function readPipeline(reader: Reader, head: Expression | null, start: number): Pipeline {
  const stages: Stage[] = [readStage(reader, head, start)]
  for (;;) {
    skipBlanks(reader)
    if (!startsWith(reader, '||') && take(reader, '|')) skipLines(reader)
    else if (!takeLinePipe(reader)) break
    stages.push(readStage(reader, null, reader.at))
  }
  // In the background it is a job that ends with its PowerShell.
  if (peek(reader) === '&' && !startsWith(reader, '&&')) reader.at += 1
  return { kind: 'pipeline', stages }
}

/** PowerShell 7: a pipe at the beginning of the next line. */
function takeLinePipe(reader: Reader): boolean {
  if (!isNewline(peek(reader))) return false
  const before = reader.at
  skipLines(reader)
  if (!startsWith(reader, '||') && take(reader, '|')) {
    skipLines(reader)
    return true
  }
  reader.at = before
  return false
}
