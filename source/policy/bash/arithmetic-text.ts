// Arithmetic is code: a text that is taken for an expression runs what stands in its subscripts, and so do the texts of the
// variables it names.
import { literal, textValue, type Value } from '../model/value.ts'
import type { Shell } from './shell.ts'
import type { Input, Walk } from './walk.ts'
import { limits } from '../limits.ts'
import { act } from '../grammar/analysis.ts'
import { isSecretName } from '../model/secret-names.ts'

const substitution = /\$\(|`|\$\{/

/** The text, and what it leads to: `n` holds `m`, `m` holds `a[$(rm x)]`. */
export function evaluateText(walk: Walk, value: Value, shell: Shell, input: Input): void {
  const seen = new Set<string>()
  const evaluate = (text: string, depth: number): void => {
    if (depth > limits.expressions) {
      walk.record.doubt('too-complex', text.slice(0, 60))
      return
    }
    if (substitution.test(text)) runInside(walk, text, shell, input)
    for (const name of text.match(/[A-Za-z_]\w*/g) ?? []) {
      if (seen.has(name)) continue
      seen.add(name)
      // What is no number is shown.
      if (isSecretName(name) && !shell.variables.has(name)) walk.record.add(act('secret', name))
      for (const held of shell.variables.get(name)?.items.values() ?? []) {
        const next = literal(held)
        if (next !== null && !/^-?\d*$/.test(next.trim())) evaluate(next, depth + 1)
      }
    }
  }
  const text = literal(value)
  if (text !== null) evaluate(text, 0)
}

/** What the shell does with the text: it expands it once more. */
function runInside(walk: Walk, text: string, shell: Shell, input: Input): void {
  if (input.depth > limits.expandedExpressions) {
    walk.record.doubt('too-complex', text.slice(0, 60))
    return
  }
  walk.text(textValue(`: $(( ${text} ))`), shell, { ...input, depth: input.depth + 1 })
  // A text that is no expression is not evaluated to its end, but who knows how far.
  walk.record.doubt('dynamic-code', text.slice(0, 60))
}

/** The subscript of a name: `a[…]`, also where a builtin takes the name of a variable. */
export function evaluateName(walk: Walk, name: string | null, shell: Shell, input: Input): void {
  const inside = name === null ? undefined : /^[A-Za-z_]\w*\[(.*)\]$/s.exec(name)?.[1]
  if (inside !== undefined && inside !== '@' && inside !== '*') evaluateText(walk, textValue(inside), shell, input)
}
