// eval, source and trap: the shell itself goes on with what they are given.
import type { Action } from '../model/action.ts'
import { doubt, onPath } from '../grammar/analysis.ts'
import { literal, spaced, unknown, type Value } from '../model/value.ts'
import { type At, emit, type Field, type Input } from './walk.ts'
import { changedNames, fork, type Shell, unsettle } from './shell.ts'

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

export const specials: Readonly<Record<string, Special>> = {
  eval: evaluate,
  '.': source,
  source,
  trap,
}
