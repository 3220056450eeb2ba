// Programs described as data: which options write where, what their operands are.
import type { Action, ActionKind, FileActionKind } from '../model/action.ts'
import { isFileKind } from '../model/action.ts'
import { knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import {
  act,
  doubt,
  only,
  onPath,
  readOrFetch,
  shell,
  words,
  type Analyser,
  type Analysis,
  type Found,
} from './analysis.ts'
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

/** What becomes of one value in a role. */
export function inRole(role: string, value: Value, isTree = false): Found {
  if (literal(value) === '-' && isInput.test(role))
    return (role === 'script' || role === 'listed') && doubt('dynamic-code', 'standard input')
  if (role === 'code') return shell(value)
  if (role === 'program') return words(value, unknown)
  if (role === 'script') return [onPath('read', value), doubt('opaque-script', show(value))]
  if (role === 'sink' && /^[|!]/.test(show(value))) return shell(cut(value, 1))
  if (role === 'sink') return onPath('overwrite', value, isTree)
  if (role === 'fetched') return readOrFetch(value)
  if (role === 'page') return show(value).includes('/') && onPath('read', value)
  if (role === 'listed') return [onPath('read', value), doubt('dynamic-code', 'names of files')]
  if (role.endsWith('Tree')) return inRole(role.slice(0, -4), value, true)
  if (role === 'edit') return [onPath('read', value, isTree), onPath('modify', value, isTree)]
  return isFileKind(role) && onPath(role, value, isTree)
}

/** `-` is standard input: nothing to a role about files, but a list or code that is not in the words. */
const isInput = /^(?!code$|program$|sink$|delete$)/

export function compileSpec(spec: Spec): Analyser {
  const grammar = compileGrammar(spec.options ?? '', spec.isOpen)
  return ({ name, args }) => analyse(spec, name, parseOptions(grammar, args, spec.isPosix !== true), args)
}

/** A word of a program that brings and sends files: one that it names may be read, one elsewhere may be written. */
function mayTouch(word: Value): Found {
  const [before = ''] = /^(?:-[A-Za-z](?=[/.])|-[^=]*=|[\w.-]+=)?@?/.exec(knownStart(word)) ?? []
  const path = cut(word, before.length)
  if (knownStart(path).startsWith('-') || knownStart(path) === '') return []
  const may = (kind: FileActionKind): Action => ({ kind, path, isTree: true, isUnsure: true })
  return [may('read'), /^(?:\/(?!dev\/|(?:var\/)?run\/)|\.\.(?:\/|$))/.test(knownStart(path)) && may('overwrite')]
}

function analyse(spec: Spec, name: string, parsed: ParsedOptions, named: readonly Value[]): Analysis {
  const { operands, options } = parsed
  const has = (option: string) => options.some((each) => each.option.name === option)
  const instead = spec.instead?.find(([option]) => has(option))?.[1]
  const isTree = (spec.tree ?? '').split(' ').some((option) => option !== '' && has(option))
  const flagged = (option: string) =>
    spec.flags?.[option]?.map((kind) => (isFileKind(kind) ? onPath(kind, unknown) : act(kind, `${name} -${option}`)))
  // What always does something is stopped for that, or let through with all of it.
  const isListing = spec.isOpen === true && (spec.always !== undefined || isTame(name))
  const doubted = spec.isOpen === true ? parsed.strange.filter((option) => isLong(name, option)) : parsed.strange
  return only(
    spec.always?.map((kind) => act(kind, name)),
    options.map(({ option, value }) => [value && inRole(option.role, value), flagged(option.name)]),
    operands.map((operand, i) => inRole(roleAt(spec, instead, i, operands.length), operand, isTree)),
    operands.length === 0 &&
      spec.fallback &&
      inRole(instead ?? spec.first ?? spec.operands ?? '', spec.fallback, isTree),
    spec.isOpen === true && spec.always?.includes('network') === true && named.map(mayTouch),
    !isListing && doubted.map((option) => doubt('unknown-option', `${name} ${option}`)),
    parsed.mayHideOption && canHarm(spec) && doubt('unknown-option', hiddenOption(name, operands)),
  )
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
