// One call: function, builtin, wrapper or program; what it starts in its turn is called again.
import { parse } from 'unbash'
import type { Action } from '../action.ts'
import { act, below, doubt, onPath, type Analysis, type Call, type Run } from '../programs/analysis.ts'
import { gitVariable } from '../programs/git.ts'
import { findProgram, unknownProgram } from '../programs/programs.ts'
import { assignmentActions } from '../programs/wrappers.ts'
import { concat, isHole, isKnown, literal, show, textValue, unknown, type Value } from '../value.ts'
import { builtins, normalise, printVariable, type Builtin } from './builtins.ts'
import { emit } from './emit.ts'
import { printed } from './output.ts'
import { child, folderOf, fork, joinShells, become, type Shell, type ShellFunction } from './shell.ts'
import { runFunction } from './statements.ts'
import { one, plainHow, type Field, type How, type Input, type Walk } from './walk.ts'

const maximumDepth = 24

export function callWords(walk: Walk, fields: readonly Field[], shell: Shell, input: Input, how: How): Value {
  walk.budget -= 1
  const [first, ...args] = fields
  const program = first === undefined ? '' : first.isMany ? null : literal(first.value)
  if (walk.budget < 0 || input.depth > maximumDepth) {
    emit(walk, shell, input, how, {
      program,
      name: program,
      args: args.map(({ value }) => value),
      actions: [doubt('too-complex')],
    })
    return unknown
  }
  const variables = variableActions(how.assignments)
  walk.pending.push(...variables.actions)
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
  let made: Shell | null = null
  let output: Value = []
  const before = fork(shell)
  for (const body of bodies) {
    const own = fork(before)
    output = body === null ? callProgram(walk, name, args, own, input, how) : runFunction(walk, body, args, own, input)
    made = made === null ? own : joinShells(made, own)
  }
  if (made) become(shell, { ...made, positional: before.positional })
  return bodies.length === 1 ? output : unknown
}

/** Variables that change how a program works, given before it. */
function variableActions(assignments: How['assignments']): Analysis {
  const found = assignments.map(([name, value]) => {
    const git = gitVariable(name, value)
    const plain = assignmentActions(concat(textValue(`${name}=`), value))
    // What git runs was looked at as code; everything else stays a doubt.
    return git.runs.length > 0
      ? git
      : { actions: [...git.actions, ...(name.startsWith('GIT_') && git.actions.length === 0 ? [] : plain)], runs: [] }
  })
  return { actions: found.flatMap(({ actions }) => actions), runs: found.flatMap(({ runs }) => runs) }
}

const shellWrappers = new Set(['command', 'builtin', 'exec', 'nocorrect', 'noglob'])
const standard =
  /^\/(?:usr\/(?:local\/)?)?s?bin\/|^\/(?:usr\/games|usr\/libexec|usr\/lib\/git-core|opt\/homebrew\/bin|snap\/bin|opt)\/(?=[^/]+$)/

/** The name a program is known by, null when it is a file of somebody's own. */
function plainName(program: string, folder: Value): string | null {
  const path = program.includes('/') ? literal(below(folder, textValue(program))) : null
  const text = path === null ? program : normalise(path)
  const name = text.replace(standard, '')
  return name.includes('/') ? null : name
}

function callProgram(walk: Walk, program: string, args: readonly Field[], shell: Shell, input: Input, how: How): Value {
  const values = args.map(({ value, isMany }) => (isMany ? unknown : value))
  const name = plainName(program, folderOf(shell))
  const special = name === program && how.builtins ? specials[program] : undefined
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
  if (name === 'printf' && values.some((value) => literal(value) === '-v')) return printVariable
  return Object.hasOwn(builtins, name) ? builtins[name] : undefined
}

const startScript = /^\/etc\/(?:rc\.d\/)?init\.d\/[^/]+$/

/** A program by its path: what it does is not in the text. */
function script(walk: Walk, program: string, values: readonly Value[], shell: Shell, input: Input, how: How): Value {
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
    folder: folderOf(shell),
  }
  const isHelp = values.length === 1 && /^--(?:help|version)$/.test(literal(values[0] ?? []) ?? '')
  const known = findProgram(name)
  const analysis =
    isHelp && known ? ({ actions: [], runs: [] } satisfies Analysis) : (known ?? unknownProgram(name))(call)
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

type Special = (walk: Walk, args: readonly Field[], shell: Shell, input: Input, how: How) => Value

const joinWords = (fields: readonly Field[]): Value =>
  concat(
    ...fields.flatMap(({ value, isMany }, i) =>
      i === 0 ? [isMany ? unknown : value] : [textValue(' '), isMany ? unknown : value],
    ),
  )

const evaluate: Special = (walk, args, shell, input, how) => {
  const rest = literal(args[0]?.value ?? []) === '--' ? args.slice(1) : args
  emit(walk, shell, input, how, { program: 'eval', name: 'eval', args: rest.map(({ value }) => value), actions: [] })
  return walk.text(joinWords(rest), shell, { ...input, wrappers: [...input.wrappers, 'eval'], depth: input.depth + 1 })
}

const source: Special = (walk, args, shell, input, how) => {
  const [file] = args
  const path = file ? literal(file.value) : null
  const isInput = path === '/dev/stdin' || path === '/dev/fd/0' || path === '/proc/self/fd/0'
  const actions = isInput
    ? []
    : file && path !== '/dev/null'
      ? [onPath('read', file.value), doubt('opaque-script', path ?? '')]
      : []
  emit(walk, shell, input, how, { program: '.', name: '.', args: args.map(({ value }) => value), actions })
  return isInput
    ? walk.text(input.stdin, shell, { ...input, wrappers: [...input.wrappers, '.'], depth: input.depth + 1 })
    : unknown
}

const trap: Special = (walk, args, shell, input, how) => {
  emit(walk, shell, input, how, { program: 'trap', name: 'trap', args: args.map(({ value }) => value), actions: [] })
  const rest = args.filter(({ value }) => !/^(?:--|-[lpP])$/.test(literal(value) ?? ''))
  const [code] = rest
  const text = code ? literal(code.value) : ''
  if (text === '' || text === '-' || rest.length < 2) return []
  const later = { ...input, wrappers: [...input.wrappers, 'trap'], depth: input.depth + 1 }
  const value = code?.value ?? unknown
  walk.atExit.push((final) => walk.text(value, fork(final), later))
  walk.text(value, fork(shell), later)
  return []
}

/** `command`, `builtin`, `exec`: the same shell goes on, its functions are passed over. */
const through =
  (name: string): Special =>
  (walk, args, shell, input, how) => {
    const values = args.map(({ value, isMany }) => (isMany ? unknown : value))
    const call: Call = { name, args: values, stdin: input.stdin, folder: folderOf(shell) }
    const { actions, runs } = (findProgram(name) ?? unknownProgram(name))(call)
    emit(walk, shell, input, how, { program: name, name, args: values, actions })
    const next: Input = { ...input, wrappers: [...input.wrappers, name] }
    let output: Value = runs.length === 0 ? printed(lookedUp(call)) : unknown
    for (const run of runs) {
      if (run.kind !== 'words') continue
      const skipped = values.length - run.words.length
      output = walk.call(
        args.slice(Math.max(0, skipped)),
        name === 'exec' ? child(shell) : shell,
        { ...next, depth: next.depth + 1 },
        { ...plainHow, builtins: name !== 'exec', hasOutputFile: how.hasOutputFile },
      )
    }
    return output
  }

const specials: Readonly<Record<string, Special>> = {
  eval: evaluate,
  '.': source,
  source,
  trap,
  command: through('command'),
  builtin: through('builtin'),
  exec: through('exec'),
}

/** Aliases are text: what they stand for is read anew. */
export function callAlias(
  walk: Walk,
  text: string,
  args: readonly Field[],
  shell: Shell,
  input: Input,
  how: How,
): Value {
  const script = parse(text)
  const [statement] = script.commands
  const command = statement?.command
  const isPlain =
    !script.errors?.length &&
    script.commands.length === 1 &&
    command?.type === 'Command' &&
    command.redirects.length === 0 &&
    command.prefix.length === 0
  const next: Input = { ...input, wrappers: [...input.wrappers, 'alias'], depth: input.depth + 1 }
  if (isPlain && command.name) {
    const words = [command.name, ...command.args].map((word) =>
      'value' in word && typeof word.value === 'string' ? one(textValue(word.value)) : one(unknown),
    )
    return callWords(walk, [...words, ...args], shell, next, { ...how, functions: true, builtins: true })
  }
  const tail = args.map(({ value, isMany }) =>
    isMany || !isKnown(value) ? unknown : textValue(` '${(literal(value) ?? '').replaceAll("'", `'\\''`)}'`),
  )
  return walk.text(concat(textValue(text), ...tail), shell, next)
}
