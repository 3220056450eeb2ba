// What is known where a script is, and where that is: a change of the folder may fail, a branch may not be taken.
import { normalise } from '../model/path.ts'
import { contains, literal, sameValue, show, unknown, type Value } from '../model/value.ts'
import { anything, either } from './datum.ts'
import { limits } from '../limits.ts'
import { within, type Frame, type Machine } from './machine.ts'

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

/** A copy of the frame; copying many variables costs steps. */
export function copied(machine: Machine, { variables, folder, others, shared }: Frame): Frame {
  machine.budget.spend(variables.size >> 4)
  return { variables: new Map(variables), folder, others, shared }
}

export function joined(a: Frame, b: Frame): Frame {
  const names = new Set([...a.variables.keys(), ...b.variables.keys()])
  const valueOf = (name: string) => either(a.variables.get(name) ?? anything, b.variables.get(name) ?? anything)
  return {
    ...a,
    variables: new Map(Array.from(names, (name) => [name, valueOf(name)])),
    ...joinFolders(a, b),
  }
}
