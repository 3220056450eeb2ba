// Variables and folders of scopes and branches: copied, joined again, forgotten.
import { literal } from '../value.ts'
import { anything, collected, either, itemsOf, nothing, someNumber, type Datum } from './datum.ts'
import type { Machine } from './machine.ts'
import type { Statement } from './syntax.ts'

/** A copy of the frame; copying many variables costs steps. */
export function inner(machine: Machine, isScope: boolean): Machine['frame'] {
  const { variables, folder, shared } = machine.frame
  machine.budget -= variables.size >> 4
  return { variables: new Map(variables), folder, shared: isScope ? new Map() : shared }
}

/** Runs each body on its own copy of the variables, then keeps what all agree on. */
export function fork(machine: Machine, works: readonly (() => Datum)[], mayPass: boolean): Datum {
  const before = machine.frame
  const ends: Machine['frame'][] = mayPass ? [inner(machine, false)] : []
  const results: Datum[] = []
  for (const work of works) {
    machine.frame = before
    machine.frame = inner(machine, false)
    results.push(work())
    ends.push(machine.frame)
  }
  machine.frame = before
  const [first, ...others] = ends
  if (first === undefined) return nothing
  const names = new Set(ends.flatMap(({ variables }) => [...variables.keys()]))
  for (const name of names) {
    const values = ends.map(({ variables }) => variables.get(name) ?? anything)
    before.variables.set(name, values.reduce(either))
  }
  before.folder = others.every(({ folder }) => literal(folder) === literal(first.folder))
    ? first.folder
    : [{ hole: 'any' }]
  return mayPass ? collected(results.flatMap(itemsOf).length > 0 ? [anything] : []) : results.reduce(either)
}

/** Forgets what the statements assign, except that counters stay numbers. */
export function forget(machine: Machine, statements: readonly Statement[]): void {
  const text = JSON.stringify(statements, (key: string, value: unknown) => (key === 'source' ? undefined : value))
  const { variables } = machine.frame
  for (const [name, datum] of variables) {
    if (!text.includes(`"name":${JSON.stringify(name)}`) && !text.includes(`"variable":${JSON.stringify(name)}`))
      continue
    const isCounter = datum.is === 'number' && !isReassigned(statements, name)
    variables.set(name, isCounter ? someNumber : anything)
  }
}
const isReassigned = (statements: readonly Statement[], name: string): boolean =>
  JSON.stringify(statements).includes(`"kind":"assign","target":{"kind":"variable","name":${JSON.stringify(name)}`)
