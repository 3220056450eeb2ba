// From bash source text to the simple commands it would run, as far as its text tells.
import { parse, type ParsedScript } from 'unbash'
import type { Doubt, ParsedCommand, SimpleCommand } from '../model/action.ts'
import { doubt } from '../grammar/analysis.ts'
import { literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { evaluateText } from './arithmetic-text.ts'
import { callWords, tellVariable } from './call.ts'
import { uncovered } from './coverage.ts'
import { type BashContext, emit, inFrame, type Input, one, plainHow, type Walk } from './walk.ts'
import { printed } from './output.ts'
import { doubtRewritten } from './scripts.ts'
import { fork, scalar, type Shell } from './shell.ts'
import { runList, runNode } from './statements.ts'
import { expandToValue } from './words.ts'
import { limits } from '../limits.ts'
import { Budget, doubtOf, type Elsewhere } from '../machine/budget.ts'
import { CommandRecord } from '../machine/record.ts'
import { nameSet } from '../among.ts'

/** @param budget - of the text that it stands in */
export function parseBash(source: string, context: BashContext, budget?: Budget): ParsedCommand {
  return walkWith(source, context, budget, (walk, shell, input) => runSource(walk, source, shell, input))
}

/** A program called from elsewhere, its words already known. */
export function parseWords(
  words: readonly Value[],
  { folders, links, budget, stdin }: Elsewhere,
  context: BashContext,
): ParsedCommand {
  return walkWith(words.map(show).join(' '), context, budget, (walk, shell, input) => {
    shell.folders = folders
    shell.links = links
    return walk.call(words.map(one), shell, { ...input, stdin }, plainHow)
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
    piped: null,
    kept: [],
    taking: 0,
    hasRemoved: false,
    locals: [],
    script: (script, shell, input) => runNested(walk, script, shell, input),
    text: (text, shell, input) => runText(walk, text, shell, input),
    node: (node, shell, input) => runNode(walk, node, shell, input),
    value: (word, shell, input) => expandToValue(walk, word, shell, input),
    call: (fields, shell, input, how) => callWords(walk, fields, shell, input, how),
    printf: (args) => printed({ name: 'printf', args, stdin: [], folder: [] }),
  }
  const input: Input = { stdin: unknown, wrappers: [], depth: 0 }
  let nested = 0
  const shell = newShell(context, {
    evaluate(value, own) {
      nested += 1
      if (nested > limits.expressions) record.doubt('too-complex', 'expressions in expressions')
      else evaluateText(walk, value, own, input)
      nested -= 1
    },
    tell: (name, value, own) => tellVariable({ walk, shell: own, input }, name, value),
  })
  guarded(walk, shell, input, () => run(walk, shell, input))
  if (atExit.length > limits.traps) fail(walk, shell, input, 'too-complex', 'traps')
  for (const later of atExit.slice(0, limits.traps)) guarded(walk, shell, input, () => later(fork(shell)))
  return { commands: doubtRewritten(withoutIdleLookup(record.commands)) }
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
  return runList(walk, script.commands, shell, input)
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
  return walk.record.apart(() => inFrame(walk, source, () => runList(walk, script.commands, shell, input)))
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

// The shell a command begins in: what its environment surely holds, what is there without being known.

function newShell({ root: folder, home, temporary }: BashContext, by: Pick<Shell, 'evaluate' | 'tell'>): Shell {
  const exported = {
    HOME: home,
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    PWD: folder,
    SHELL: '/bin/bash',
    TMPDIR: temporary,
  }
  const open = 'USER LOGNAME LANG LC_ALL LC_CTYPE TERM HOSTNAME TZ COLUMNS LINES EDITOR PAGER'.split(' ')
  // What the steps of a workflow write for each other: files of its runner, beside the project.
  const told = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE']
  return {
    variables: new Map([
      ...told.map((name) => [name, scalar(['/tmp/workflow/', { hole: 'name' }], true)] as const),
      ...Object.entries(exported).map(([name, text]) => [name, scalar(textValue(text), true)] as const),
      ...open.map((name) => [name, scalar([{ hole: 'name' }], true)] as const),
      ['IFS', scalar(textValue(' \t\n'))],
    ]),
    functions: new Map(),
    aliases: new Map(),
    folders: [textValue(folder)],
    unsure: null,
    previousFolder: unknown,
    stack: [],
    positional: null,
    zero: textValue('bash'),
    options: new Set(),
    evaluated: new Set(['RANDOM', 'SRANDOM', 'OPTIND', 'HISTCMD', 'SECONDS', 'LINENO']),
    references: new Set(),
    unsettled: new Set(),
    ...by,
    isDead: false,
    links: new Map(),
    seenLinks: 0,
    made: new Set(),
    written: new Map(),
    isLookupChanged: false,
  }
}

// Variables that say how programs are found or work, set in a text that starts no program: nothing comes of them.

/** Builtins that start nothing, read no code and do not change what a name stands for. */
const idle = nameSet(
  'cd pwd echo printf export declare typeset local readonly unset shift test [ true false : return exit umask',
)

/** The shell itself has no use for these. */
const forPrograms =
  /^(?:PATH|LD_LIBRARY_PATH|LD_PRELOAD|JAVA_\w+|CLASSPATH|PYTHON\w+|NODE_\w+|PERL5LIB|RUBYLIB|RUBYOPT)$/

/** `NAME=value true` may mean another `true`. */
const isIdle = ({ program, wrappers, assignments }: SimpleCommand): boolean =>
  wrappers.length === 0 && (program === '' || (program !== null && idle.has(program) && assignments.length === 0))

const doubts = ({ actions }: SimpleCommand) => actions.filter(({ doubt }) => doubt === 'changed-lookup')

/** Without the doubts about such variables where every command of the text is the shell's own. */
function withoutIdleLookup(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  const names = commands.flatMap(doubts).map(({ detail = '' }) => detail)
  if (names.length === 0 || !commands.every(isIdle)) return commands
  if (!names.every((name) => forPrograms.test(name) || idle.has(name))) return commands
  return commands.map((command) => {
    const idleDoubts = new Set(doubts(command))
    return { ...command, actions: command.actions.filter((action) => !idleDoubts.has(action)) }
  })
}
