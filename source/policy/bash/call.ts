// One call: function, builtin, wrapper or program; what it starts in its turn is called again.
import type { Action } from '../model/action.ts'
import { act, below, doubt, nothing, only, type Analysis, type Call, type Run } from '../grammar/analysis.ts'
import { gitVariable } from '../readers/git/code.ts'
import { findProgram, unknownProgram } from '../programs/programs.ts'
import { isProbe } from '../programs/probes.ts'
import { withDoubts } from '../grammar/overheard.ts'
import { assignmentActions } from '../grammar/environment.ts'
import { concat, isHole, knownStart, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { builtins } from './builtins.ts'
import { normalise } from '../model/path.ts'
import { printVariable } from './builtin-variables.ts'
import { type Builtin } from './builtin.ts'
import { emit } from './emit.ts'
import { lookedUp, shellWrappers, specials } from './evaluators.ts'
import { printed } from './output.ts'
import { plainName, startScript } from './program-names.ts'
import { Ways } from '../machine/ways.ts'
import { become, child, folderOf, knowledge, type Shell, type ShellFunction } from './shell.ts'
import { inFrame, plainHow, type Field, type How, type Input, type Walk } from './walk.ts'
import { limits } from '../limits.ts'

export function callWords(walk: Walk, fields: readonly Field[], shell: Shell, input: Input, how: How): Value {
  walk.budget.spend()
  const [first, ...args] = fields
  const program = first === undefined ? '' : first.isMany ? null : literal(first.value)
  if (input.depth > limits.calls) {
    emit(walk, shell, input, how, {
      program,
      name: program,
      args: args.map(({ value }) => value),
      actions: [doubt('too-complex')],
    })
    return unknown
  }
  const variables = variableActions(how.assignments, (name) => program !== '' || isExported(shell, name))
  walk.record.add(...variables.actions)
  for (const run of variables.runs) start(walk, run, shell, input, program ?? '')
  if (program === null) return dynamic(walk, fields, shell, input, how)
  if (program === '') {
    emit(walk, shell, input, how, { program: '', name: '', args: [], actions: [] })
    return []
  }
  const bodies = how.functions ? shell.functions.get(program) : undefined
  if (bodies) return callFunctions(walk, program, bodies, args, shell, input, how)
  return callProgram(walk, program, args, shell, input, how)
}

function dynamic(walk: Walk, fields: readonly Field[], shell: Shell, input: Input, how: How): Value {
  const [first] = fields
  const value = first?.value ?? []
  const actions = [doubt('dynamic-program', show(value))]
  emit(walk, shell, input, how, {
    program: null,
    name: null,
    args: fields.slice(1).map((field) => field.value),
    actions,
  })
  return unknown
}

function callFunctions(
  walk: Walk,
  name: string,
  bodies: readonly (ShellFunction | null)[],
  args: readonly Field[],
  shell: Shell,
  input: Input,
  how: How,
): Value {
  const ways = new Ways(knowledge, shell)
  const { positional } = shell
  const outputs = bodies.map((body) =>
    ways.take((own) =>
      body === null ? callProgram(walk, name, args, own, input, how) : runFunction(walk, body, args, own, input),
    ),
  )
  become(shell, { ...ways.joined(), positional })
  return outputs.length === 1 ? (outputs[0] ?? unknown) : unknown
}

/** Every body the name may stand for runs so. */
function runFunction(
  walk: Walk,
  { body, source }: ShellFunction,
  args: readonly Field[],
  shell: Shell,
  input: Input,
): Value {
  const positional = shell.positional
  shell.positional = args.some(({ isMany }) => isMany) ? null : args.map(({ value }) => value)
  const output = inFrame(walk, source, () => walk.node(body, shell, { ...input, depth: input.depth + 1 }))
  shell.positional = positional
  // `return` ends the function, not the script.
  shell.isDead = false
  return output
}

const isExported = (shell: Shell, name: string): boolean =>
  shell.options.has('allexport') || shell.variables.get(name)?.isExported === true

/** Variables that change how a program works, given before it. */
function variableActions(assignments: How['assignments'], isSeen: (name: string) => boolean): Analysis {
  return only(
    assignments.map(([name, value]) => {
      const git = gitVariable(name, value)
      // What git runs was looked at as code; everything else stays a doubt.
      const isKnown = git.runs.length > 0 || (name.startsWith('GIT_') && git.actions.length === 0)
      return [git, !isKnown && assignmentActions(concat(textValue(`${name}=`), value), isSeen(name))]
    }),
  )
}

function callProgram(walk: Walk, program: string, args: readonly Field[], shell: Shell, input: Input, how: How): Value {
  const values = args.map(({ value, isMany }) => (isMany ? unknown : value))
  const name = plainName(program, folderOf(shell))
  const special = name === program && how.builtins && Object.hasOwn(specials, program) ? specials[program] : undefined
  if (special) return special(walk, args, shell, input, how)
  const builtin = name === program && how.builtins ? builtinOf(program, values) : undefined
  if (builtin) {
    const texts = args.map(({ value, isMany }) => (isMany ? null : literal(value)))
    const { actions, output } = builtin({ walk, shell, input, args, values, texts })
    emit(walk, shell, input, how, { program, name: program, args: values, actions })
    return how.hasOutputFile ? [] : output
  }
  if (name === null) return script(walk, program, values, shell, input, how)
  return analysed(walk, program, name, args, shell, input, how)
}

const builtinOf = (name: string, values: readonly Value[]): Builtin | undefined => {
  if (name === 'printf' && knownStart(values[0] ?? []).startsWith('-v')) return printVariable
  return Object.hasOwn(builtins, name) ? builtins[name] : undefined
}

/** A program by its path: what it does is not in the text. */
export function script(
  walk: Walk,
  program: string,
  values: readonly Value[],
  shell: Shell,
  input: Input,
  how: How,
): Value {
  const actions: Action[] = [
    ...(startScript.test(program) ? [act('service', program)] : []),
    doubt('opaque-script', program),
  ]
  emit(walk, shell, input, how, { program, name: program.split('/').at(-1) ?? program, args: values, actions })
  return unknown
}

function analysed(
  walk: Walk,
  program: string,
  name: string,
  args: readonly Field[],
  shell: Shell,
  input: Input,
  how: How,
): Value {
  const values = args.map(({ value, isMany }) => (isMany ? unknown : value))

  const call: Call = {
    name,
    args: values,
    stdin: input.stdin,
    outputs: how.redirections.flatMap(({ operator, target }) => (/^&?>/.test(operator) && target ? [target] : [])),
    folder: folderOf(shell),
  }
  const analysis = isProbe(name, values) ? nothing : withDoubts(findProgram(name) ?? unknownProgram(name), call)
  const actions = [...analysis.actions, ...(shell.isLookupChanged ? [doubt('changed-lookup', name)] : [])]
  emit(walk, shell, input, how, { program, name, args: values, actions })
  for (const { path, target } of analysis.links ?? []) rememberLink(shell, path, target)
  for (const path of analysis.folders ?? []) {
    const text = literal(below(folderOf(shell), path))
    if (text !== null) shell.made.add(normalise(text))
  }
  const outputs = analysis.runs.map((run) =>
    start(walk, run, shell, { ...input, wrappers: [...input.wrappers, name] }, name),
  )
  if (how.hasOutputFile) return []
  const isThrough = analysis.runs.length === 1 && analysis.output === undefined
  return analysis.output ?? (isThrough ? (outputs[0] ?? unknown) : printed(lookedUp(call)))
}

function rememberLink(shell: Shell, path: Value, target: Value): void {
  const folder = folderOf(shell)
  const from = literal(below(folder, path))
  const to = literal(below(folder, target))
  if (from !== null && to !== null) shell.links.set(normalise(from), normalise(to))
}

/** Runs what a program starts. */
export function start(walk: Walk, run: Run, shell: Shell, input: Input, name: string): Value {
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
  const [zero, ...rest] = run.args ?? []
  inner.zero = zero ?? textValue('bash')
  inner.positional = rest
  return walk.text(run.source, inner, next)
}
