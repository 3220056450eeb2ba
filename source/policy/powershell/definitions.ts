// Functions and aliases: what a name may mean, where it is not sure that it was defined, or only elsewhere.
import { sameValue, unknown } from '../model/value.ts'
import { limits } from '../limits.ts'
import { anything } from './datum.ts'
import type { Machine } from './machine.ts'
import type { ScriptBlock } from './syntax.ts'

/** A function, what an alias stands for, or null: what it means without any definition. */
export type Meaning = ScriptBlock | string | null

export function defineFunction(machine: Machine, name: string, block: ScriptBlock): void {
  noteOlder(machine, name)
  machine.functions.set(name, block)
}

export function defineAlias(machine: Machine, name: string, meant: string): void {
  noteOlder(machine, name)
  machine.aliases.set(name, meant)
}

/** A definition that surely counts takes the place of what was before. */
function noteOlder(machine: Machine, name: string): void {
  if (machine.unsure === 0) {
    machine.older.delete(name)
    return
  }
  const before = machine.aliases.get(name) ?? machine.functions.get(name) ?? null
  const known = machine.older.get(name) ?? []
  if (!known.includes(before)) machine.older.set(name, [...known, before])
}

/** What is defined by `work` may not count, or not behind it. */
export function perhaps<T>(machine: Machine, work: () => T): T {
  machine.unsure += 1
  try {
    return work()
  } finally {
    machine.unsure -= 1
  }
}

/** The machine without any definition of the name. */
export function withoutName(machine: Machine, name: string): Partial<Machine> {
  const without = <T>(map: ReadonlyMap<string, T>): Map<string, T> => new Map([...map].filter(([key]) => key !== name))
  return { functions: without(machine.functions), aliases: without(machine.aliases), older: without(machine.older) }
}

/** A body that runs any number of times: once more where it defines or moves something, for what it did before. */
export function again<T>(machine: Machine, run: () => T): T {
  const before = marks(machine)
  const { folder } = machine.frame
  const result = perhaps(machine, run)
  const after = marks(machine)
  const isMoved = !sameValue(folder, machine.frame.folder)
  if (!isMoved && before.length === after.length && before.every((mark, i) => mark === after[i])) return result
  if (isMoved) Object.assign(machine.frame, { folder: unknown, others: [] })
  perhaps(machine, run)
  return result
}

/** The same where what it knows at first still counts: until no further variable changes in it. */
export function settled<T>(machine: Machine, run: () => T): T {
  const changed = new Set<string>()
  for (let round = 0; round < limits.unrolled; round += 1) {
    const before = new Map(machine.frame.variables)
    const result = again(machine, run)
    const { variables } = machine.frame
    const fresh = [...variables].flatMap(([name, datum]) =>
      datum === before.get(name) || changed.has(name) ? [] : [name],
    )
    if (fresh.length === 0) return result
    for (const name of fresh) changed.add(name)
    for (const name of changed) variables.set(name, anything)
  }
  throw new RangeError('a loop without end')
}

const marks = ({ functions, aliases, links }: Machine): readonly unknown[] => [
  ...functions.keys(),
  ...functions.values(),
  ...aliases.keys(),
  ...aliases.values(),
  ...links.keys(),
  ...links.values(),
]
