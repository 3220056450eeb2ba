// One simple command: its words, its assignments, its redirections, then the call.
import type { Command, Redirection as RedirectionNode, Word } from 'unbash'
import { concat, knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'
import { callAliased } from './aliases.ts'
import { type AssignmentNode, setArray, setOne } from './assignments.ts'
import { become, fork, scalar, type Shell, unsettle } from './shell.ts'
import { emitAround, type Field, type Here, type How, type Input, type Walk } from './walk.ts'
import { expandParts, expandToValue, expandWord, substitute } from './words.ts'
import type { Action, Redirection } from '../model/action.ts'
import { nameSet } from '../among.ts'
import { act, blindly, measuring, onPath } from '../grammar/analysis.ts'

const silent = new Set([':', 'true', 'false', 'exec', 'cd', 'test', '['])

/** What nobody took, as the redirection of a function's call, is told beside. */
export const runSimple = (walk: Walk, node: Command, shell: Shell, input: Input): Value =>
  walk.record.apart(() => {
    const output = run(walk, node, shell, input)
    emitAround({ walk, shell, input }, node)
    return output
  })

function run(walk: Walk, node: Command, shell: Shell, input: Input): Value {
  const words = node.name ? [node.name, ...node.args] : []
  noteLocals(walk, node, shell)
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
      if (isAlone) setArray({ walk, shell, input }, each, each.value.elements)
      continue
    }
    const value = expandToValue(walk, each.value, shell, input)
    assignments.push([each.name, value])
    if (isAlone) setOne(walk, each, value, shell, input)
  }
  const name = literal(fields[0]?.value ?? [])
  const isEmpty = isSilent(name, fields, input, node)
  const { actions, redirections, stdin, hasOutputFile } = redirect({ walk, shell, input }, node.redirects, isEmpty)
  const isMeasured = name !== null && measuring.has(name) && !shell.functions.has(name) && !shell.aliases.has(name)
  walk.record.add(
    ...actions.map((each) => (isMeasured && each.kind === 'read' && each.path ? blindly(each.path) : each)),
  )
  const next: Input = { ...input, stdin: stdin ?? input.stdin }
  const how: How = { functions: true, builtins: true, assignments, redirections, hasOutputFile, node }
  if (fields.length === 0) {
    if (walk.record.hasPending || assignments.length > 0) walk.call([], shell, next, how)
    const isRead = node.redirects.some((each) => each.type === 'Redirect' && each.operator === '<')
    return isRead ? unknown : []
  }
  const inner = assignments.length === 0 ? shell : withAssignments(shell, assignments)
  const aliasText = name !== null && node.name?.text === name ? shell.aliases.get(name) : undefined
  const output =
    name !== null && aliasText !== undefined
      ? callAliased({ walk, shell: inner, input: next, how }, name, aliasText, fields)
      : walk.call(fields, inner, next, how)
  if (inner !== shell) restore(shell, inner, assignments, special.has(name ?? ''))
  if (redirections.length > 0 && name === 'exit') shell.isDead = false
  return output
}

/** What a function declares is its own: outside it is what it was. */
function noteLocals({ locals }: Walk, { name, args }: Command, shell: Shell): void {
  const own = locals.at(-1)
  if (!/^(?:local|declare|typeset)$/.test(name?.text ?? '')) return
  const names = args.map((arg) => (arg.type === 'Word' ? (/^[A-Za-z_]\w*/.exec(arg.text)?.[0] ?? '') : arg.name))
  // Outside of a function `local` fails, and leaves the variable as it was.
  if (!own) {
    if (name?.text === 'local') for (const each of names) unsettle(shell, each)
    return
  }
  const isGlobal = args.some((arg) => arg.type === 'Word' && /^-[A-Za-z]*g/.test(arg.text))
  if (!isGlobal) for (const each of names) if (each !== '' && !own.has(each)) own.set(each, shell.variables.get(each))
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

/** Before these, a shell by the letter of POSIX keeps what is set. */
const special = nameSet(': . source eval exec export readonly set shift times trap unset break continue return exit')

/** What came before a command is gone behind it; what the command changed stays. */
function restore(
  shell: Shell,
  inner: Shell,
  assignments: readonly (readonly [string, Value])[],
  mayStay: boolean,
): void {
  const old = new Map(assignments.map(([name]) => [name, shell.variables.get(name)]))
  become(shell, inner)
  for (const [name, variable] of old) {
    if (mayStay) shell.variables.set(name, { ...scalar(unknown, true), isOpen: true })
    else if (variable) shell.variables.set(name, variable)
    else shell.variables.delete(name)
  }
}

/** `name=value` behind a command: for `declare` and its like a list may be its value. */
function argument(walk: Walk, node: AssignmentNode, shell: Shell, input: Input): Value {
  if (node.value.type === 'ArrayValue') {
    setArray({ walk, shell, input }, node, node.value.elements, true)
    return textValue(node.name)
  }
  const value = expandToValue(walk, node.value, shell, input)
  const key = node.index ? `[${node.index.text}]` : ''
  return concat(textValue(`${node.name}${key}=`), value)
}

// Redirections: the files they read, write or empty, and what they put on standard input.

/**
 * A standard input of null is as it was.
 * @param isEmpty - the command prints nothing, so that `>` leaves an empty file
 */
export function redirect({ walk, shell, input }: Here, nodes: readonly RedirectionNode[], isEmpty: boolean) {
  const actions: Action[] = []
  const redirections: Redirection[] = []
  let stdin: Value | null = null
  let hasOutputFile = false
  for (const node of nodes) {
    if (node.type === 'HereDoc') {
      const { body, delimiter } = node
      const text =
        body.parts && delimiter?.quoted !== true ? expandParts(walk, body.parts, shell, input) : textValue(body.text)
      stdin =
        node.operator === '<<-'
          ? text.map((part) => (typeof part === 'string' ? part.replace(/^\t+/gm, '') : part))
          : text
      redirections.push({ operator: node.operator, target: null })
      continue
    }
    if (node.type === 'HereString') {
      stdin = node.target ? [...expandToValue(walk, node.target, shell, input), '\n'] : unknown
      redirections.push({ operator: node.operator, target: null })
      continue
    }
    const target = node.target ? targetOf(walk, node.target, shell, input) : unknown
    const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : null
    const isCopy = /^[<>]&$/.test(node.operator) && /^\d*-?$/.test(literal(target) ?? 'x')
    redirections.push({ operator: node.operator, target: isCopy ? null : target })
    if (isCopy) {
      if (node.operator === '<&' && (descriptor === null || descriptor === 0)) stdin = unknown
      continue
    }
    actions.push(...fileActions(node.operator, target, isEmpty))
    if (node.operator === '<' && (descriptor === null || descriptor === 0))
      stdin = literal(target) === '/dev/null' ? [] : printedInto(walk, node.target, shell, input)
    if (node.operator !== '<' && (descriptor === null || descriptor === 1)) hasOutputFile = true
  }
  return { actions, redirections, stdin, hasOutputFile }
}

/** `< <(…)`: what is printed there; its commands were looked at as the word was expanded. */
function printedInto(walk: Walk, word: Word | undefined, shell: Shell, input: Input): Value {
  const [part] = word?.parts?.length === 1 ? word.parts : []
  if (part?.type !== 'ProcessSubstitution') return unknown
  return concat(
    walk.record.again(() => substitute(walk, part.script, shell, input)),
    ['\n'],
  )
}

/** More than one word is an error of the shell; the first is judged. */
function targetOf(walk: Walk, word: Parameters<typeof expandWord>[1], shell: Shell, input: Input): Value {
  const [first] = expandWord(walk, word, shell, input)
  return first?.value ?? []
}

/** A socket of this machine that is only opened: is somebody there? */
const ownSocket = /^\/dev\/tcp\/(?:localhost|127(?:\.\d{1,3}){3}|::1)\//

function fileActions(operator: string, target: Value, isEmpty: boolean): Action[] {
  const start = knownStart(target)
  if (/^\/dev\/(?:tcp|udp)\//.test(start))
    return [
      { ...act('network', start), ...(operator === '<' && ownSocket.test(start) && { isLoopback: true as const }) },
    ]
  switch (operator) {
    case '<':
      return [onPath('read', target)]
    case '<>':
      return [onPath('read', target), onPath('modify', target)]
    case '>>':
    case '&>>':
      return [onPath('append', target)]
    default:
      return isEmpty ? [onPath('truncate', target), onPath('overwrite', target)] : [onPath('overwrite', target)]
  }
}
