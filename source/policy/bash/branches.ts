// if, case and the loops: both ways where the text does not tell which, a body until nothing new comes of it.
import type { Case, For, If, Select, TestExpression, While, Word } from 'unbash'
import { concat, isHole, literal, textValue, unknown, type Value } from '../model/value.ts'
import { emitAround, type Field, type Input, type Walk } from './walk.ts'
import { isPlainPattern, matchesPattern } from './patterns.ts'
import { repeat, Ways } from '../machine/ways.ts'
import { become, distinct, fork, giveTo, knowledge, type Runnable, type Shell } from './shell.ts'
import { sameShell, widen } from './same.ts'
import { expandParts, expandToValue, expandWords } from './words.ts'
import { limits } from '../limits.ts'
import type { Action } from '../model/action.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'

export function runIf(walk: Walk, node: If, shell: Shell, input: Input): Value {
  walk.node(node.clause, shell, input)
  const ways = new Ways(knowledge, shell)
  const run = (body: Runnable) => ways.take((own) => walk.node(body, own, input))
  let output = run(node.then)
  for (const each of node.elif) {
    walk.node(each.clause, shell, input)
    output = same(output, run(each.then))
  }
  if (!node.else) ways.pass()
  output = same(output, node.else ? run(node.else) : [])
  become(shell, ways.joined())
  return output
}

const same = (a: Value, b: Value): Value => (JSON.stringify(a) === JSON.stringify(b) ? a : unknown)

export function runFor(walk: Walk, node: For | Select, shell: Shell, input: Input): Value {
  const set = (own: Shell, value: Value) => {
    giveTo(own, node.name.value, value)
    emitAround({ walk, shell: own, input }, node)
  }
  const items: readonly Field[] = node.wordlist
    ? expandWords(walk, node.wordlist, shell, input)
    : shell.positional === null
      ? [{ value: unknown, isMany: true }]
      : shell.positional.map((value) => ({ value, isMany: false }))
  emitAround({ walk, shell, input }, node)
  // A pattern may stand for several names.
  const isSure = items.every(({ value, isMany }) => !isMany && !isPattern(value))
  const isKnown = items.length <= limits.loopItems && isSure && node.type === 'For'
  if (!isKnown) {
    const kinds = items.map(({ value, isMany }) => (isMany ? unknown : value))
    return runTwice(shell, (own) => {
      for (const value of distinct(kinds).slice(0, limits.loopItems)) {
        set(own, value)
        walk.node(node.body, own, input)
      }
      if (kinds.length > limits.loopItems || kinds.length === 0) {
        set(own, unknown)
        walk.node(node.body, own, input)
      }
      return unknown
    })
  }
  let output: Value = []
  for (const { value } of items) {
    set(shell, value)
    output = concat(output, walk.node(node.body, shell, input))
    if (shell.isDead) break
  }
  return output
}

const isPattern = (value: Value): boolean =>
  value.some((part) => isHole(part) && !/^(?:any|digits|pid)$/.test(part.hole))

/** A body that runs any number of times: until what it may know no longer changes. */
export function runTwice(shell: Shell, body: (own: Shell) => Value): Value {
  repeat({ ...knowledge, same: sameShell, become, widen }, shell, (own) => {
    own.isDead = false
    body(own)
  })
  return unknown
}

export function runWhile(walk: Walk, node: While, shell: Shell, input: Input): Value {
  const lines = literal(input.stdin)?.split('\n').filter(Boolean) ?? []
  // What reads line by line gets each line in turn; what the body reads are those behind it.
  if (lines.length > 1 && lines.length <= limits.loopItems)
    return runTwice(shell, (own) => {
      for (const [i, line] of lines.entries()) {
        walk.node(node.clause, own, { ...input, stdin: textValue(`${line}\n`) })
        walk.node(node.body, own, { ...input, stdin: textValue(lines.slice(i + 1).join('\n')) })
      }
      return unknown
    })
  return runTwice(shell, (own) => {
    walk.node(node.clause, own, input)
    return walk.node(node.body, own, input)
  })
}

export function runCase(walk: Walk, node: Case, shell: Shell, input: Input): Value {
  const text = literal(expandToValue(walk, node.word, shell, input))
  emitAround({ walk, shell, input }, node)
  const ways = new Ways(knowledge, shell)
  ways.pass()
  let output: Value | null = null
  for (const item of node.items) {
    const own = fork(shell)
    const matches = item.pattern.map((word) => {
      const pattern = literal(
        word.parts?.every(isPlainPattern) === false ? expandToValue(walk, word, own, input) : textValue(word.value),
      )
      return text === null || pattern === null ? null : matchesPattern(pattern, text, shell.options.has('nocasematch'))
    })
    emitAround({ walk, shell: own, input }, item)
    if (matches.every((match) => match === false) && item.terminator !== ';&') {
      const before = node.items[node.items.indexOf(item) - 1]
      if (before?.terminator !== ';&') continue
    }
    const made = walk.node(item.body, own, input)
    output = output === null ? made : same(output, made)
    ways.end(own)
  }
  become(shell, ways.joined())
  return output ?? []
}

// [[ … ]]: what its words run; to ask whether a secret is set tells nothing of it.

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
