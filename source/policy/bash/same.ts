// Do two shells know the same, and what is forgotten where they never will?
import { changedNames, sameItems, type Shell, unsettle } from './shell.ts'

export const sameShell = (a: Shell, b: Shell): boolean =>
  a.variables.size === b.variables.size &&
  [...a.variables].every(([name, variable]) => {
    const other = b.variables.get(name)
    return other !== undefined && sameItems(variable, other)
  }) &&
  sameFunctions(a.functions, b.functions) &&
  marksOf(a) === marksOf(b)

const sameFunctions = (a: Shell['functions'], b: Shell['functions']): boolean =>
  a.size === b.size &&
  [...a].every(([name, list]) => {
    const other = b.get(name)
    return other?.length === list.length && list.every((each) => other.includes(each))
  })

/** All that is neither a variable nor a function, as one text. */
const marksOf = (shell: Shell): string =>
  JSON.stringify([
    shell.folders,
    shell.previousFolder,
    shell.stack,
    shell.positional,
    [...shell.aliases],
    [...shell.options].toSorted(),
    [shell.evaluated.size, shell.references.size, shell.unsettled.size, shell.isLookupChanged, shell.seenLinks],
  ])

/** What still changes after some rounds of a loop may hold anything in any of them. */
export function widen(shell: Shell, other: Shell): void {
  for (const name of changedNames(shell, other)) unsettle(shell, name)
}
