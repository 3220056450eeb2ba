// Walks the statements of a script in the order they run, both ways where it cannot know which.
import type {
  AndOr,
  Case,
  Command,
  CommandNode,
  CompoundList,
  For,
  If,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Select,
  Statement,
  TestExpression,
  While,
  Word,
} from 'unbash'
import { doubt } from '../programs/analysis.ts'
import { concat, literal, textValue, unknown, type Value } from '../value.ts'
import { callAlias } from './call.ts'
import { emit } from './emit.ts'
import { matchesPattern } from './patterns.ts'
import { redirect } from './redirections.ts'
import {
  assign,
  assignList,
  become,
  distinct,
  fork,
  joinShells,
  sameShell,
  type Shell,
  type ShellFunction,
} from './shell.ts'
import { plainHow, type Field, type How, type Input, type Walk } from './walk.ts'
import { arithmetic, arithmeticText, expandToValue, expandWord, expandWords } from './words.ts'

const maximumItems = 48

export function runList(walk: Walk, list: readonly Statement[], shell: Shell, input: Input): Value {
  let output: Value = []
  for (const statement of list) {
    if (shell.isDead) break
    const isOwn = statement.background === true
    const made = runNode(walk, statement.command, isOwn ? fork(shell) : shell, input)
    output = concat(output, made)
    // The next statement runs whether or not `cd` worked.
    if (shell.unsure) {
      shell.folders = distinct([...shell.folders, ...shell.unsure])
      shell.unsure = null
    }
  }
  return output
}

const runBody = (walk: Walk, body: CompoundList, shell: Shell, input: Input): Value =>
  runList(walk, body.commands, shell, input)

function runNode(walk: Walk, node: PipelineNode | AndOr | CompoundList, shell: Shell, input: Input): Value {
  switch (node.type) {
    case 'AndOr':
      return runAndOr(walk, node, shell, input)
    case 'Pipeline':
      return runPipeline(walk, node, shell, input)
    case 'CompoundList':
      return runBody(walk, node, shell, input)
    default:
      return runCommand(walk, node, shell, input)
  }
}

function runAndOr(walk: Walk, { commands, operators }: AndOr, shell: Shell, input: Input): Value {
  const before = fork(shell)
  const [first, ...rest] = commands
  let output = first ? runNode(walk, first, shell, input) : []
  let failed: Shell | null = null
  for (const [i, node] of rest.entries()) {
    const didStay = shell.unsure
    shell.unsure = null
    if (operators[i] === '&&') {
      const skipped = fork(shell)
      if (didStay) skipped.folders = didStay
      const made = runNode(walk, node, shell, input)
      output = concat(output, made)
      failed = failed === null ? skipped : joinShells(failed, skipped)
      // What follows `&&` runs only when all before it worked; an `||` behind it runs either way.
      if (!didStay && operators.includes('||')) become(shell, { ...joinShells(shell, skipped), unsure: shell.unsure })
    } else {
      const other = fork(shell)
      if (didStay) other.folders = didStay
      const start = failed === null ? joinShells(other, before) : joinShells(other, failed)
      const made = runNode(walk, node, start, input)
      output = made.length === 0 ? output : concat(output, made)
      become(shell, joinShells(shell, start))
    }
  }
  if (failed !== null && !operators.includes('||'))
    become(shell, { ...joinShells(shell, failed), unsure: shell.unsure })
  return output
}

function runPipeline(walk: Walk, { commands, prefixes }: Pipeline, shell: Shell, input: Input): Value {
  let stdin = input.stdin
  let output: Value = []
  for (const node of commands) {
    const isAlone = commands.length === 1
    output = runCommand(walk, node, isAlone ? shell : fork(shell), {
      ...input,
      stdin,
      wrappers: prefixes.some(({ type }) => type === 'Time') ? [...input.wrappers, 'time'] : input.wrappers,
    })
    stdin = output
  }
  return output
}

function runCommand(walk: Walk, node: CommandNode, shell: Shell, input: Input): Value {
  switch (node.type) {
    case 'Command':
      return runSimple(walk, node, shell, input)
    case 'Redirected': {
      const { actions, redirections, stdin, hasOutputFile } = redirect(walk, node.redirects, shell, input, false)
      emitAround(walk, shell, input, node, actions, redirections)
      const output = runCommand(walk, node.command, shell, { ...input, stdin: stdin ?? input.stdin })
      return hasOutputFile ? [] : output
    }
    case 'BraceGroup':
      return runBody(walk, node.body, shell, input)
    case 'Subshell':
      return runBody(walk, node.body, fork(shell), input)
    case 'If':
      return runIf(walk, node, shell, input)
    case 'For':
    case 'Select':
      return runFor(walk, node, shell, input)
    case 'ArithmeticFor': {
      for (const each of [node.initialize, node.test, node.update]) arithmetic(walk, each, shell, input)
      return runTwice(shell, (own) => runBody(walk, node.body, own, input))
    }
    case 'While':
      return runWhile(walk, node, shell, input)
    case 'Case':
      return runCase(walk, node, shell, input)
    case 'Function':
      return define(node.name.value, { body: node.body, isExported: false, source: walk.frame.source }, shell)
    case 'Coproc':
      return runNode(walk, node.body, fork(shell), { ...input, stdin: unknown })
    case 'TestCommand':
      runTest(walk, node.expression, shell, input)
      emitAround(walk, shell, input, node, [], [])
      return []
    case 'ArithmeticCommand':
      arithmetic(walk, node.expression, shell, input)
      emitAround(walk, shell, input, node, [], [])
      return []
  }
}

function define(name: string, made: ShellFunction, shell: Shell): Value {
  shell.functions.set(name, [made])
  return []
}

/** What stands around commands (redirections, words of `for`, tests) is a command without a program. */
function emitAround(
  walk: Walk,
  shell: Shell,
  input: Input,
  node: { pos: number; end: number },
  actions: Parameters<typeof emit>[4]['actions'],
  redirections: How['redirections'],
): void {
  if (actions.length === 0 && walk.pending.length === 0) return
  emit(walk, shell, input, { ...plainHow, node, redirections }, { program: '', name: '', args: [], actions })
}

const silent = new Set([':', 'true', 'false', 'exec', 'cd', 'test', '['])

function runSimple(walk: Walk, node: Command, shell: Shell, input: Input): Value {
  const outer = walk.pending
  walk.pending = []
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
  walk.pending.push(...actions)
  const next: Input = { ...input, stdin: stdin ?? input.stdin }
  const how: How = { functions: true, builtins: true, assignments, redirections, hasOutputFile, node }
  if (fields.length === 0) {
    if (walk.pending.length > 0 || assignments.length > 0) walk.call([], shell, next, how)
    walk.pending.push(...outer)
    const isRead = node.redirects.some((each) => each.type === 'Redirect' && each.operator === '<')
    return isRead ? unknown : []
  }
  const inner = assignments.length === 0 ? shell : withAssignments(shell, assignments)
  const isAlias =
    name !== null && shell.options.has('expand_aliases') && node.name?.text === name && shell.aliases.has(name)
  const aliasText = isAlias ? (shell.aliases.get(name) ?? '') : null
  const output =
    aliasText !== null
      ? callAlias(walk, aliasText, fields.slice(1), inner, next, how)
      : walk.call(fields, inner, next, how)
  if (inner !== shell) restore(shell, inner, assignments)
  if (redirections.length > 0 && name === 'exit') shell.isDead = false
  walk.pending = [...outer, ...walk.pending]
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
  for (const [name, value] of assignments)
    inner.variables.set(name, { items: new Map([['0', value]]), isArray: false, isExported: true, isOpen: false })
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

type AssignmentNode = Extract<Command['prefix'][number], { type: 'Assignment' }>

function setOne(walk: Walk, node: AssignmentNode, value: Value, shell: Shell, input: Input): void {
  const key = node.index ? (literal(expandToValue(walk, node.index, shell, input)) ?? null) : '0'
  const isAdded = node.append === true
  const old = key === null ? unknown : (shell.variables.get(node.name)?.items.get(key) ?? [])
  if (key !== null && /\$\(|`/.test(key)) walk.pending.push(doubt('dynamic-code', key))
  if (key === null) assignList(shell, node.name, [unknown], true)
  else assign(shell, node.name, isAdded ? concat(old, value) : value, key)
  if (node.name === 'PATH' || node.name === 'BASH_ENV' || node.name === 'ENV' || node.name === 'LD_PRELOAD')
    shell.isLookupChanged = true
}

function setArray(walk: Walk, node: AssignmentNode, elements: readonly Word[], shell: Shell, input: Input): void {
  const items: Value[] = []
  const named = new Map<string, Value>()
  let isOpen = false
  for (const element of elements) {
    const subscript = /^\[([^\]]*)\]=/.exec(element.text)
    if (subscript) {
      const value = expandToValue(walk, element, shell, input)
      const text = literal(value)
      named.set(subscript[1] ?? '', text === null ? unknown : textValue(text.replace(/^\[[^\]]*\]=/, '')))
      continue
    }
    for (const { value, isMany } of expandWord(walk, element, shell, input)) {
      if (isMany) isOpen = true
      else items.push(value)
    }
  }
  const old = node.append === true ? [...(shell.variables.get(node.name)?.items.values() ?? [])] : []
  assignList(shell, node.name, isOpen ? [unknown] : [...old, ...items], isOpen)
  for (const [key, value] of named) assign(shell, node.name, value, key)
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

function runIf(walk: Walk, node: If, shell: Shell, input: Input): Value {
  runBody(walk, node.clause, shell, input)
  const ends: Shell[] = []
  const taken = fork(shell)
  let output = runBody(walk, node.then, taken, input)
  ends.push(taken)
  for (const each of node.elif) {
    runBody(walk, each.clause, shell, input)
    const other = fork(shell)
    output = same(output, runBody(walk, each.then, other, input))
    ends.push(other)
  }
  const last = fork(shell)
  output = node.else ? same(output, runBody(walk, node.else, last, input)) : same(output, [])
  ends.push(last)
  become(shell, ends.reduce(joinShells))
  return output
}

const same = (a: Value, b: Value): Value => (JSON.stringify(a) === JSON.stringify(b) ? a : unknown)

function runFor(walk: Walk, node: For | Select, shell: Shell, input: Input): Value {
  const name = node.name.value
  const items: readonly Field[] = node.wordlist
    ? expandWords(walk, node.wordlist, shell, input)
    : shell.positional === null
      ? [{ value: unknown, isMany: true }]
      : shell.positional.map((value) => ({ value, isMany: false }))
  emitAround(walk, shell, input, node, [], [])
  const isKnown = items.length <= maximumItems && items.every(({ isMany }) => !isMany) && node.type === 'For'
  if (!isKnown) {
    const kinds = items.map(({ value, isMany }) => (isMany ? unknown : value))
    return runTwice(shell, (own) => {
      for (const value of distinct(kinds).slice(0, maximumItems)) {
        assign(own, name, value)
        runBody(walk, node.body, own, input)
      }
      if (kinds.length > maximumItems || kinds.length === 0) {
        assign(own, name, unknown)
        runBody(walk, node.body, own, input)
      }
      return unknown
    })
  }
  let output: Value = []
  for (const { value } of items) {
    assign(shell, name, value)
    output = concat(output, runBody(walk, node.body, shell, input))
    if (shell.isDead) break
  }
  return output
}

/** A body that runs any number of times: until what it may know no longer changes. */
function runTwice(shell: Shell, body: (own: Shell) => Value): Value {
  for (let i = 0; i < 3; i += 1) {
    const own = fork(shell)
    own.isDead = false
    body(own)
    const joined = joinShells(shell, own)
    const isSettled = sameShell(joined, shell)
    become(shell, joined)
    if (isSettled) break
  }
  return unknown
}

function runWhile(walk: Walk, node: While, shell: Shell, input: Input): Value {
  return runTwice(shell, (own) => {
    runBody(walk, node.clause, own, input)
    return runBody(walk, node.body, own, input)
  })
}

function runCase(walk: Walk, node: Case, shell: Shell, input: Input): Value {
  const text = literal(expandToValue(walk, node.word, shell, input))
  emitAround(walk, shell, input, node, [], [])
  const ends: Shell[] = [fork(shell)]
  let output: Value | null = null
  for (const item of node.items) {
    const own = fork(shell)
    const matches = item.pattern.map((word) => {
      const pattern = literal(
        word.parts?.every(({ type }) => type === 'Literal' || type === 'Glob') === false
          ? expandToValue(walk, word, own, input)
          : textValue(word.value),
      )
      return text === null || pattern === null ? null : matchesPattern(pattern, text)
    })
    emitAround(walk, own, input, item, [], [])
    if (matches.every((match) => match === false) && item.terminator !== ';&') {
      const before = node.items[node.items.indexOf(item) - 1]
      if (before?.terminator !== ';&') continue
    }
    const made = runBody(walk, item.body, own, input)
    output = output === null ? made : same(output, made)
    ends.push(own)
  }
  become(shell, ends.reduce(joinShells))
  return output ?? []
}

function runTest(walk: Walk, expression: TestExpression, shell: Shell, input: Input): void {
  switch (expression.type) {
    case 'TestUnary': {
      const before = walk.pending.length
      const value = expandToValue(walk, expression.operand, shell, input)
      if (/^-[nz]$/.test(expression.operator))
        walk.pending = [
          ...walk.pending.slice(0, before),
          ...walk.pending.slice(before).filter(({ kind }) => kind !== 'secret'),
        ]
      if (expression.operator === '-v') arithmeticText(walk, value, shell)
      return
    }
    case 'TestBinary': {
      const before = walk.pending.length
      const left = expandToValue(walk, expression.left, shell, input)
      const right = expandToValue(walk, expression.right, shell, input)
      if (literal(right) === '' || literal(left) === '')
        walk.pending = [
          ...walk.pending.slice(0, before),
          ...walk.pending.slice(before).filter(({ kind }) => kind !== 'secret'),
        ]
      if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(expression.operator))
        for (const side of [left, right]) arithmeticText(walk, side, shell)
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

export function runFunction(
  walk: Walk,
  { body, source }: ShellFunction,
  args: readonly Field[],
  shell: Shell,
  input: Input,
): Value {
  const frame = walk.frame
  const positional = shell.positional
  if (source !== frame.source) walk.frame = { source, base: frame.base ?? { start: 0, end: frame.source.length } }
  shell.positional = args.some(({ isMany }) => isMany) ? null : args.map(({ value }) => value)
  const output = runNode(walk, body, shell, { ...input, depth: input.depth + 1 })
  shell.positional = positional
  // `return` ends the function, not the script.
  shell.isDead = false
  walk.frame = frame
  return output
}

export const runScript = (walk: Walk, script: ParsedScript, shell: Shell, input: Input): Value =>
  runList(walk, script.commands, shell, input)
