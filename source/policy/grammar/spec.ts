// Programs described as data: which options write where, what their operands are.
import type { Action, ActionKind, FileActionKind } from '../model/action.ts'
import { fileActions } from '../model/action.ts'
import { knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { act, doubt, onPath, readOrFetch, shell, words, type Analyser, type Analysis, type Run } from './analysis.ts'
import { isListed } from './open-options.ts'
import { isTame } from './overheard.ts'
import { compileGrammar, cut, parseOptions, type ParsedOptions } from './options.ts'
import type { Role } from './roles.ts'

export interface Spec {
  /** See Grammar. */
  readonly options?: string
  /** Every option that `options` does not name is harmless. */
  readonly isOpen?: boolean
  readonly operands?: Role
  /** Roles of the first operands and of the last one, where they differ. */
  readonly first?: Role
  readonly second?: Role
  readonly last?: Role
  /** What a flag does, beside its value; to files that are not known. */
  readonly flags?: Readonly<Record<string, readonly ActionKind[]>>
  /** With one of these options operands have another role. */
  readonly instead?: readonly (readonly [option: string, role: Role])[]
  /** With one of these options the operands are whole trees. */
  readonly tree?: string
  /** What it always does. */
  readonly always?: readonly ActionKind[]
  /** Options end at the first operand. */
  readonly isPosix?: boolean
  /** What it reads when no operand is given. */
  readonly fallback?: Value
}

const isFileAction = (role: string): role is FileActionKind => fileActions.some((kind) => kind === role)

/** The actions and runs of one value in a role. */
export function inRole(role: string, value: Value, isTree = false): { actions: Action[]; runs: Run[] } {
  if (literal(value) === '-' && isInput.test(role)) return inputRole(role)
  if (role === 'code') return { actions: [], runs: [shell(value)] }
  if (role === 'program') return { actions: [], runs: [words(value, unknown)] }
  if (role === 'script') return { actions: [onPath('read', value), doubt('opaque-script', show(value))], runs: [] }
  if (role === 'sink' && /^[|!]/.test(show(value))) return { actions: [], runs: [shell(cut(value, 1))] }
  if (role === 'sink') return inRole('overwrite', value, isTree)
  if (role === 'fetched') return { actions: [readOrFetch(value)], runs: [] }
  if (role === 'page') return show(value).includes('/') ? inRole('read', value) : { actions: [], runs: [] }
  if (role === 'listed') return { actions: [onPath('read', value), doubt('dynamic-code', 'names of files')], runs: [] }
  if (role.endsWith('Tree')) return inRole(role.slice(0, -4), value, true)
  if (role === 'edit') return { actions: [onPath('read', value, isTree), onPath('modify', value, isTree)], runs: [] }
  if (isFileAction(role)) return { actions: [onPath(role, value, isTree)], runs: [] }
  return { actions: [], runs: [] }
}

/** `-` is standard input: nothing to a role about files, but a list or code that is not in the words. */
const isInput = /^(?!code$|program$|sink$|delete$)/

const inputRole = (role: string): { actions: Action[]; runs: Run[] } =>
  role === 'script' || role === 'listed'
    ? { actions: [doubt('dynamic-code', 'standard input')], runs: [] }
    : { actions: [], runs: [] }

export function compileSpec(spec: Spec): Analyser {
  const grammar = compileGrammar(spec.options ?? '', spec.isOpen)
  return ({ name, args }) => analyse(spec, name, parseOptions(grammar, args, spec.isPosix !== true), args)
}

/** A word of a program that brings and sends files: one that it names may be read, one elsewhere may be written. */
function mayTouch(word: Value): Action[] {
  const [before = ''] = /^(?:-[A-Za-z](?=[/.])|-[^=]*=|[\w.-]+=)?@?/.exec(knownStart(word)) ?? []
  const path = cut(word, before.length)
  if (knownStart(path).startsWith('-') || knownStart(path) === '') return []
  const may = (kind: FileActionKind): Action => ({ kind, path, isTree: true, isUnsure: true })
  return [
    may('read'),
    ...(/^(?:\/(?!dev\/|(?:var\/)?run\/)|\.\.(?:\/|$))/.test(knownStart(path)) ? [may('overwrite')] : []),
  ]
}

function analyse(spec: Spec, name: string, parsed: ParsedOptions, named: readonly Value[]): Analysis {
  const actions: Action[] = (spec.always ?? []).map((kind) => act(kind, name))
  const runs: Run[] = []
  const add = (found: { actions: Action[]; runs: Run[] }) => {
    actions.push(...found.actions)
    runs.push(...found.runs)
  }
  for (const { option, value } of parsed.options) {
    if (value !== null) add(inRole(option.role, value))
    for (const kind of spec.flags?.[option.name] ?? [])
      actions.push(isFileAction(kind) ? onPath(kind, unknown) : act(kind, `${name} -${option.name}`))
  }
  const has = (option: string) => parsed.options.some((each) => each.option.name === option)
  const instead = spec.instead?.find(([option]) => has(option))?.[1]
  const isTree = (spec.tree ?? '').split(' ').some((option) => option !== '' && has(option))
  const { operands } = parsed
  for (const [i, operand] of operands.entries()) {
    const role = roleAt(spec, instead, i, operands.length)
    add(inRole(role, operand, isTree))
  }
  if (operands.length === 0 && spec.fallback)
    add(inRole(instead ?? spec.first ?? spec.operands ?? '', spec.fallback, isTree))
  if (spec.isOpen === true && spec.always?.includes('network') === true) actions.push(...named.flatMap(mayTouch))
  // What always does something is stopped for that, or let through with all of it.
  const isListing = spec.isOpen === true && (spec.always !== undefined || isTame(name))
  const doubted = spec.isOpen === true ? parsed.strange.filter((option) => isLong(name, option)) : parsed.strange
  if (!isListing) actions.push(...doubted.map((option) => doubt('unknown-option', `${name} ${option}`)))
  if (parsed.mayHideOption && canHarm(spec)) actions.push(doubt('unknown-option', hiddenOption(name, operands)))
  return { actions, runs }
}

const isLong = (name: string, option: string): boolean => option.startsWith('--') && !isListed(name, option)

export const hiddenOption = (name: string, operands: readonly Value[]): string =>
  `${name} ${operands.map(show).join(' ')}`.slice(0, 80)

function roleAt(spec: Spec, instead: Role | undefined, i: number, count: number): Role {
  if (i === 0 && spec.first !== undefined) return spec.first
  if (i === 1 && spec.second !== undefined) return spec.second
  if (i === count - 1 && count > 1 && spec.last !== undefined) return spec.last
  return instead ?? spec.operands ?? ''
}

const harmless = /^(?:|read|readTree|data|page|listed)$/

/** Could a word that turns out to be an option write, run or reach something? */
function canHarm(spec: Spec): boolean {
  const roles = [...(spec.options ?? '').matchAll(/[:?]([A-Za-z]+)/g)].map(([, role = '']) => role)
  return roles.some((role) => !harmless.test(role)) || spec.flags !== undefined || spec.instead !== undefined
}
