// Variables and folders of scopes and branches: copied, joined again, forgotten.
import { Ways } from '../machine/ways.ts'
import { sameValue, unknown } from '../model/value.ts'
import { anything, collected, either, itemsOf, nothing, someNumber, type Datum } from './datum.ts'
import type { Frame, Machine } from './machine.ts'
import type { Statement } from './syntax.ts'

/** A copy of the frame; copying many variables costs steps. */
function copied(machine: Machine, { variables, folder, shared }: Frame): Frame {
  machine.budget.spend(variables.size >> 4)
  return { variables: new Map(variables), folder, shared }
}

export const innerScope = (machine: Machine): Frame => ({ ...copied(machine, machine.frame), shared: new Map() })

function join(a: Frame, b: Frame): Frame {
  const names = new Set([...a.variables.keys(), ...b.variables.keys()])
  const valueOf = (name: string) => either(a.variables.get(name) ?? anything, b.variables.get(name) ?? anything)
  return {
    ...a,
    variables: new Map(Array.from(names, (name) => [name, valueOf(name)])),
    folder: sameValue(a.folder, b.folder) ? a.folder : unknown,
  }
}

/** Runs each body on its own copy of the variables, then keeps what all agree on. */
export function fork(machine: Machine, works: readonly (() => Datum)[], mayPass: boolean): Datum {
  const before = machine.frame
  const ways = new Ways({ copy: (frame) => copied(machine, frame), join }, before)
  if (mayPass) ways.pass()
  const results = works.map((work) =>
    ways.take((own) => {
      machine.frame = own
      return work()
    }),
  )
  machine.frame = before
  if (works.length === 0 && !mayPass) return nothing
  const joined = ways.joined()
  before.folder = joined.folder
  for (const [name, datum] of joined.variables) before.variables.set(name, datum)
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
