// The grammar of control flow, functions and parameter lists.
import { nameSet } from '../among.ts'
import { isBlank } from './characters.ts'
import { isExpressionStart } from './expressions.ts'
import { readBlock, readType } from './primaries.ts'
import {
  expect,
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
import { readVariable } from './strings.ts'
import { readValue } from './words.ts'
import type { Expression, Parameter, ScriptBlock, Stage, Statement, TypeName } from './syntax.ts'

const keyword = (name: string) => new Set([name])
export const flowKeywords = nameSet(
  'if while do for foreach switch try function filter workflow configuration class enum return exit throw break continue trap data using',
)

export function readParameters(reader: Reader): Parameter[] {
  skipLines(reader)
  expect(reader, '(')
  const parameters: Parameter[] = []
  for (;;) {
    skipLines(reader)
    if (take(reader, ')')) return parameters
    if (take(reader, ',')) continue
    const types: TypeName[] = []
    while (peek(reader) === '[') {
      types.push(readType(reader))
      skipLines(reader)
    }
    const variable = peek(reader) === '$' ? readVariable(reader) : null
    if (variable === null) throw wrong(reader, 'parameter expected')
    skipLines(reader)
    const initial = take(reader, '=') ? (skipLines(reader), reader.grammar.expression(reader)) : null
    parameters.push({ name: variable.name, types, initial })
  }
}

function readCondition(reader: Reader): Statement {
  skipLines(reader)
  expect(reader, '(')
  return { kind: 'pipeline', stages: [stageOf(reader)] }
}
/** Behind `(`: what stands up to `)` as one value. */
function stageOf(reader: Reader): Stage {
  const start = reader.at
  const { statements } = reader.grammar.block(reader, ')')
  const head: Expression = { kind: 'group', statements, form: '(' }
  return { start, end: reader.at - 1, head, words: null, invocation: '', redirections: [] }
}

export function readFlow(reader: Reader, word: string): Statement {
  switch (word) {
    case 'if':
      return readIf(reader)
    case 'while':
      return { kind: 'loop', head: [readCondition(reader)], body: readBlock(reader) }
    case 'do': {
      const body = readBlock(reader)
      skipLines(reader)
      if (takeKeyword(reader, new Set(['while', 'until'])) === null) throw wrong(reader, "'while' expected")
      return { kind: 'loop', head: [readCondition(reader)], body }
    }
    case 'for': {
      skipLines(reader)
      expect(reader, '(')
      return { kind: 'loop', head: reader.grammar.block(reader, ')').statements, body: readBlock(reader) }
    }
    case 'foreach':
      return readForeach(reader)
    case 'switch':
      return readSwitch(reader)
    case 'try':
      return readTry(reader)
    case 'trap':
    case 'data': {
      while (peek(reader) !== '{' && !isAtEnd(reader)) reader.at += 1
      return { kind: 'sequence', bodies: [readBlock(reader)] }
    }
    case 'function':
    case 'filter':
    case 'workflow':
    case 'configuration':
      return readFunction(reader, word === 'filter')
    case 'class':
    case 'enum':
    case 'using':
      return readOpaque(reader, word)
    default:
      skipBlanks(reader)
      return { kind: 'leave', value: /[\r\n;)}|&]|^$/.test(peek(reader)) ? null : reader.grammar.statement(reader) }
  }
}

function readIf(reader: Reader): Statement {
  const tests = [readCondition(reader)]
  const bodies = [readBlock(reader)]
  for (;;) {
    const before = reader.at
    skipLines(reader)
    const word = takeKeyword(reader, new Set(['elseif', 'else']))
    if (word === null) {
      reader.at = before
      return { kind: 'branches', tests, bodies }
    }
    if (word === 'elseif') tests.push(readCondition(reader))
    bodies.push(readBlock(reader))
  }
}

function readForeach(reader: Reader): Statement {
  skipBlanks(reader)
  while (startsWith(reader, '-')) {
    readStageWord(reader)
    skipBlanks(reader)
  }
  expect(reader, '(')
  skipLines(reader)
  const variable = readVariable(reader)
  skipLines(reader)
  if (variable === null || takeKeyword(reader, keyword('in')) === null) throw wrong(reader, "'in' expected")
  const items: Statement = { kind: 'pipeline', stages: [stageOf(reader)] }
  return { kind: 'foreach', variable: variable.name, items, body: readBlock(reader) }
}

function readStageWord(reader: Reader): void {
  while (!isAtEnd(reader) && !isBlank(peek(reader)) && peek(reader) !== '(') reader.at += 1
}

function readSwitch(reader: Reader): Statement {
  const options: string[] = []
  for (skipLines(reader); startsWith(reader, '-'); skipLines(reader)) {
    const start = reader.at
    readStageWord(reader)
    options.push(reader.text.slice(start, reader.at).toLowerCase())
  }
  const isFile = options.some((option) => '-file'.startsWith(option) && option.length > 1)
  const tests: Statement[] = [peek(reader) === '(' ? readCondition(reader) : readSubject(reader)]
  const bodies: ScriptBlock[] = []
  skipLines(reader)
  expect(reader, '{')
  for (;;) {
    skipLines(reader)
    if (take(reader, ';')) continue
    if (take(reader, '}')) return { kind: 'switch', tests, bodies, isFile }
    if (peek(reader) === '{') bodies.push(readBlock(reader))
    else if (isExpressionStart(reader)) reader.grammar.expression(reader)
    else readStageWord(reader)
    bodies.push(readBlock(reader))
  }
}

/** Without brackets, a word as commands take them: `switch -File a.txt { … }`. */
function readSubject(reader: Reader): Statement {
  const start = reader.at
  const head = readValue(reader)
  const stage: Stage = { start, end: reader.at, head, words: null, invocation: '', redirections: [] }
  return { kind: 'pipeline', stages: [stage] }
}

function readTry(reader: Reader): Statement {
  const bodies = [readBlock(reader)]
  for (;;) {
    const before = reader.at
    skipLines(reader)
    const word = takeKeyword(reader, new Set(['catch', 'finally']))
    if (word === null) {
      reader.at = before
      return { kind: 'sequence', bodies }
    }
    for (skipLines(reader); peek(reader) === '['; skipLines(reader)) {
      readType(reader)
      skipLines(reader)
      take(reader, ',')
    }
    bodies.push(readBlock(reader))
  }
}

function readFunction(reader: Reader, isFilter: boolean): Statement {
  skipBlanks(reader)
  const start = reader.at
  while (!isAtEnd(reader) && !/[\s({]/.test(peek(reader))) reader.at += 1
  const name = reader.text
    .slice(start, reader.at)
    .replaceAll('`', '')
    .replace(/^(?:global|script|local|private):/i, '')
    .toLowerCase()
  skipLines(reader)
  const parameters = peek(reader) === '(' ? readParameters(reader) : []
  const block = readBlock(reader)
  return { kind: 'function', name, isFilter, block: { ...block, parameters: [...parameters, ...block.parameters] } }
}

/** The members of classes are not followed; values of an `enum` are constants. */
function readOpaque(reader: Reader, word: string): Statement {
  if (word === 'using') return readUsing(reader)
  while (!isAtEnd(reader) && peek(reader) !== '{') reader.at += 1
  skipBraces(reader)
  return word === 'enum' ? nothingRuns : { kind: 'opaque', doubt: 'too-complex', detail: 'class' }
}
const nothingRuns: Statement = { kind: 'sequence', bodies: [] }

/** `using namespace` shortens names; a module or an assembly by its path is code that is loaded. */
function readUsing(reader: Reader): Statement {
  const said = /^[^\r\n;]*/.exec(reader.text.slice(reader.at))?.[0].trim() ?? ''
  while (!isAtEnd(reader) && !/[\r\n;]/.test(peek(reader))) reader.at += 1
  const isLoaded = !/^namespace\b/i.test(said) && /[\\/@]|\.(?:psm?1|psd1|dll)/i.test(said)
  return isLoaded ? { kind: 'opaque', doubt: 'opaque-script', detail: `using ${said}` } : nothingRuns
}

function skipBraces(reader: Reader): void {
  let open = 0
  do {
    const c = peek(reader)
    if (isAtEnd(reader)) throw wrong(reader, "'}' expected")
    open += c === '{' ? 1 : c === '}' ? -1 : 0
    reader.at += 1
  } while (open > 0)
}
