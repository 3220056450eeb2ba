// Calls of commands: what the name means (alias, function, cmdlet, program) and what the arguments are.
import { nameSet } from '../among.ts'
import type { Redirection } from '../model/action.ts'
import { literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { mayBeProgram } from './aliases.ts'
import { noteShares, noteUnknown, noteVariables, rowOf, runGiven, runRow } from './cmdlets.ts'
import { isCmdlet, resolveName, specialOf, takesPaths } from './command-names.ts'
import { anything, itemsOf, nothing, text, toText, toValue, type Datum } from './datum.ts'
import { evaluate } from './evaluate.ts'
import { apply } from './dotnet-effects.ts'
import { act, doubt, record, withItem, type Argument, type Call, type Machine } from './machine.ts'
import { programName, runNative } from './native.ts'
import { bind } from './parameters.ts'
import type { FileRedirection, ScriptBlock, Stage, Word } from './syntax.ts'
import { isHarmlessCmdlet, systemEffects } from './system-cmdlets.ts'
import { outputOf } from './typed-objects.ts'

/** One stage of a pipeline that is a command; commands among its arguments come first. */
export function invoke(
  machine: Machine,
  stage: Stage,
  source: string,
  input: Datum | null,
  redirect: (redirections: readonly FileRedirection[]) => Redirection[],
): Datum {
  let said: { program: string | null; name: string | null; args: Value[]; redirections: Redirection[] } = {
    program: null,
    name: null,
    args: [],
    redirections: [],
  }
  return record(
    machine,
    source,
    () => {
      const head = evaluate(machine, stage.head)
      const words = (stage.words ?? []).flatMap((word) => argumentsOf(machine, word))
      const args = words.flatMap(({ parameter, value, written }) =>
        parameter === null || value === null ? [written] : [textValue(`-${parameter}`), written],
      )
      const program = head.is === 'block' || head.is === 'unknown' ? null : toText(head)
      const redirections = redirect(stage.redirections)
      said = {
        program: head.is === 'block' ? '' : program,
        name: head.is === 'block' ? '' : program === null ? null : shownName(machine, program),
        args,
        redirections,
      }
      return callHead(
        machine,
        head,
        { name: program?.toLowerCase() ?? null, program, args: words, input },
        stage.invocation === '.',
      )
    },
    () => said,
  )
}
const shownName = (machine: Machine, program: string): string => {
  const name = resolveName(machine, program)
  return isCmdlet(name) ? name : programName(name)
}

function callHead(machine: Machine, head: Datum, call: Call, isDot: boolean): Datum {
  if (head.is === 'block') return callBlock(machine, head.block, call, isDot)
  if (head.is === 'object' || head.is === 'unknown' || head.is === 'file' || call.name === null) {
    const path = head.is === 'file' ? literal(head.path) : null
    if (path !== null) return runCall(machine, { ...call, name: path.toLowerCase(), program: path })
    doubt(machine, head.is === 'file' ? 'opaque-script' : 'dynamic-program', show(toValue(head)))
    runGiven(machine, call)
    return anything
  }
  return runCall(machine, call)
}

function argumentsOf(machine: Machine, { parameter, value }: Word): Argument[] {
  if (value === null) return parameter === null ? [] : [{ parameter, value: null, written: textValue(`-${parameter}`) }]
  const datum = evaluate(machine, value)
  if (value.kind === 'variable' && value.isSplat) return splat(datum)
  if (parameter !== null) return [{ parameter, value: datum, written: toValue(datum) }]
  return [{ parameter: null, value: datum, written: toValue(datum) }]
}

function splat(datum: Datum): Argument[] {
  if (datum.is === 'hash')
    return [...datum.entries].map(([name, value]) => ({ parameter: `${name}:`, value, written: toValue(value) }))
  const isSplat = datum.is === 'unknown'
  return itemsOf(datum).map((value) => ({ parameter: null, value, written: toValue(value), isSplat }))
}

/** What a call does, whoever made it. */
export function runCall(machine: Machine, call: Call): Datum {
  const written = call.program ?? ''
  if (call.isProgram === true) return runNative(machine, written, spread(call))
  const name = resolveName(machine, written)
  const block = machine.functions.get(name)
  if (block !== undefined) return callBlock(machine, block, call, false)
  const named: Call = { ...call, name }
  if (name === 'sc.exe' || !isCmdlet(name))
    return runNative(machine, machine.aliases.get(written.toLowerCase()) ?? written, spread(named))
  if (mayBeProgram(written.toLowerCase())) return runEither(machine, written, name, named)
  return runCmdlet(machine, name, named)
}

/** `rm`, `sc` or `curl` is a cmdlet in one PowerShell and a program in another. */
function runEither(machine: Machine, written: string, name: string, call: Call): Datum {
  const parameters = rowOf(name)?.parameters
  const isBound = parameters === undefined || bind(parameters, call).unknown.length === 0
  const program = written.toLowerCase()
  if (isWordsOnly(program, call)) runNative(machine, written, spread(call))
  const actions = isBound
    ? null
    : (machine.context.analyseNative?.(
        program,
        spread(call).args.map((arg) => arg.written),
        machine.frame.folder,
        machine.budget,
      ) ?? null)
  if (actions === null) return runCmdlet(machine, name, call)
  act(machine, ...actions)
  return anything
}

/** Only known words: what the program of that name would do, counts too. */
function isWordsOnly(program: string, { args, input }: Call): boolean {
  const isPlain = args.every(({ parameter, value }) => parameter === null && value !== null && toText(value) !== null)
  if (program === 'sc') return isPlain
  if (program === 'sort') return args.some(({ parameter }) => parameter === 'o') || (isPlain && input === null)
  return isPlain && /^(?:rm|rmdir|cp|mv|cat|tee|diff)$/.test(program)
}

/** A program gets every item of a list as a word of its own. */
const spread = (call: Call): Call => ({
  ...call,
  args: call.args.flatMap(({ parameter, value, written }): Argument[] => {
    const items = value?.is === 'list' ? value.items : null
    if (parameter !== null && value !== null)
      return [{ parameter: null, value, written: [`-${parameter}`, ...written] }]
    if (parameter !== null) return [{ parameter: null, value: text(written), written }]
    return items === null
      ? [{ parameter, value, written }]
      : items.map((item) => ({ parameter: null, value: item, written: toValue(item) }))
  }),
})

function runCmdlet(machine: Machine, name: string, call: Call): Datum {
  try {
    if (looksAtPaths.has(name)) noteShares(machine, call)
    // A block in place of a value is run for each thing that the pipeline brings.
    if ((call.input !== null && takesPaths(name)) || name === 'update-typedata') runGiven(machine, call)
    return specialOf(name)?.(machine, call) ?? runPlain(machine, name, call)
  } finally {
    noteVariables(machine, bind('', call))
  }
}

/** A cmdlet of the tables. */
function runPlain(machine: Machine, name: string, call: Call): Datum {
  const row = rowOf(name)
  if (isRemote(name, call)) act(machine, { kind: 'network', detail: name })
  if (row !== undefined) return runRow(machine, row, call)
  const isDry = call.args.some(
    ({ parameter, value }) => /^(?:whatif|wi|whati|what):?$/i.test(parameter ?? '') && value === null,
  )
  if (!isDry && !isHarmlessCmdlet(name)) apply(machine, systemEffects(name), [], unknown, name)
  if (name !== 'new-scheduledtaskaction') runGiven(machine, call)
  noteUnknown(machine, bind('', { ...call, args: [] }), call)
  return outputOf(name)
}
const looksAtPaths = nameSet(
  'get-childitem get-item test-path resolve-path convert-path set-location push-location get-acl get-itemproperty',
)
/** Cmdlets that look at another computer, by their parameter or their first word. */
const isRemote = (name: string, { args }: Call): boolean =>
  args.some(({ parameter }) => {
    const written = (parameter ?? '').replace(/:$/, '').toLowerCase()
    if (name === 'get-help' || name === 'help') return /^on\w*$/.test(written)
    return parameter === null
      ? /^(?:stop|restart)-computer$/.test(name)
      : /^(?:cn|cimsession|connectionuri)$/.test(written) || (written.length > 2 && 'computername'.startsWith(written))
  })

/** Runs a function or a block with its parameters bound, for each thing that the pipeline brings. */
function callBlock(machine: Machine, block: ScriptBlock, call: Call, isInPlace: boolean): Datum {
  const names = block.parameters.map(({ name }) => name)
  const variables = new Map<string, Datum>()
  const loose: Datum[] = []
  let open: string | null = null
  for (const { parameter, value } of call.args) {
    if (parameter !== null) {
      const wanted = parameter.replace(/:$/, '').toLowerCase()
      open = names.find((name) => name === wanted) ?? names.find((name) => name.startsWith(wanted)) ?? null
      if (open !== null) variables.set(open, value ?? { is: 'bool', bool: true })
      if (value !== null) open = null
    } else if (open !== null) {
      variables.set(open, value ?? anything)
      open = null
    } else loose.push(value ?? anything)
  }
  const free = names.filter((name) => !variables.has(name))
  for (const [i, datum] of loose.entries()) {
    const name = free[i]
    if (name !== undefined) variables.set(name, datum)
  }
  variables.set('args', { is: 'list', items: loose })
  variables.set('input', call.input ?? nothing)
  for (const name of names) if (!variables.has(name) && call.input !== null) variables.set(name, anything)
  const run = () => machine.run.block(machine, block, { variables, isInPlace })
  const [first] = call.input === null ? [] : itemsOf(call.input)
  return call.input === null ? run() : withItem(machine, first ?? anything, run)
}
