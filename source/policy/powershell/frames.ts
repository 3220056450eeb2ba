// What is known where a script is: variables, what names mean, the folder; how that goes on where a way may not be taken.
import { repeat } from '../machine/ways.ts'
import { normalise } from '../model/path.ts'
import { contains, literal, sameValue, show, unknown, type Value } from '../model/value.ts'
import { builtinAlias } from './aliases.ts'
import { anything, either, nothing, type Datum } from './datum.ts'
import { limits } from '../limits.ts'
import { within, type Frame, type Machine, type Meaning } from './machine.ts'
import type { ScriptBlock } from './syntax.ts'

// Folders: a change of the folder may fail.

export const foldersOf = ({ folder, others }: Frame): readonly Value[] => [folder, ...others]

/** Goes where `place` is from the folder one is in; who is not surely let in may stay. */
export function moveTo(machine: Machine, place: () => Value): void {
  const { frame, context } = machine
  const before = foldersOf(frame)
  const [folder = unknown, ...rest] = before.map((from) =>
    within(machine, { frame: { ...frame, folder: from, others: [] } }, place),
  )
  const isSure = [folder, ...rest].every((each) => context.isFolder?.(normalise(literal(each) ?? '')) === true)
  const all = new Map([...rest, ...(isSure ? [] : before)].map((each) => [show(each), each]))
  all.delete(show(folder))
  const isLost = contains(folder, 'any') || all.size >= limits.folders
  frame.folder = isLost ? unknown : folder
  frame.others = isLost ? [] : [...all.values()]
}

/** After one way or another. */
function joinFolders(a: Frame, b: Frame): Pick<Frame, 'folder' | 'others'> {
  const all = new Map([...a.others, ...b.others].map((folder) => [JSON.stringify(folder), folder]))
  const isSame = sameValue(a.folder, b.folder) && all.size < limits.folders
  return isSame ? { folder: a.folder, others: [...all.values()] } : { folder: unknown, others: [] }
}

// Names: functions and aliases that the text defines.

/** An alias stays in front of a function. */
export function define({ frame: { meanings } }: Machine, name: string, meaning: ScriptBlock | string): void {
  const aliases = (meanings.get(name) ?? []).filter((known) => typeof known === 'string')
  meanings.set(name, typeof meaning === 'string' ? [meaning] : [...aliases, meaning])
}

/** What a name comes to: a function, or (null) the command of that name. */
export interface Meant {
  readonly name: string
  readonly block: ScriptBlock | null
  /** It means something else, too: what nobody knows by that name is not there. */
  readonly isOther: boolean
}

/** All that a name may mean, aliases followed. */
export function meaningsOf({ frame: { meanings } }: Machine, written: string): readonly Meant[] {
  const seen = new Set<string>()
  const follow = (name: string): readonly Meant[] => {
    const known = seen.has(name) ? [null] : (meanings.get(name) ?? [null])
    const builtin = seen.has(name) ? undefined : builtinAlias(name)
    seen.add(name)
    return known.flatMap((meaning): readonly Meant[] => {
      const meant = meaning ?? builtin ?? null
      if (typeof meant === 'string') return follow(meant)
      return [{ name, block: meant, isOther: known.length > 1 }]
    })
  }
  return follow(written)
}

/** After one way or another; a name without definition means what it always does. */
function joinMeanings(a: Frame['meanings'], b: Frame['meanings']): Frame['meanings'] {
  const all = (name: string): readonly Meaning[] => [...(a.get(name) ?? [null]), ...(b.get(name) ?? [null])]
  return new Map(Array.from(new Set([...a.keys(), ...b.keys()]), (name) => [name, distinct(all(name))]))
}
const distinct = (meanings: readonly Meaning[]): Meaning[] => [
  ...new Map(meanings.map((meaning) => [textOf(meaning), meaning])).values(),
]
/** Code that is read again is the same function. */
const textOf = (meaning: Meaning): string => (typeof meaning === 'object' ? JSON.stringify(meaning) : meaning)

/** What is defined by `work` may not count behind it. */
export function perhaps<T>({ frame }: Machine, work: () => T): T {
  const before = new Map(frame.meanings)
  try {
    return work()
  } finally {
    take(frame.meanings, joinMeanings(before, frame.meanings))
  }
}

// Ways.

/** A copy of the frame; copying many variables costs steps. */
export function copied(machine: Machine, frame: Frame): Frame {
  const { variables, meanings } = frame
  machine.budget.spend((variables.size + meanings.size) >> 4)
  return { ...frame, variables: new Map(variables), meanings: new Map(meanings) }
}

export function joined(a: Frame, b: Frame): Frame {
  const names = new Set([...a.variables.keys(), ...b.variables.keys()])
  const valueOf = (name: string) => either(a.variables.get(name) ?? anything, b.variables.get(name) ?? anything)
  return {
    ...a,
    variables: new Map(Array.from(names, (name) => [name, valueOf(name)])),
    meanings: joinMeanings(a.meanings, b.meanings),
    ...joinFolders(a, b),
  }
}

/** Takes over what another frame came to know. */
export function become(frame: Frame, other: Frame): void {
  take(frame.variables, other.variables)
  take(frame.meanings, other.meanings)
  frame.folder = other.folder
  frame.others = other.others
}
function take<T>(own: Map<string, T>, other: ReadonlyMap<string, T>): void {
  for (const [name, value] of other) own.set(name, value)
}

/**
 * A body that runs any number of times: until nothing that is known changes. `mayPass`: it may not run at all; else what it
 * sets is set behind it.
 */
export function repeated(machine: Machine, mayPass: boolean, body: () => Datum): Datum {
  const { frame } = machine
  let output = nothing
  let last = frame
  let links = machine.links.size
  const same = (a: Frame, b: Frame): boolean => {
    const before = links
    links = machine.links.size
    return before === links && marksOf(a) === marksOf(b) && [...a.variables].every(([k, v]) => b.variables.get(k) === v)
  }
  const widen = (state: Frame, before: Frame): void => {
    for (const [name, datum] of state.variables)
      if (before.variables.get(name) !== datum) state.variables.set(name, anything)
  }
  const copy = (from: Frame) => copied(machine, from)
  repeat({ copy, join: joined, same, become, widen }, frame, (own) => {
    last = own
    output = within(machine, { frame: own }, body)
  })
  if (!mayPass) become(frame, last)
  return output
}

/** All that is no variable, as one text. */
const marksOf = ({ meanings, folder, others }: Frame): string =>
  JSON.stringify([[...meanings].map(([name, list]) => [name, list.length]), folder, others])
