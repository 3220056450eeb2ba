// Calls of commands: what the name means (alias, function, cmdlet, program) and what the arguments are.
import type { Redirection } from '../model/action.ts'
import { concat, isHole, isKnown, knownStart, literal, show, textValue, type Value } from '../model/value.ts'
import { mayBeProgram } from './aliases.ts'
import { cmdletName, isCmdlet, runCmdlet } from './call-cmdlet.ts'
import { cmdletRow } from './cmdlet-rows.ts'
import { runGiven } from './cmdlets.ts'
import { anything, either, itemsOf, list, nothing, text, toText, toValue, type Datum } from './datum.ts'
import { evaluate } from './evaluate.ts'
import { type Meant, meaningsOf } from './frames.ts'
import { doubt, record, withItem, type Argument, type Call, type Machine } from './machine.ts'
import { programName, runKnown, runNative } from './native.ts'
import { Bound, ownSignature, signatureOf } from './parameters.ts'
import { atHome, wildcards } from './paths.ts'
import type { FileRedirection, ScriptBlock, Stage, Word } from './syntax.ts'
import { touch } from './touch.ts'
import { isWindows } from './variables.ts'

/** One stage of a pipeline that is a command; commands among its arguments come first. */
export const invoke = (machine: Machine, stage: Stage, source: string, input: Datum | null): Datum =>
  record(machine, source, (said) => {
    const head = evaluate(machine, stage.head)
    const args = (stage.words ?? []).flatMap((word) => argumentsOf(machine, word))
    const program = head.is === 'block' || head.is === 'unknown' ? null : toText(head)
    said.program = head.is === 'block' ? '' : program
    said.name = program === null ? said.program : shownName(machine, program)
    said.args = args.flatMap(({ parameter, value }) => [
      ...(parameter === null ? [] : [textValue(`-${parameter}`)]),
      ...(value === null ? [] : [toValue(value)]),
    ])
    said.redirections = redirect(machine, stage.redirections)
    return callHead(machine, head, { name: '', program, args, input }, stage.invocation === '.')
  })

/** Writes each redirection's target down and gives them for the record. */
export function redirect(machine: Machine, all: readonly FileRedirection[], content: Datum = anything): Redirection[] {
  return all.map(({ operator, target }) => {
    const datum = target === null ? nothing : evaluate(machine, target)
    if (datum.is === 'null') return { operator, target: null }
    const path = toValue(datum)
    const kind = operator.endsWith('>>') ? 'append' : content.is === 'null' ? 'truncate' : 'overwrite'
    touch(machine, kind, path, { isLiteral: isKnown(path) })
    return { operator, target: path }
  })
}

const shownName = (machine: Machine, program: string): string => {
  const name = cmdletName(machine, meaningsOf(machine, program.toLowerCase()).at(-1)?.name ?? program)
  return isCmdlet(name) ? name : programName(name)
}

function callHead(machine: Machine, head: Datum, call: Call, isDot: boolean): Datum {
  if (head.is === 'block') return callBlock(machine, head.block, call, isDot)
  if (head.is === 'object' || head.is === 'unknown' || head.is === 'file' || call.program === null) {
    const path = head.is === 'file' ? literal(head.value) : null
    if (path !== null) return runCall(machine, { ...call, program: path })
    doubt(machine, head.is === 'file' ? 'opaque-script' : 'dynamic-program', show(toValue(head)))
    runGiven(machine, call)
    return anything
  }
  return runCall(machine, call)
}

function argumentsOf(machine: Machine, { parameter, value: written }: Word): Argument[] {
  const value = written === null ? null : evaluate(machine, written)
  if (value === null || written?.kind !== 'variable' || !written.isSplat)
    return [{ parameter, value, isBare: written?.kind === 'text' && written.isBare === true }]
  return value.is === 'hash'
    ? Array.from(value.entries, ([name, each]) => ({ parameter: `${name}:`, value: each }))
    : itemsOf(value).map((each) => ({ parameter: null, value: each, isSplat: value.is === 'unknown' }))
}

/** What a call does, whoever made it. */
export function runCall(machine: Machine, call: Call): Datum {
  const written = call.program ?? ''
  if (call.isProgram === true) return runNative(machine, written, wordsOf(machine, call), call.input)
  return meaningsOf(machine, written.toLowerCase())
    .map((meant) => runMeant(machine, meant, call, written))
    .reduce(either)
}

function runMeant(machine: Machine, { name: meant, block, isOther }: Meant, call: Call, written: string): Datum {
  if (block !== null) return callBlock(machine, block, call, false)
  const name = cmdletName(machine, meant)
  const program = meant === written.toLowerCase() ? written : meant
  if (name !== 'sc.exe' && isCmdlet(name))
    return mayBeProgram(written.toLowerCase())
      ? runEither(machine, written, name, { ...call, name })
      : runCmdlet(machine, name, { ...call, name })
  if (!isOther) return runNative(machine, program, wordsOf(machine, call), call.input)
  runProgram(machine, name, call)
  return anything
}

/** The program of that name, if anybody knows it. */
const runProgram = (machine: Machine, name: string, call: Call): boolean =>
  runKnown(machine, [textValue(name), ...wordsOf(machine, call).map(toValue)], call.input)

/** `rm`, `sc` or `curl` is a cmdlet in one PowerShell and a program in another. */
function runEither(machine: Machine, written: string, name: string, call: Call): Datum {
  const parameters = cmdletRow(name)?.parameters
  const isBound = parameters === undefined || new Bound(signatureOf(parameters), call).unknown.length === 0
  const program = written.toLowerCase()
  if (isAmbiguous(machine, program, call))
    if (program === 'sc' || program === 'sort') runNative(machine, written, wordsOf(machine, call), call.input)
    else runProgram(machine, program, call)
  return !isBound && runProgram(machine, program, call) ? anything : runCmdlet(machine, name, call)
}

/** Nothing of it is said as PowerShell alone says it: what the program of that name would do, counts too. */
function isAmbiguous(machine: Machine, program: string, { args, input }: Call): boolean {
  const isSaid = args.every(({ value }) => value === null || (value.is !== 'block' && toText(value) !== null))
  const isPlain = isSaid && args.every(({ parameter, value }) => parameter === null && value !== null)
  if (program === 'sc') return isPlain
  if (!isWindows(machine)) return isSaid && args.every(({ parameter }) => /^[^:]?$|[^\w:?-]/.test(parameter ?? ''))
  if (program === 'sort') return args.some(({ parameter }) => parameter === 'o') || (isPlain && input === null)
  return isPlain && /^(?:rm|rmdir|cp|mv|cat|tee|diff)$/.test(program)
}

/** A program gets every item of a list as a word of its own; not on Windows, words are expanded. */
const wordsOf = (machine: Machine, { args }: Call): Datum[] =>
  args.flatMap(({ parameter, value, isBare = false }): readonly Datum[] => {
    if (parameter !== null) return [text(concat([`-${parameter}`], value === null ? [] : toValue(value)))]
    if (value?.is === 'list') return value.items
    return [
      value?.is === 'text' && isBare && !isWindows(machine)
        ? text(expanded(machine, value.value))
        : (value ?? anything),
    ]
  })
const expanded = (machine: Machine, word: Value): Value => {
  // An option of Windows.
  if (/^\/[^/]*$/.test(knownStart(word))) return word
  return concat(...atHome(machine, word).map((part) => (isHole(part) ? [part] : wildcards(part, false))))
}

/** Runs a function or a block with its parameters bound, for each thing that the pipeline brings. */
function callBlock(machine: Machine, block: ScriptBlock, call: Call, isInPlace: boolean): Datum {
  const bound = new Bound(ownSignature(block), call)
  const variables = new Map<string, Datum>([
    ['args', list(bound.rest)],
    ['input', call.input ?? nothing],
  ])
  for (const { name } of block.parameters) {
    const datum = bound.get(name) ?? (call.input === null ? undefined : anything)
    if (datum !== undefined) variables.set(name, datum)
  }
  const run = () => machine.run.block(machine, block, { variables, isInPlace })
  const [first] = call.input === null ? [] : itemsOf(call.input)
  return call.input === null ? run() : withItem(machine, first ?? anything, run)
}
