// eval, source, trap, command, builtin and exec: the shell itself goes on with what they are given.
import type { Action } from '../model/action.ts'
import { type Call, doubt, onPath } from '../grammar/analysis.ts'
import { analysisOf } from '../programs/programs.ts'
import { literal, spaced, unknown, type Value } from '../model/value.ts'
import { type At, emit, type Field, type Input, plainHow } from './walk.ts'
import { printed } from './output.ts'
import { changedNames, child, folderOf, fork, type Shell, unsettle } from './shell.ts'

export const shellWrappers = new Set(['command', 'builtin', 'exec', 'nocorrect', 'noglob'])

/** `command -v`, `type -P` are known by both words. */
export const lookedUp = (call: Call): Call => {
  const flag = literal(call.args[0] ?? [])
  const isLook = (call.name === 'command' && flag === '-v') || (call.name === 'type' && flag === '-P')
  return isLook ? { ...call, name: `${call.name} ${flag}`, args: call.args.slice(1) } : call
}

type Special = (at: At, args: readonly Field[]) => Value

/** Deeper, by one more wrapper. */
const within = ({ input }: At, name: string): Input => ({
  ...input,
  wrappers: [...input.wrappers, name],
  depth: input.depth + 1,
})

const evaluate: Special = (at, args) => {
  const rest = literal(args[0]?.value ?? []) === '--' ? args.slice(1) : args
  emit(at, { program: 'eval', args: rest.map(({ value }) => value) })
  const words = rest.map(({ value, isMany }) => (isMany ? unknown : value))
  return at.walk.text(spaced(words), at.shell, within(at, 'eval'))
}

const source: Special = (at, args) => {
  const [file] = args
  const path = file ? literal(file.value) : null
  const isInput = path === '/dev/stdin' || path === '/dev/fd/0' || path === '/proc/self/fd/0'
  const isRead = !isInput && file !== undefined && path !== '/dev/null'
  const actions = isRead ? [onPath('read', file.value), doubt('opaque-script', path ?? '')] : []
  emit(at, { program: '.', args: args.map(({ value }) => value), actions })
  return isInput ? at.walk.text(at.input.stdin, at.shell, within(at, '.')) : unknown
}

const trap: Special = (at, args) => {
  const { walk, shell } = at
  const say = (actions: readonly Action[] = []) =>
    emit(at, { program: 'trap', args: args.map(({ value }) => value), actions })
  const rest = args.filter(({ value }) => !/^(?:--|-[lpP])$/.test(literal(value) ?? ''))
  const [code] = rest
  const text = code ? literal(code.value) : ''
  if (text === '' || text === '-' || rest.length < 2) {
    say()
    return []
  }
  const later = within(at, 'trap')
  const value = code?.value ?? unknown
  walk.atExit.push((final) => walk.text(value, fork(final), later))
  const after = fork(shell)
  walk.text(value, after, later)
  const isAtEnd = rest.slice(1).every(({ value: name }) => /^(?:0|(?:SIG)?EXIT)$/i.test(literal(name) ?? ''))
  say(isAtEnd ? [] : interrupted(shell, after))
  return []
}

/** A trap that is not for the end runs between any two commands: what it sets is never known again. */
function interrupted(shell: Shell, after: Shell): Action[] {
  for (const name of changedNames(shell, after)) unsettle(shell, name)
  const isMoved = JSON.stringify(shell.folders) !== JSON.stringify(after.folders)
  const isOther = after.functions.size !== shell.functions.size || after.isLookupChanged !== shell.isLookupChanged
  return isMoved || isOther ? [doubt('dynamic-code', 'trap')] : []
}

/** `command`, `builtin`, `exec`: the same shell goes on, its functions are passed over. */
const through =
  (name: string): Special =>
  (at, args) => {
    const { walk, shell, input, how } = at
    const values = args.map(({ value, isMany }) => (isMany ? unknown : value))
    const call: Call = { name, args: values, stdin: input.stdin, folder: folderOf(shell) }
    const { actions, runs } = analysisOf(call)
    emit(at, { program: name, args: values, actions })
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

export const specials: Readonly<Record<string, Special>> = {
  eval: evaluate,
  '.': source,
  source,
  trap,
  command: through('command'),
  builtin: through('builtin'),
  exec: through('exec'),
}
