// Walks the statements of a script in the order they run, both ways where it cannot know which.
import type { AndOr, Pipeline, Statement } from 'unbash'
import { concat, unknown, type Value } from '../model/value.ts'
import { runCase, runFor, runIf, runTest, runTwice, runWhile } from './branches.ts'
import { emitAround, type Input, type Walk } from './walk.ts'
import { redirect, runSimple } from './simple-commands.ts'
import { become, distinct, fork, joinShells, type Runnable, type Shell } from './shell.ts'
import { arithmetic } from './words.ts'

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

export function runNode(walk: Walk, node: Runnable, shell: Shell, input: Input): Value {
  walk.budget.spend()
  const { piped } = walk
  const output = runKind(walk, node, shell, input)
  walk.piped = piped
  return output
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
      const before = commands[i]
      output = before && made.length > 0 && isQuestion(before) ? unknown : concat(output, made)
      failed = failed === null ? skipped : joinShells(failed, skipped)
      // What follows `&&` runs only when all before it worked; an `||` behind it runs either way.
      if (!didStay && operators.includes('||')) become(shell, { ...joinShells(shell, skipped), unsure: shell.unsure })
    } else {
      const other = fork(shell)
      if (didStay) other.folders = didStay
      const start = failed === null ? joinShells(other, before) : joinShells(other, failed)
      const made = runNode(walk, node, start, input)
      // What was printed already may have come from what did not fail.
      output = made.length === 0 ? output : output.length === 0 ? made : unknown
      become(shell, joinShells(shell, start))
    }
  }
  if (failed !== null && !operators.includes('||'))
    become(shell, { ...joinShells(shell, failed), unsure: shell.unsure })
  return output
}

/** It is there to fail: what follows `&&` may not run. */
function isQuestion(node: Runnable): boolean {
  if (node.type === 'Pipeline')
    return node.prefixes.some(({ type }) => type !== 'Time') || node.commands.some(isQuestion)
  if (node.type === 'TestCommand' || node.type === 'ArithmeticCommand') return true
  return (
    node.type === 'Command' &&
    /^(?:false|test|\[|!|e?grep|fgrep|cmp|diff|which|type|command)$/.test(node.name?.text ?? '')
  )
}

function runPipeline(walk: Walk, { commands, prefixes }: Pipeline, shell: Shell, input: Input): Value {
  let stdin = input.stdin
  let output: Value = []
  for (const node of commands) {
    const own = commands.length === 1 ? shell : fork(shell)
    output = runKind(walk, node, own, {
      ...input,
      stdin,
      wrappers: prefixes.some(({ type }) => type === 'Time') ? [...input.wrappers, 'time'] : input.wrappers,
    })
    stdin = output
    // The last part may be the shell itself.
    if (own !== shell && node === commands.at(-1) && shell.options.has('lastpipe'))
      become(shell, joinShells(fork(shell), { ...own, isDead: false }))
  }
  return output
}

function runKind(walk: Walk, node: Runnable, shell: Shell, input: Input): Value {
  switch (node.type) {
    case 'AndOr':
      return runAndOr(walk, node, shell, input)
    case 'Pipeline':
      return runPipeline(walk, node, shell, input)
    case 'CompoundList':
      return runList(walk, node.commands, shell, input)
    case 'Command':
      return runSimple(walk, node, shell, input)
    case 'Redirected': {
      const { actions, redirections, stdin, hasOutputFile } = redirect({ walk, shell, input }, node.redirects, false)
      emitAround({ walk, shell, input }, node, actions, redirections)
      const output = runKind(walk, node.command, shell, { ...input, stdin: stdin ?? input.stdin })
      return hasOutputFile ? [] : output
    }
    case 'BraceGroup':
      return walk.node(node.body, shell, input)
    case 'Subshell':
      return walk.node(node.body, fork(shell), input)
    case 'If':
      return runIf(walk, node, shell, input)
    case 'For':
    case 'Select':
      return runFor(walk, node, shell, input)
    case 'ArithmeticFor': {
      for (const each of [node.initialize, node.test, node.update]) arithmetic({ walk, shell, input }, each)
      return runTwice(shell, (own) => walk.node(node.body, own, input))
    }
    case 'While':
      return runWhile(walk, node, shell, input)
    case 'Case':
      return runCase(walk, node, shell, input)
    case 'Function':
      shell.functions.set(node.name.value, [{ body: node.body, isExported: false, source: walk.frame.source }])
      return []
    case 'Coproc':
      return runNode(walk, node.body, fork(shell), { ...input, stdin: unknown })
    case 'TestCommand':
      runTest(walk, node.expression, shell, input)
      emitAround({ walk, shell, input }, node)
      return []
    case 'ArithmeticCommand':
      arithmetic({ walk, shell, input }, node.expression)
      emitAround({ walk, shell, input }, node)
      return []
  }
}
