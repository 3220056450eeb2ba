// The call of a cmdlet: what its name means, what it does by its row or by code of its own, and what it gives.
import { among, nameSet } from '../among.ts'
import { isFileKind, type Action } from '../model/action.ts'
import { textValue, unknown } from '../model/value.ts'
import { readEffects } from '../grammar/effects.ts'
import { builtinAlias } from './aliases.ts'
import { cmdletRow } from './cmdlet-rows.ts'
import { filesOf, pathOf, runGiven, touchParameter, writeKind, type Special } from './cmdlets.ts'
import { codeCmdlets } from './code-cmdlets.ts'
import { anything, nothing, objectOf, someName, type Datum } from './datum.ts'
import { applyOther } from './effects.ts'
import { itemCmdlets } from './item-cmdlets.ts'
import { act, doubt, setVariable, type Call, type Machine } from './machine.ts'
import { programName } from './native.ts'
import { Bound, signatureOf } from './parameters.ts'
import { touch } from './touch.ts'
import { isWindows } from './variables.ts'

const specialOf = (name: string): Special | undefined => itemCmdlets.get(name) ?? codeCmdlets.get(name)

export const isCmdlet = (name: string): boolean => specialOf(name) !== undefined || cmdletRow(name) !== undefined

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
  const { parameters, does, gives } = cmdletRow(name) ?? { parameters: '*', does: '', gives: '' }
  const bound = new Bound(signatureOf(parameters), call)
  if (bound.has('computername', 'cimsession', 'connectionuri')) act(machine, { kind: 'network', detail: name })
  if (!keepsBlocks.has(name) && (parameters === '*' || call.input !== null || runsBlocks.has(name)))
    runGiven(machine, call)
  const given = unlessDry(machine, bound, () => {
    applyRow(machine, does, bound, name)
    // One that does not exist is an error in PowerShell; here it means that the table may be incomplete.
    const [strange] = bound.unknown
    if (strange !== undefined) doubt(machine, 'unknown-option', `${name} -${strange}`)
    return specialOf(name)?.(machine, call, bound)
  })
  for (const variable of bound.variables) setVariable(machine, variable, anything)
  return given ?? outputOf(machine, gives, bound, call)
}

/** With `-WhatIf` only what is read remains. */
function unlessDry<T>(machine: Machine, bound: Bound, work: () => T): T {
  const isHarmless = ({ kind }: Action) => kind === 'read' || kind === 'secret' || kind === 'network'
  return machine.record.changed(work, (actions) => (bound.has('whatif') ? actions.filter(isHarmless) : actions))
}

/** The effects of a row. */
function applyRow(machine: Machine, does: string, bound: Bound, detail: string): void {
  for (const { kind, place, more } of readEffects(does)) {
    const isTree = more === 'tree' || (more === 'recurse' && bound.has('recurse'))
    if (!isFileKind(kind))
      for (const path of place === '' ? [unknown] : bound.paths(place).map(pathOf))
        applyOther(machine, kind, { path, given: path, rest: [], before: unknown, detail })
    else if (/^[~/]/.test(place)) touch(machine, kind, textValue(place), { isTree })
    else touchParameter(machine, writeKind(kind, bound), bound, place, isTree)
  }
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
