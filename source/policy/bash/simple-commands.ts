// One simple command: its words, its assignments, its redirections, then the call.
import type { Command } from 'unbash'
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { setArray, setOne, type AssignmentNode } from './assignments.ts'
import { callAlias } from './aliases.ts'
import { redirect } from './redirections.ts'
import { become, fork, type Shell } from './shell.ts'
import type { Field, How, Input, Walk } from './walk.ts'
import { expandToValue, expandWord } from './words.ts'

const silent = new Set([':', 'true', 'false', 'exec', 'cd', 'test', '['])

export const runSimple = (walk: Walk, node: Command, shell: Shell, input: Input): Value =>
  walk.record.apart(() => run(walk, node, shell, input))

function run(walk: Walk, node: Command, shell: Shell, input: Input): Value {
  const words = node.name ? [node.name, ...node.args] : []
  const fields: Field[] = []
  for (const word of words) {
    if (word.type === 'Word') fields.push(...expandWord(walk, word, shell, input))
    else fields.push({ value: argument(walk, word, shell, input), isMany: false })
  }
  const assignments: [string, Value][] = []
  for (const each of node.prefix) {
    if (each.type !== 'Assignment') continue
    const isAlone = fields.length === 0
    if (each.value.type === 'ArrayValue') {
      if (isAlone) setArray(walk, each, each.value.elements, shell, input)
      continue
    }
    const value = expandToValue(walk, each.value, shell, input)
    assignments.push([each.name, value])
    if (isAlone) setOne(walk, each, value, shell, input)
  }
  const name = literal(fields[0]?.value ?? [])
  const { actions, redirections, stdin, hasOutputFile } = redirect(
    walk,
    node.redirects,
    shell,
    input,
    isSilent(name, fields, input, node),
  )
  walk.record.add(...actions)
  const next: Input = { ...input, stdin: stdin ?? input.stdin }
  const how: How = { functions: true, builtins: true, assignments, redirections, hasOutputFile, node }
  if (fields.length === 0) {
    if (walk.record.hasPending || assignments.length > 0) walk.call([], shell, next, how)
    const isRead = node.redirects.some((each) => each.type === 'Redirect' && each.operator === '<')
    return isRead ? unknown : []
  }
  const inner = assignments.length === 0 ? shell : withAssignments(shell, assignments)
  const isAlias =
    name !== null && shell.options.has('expand_aliases') && node.name?.text === name && shell.aliases.has(name)
  const aliasText = isAlias ? (shell.aliases.get(name) ?? '') : null
  const output =
    aliasText !== null
      ? callAlias({ walk, shell: inner, input: next, how }, aliasText, fields.slice(1))
      : walk.call(fields, inner, next, how)
  if (inner !== shell) restore(shell, inner, assignments)
  if (redirections.length > 0 && name === 'exit') shell.isDead = false
  return output
}

/** Does it print nothing, so that `>` empties a file? */
function isSilent(name: string | null, fields: readonly Field[], input: Input, node: Command): boolean {
  if (fields.length === 0) return true
  if (name === null) return false
  if (silent.has(name)) return true
  const args = fields.slice(1).map(({ value }) => literal(value))
  if (name === 'printf') return args.length === 1 && args[0] === ''
  if (name === 'echo') return args.every((arg) => arg === '-n' || arg === '') && args.includes('-n')
  const isEmptyInput = node.redirects.some(
    (each) => each.type === 'Redirect' && each.operator === '<' && each.target?.value === '/dev/null',
  )
  return (
    name === 'cat' &&
    (args.length > 0 ? args.every((arg) => arg === '/dev/null') : isEmptyInput || input.stdin.length === 0)
  )
}

function withAssignments(shell: Shell, assignments: readonly (readonly [string, Value])[]): Shell {
  const inner = fork(shell)
  for (const [name, value] of assignments) {
    if (shell.evaluated.has(name)) shell.evaluate(value, shell)
    inner.variables.set(name, { items: new Map([['0', value]]), isArray: false, isExported: true, isOpen: false })
  }
  return inner
}

/** What came before a command is gone behind it; what the command changed stays. */
function restore(shell: Shell, inner: Shell, assignments: readonly (readonly [string, Value])[]): void {
  const old = new Map(assignments.map(([name]) => [name, shell.variables.get(name)]))
  become(shell, inner)
  for (const [name, variable] of old) {
    if (variable) shell.variables.set(name, variable)
    else shell.variables.delete(name)
  }
}

/** `name=value` behind a command: for `declare` and its like a list may be its value. */
function argument(walk: Walk, node: AssignmentNode, shell: Shell, input: Input): Value {
  if (node.value.type === 'ArrayValue') {
    setArray(walk, node, node.value.elements, shell, input)
    return textValue(node.name)
  }
  const value = expandToValue(walk, node.value, shell, input)
  const key = node.index ? `[${node.index.text}]` : ''
  return concat(textValue(`${node.name}${key}=`), value)
}
