// From bash source text to the simple commands it would run, as far as its text tells.
import { parse, type ParsedScript } from 'unbash'
import type { Doubt, ParsedCommand } from '../model/action.ts'
import { doubt } from '../grammar/analysis.ts'
import { withoutIdleLookup } from './idle-lookup.ts'
import { literal, show, unknown, type Value } from '../model/value.ts'
import { evaluateText } from './arithmetic-text.ts'
import { callWords } from './call.ts'
import { uncovered } from './coverage.ts'
import { emit } from './emit.ts'
import { printed } from './output.ts'
import { newShell } from './new-shell.ts'
import { fork, type Shell } from './shell.ts'
import { runNode, runScript } from './statements.ts'
import { expandToValue } from './words.ts'
import { inFrame, one, plainHow, type BashContext, type Input, type Walk } from './walk.ts'
import { limits } from '../limits.ts'
import { Budget, doubtOf } from '../machine/budget.ts'
import { CommandRecord } from '../machine/record.ts'

/** @param budget - of the text that it stands in */
export function parseBash(source: string, context: BashContext, budget?: Budget): ParsedCommand {
  return walkWith(source, context, budget, (walk, shell, input) => runSource(walk, source, shell, input))
}

/** A program called from elsewhere, its words already known. */
export function parseWords(
  words: readonly Value[],
  folder: Value,
  context: BashContext,
  budget: Budget,
): ParsedCommand {
  return walkWith(words.map(show).join(' '), context, budget, (walk, shell, input) => {
    shell.folders = [folder]
    return walk.call(words.map(one), shell, input, plainHow)
  })
}

function walkWith(
  source: string,
  context: BashContext,
  budget = new Budget(limits.statements),
  run: (walk: Walk, shell: Shell, input: Input) => Value,
): ParsedCommand {
  const record = new CommandRecord()
  const atExit: Walk['atExit'] = []
  const walk: Walk = {
    context,
    record,
    budget,
    atExit,
    frame: { source, base: null },
    script: (script, shell, input) => runNested(walk, script, shell, input),
    text: (text, shell, input) => runText(walk, text, shell, input),
    node: (node, shell, input) => runNode(walk, node, shell, input),
    value: (word, shell, input) => expandToValue(walk, word, shell, input),
    call: (fields, shell, input, how) => callWords(walk, fields, shell, input, how),
    printf: (args) => printed({ name: 'printf', args, stdin: [], folder: [] }),
  }
  const input: Input = { stdin: unknown, wrappers: [], depth: 0 }
  let nested = 0
  const shell = newShell(context, (value, own) => {
    nested += 1
    if (nested > limits.expressions) record.doubt('too-complex', 'expressions in expressions')
    else evaluateText(walk, value, own, input)
    nested -= 1
  })
  guarded(walk, shell, input, () => run(walk, shell, input))
  if (atExit.length > limits.traps) fail(walk, shell, input, 'too-complex', 'traps')
  for (const later of atExit.slice(0, limits.traps)) guarded(walk, shell, input, () => later(fork(shell)))
  return { commands: withoutIdleLookup(record.commands) }
}

function fail(walk: Walk, shell: Shell, input: Input, why: Doubt, detail: string): Value {
  emit({ walk, shell, input, how: plainHow }, { program: '', actions: [doubt(why, detail.slice(0, 80))] })
  return unknown
}

function runSource(walk: Walk, source: string, shell: Shell, input: Input): Value {
  if (source.length > limits.commandText) return fail(walk, shell, input, 'too-long', `${source.length} characters`)
  if (source.includes('\0')) return fail(walk, shell, input, 'syntax', 'a NUL byte')
  let script: ParsedScript
  try {
    script = parse(source)
  } catch (error) {
    return fail(walk, shell, input, 'syntax', error instanceof Error ? error.message : 'unreadable')
  }
  const [error] = script.errors ?? []
  if (error) fail(walk, shell, input, 'syntax', error.message)
  const rest = error ? null : uncovered(source, script)
  if (rest !== null) fail(walk, shell, input, 'syntax', rest.trim())
  // What could be read is looked at all the same: a deny stays a deny.
  return runScript(walk, script, shell, input)
}

/** Texts that nest too deeply or make too many commands end the walk, never the program. */
function guarded(walk: Walk, shell: Shell, input: Input, run: () => Value): Value {
  try {
    return run()
  } catch (error) {
    return fail(walk, shell, input, doubtOf(error), error instanceof Error ? error.message : '')
  }
}

function runNested(walk: Walk, script: ParsedScript, shell: Shell, input: Input): Value {
  if (input.depth > limits.texts) return fail(walk, shell, input, 'too-complex', 'nested too deeply')
  const [error] = script.errors ?? []
  if (error) fail(walk, shell, input, 'syntax', error.message)
  const { source = walk.frame.source } = script
  return walk.record.apart(() => inFrame(walk, source, () => runScript(walk, script, shell, input)))
}

/** Text that the command itself runs as code. */
function runText(walk: Walk, value: Value, shell: Shell, input: Input): Value {
  const text = literal(value)
  if (text === null) return fail(walk, shell, input, 'dynamic-code', show(value))
  const run = () =>
    input.depth > limits.texts
      ? fail(walk, shell, input, 'too-complex', 'nested too deeply')
      : runSource(walk, text, shell, input)
  return walk.record.apart(() => inFrame(walk, text, run))
}
