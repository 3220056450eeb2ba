// Binds the arguments of a cmdlet to its parameters: abbreviations, aliases, positions, switches.
import { nameSet } from '../among.ts'
import { literal } from '../model/value.ts'
import { anything, boolOf, itemsOf, toBool, toNumber, type Datum } from './datum.ts'
import type { Call } from './machine.ts'

interface Parameter {
  readonly name: string
  readonly isSwitch: boolean
}
/** A cmdlet's parameters; `names` has aliases too. */
interface Signature {
  readonly names: ReadonlyMap<string, Parameter>
  readonly positions: readonly string[]
  readonly piped: readonly string[]
}

export interface Bound {
  readonly values: ReadonlyMap<string, Datum>
  /** Values that have no place. */
  readonly rest: readonly Datum[]
  /** Parameters that the cmdlet does not have, or that could be several. */
  readonly unknown: readonly string[]
  /** A splat that is not known may have any parameter. */
  readonly mayHideParameter: boolean
}

const shared =
  'verbose!=vb debug!=db erroraction=ea warningaction=wa informationaction=infa progressaction=proga errorvariable=ev warningvariable=wv informationvariable=iv outvariable=ov outbuffer=ob pipelinevariable=pv whatif!=wi confirm!=cf usetransaction!=usetx'

const signatures = new Map<string, Signature>()

/** `name@position!=alias,alias|`: `!` a switch, `|` takes what the pipeline brings. */
function signatureOf(written: string): Signature {
  const known = signatures.get(written)
  if (known !== undefined) return known
  const names = new Map<string, Parameter>()
  const positions: string[] = []
  const piped: string[] = []
  for (const one of `${written} ${shared}`.trim().split(/\s+/)) {
    const [, name = '', position, isSwitch, aliases = '', isPiped] =
      /^(\w+)(?:@(\d))?(!)?(?:=([\w,]+))?(\|)?$/.exec(one) ?? []
    if (name === '') throw new Error(`parameter '${one}' cannot be read`)
    const parameter = { name, isSwitch: isSwitch !== undefined }
    for (const alias of [name, ...aliases.split(',')]) if (alias !== '') names.set(alias, parameter)
    if (position !== undefined) positions[Number(position)] = name
    if (isPiped !== undefined) piped.push(name)
  }
  const signature = { names, positions, piped }
  signatures.set(written, signature)
  return signature
}

/** A parameter by its name, an alias or the beginning of one; null: none, or several. */
function find({ names }: Signature, written: string): Parameter | null {
  const exact = names.get(written)
  if (exact !== undefined) return exact
  const found = new Set<Parameter>()
  for (const [name, parameter] of names) if (name.startsWith(written)) found.add(parameter)
  const own = [...found].filter(({ name }) => !dynamic.has(name))
  const [first] = own.length === 0 ? found : own
  return (own.length === 0 ? found.size : own.length) === 1 && first !== undefined ? first : null
}
/** Parameters that a provider adds; they give way to the cmdlet's own when a name is cut short. */
const dynamic = nameSet(
  'readonly hidden system directory file attributes followsymlink raw wait encoding stream asbytestream delimiter nonewline type',
)

export function bind(written: string, { args, input }: Call): Bound {
  const signature = signatureOf(written)
  const values = new Map<string, Datum>()
  const unknown: string[] = []
  const loose: Datum[] = []
  let open: Parameter | null = null
  for (const { parameter: name, value } of args) {
    if (name === null) {
      if (value?.is === 'text' && literal(value.value) === '--') continue
      if (open !== null) values.set(open.name, value ?? anything)
      else loose.push(value ?? anything)
      open = null
      continue
    }
    const hasColon = name.endsWith(':')
    const parameter = find(signature, name.replace(/:$/, '').toLowerCase())
    open = null
    if (parameter === null) {
      unknown.push(name)
      if (value !== null) loose.push(value)
    } else if (parameter.isSwitch) {
      const isOn = value === null || !hasColon ? true : isSwitchedOn(value)
      if (isOn ?? !sparing.has(parameter.name)) values.set(parameter.name, boolOf(true))
      if (value !== null && !hasColon) loose.push(value)
    } else if (value === null) open = parameter
    else values.set(parameter.name, value)
  }
  const rest = takePositions(signature, values, loose)
  takePiped(signature, values, input)
  return { values, rest, unknown, mayHideParameter: args.some(({ isSplat }) => isSplat === true) }
}

/** Only when they are surely on do these keep anything from happening. */
const sparing = new Set(['whatif', 'noclobber', 'append'])

/** `-WhatIf:0` is a number although it stands there as a word. */
const isSwitchedOn = (value: Datum): boolean | null => {
  const number = toNumber(value)
  return number === null ? toBool(value) : number !== 0
}

function takePositions({ positions }: Signature, values: Map<string, Datum>, loose: readonly Datum[]): Datum[] {
  const free = positions.filter(
    (name) => name !== undefined && !values.has(name) && !(name === 'path' && values.has('literalpath')),
  )
  const rest: Datum[] = []
  for (const [i, datum] of loose.entries()) {
    const name = free[i]
    if (name === undefined) rest.push(datum)
    else values.set(name, datum)
  }
  return rest
}

function takePiped({ piped }: Signature, values: Map<string, Datum>, input: Datum | null): void {
  const isNamed = values.has('path') || values.has('literalpath')
  if (input === null || isNamed) return
  for (const name of piped) if (!values.has(name)) values.set(name, input)
}

export const has = ({ values }: Bound, name: string): boolean => values.has(name)
export const get = ({ values }: Bound, name: string): Datum | undefined => values.get(name)
/** `Path` or `LiteralPath` and the like: each path of the list. */
export const pathsOf = ({ values }: Bound, name: string): readonly Datum[] => {
  const datum = values.get(name) ?? (name === 'path' || name === 'filepath' ? values.get('literalpath') : undefined)
  return datum === undefined ? [] : itemsOf(datum).flatMap(itemsOf)
}
