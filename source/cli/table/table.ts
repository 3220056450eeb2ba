// All commands, in the order of the help.
import { fleetRows } from './fleet.ts'
import { historyRows } from './history.ts'
import { openRow, projectRows } from './project.ts'
import { nightRows } from './night.ts'
import type { CommandRow, OptionRow } from './row.ts'
import { runningRows } from './running.ts'
import { takenOptions } from './shared.ts'
import { upkeepRows } from './upkeep.ts'

export const commandTable = {
  ...runningRows,
  ...historyRows,
  ...fleetRows,
  ...nightRows,
  ...projectRows,
  ...upkeepRows,
} satisfies Record<string, CommandRow>

export type CommandName = keyof typeof commandTable
export const commandNames = Object.keys(commandTable) as CommandName[]
export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandTable, name)

/** Null for a name that is none. `open` is the call without a command. */
export function commandRow(name: string): CommandRow | null {
  if (name === 'open') return openRow
  return isCommandName(name) ? commandTable[name] : null
}

/** Its own options first. */
export const allOptions = ({ options }: CommandRow): readonly OptionRow[] => {
  const own = new Set(options.map(({ name }) => name))
  return [...options, ...takenOptions.filter(({ name }) => !own.has(name))]
}
