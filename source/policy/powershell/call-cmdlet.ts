// Cmdlets: what a name means, and what the call of one does by its row, its family or code of its own.
import { among, nameSet } from '../among.ts'
import { unknown } from '../model/value.ts'
import { builtinAlias } from './aliases.ts'
import { applyRow, filesOf, rowOf, runGiven, unlessDry, type Special } from './cmdlets.ts'
import { codeCmdlets } from './code-cmdlets.ts'
import { anything, nothing, objectOf, someName, type Datum } from './datum.ts'
import { apply } from './effects.ts'
import { itemCmdlets } from './item-cmdlets.ts'
import { act, doubt, setVariable, type Call, type Machine } from './machine.ts'
import { programName } from './native.ts'
import { Bound, signatureOf } from './parameters.ts'
import { startCmdlets } from './start-cmdlets.ts'
import { isHarmlessCmdlet, systemEffects } from './system-cmdlets.ts'
import { isWindows } from './variables.ts'

const specialOf = (name: string): Special | undefined =>
  itemCmdlets.get(name) ?? codeCmdlets.get(name) ?? startCmdlets.get(name)

export const isCmdlet = (name: string): boolean =>
  specialOf(name) !== undefined || rowOf(name) !== undefined || isHarmlessCmdlet(name) || systemEffects(name) !== ''

/** A name that no definition stands for: takes the module off, completes what may be cut short. */
export function cmdletName(machine: Machine, name: string): string {
  const plain = name.replace(/^[\w.]+\\(?=[\w-]+$)/, '')
  if (plain !== name && isCmdlet(builtinAlias(plain) ?? plain)) return builtinAlias(plain) ?? plain
  const isProgram = name === 'service' && !isWindows(machine)
  return !isProgram && !isCmdlet(name) && getShort.test(name) && isCmdlet(`get-${name}`) && programName(name) === name
    ? `get-${name}`
    : name
}
/** Names that PowerShell completes with `Get-`, besides those that are programs too. */
const getShort = among(String.raw`
    childitem content item itemproperty variable secret clipboard acl service wmiobject ciminstance localuser
    credential storedcredential filehash alias member random unique eventlog winevent`)

/** Cmdlets to which a block is a value, or that run it in their own way. */
const keepsBlocks = nameSet(
  'foreach-object invoke-expression invoke-command start-job start-threadjob register-scheduledjob set-variable new-variable set-alias new-alias write-output out-null import-module new-scheduledtaskaction',
)
/** The others run it for what the pipeline brings, and those without parameters in a table and these always. */
const runsBlocks = nameSet('select-object update-typedata trace-command')

export function runCmdlet(machine: Machine, name: string, call: Call): Datum {
  const row = rowOf(name)
  const bound = new Bound(signatureOf(row?.parameters ?? ''), call)
  if (bound.has('computername', 'cimsession', 'connectionuri')) act(machine, { kind: 'network', detail: name })
  if (!keepsBlocks.has(name) && (row === undefined || call.input !== null || runsBlocks.has(name)))
    runGiven(machine, call)
  const given = unlessDry(machine, bound, () => {
    if (row !== undefined) applyRow(machine, row.does, bound, name)
    else if (!isHarmlessCmdlet(name) && !bound.has('whatif')) apply(machine, systemEffects(name), [], unknown, name)
    // One that does not exist is an error in PowerShell; here it means that the table may be incomplete.
    const [strange] = row === undefined ? [] : bound.unknown
    if (strange !== undefined) doubt(machine, 'unknown-option', `${name} -${strange}`)
    return specialOf(name)?.(machine, call, bound)
  })
  for (const variable of bound.variables) setVariable(machine, variable, anything)
  return given ?? outputOf(machine, row?.gives ?? '', bound, call)
}

/** What comes out, by a word of its row. */
function outputOf(machine: Machine, gives: string, bound: Bound, { input }: Call): Datum {
  switch (gives) {
    case 'input':
      return input ?? anything
    case 'nothing':
      return bound.mayHideParameter ? anything : bound.has('passthru') ? filesOf(machine, bound) : nothing
    case 'files':
      return filesOf(machine, bound)
    case 'name':
      return someName
    default:
      return gives === '' ? anything : objectOf(gives)
  }
}
