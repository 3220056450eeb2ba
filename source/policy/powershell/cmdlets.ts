// What many cmdlets do alike: files behind parameters, blocks among values, output.
import type { FileActionKind } from '../model/action.ts'
import { hole, isHole, type Value, withoutSlashes } from '../model/value.ts'
import { anything, collected, file, itemsOf, nothing, toValue, type Datum } from './datum.ts'
import { runFor, type Call, type Machine } from './machine.ts'
import type { Bound } from './parameters.ts'
import { child, filePath, parent, placeOf } from './paths.ts'
import { touch } from './touch.ts'

/** What a row does not say: more effects, and what comes of them where the row does not tell. */
export type Special = (machine: Machine, call: Call, bound: Bound) => Datum | undefined

/** The path of a file object, or the text; a block in its place is asked for each thing that comes. */
export const pathOf = (datum: Datum): Value =>
  datum.is === 'hash' || datum.is === 'block' ? hole('any') : toValue(datum)
export const firstOf = (datum: Datum | undefined): Datum =>
  datum === undefined ? anything : (itemsOf(datum)[0] ?? nothing)
/** Objects have real paths; text of a wildcard parameter may be a pattern. */
const isPattern = (bound: Bound, parameter: string, datum: Datum): boolean =>
  datum.is !== 'file' && !(parameter === 'path' && bound.has('literalpath') && !bound.has('path'))

export function touchParameter(
  machine: Machine,
  kind: FileActionKind,
  bound: Bound,
  parameter: string,
  isTree = false,
): void {
  // Of a table of values (`-Form`) only file objects are files.
  const data = bound
    .paths(parameter)
    .flatMap((datum) =>
      datum.is === 'hash' && parameter === 'form'
        ? [...datum.entries.values()].filter(({ is }) => is === 'file')
        : datum.is === 'block'
          ? itemsOf(runFor(machine, datum.block, anything))
          : [datum],
    )
  for (const datum of data) {
    if (datum.is === 'null') continue
    const isLiteral = !isPattern(bound, parameter, datum)
    const isForced = bound.has('force')
    touch(machine, kind, pathOf(datum), { isTree, isLiteral, isForced })
    for (const name of parameter === 'path' ? [...bound.paths('filter'), ...bound.paths('include')] : [])
      for (const folder of [pathOf(datum), parent(filePath(machine, pathOf(datum)))])
        touch(machine, kind, child(folder, pathOf(name)), { isTree, isLiteral: false, isForced })
  }
}

/** What `-Append` and `-NoClobber` make of a write. */
export const writeKind = (kind: FileActionKind, bound: Bound): FileActionKind =>
  kind !== 'overwrite' ? kind : bound.has('append') ? 'append' : bound.has('noclobber') ? 'create' : kind

/** File objects of `-Path`. */
export const filesOf = (machine: Machine, bound: Bound): Datum =>
  collected(bound.paths('path').map((datum) => (datum.is === 'file' ? datum : providerItem(machine, bound, datum))))

function providerItem(machine: Machine, bound: Bound, datum: Datum): Datum {
  const path = pathOf(datum)
  const { provider } = placeOf(machine, path, true)
  if (provider !== 'file') {
    touch(machine, 'read', path, { isLiteral: !isPattern(bound, 'path', datum) })
    return provider === 'registry' ? file(path) : anything
  }
  return file(filePath(machine, path, !isPattern(bound, 'path', datum), bound.has('force')))
}

/** Runs blocks among the values, once for what the pipeline brings. */
function runBlocks(machine: Machine, data: readonly Datum[], input: Datum | null): void {
  for (const datum of data) {
    if (datum.is === 'block') {
      const item = input === null ? anything : input.is === 'list' ? (input.items[0] ?? nothing) : input
      runFor(machine, datum.block, item)
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
