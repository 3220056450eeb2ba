// if, case and the loops: both ways where the text does not tell which, a body until nothing new comes of it.
import type { Case, For, If, Select, While } from 'unbash'
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { emitAround } from './emit.ts'
import { isPlainPattern, matchesPattern } from './patterns.ts'
import { repeat, Ways } from '../machine/ways.ts'
import { assign, become, distinct, fork, knowledge, sameShell, type Runnable, type Shell } from './shell.ts'
import type { Field, Input, Walk } from './walk.ts'
import { expandToValue, expandWords } from './words.ts'
import { limits } from '../limits.ts'

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
  const name = node.name.value
  const items: readonly Field[] = node.wordlist
    ? expandWords(walk, node.wordlist, shell, input)
    : shell.positional === null
      ? [{ value: unknown, isMany: true }]
      : shell.positional.map((value) => ({ value, isMany: false }))
  emitAround(walk, shell, input, node, [], [])
  const isKnown = items.length <= limits.loopItems && items.every(({ isMany }) => !isMany) && node.type === 'For'
  if (!isKnown) {
    const kinds = items.map(({ value, isMany }) => (isMany ? unknown : value))
    return runTwice(shell, (own) => {
      for (const value of distinct(kinds).slice(0, limits.loopItems)) {
        assign(own, name, value)
        walk.node(node.body, own, input)
      }
      if (kinds.length > limits.loopItems || kinds.length === 0) {
        assign(own, name, unknown)
        walk.node(node.body, own, input)
      }
      return unknown
    })
  }
  let output: Value = []
  for (const { value } of items) {
    assign(shell, name, value)
    output = concat(output, walk.node(node.body, shell, input))
    if (shell.isDead) break
  }
  return output
}

/** A body that runs any number of times: until what it may know no longer changes. */
export function runTwice(shell: Shell, body: (own: Shell) => Value): Value {
  repeat({ ...knowledge, same: sameShell, become }, shell, (own) => {
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
  emitAround(walk, shell, input, node, [], [])
  const ways = new Ways(knowledge, shell)
  ways.pass()
  let output: Value | null = null
  for (const item of node.items) {
    const own = fork(shell)
    const matches = item.pattern.map((word) => {
      const pattern = literal(
        word.parts?.every(isPlainPattern) === false ? expandToValue(walk, word, own, input) : textValue(word.value),
      )
      return text === null || pattern === null ? null : matchesPattern(pattern, text)
    })
    emitAround(walk, own, input, item, [], [])
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
