// [[ … ]]: what its words run; to ask whether a secret is set tells nothing of it.
import type { TestExpression, Word } from 'unbash'
import type { Action } from '../model/action.ts'
import { concat, literal, type Value } from '../model/value.ts'
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

const withoutSecrets = (actions: readonly Action[]) => actions.filter(({ kind }) => kind !== 'secret')

export function runTest(walk: Walk, expression: TestExpression, shell: Shell, input: Input): void {
  switch (expression.type) {
    case 'TestUnary': {
      const expand = () => expandToValue(walk, expression.operand, shell, input)
      const isPresence = /^-[nz]$/.test(expression.operator) && !shell.options.has('xtrace')
      const value = isPresence ? walk.record.changed(expand, withoutSecrets) : expand()
      if (/^-[vR]$/.test(expression.operator))
        evaluateName(walk, literal(value) ?? nameText(walk, expression.operand, shell, input), shell, input)
      return
    }
    case 'TestBinary': {
      let sides: readonly Value[] = []
      const isPresence = () => sides.some((side) => literal(side) === '') && !shell.options.has('xtrace')
      walk.record.changed(
        () => {
          sides = [expression.left, expression.right].map((word) => expandToValue(walk, word, shell, input))
        },
        (actions) => (isPresence() ? withoutSecrets(actions) : actions),
      )
      if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator))
        for (const side of sides) evaluateText(walk, side, shell, input)
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
