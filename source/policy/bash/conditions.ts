// [[ … ]]: what its words run; to ask whether a secret is set tells nothing of it.
import type { TestExpression, Word } from 'unbash'
import { concat, literal } from '../value.ts'
import type { Shell } from './shell.ts'
import type { Input, Walk } from './walk.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import { expandParts, expandToValue } from './words.ts'

/** `a[$k]` reads as a pattern; here it is a name with its subscript. */
function nameText(walk: Walk, word: Word, shell: Shell, input: Input): string | null {
  const parts = word.parts?.map((part) =>
    'parts' in part && part.type === 'Glob' && part.parts
      ? concat(['['], expandParts(walk, part.parts, shell, input), [']'])
      : expandParts(walk, [part], shell, input),
  )
  return parts ? literal(concat(...parts)) : null
}

export function runTest(walk: Walk, expression: TestExpression, shell: Shell, input: Input): void {
  switch (expression.type) {
    case 'TestUnary': {
      const before = walk.pending.length
      const value = expandToValue(walk, expression.operand, shell, input)
      if (/^-[nz]$/.test(expression.operator) && !shell.options.has('xtrace'))
        walk.pending = [
          ...walk.pending.slice(0, before),
          ...walk.pending.slice(before).filter(({ kind }) => kind !== 'secret'),
        ]
      if (/^-[vR]$/.test(expression.operator))
        evaluateName(walk, literal(value) ?? nameText(walk, expression.operand, shell, input), shell, input)
      return
    }
    case 'TestBinary': {
      const before = walk.pending.length
      const left = expandToValue(walk, expression.left, shell, input)
      const right = expandToValue(walk, expression.right, shell, input)
      if ((literal(right) === '' || literal(left) === '') && !shell.options.has('xtrace'))
        walk.pending = [
          ...walk.pending.slice(0, before),
          ...walk.pending.slice(before).filter(({ kind }) => kind !== 'secret'),
        ]
      if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator))
        for (const side of [left, right]) evaluateText(walk, side, shell, input)
      return
    }
    case 'TestLogical':
      for (const each of expression.operands) runTest(walk, each, shell, input)
      return
    case 'TestNot':
      return runTest(walk, expression.operand, shell, input)
    case 'TestGroup':
      return runTest(walk, expression.expression, shell, input)
  }
}
