// One call: function, builtin, wrapper or program; what it starts in its turn is called again.
import { keptBack, keptBy, pipedBy, takenBack } from '../readers/git/piped.ts'
import { act, below, type Call, doubt, nothing, only, type Run } from '../grammar/analysis.ts'
import { gitVariable } from '../readers/git/code.ts'
import { analysisOf } from '../programs/programs.ts'
import { assignmentActions } from '../grammar/environment.ts'
import { isChange } from '../model/action.ts'
import { concat, isHole, knownStart, literal, sameValue, show, textValue, unknown, type Value } from '../model/value.ts'
import { builtins } from './builtins.ts'
import { normalise, noteTarget } from '../model/path.ts'
import { printVariable } from './builtin-variables.ts'
import type { Builtin } from './builtin-state.ts'
import {
  type At,
  emit,
  type Field,
  type Here,
  type How,
  inFrame,
  type Input,
  one,
  plainHow,
  type Walk,
} from './walk.ts'
import { specials } from './evaluators.ts'
import { printed } from './output.ts'
import { interpreterOf, noteWritten, plainName, startScript, withWritten } from './scripts.ts'
import { Ways } from '../machine/ways.ts'
import { become, child, folderOf, knowledge, type Shell, type ShellFunction, type Variable } from './shell.ts'
import { limits } from '../limits.ts'

export function callWords(walk: Walk, fields: readonly Field[], shell: Shell, input: Input, how: How): Value {
  walk.budget.spend()
  const [first, ...args] = fields
  const program = first === undefined ? '' : first.isMany ? null : literal(first.value)
  const at: At = { walk, shell, input, how }
  const values = args.map(({ value }) => value)
  if (input.depth > limits.calls) {
    emit(at, { program, args: values, actions: [doubt('too-complex')] })
    return unknown
  }
  tellVariables(at, program ?? '', (name) => program !== '' || isExported(shell, name))
  if (program === null) {
    emit(at, { program, args: values, actions: [doubt('dynamic-program', show(first?.value ?? []))] })
    return unknown
  }
  if (program === '') {
    emit(at, { program })
    return []
  }
  const bodies = how.functions ? shell.functions.get(program) : undefined
  return bodies ? callFunctions(at, program, bodies, args) : callProgram(at, program, args)
}

function callFunctions(at: At, name: string, bodies: readonly (ShellFunction | null)[], args: readonly Field[]): Value {
  const { shell } = at
  const ways = new Ways(knowledge, shell)
  const { positional } = shell
  const outputs = bodies.map((body) =>
    ways.take((own) => {
      const inOwn = { ...at, shell: own }
      return body === null ? callProgram(inOwn, name, args) : runFunction(inOwn, body, args)
    }),
  )
  become(shell, { ...ways.joined(), positional })
  return outputs.length === 1 ? (outputs[0] ?? unknown) : unknown
}

/** Every body the name may stand for runs so. */
function runFunction({ walk, shell, input }: At, { body, source }: ShellFunction, args: readonly Field[]): Value {
  const positional = shell.positional
  shell.positional = args.some(({ isMany }) => isMany) ? null : args.map(({ value }) => value)
  const own = new Map<string, Variable | undefined>()
  walk.locals.push(own)
  const output = inFrame(walk, source, () => walk.node(body, shell, { ...input, depth: input.depth + 1 }))
  walk.locals.pop()
  for (const [name, outer] of own) {
    if (outer) shell.variables.set(name, outer)
    else shell.variables.delete(name)
  }
  shell.positional = positional
  // `return` ends the function, not the script.
  shell.isDead = false
  return output
}

const isExported = (shell: Shell, name: string): boolean =>
  shell.options.has('allexport') || shell.variables.get(name)?.isExported === true

/** Variables that change how a program works, given before it or set by a command. */
export function tellVariables({ walk, shell, input, how }: At, program: string, isSeen: (name: string) => boolean) {
  const { actions, runs } = only(
    how.assignments.map(([name, value]) => {
      const git = gitVariable(name, value)
      // What git runs was looked at as code; everything else stays a doubt.
      const isKnown = git.runs.length > 0 || (name.startsWith('GIT_') && git.actions.length === 0)
      return [git, !isKnown && assignmentActions(concat(textValue(`${name}=`), value), isSeen(name))]
    }),
  )
  walk.record.add(...actions)
  for (const run of runs) start(walk, run, shell, input, program)
}

/** What the shell itself obeys, whoever else sees it. */
const obeyed = /^(?:PATH|PS4|PROMPT_COMMAND|CDPATH|BASH_(?:CMDS|ALIASES)|HISTFILE)$/

/** A variable that a command sets. */
export function tellVariable(at: Here, name: string, value: Value): void {
  const [plain = ''] = name.split('[')
  const isSeen = isExported(at.shell, plain)
  if (isSeen || obeyed.test(plain))
    tellVariables({ ...at, how: { ...plainHow, assignments: [[plain, value]] } }, '', () => isSeen)
}

function callProgram(at: At, program: string, args: readonly Field[]): Value {
  const { shell, how } = at
  const values = args.map(({ value, isMany }) => (isMany ? unknown : value))
  const name = plainName(program, folderOf(shell))
  const special = name === program && how.builtins && Object.hasOwn(specials, program) ? specials[program] : undefined
  if (special) return special(at, args)
  const builtin = name === program && how.builtins ? builtinOf(program, values) : undefined
  if (builtin) {
    const texts = args.map(({ value, isMany }) => (isMany ? null : literal(value)))
    const { actions, runs, output = [] } = only(builtin({ ...at, args, values, texts }))
    emit(at, { program, args: values, actions })
    for (const run of runs) start(at.walk, run, shell, at.input, program)
    return given(at, output)
  }
  if (name !== null) return analysed(at, program, name, values)
  const interpreter = interpreterOf(shell, program)
  if (interpreter !== null) return callProgram(at, interpreter, [one(textValue(program)), ...args])
  // A program by its path: what it does is not in the text.
  const { actions } = only(startScript.test(program) && act('service', program), doubt('opaque-script', program))
  emit(at, { program, name: program.split('/').at(-1) ?? program, args: values, actions })
  return unknown
}

const builtinOf = (name: string, values: readonly Value[]): Builtin | undefined => {
  if (name === 'printf' && knownStart(values[0] ?? []).startsWith('-v')) return printVariable
  return Object.hasOwn(builtins, name) ? builtins[name] : undefined
}

/** An option whose line was broken: nobody calls a program so, and behind a wrapper it may be the wrapper's own. */
const isBroken = (name: string, { wrappers }: Input): boolean => wrappers.length === 0 && /^-{1,2}[A-Za-z]/.test(name)

function analysed(at: At, program: string, name: string, values: readonly Value[]): Value {
  const { walk, shell, input, how } = at
  const call: Call = {
    name,
    args: values,
    stdin: input.stdin,
    outputs: how.redirections.flatMap(({ operator, target }) => (/^&?>/.test(operator) && target ? [target] : [])),
    folder: folderOf(shell),
  }
  const analysis = isBroken(name, input) ? nothing : withWritten(shell, analysisOf(call))
  const { actions } = only(
    analysis.actions,
    takenBack(walk.piped, call, analysis.actions),
    keptBack(walk.kept, call, inputsOf(how), analysis.actions),
    shell.isLookupChanged && doubt('changed-lookup', name),
  )
  walk.kept.push(...keptBy(walk.piped, call, analysis.actions, walk.taking > 0))
  walk.piped = pipedBy(call) ?? walk.piped
  emit(at, { program, name, args: values, actions })
  for (const { path, target } of analysis.links ?? []) rememberLink(shell, path, target)
  // What is taken away, or closed, is not entered; neither is a file in the place of a folder.
  if (actions.some(({ kind }) => /^(?:delete|move|metadata|unknown)$/.test(kind))) {
    shell.made.clear()
    walk.hasRemoved = true
  }
  for (const path of analysis.folders ?? []) {
    const text = literal(below(folderOf(shell), path))
    if (text !== null && !mayBeFile(walk, path)) shell.made.add(normalise(text))
  }
  const outputs = analysis.runs.map((run) =>
    start(walk, run, shell, { ...input, wrappers: [...input.wrappers, name] }, name),
  )
  const isThrough = analysis.runs.length === 1 && analysis.output === undefined
  const output = analysis.output ?? (isThrough ? (outputs[0] ?? unknown) : printed(lookedUp(call)))
  const mayMeanMore =
    name === 'echo' && shell.options.has('xpg_echo') && values.some((value) => show(value).includes('\\'))
  return given(at, mayMeanMore ? unknown : output)
}

/** What is printed goes on, or into a file. */
function given({ shell, how }: At, output: Value): Value {
  if (!how.hasOutputFile) return output
  noteWritten(shell, how, output)
  return []
}

/** Was a file of that name written before, and not removed since? */
const mayBeFile = ({ record }: At['walk'], path: Value): boolean => {
  const before = record.commands.filter(({ name }) => name !== 'mkdir').flatMap(({ actions }) => actions)
  const last = before.findLast(
    ({ kind, path: other }) => isChange(kind) && other !== undefined && sameValue(other, path),
  )
  return last !== undefined && last.kind !== 'delete'
}

const inputsOf = ({ redirections }: How): Value[] =>
  redirections.flatMap(({ operator, target }) => (operator.startsWith('<') && target ? [target] : []))

/** `command -v`, `type -P` are known by both words. */
const lookedUp = (call: Call): Call => {
  const flag = literal(call.args[0] ?? [])
  const isLook = (call.name === 'command' && flag === '-v') || (call.name === 'type' && flag === '-P')
  return isLook ? { ...call, name: `${call.name} ${flag}`, args: call.args.slice(1) } : call
}

function rememberLink(shell: Shell, path: Value, target: Value): void {
  const folder = folderOf(shell)
  const from = literal(below(folder, path))
  const to = literal(below(folder, target))
  if (from !== null && to !== null) noteTarget(shell.links, normalise(from), normalise(to))
}

/** The same shell goes on behind them, its functions are passed over. */
const shellWrappers = new Set(['command', 'builtin', 'nocorrect', 'noglob'])

/** Runs what a program starts. */
function start(walk: Walk, run: Run, shell: Shell, input: Input, name: string): Value {
  const isOwn = shellWrappers.has(name)
  const inner = isOwn ? shell : child(shell)
  if (run.folder) inner.folders = inner.folders.map((folder) => below(folder, run.folder ?? []))
  const next: Input = { ...input, stdin: run.stdin ?? unknown, depth: input.depth + 1 }
  if (run.kind === 'words') {
    const fields = run.words.map((value) => ({
      value,
      isMany: value.length === 1 && isHole(value[0]) && value[0].hole === 'any',
    }))
    return walk.call(fields, inner, next, { ...plainHow, builtins: isOwn })
  }
  inner.options = new Set([...(isOwn ? inner.options : []), ...(run.options ?? [])])
  const [zero, ...rest] = run.args ?? []
  inner.zero = zero ?? textValue('bash')
  inner.positional = rest
  return walk.text(run.source, inner, next)
}
