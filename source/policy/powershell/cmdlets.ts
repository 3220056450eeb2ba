// Runs a cmdlet of the tables in the head: binds its parameters and puts down what it does.
import { isFileKind, isOtherKind, type Action, type FileActionKind } from '../model/action.ts'
import { hole, isHole, show, textValue, type Value, withoutSlashes } from '../model/value.ts'
import { anything, collected, file, itemsOf, nothing, toText, toValue, type Datum } from './datum.ts'
import { openSource } from './dotnet-effects.ts'
import { fileCmdlets, type Row } from './file-cmdlets.ts'
import { act, doubt, setVariable, withItem, type Call, type Machine } from './machine.ts'
import { bind, has, pathsOf, type Bound } from './parameters.ts'
import { child, filePath, isRemote, parent, placeOf } from './paths.ts'
import { touch } from './touch.ts'
import { readEffects } from '../grammar/effects.ts'

/** The path of a file object, or the text. */
export const pathOf = (datum: Datum): Value => (datum.is === 'hash' ? hole('any') : toValue(datum))
/** Objects have real paths; text of a wildcard parameter may be a pattern. */
const isPattern = (bound: Bound, parameter: string, datum: Datum): boolean =>
  datum.is !== 'file' && !(parameter === 'path' && has(bound, 'literalpath') && !has(bound, 'path'))

export function touchParameter(
  machine: Machine,
  kind: FileActionKind,
  bound: Bound,
  parameter: string,
  isTree = false,
): void {
  // Of a table of values (`-Form`) only file objects are files.
  const data = pathsOf(bound, parameter).flatMap((datum) =>
    datum.is === 'hash' && parameter === 'form'
      ? [...datum.entries.values()].filter(({ is }) => is === 'file')
      : [datum],
  )
  for (const datum of data) {
    if (datum.is === 'null') continue
    const isLiteral = !isPattern(bound, parameter, datum)
    const isForced = has(bound, 'force')
    touch(machine, kind, pathOf(datum), { isTree, isLiteral, isForced })
    for (const name of parameter === 'path' ? [...pathsOf(bound, 'filter'), ...pathsOf(bound, 'include')] : [])
      for (const folder of [pathOf(datum), parent(filePath(machine, pathOf(datum)))])
        touch(machine, kind, child(folder, pathOf(name)), { isTree, isLiteral: false, isForced })
  }
}

/** What `-Append` and `-NoClobber` make of a write. */
const writeKind = (kind: FileActionKind, bound: Bound): FileActionKind =>
  kind !== 'overwrite' ? kind : has(bound, 'append') ? 'append' : has(bound, 'noclobber') ? 'create' : kind

/** With `-WhatIf` only what is read remains. */
export function unlessDry<T>(machine: Machine, bound: Bound, work: () => T): T {
  const isHarmless = ({ kind }: Action) => kind === 'read' || kind === 'secret' || kind === 'network'
  return machine.record.changed(work, (actions) => (has(bound, 'whatif') ? actions.filter(isHarmless) : actions))
}

export function runRow(machine: Machine, { parameters, does, gives }: Row, call: Call): Datum {
  const bound = bind(parameters, call)
  unlessDry(machine, bound, () => {
    for (const { kind, place: parameter, more: tree } of readEffects(does)) {
      if (parameter.startsWith('~') && isFileKind(kind)) touch(machine, kind, textValue(parameter))
      else if (parameter !== '' && isFileKind(kind)) {
        const isTree = tree === 'tree' || (tree === 'recurse' && has(bound, 'recurse'))
        touchParameter(machine, writeKind(kind, bound), bound, parameter, isTree)
      } else if (parameter !== '' && (kind === 'open' || kind === 'fetch'))
        for (const source of pathsOf(bound, parameter)) openSource(machine, pathOf(source), kind === 'open')
      else if (parameter !== '' && kind === 'script') {
        if (has(bound, parameter)) doubt(machine, 'opaque-script', call.name ?? '')
      } else if (kind === 'lookup') doubt(machine, 'changed-lookup', call.name ?? '')
      else if (isOtherKind(kind)) act(machine, { kind, detail: call.name ?? '' })
    }
    noteUnknown(machine, bound, call)
  })
  return outputOf(machine, gives, bound, call)
}

/** A parameter that does not exist is an error in PowerShell; here it means that the table may be incomplete. */
export function noteUnknown(machine: Machine, bound: Bound, call: Call): void {
  const [first] = bound.unknown
  if (first !== undefined) doubt(machine, 'unknown-option', `${call.name ?? ''} -${first}`)
  noteVariables(machine, bound)
}

/** `-OutVariable x` and its like put something into a variable. */
export function noteVariables(machine: Machine, bound: Bound): void {
  for (const [name, variable] of bound.values)
    if (name.endsWith('variable'))
      setVariable(machine, (toText(variable) ?? '').replace(/^\+/, '').toLowerCase(), anything)
}

function outputOf(machine: Machine, gives: Row['gives'], bound: Bound, call: Call): Datum {
  switch (gives) {
    case 'input':
      return call.input ?? nothing
    case 'nothing':
      if (bound.mayHideParameter) return anything
      return has(bound, 'passthru') ? filesOf(machine, bound) : nothing
    case 'files':
      return filesOf(machine, bound)
    default:
      return anything
  }
}

/** File objects of `-Path`. */
export function filesOf(machine: Machine, bound: Bound): Datum {
  const files = pathsOf(bound, 'path').map((datum) =>
    datum.is === 'file' ? datum : providerItem(machine, bound, datum),
  )
  return collected(files)
}
function providerItem(machine: Machine, bound: Bound, datum: Datum): Datum {
  const path = pathOf(datum)
  const { provider } = placeOf(machine, path, true)
  if (provider !== 'file') {
    touch(machine, 'read', path, { isLiteral: !isPattern(bound, 'path', datum) })
    return provider === 'registry' ? file(path) : anything
  }
  return file(filePath(machine, path, !isPattern(bound, 'path', datum), has(bound, 'force')))
}

/** Runs blocks among the values, once for what the pipeline brings. */
export function runBlocks(machine: Machine, data: readonly Datum[], input: Datum | null): void {
  for (const datum of data) {
    if (datum.is === 'block') {
      const item = input === null ? anything : input.is === 'list' ? (input.items[0] ?? nothing) : input
      withItem(machine, item, () => machine.run.block(machine, datum.block, {}))
    } else if (datum.is === 'hash') runBlocks(machine, [...datum.entries.values()], input)
    else if (datum.is === 'list') runBlocks(machine, datum.items, input)
  }
}

/** The values of a call, whatever parameter they stand behind. */
export const valuesOf = ({ args }: Call): Datum[] => args.flatMap(({ value }) => value ?? [])
/** Blocks among the values of a call are run for what the pipeline brings. */
export const runGiven = (machine: Machine, call: Call): void => runBlocks(machine, valuesOf(call), call.input)

/** Where copies land: the path itself, and a file of the same name in it when it may be a folder. */
export function landings(destination: Value, source: Value): Value[] {
  const last = destination.at(-1)
  const looksLikeFile = typeof last === 'string' && /[^./\\]\.[A-Za-z]\w{0,4}$/.test(last)
  const name = source.at(-1)
  if (looksLikeFile || name === undefined) return [destination]
  const slashed = typeof name === 'string' ? withoutSlashes(name.replaceAll('\\', '/')) : name
  const own: Value = isHole(slashed)
    ? hole(slashed.hole === 'any' ? 'any' : 'name')
    : [slashed.slice(slashed.lastIndexOf('/') + 1)]
  return [destination, child(destination, own)]
}

/** Looking at a share of another computer is the network too. */
export function noteShares(machine: Machine, call: Call): void {
  for (const datum of [...call.args.map(({ value }) => value), call.input])
    for (const one of datum === null ? [] : itemsOf(datum))
      if ((one.is === 'text' || one.is === 'file') && isRemote(filePath(machine, pathOf(one))))
        act(machine, { kind: 'network', detail: show(pathOf(one)) })
}

export const rowOf = (name: string): Row | undefined => fileCmdlets.get(name)
export const firstOf = (datum: Datum | undefined): Datum =>
  datum === undefined ? anything : (itemsOf(datum)[0] ?? nothing)
