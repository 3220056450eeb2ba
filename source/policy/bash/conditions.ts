// [[ … ]]: what its words run; to ask whether a secret is set tells nothing of it.
import type { TestExpression } from 'unbash'
import { literal } from '../value.ts'
import type { Shell } from './shell.ts'
import type { Input, Walk } from './walk.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import { expandToValue } from './words.ts'

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
      if (/^-[vR]$/.test(expression.operator)) evaluateName(walk, literal(value), shell, input)
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
