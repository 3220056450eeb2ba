// What the name of a command means: alias, cmdlet, or something else.
import { builtinAlias } from './aliases.ts'
import { rowOf } from './cmdlets.ts'
import { codeCmdlets } from './code-cmdlets.ts'
import { itemCmdlets } from './item-cmdlets.ts'
import type { Machine, Special } from './machine.ts'
import { programName } from './native.ts'
import { pathCmdlets } from './path-cmdlets.ts'
import { startCmdlets } from './start-cmdlets.ts'
import { isHarmlessCmdlet, systemEffects } from './system-cmdlets.ts'
import { valueCmdlets } from './value-cmdlets.ts'
import { among } from '../among.ts'

/** A cmdlet that is more than a row of a table. */
export const specialOf = (name: string): Special | undefined =>
  itemCmdlets.get(name) ??
  codeCmdlets.get(name) ??
  startCmdlets.get(name) ??
  pathCmdlets.get(name) ??
  valueCmdlets.get(name)

/** Whether blocks among its values are run for what the pipeline brings. */
export const takesPaths = (name: string): boolean =>
  rowOf(name) !== undefined || itemCmdlets.has(name) || pathCmdlets.has(name) || startCmdlets.has(name)

export const isCmdlet = (name: string): boolean =>
  specialOf(name) !== undefined || rowOf(name) !== undefined || isHarmlessCmdlet(name) || systemEffects(name) !== ''

/** Follows aliases of the command, then the built-in ones; takes the module off. */
export function resolveName(machine: Machine, written: string): string {
  let name = written.toLowerCase()
  for (let i = 0; i < 10; i += 1) {
    const meant = machine.aliases.get(name) ?? (machine.functions.has(name) ? undefined : builtinAlias(name))
    if (meant === undefined || meant === name) break
    name = meant
  }
  const plain = name.replace(/^[\w.]+\\(?=[\w-]+$)/, '')
  if (plain !== name && isCmdlet(builtinAlias(plain) ?? plain)) return builtinAlias(plain) ?? plain
  return !isCmdlet(name) &&
    isCmdlet(`get-${name}`) &&
    !name.includes('-') &&
    programName(name) === name &&
    getShort.test(name)
    ? `get-${name}`
    : name
}
/** Names that PowerShell completes with `Get-`, besides those that are programs too. */
const getShort = among(String.raw`
    childitem content item itemproperty variable secret clipboard acl service wmiobject ciminstance localuser
    credential storedcredential filehash alias member random unique eventlog winevent`)
