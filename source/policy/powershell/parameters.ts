// Binds the arguments of a cmdlet to its parameters: abbreviations, aliases, positions, switches.
import { names, nameSet } from '../among.ts'
import { literal } from '../model/value.ts'
import { anything, isTrue, itemsOf, nothing, toBool, toNumber, toText, type Datum } from './datum.ts'
import type { Call } from './machine.ts'
import type { ScriptBlock } from './syntax.ts'

interface Parameter {
  readonly name: string
  readonly isSwitch: boolean
}
/** A cmdlet's parameters; `names` has aliases too. */
interface Signature {
  readonly names: ReadonlyMap<string, Parameter>
  readonly positions: readonly string[]
  readonly piped: readonly string[]
  /** It may have others. */
  readonly isOpen: boolean
}

const shared =
  'verbose!=vb debug!=db erroraction=ea warningaction=wa informationaction=infa progressaction=proga errorvariable=ev warningvariable=wv informationvariable=iv outvariable=ov outbuffer=ob pipelinevariable=pv whatif!=wi confirm!=cf usetransaction!=usetx computername=cn cimsession connectionuri'

const signatures = new Map<string, Signature>()

/** `name@position!=alias,alias|`: `!` a switch, `|` takes what the pipeline brings; `*` stands for others. */
export function signatureOf(written: string): Signature {
  const known = signatures.get(written)
  if (known !== undefined) return known
  const parameters = new Map<string, Parameter>()
  const positions: string[] = []
  const piped: string[] = []
  for (const one of names(`${written} ${shared}`)) {
    if (one === '*') continue
    const [, name = '', position, isSwitch, aliases = '', isPiped] =
      /^(\w+)(?:@(\d))?(!)?(?:=([\w,]+))?(\|)?$/.exec(one) ?? []
    if (name === '') throw new Error(`parameter '${one}' cannot be read`)
    const parameter = { name, isSwitch: isSwitch !== undefined }
    for (const alias of [name, ...aliases.split(',')]) if (alias !== '') parameters.set(alias, parameter)
    if (position !== undefined) positions[Number(position)] = name
    if (isPiped !== undefined) piped.push(name)
  }
  const signature = { names: parameters, positions, piped, isOpen: written.startsWith('*') }
  signatures.set(written, signature)
  return signature
}

/** Of a function: what it names itself, in its order. */
export function ownSignature({ parameters }: ScriptBlock): Signature {
  const own = parameters.map(({ name, types }): Parameter => ({
    name,
    isSwitch: types.some(({ name: type }) => /switch/i.test(type)),
  }))
  const positions = own.filter(({ isSwitch }) => !isSwitch).map(({ name }) => name)
  return { names: new Map(own.map((each) => [each.name, each])), positions, piped: [], isOpen: true }
}

/** A parameter by its name, an alias or the beginning of one; null: none, or several. */
function find({ names }: Signature, written: string): Parameter | null {
  const exact = names.get(written)
  if (exact !== undefined) return exact
  const found = new Set<Parameter>()
  for (const [name, parameter] of names) if (name.startsWith(written)) found.add(parameter)
  const own = [...found].filter(({ name }) => !dynamic.has(name))
  const [first, second] = own.length === 0 ? found : own
  return second === undefined ? (first ?? null) : null
}
/** Parameters that a provider adds or that many have; they give way to the cmdlet's own when a name is cut short. */
const dynamic = nameSet(
  'readonly hidden system directory file attributes followsymlink raw wait encoding stream asbytestream delimiter nonewline type computername cimsession connectionuri',
)
/** Only when they are surely on do these keep anything from happening. */
const sparing = new Set(['whatif', 'noclobber', 'append'])

/** The arguments of a call by the parameters of its cmdlet. */
export class Bound {
  readonly #values = new Map<string, Datum>()
  /** Values that have no place. */
  readonly rest: readonly Datum[]
  /** Parameters that the cmdlet surely does not have, or that could be several. */
  readonly unknown: readonly string[]
  /** A splat that is not known may have any parameter. */
  readonly mayHideParameter: boolean

  constructor(signature: Signature, { args, input }: Call) {
    const unknown: string[] = []
    const loose: Datum[] = []
    let open: Parameter | null = null
    for (const { parameter: name, value } of args) {
      if (name === null) {
        if (value?.is === 'text' && literal(value.value) === '--') continue
        if (open !== null) this.#values.set(open.name, value ?? anything)
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
        if (isOn ?? !sparing.has(parameter.name)) this.#values.set(parameter.name, isTrue)
        if (value !== null && !hasColon) loose.push(value)
      } else if (value === null) open = parameter
      else this.#values.set(parameter.name, value)
    }
    this.unknown = signature.isOpen ? [] : unknown
    this.rest = this.#takePositions(signature, loose)
    this.mayHideParameter = args.some(({ isSplat }) => isSplat === true)
    if (input !== null && !this.has('path') && !this.has('literalpath'))
      for (const name of signature.piped) if (!this.has(name)) this.#values.set(name, input)
  }

  #takePositions({ positions }: Signature, loose: readonly Datum[]): Datum[] {
    const free = positions.filter(
      (name) => name !== undefined && !this.has(name) && !(name === 'path' && this.has('literalpath')),
    )
    const rest: Datum[] = []
    for (const [i, datum] of loose.entries()) {
      const name = free[i]
      if (name === undefined) rest.push(datum)
      else this.#values.set(name, datum)
    }
    return rest
  }

  /** Any of them. */
  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#values.has(name))
  }
  get(name: string): Datum | undefined {
    return this.#values.get(name)
  }
  /** What is given by this name, one by one. */
  items(name: string): readonly Datum[] {
    return itemsOf(this.get(name) ?? nothing)
  }
  /** `Path` or `LiteralPath` and the like: each path of the list. */
  paths(name: string): readonly Datum[] {
    const isPath = name === 'path' || name === 'filepath'
    return this.items(!this.has(name) && isPath ? 'literalpath' : name).flatMap(itemsOf)
  }
  /** In lower case; '' where nothing is given, null where it is not known. */
  text(name: string): string | null {
    return toText(this.get(name) ?? nothing)?.toLowerCase() ?? null
  }
  /** The variables into which `-OutVariable x` and its like put something. */
  get variables(): string[] {
    return [...this.#values]
      .filter(([name]) => name.endsWith('variable'))
      .map(([, variable]) => (toText(variable) ?? '').replace(/^\+/, '').toLowerCase())
  }
}

/** `-WhatIf:0` is a number although it stands there as a word. */
const isSwitchedOn = (value: Datum): boolean | null => {
  return toText(value) === 'False' || toNumber(value) === 0 ? false : toBool(value)
}
