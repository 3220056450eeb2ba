// Values of PowerShell as far as they are known before anything runs.
import { concat, hole, isKnown, literal, sameValue, spaced, textValue, unknown, type Value } from '../model/value.ts'
import type { ScriptBlock } from './syntax.ts'
import { limits } from '../limits.ts'

export type Datum =
  /** What has a text, numbers too; of a file or folder object its path. */
  | { readonly is: 'text' | 'type' | 'file'; readonly value: Value }
  | { readonly is: 'null' }
  | { readonly is: 'list'; readonly items: readonly Datum[] }
  | { readonly is: 'hash'; readonly entries: ReadonlyMap<string, Datum> }
  | { readonly is: 'block'; readonly block: ScriptBlock }
  /** An instance of a class, lower case, without `system.`. */
  | { readonly is: 'object'; readonly type: string }
  | { readonly is: 'unknown' }

export const anything: Datum = { is: 'unknown' }
export const nothing: Datum = { is: 'null' }
export const text = (value: Value | string): Datum => ({
  is: 'text',
  value: typeof value === 'string' ? textValue(value) : value,
})
export const someNumber: Datum = text(hole('digits'))
export const someBool: Datum = text(hole('name'))
export const isTrue: Datum = text('True')
export const list = (items: readonly Datum[]): Datum => ({ is: 'list', items })
/** Of a list that grows too long nothing is known. */
export const boundedList = (items: readonly Datum[]): Datum =>
  items.length > limits.datumItems ? anything : list(items)
export const file = (value: Value): Datum => ({ is: 'file', value })
export const objectOf = (type: string): Datum => ({ is: 'object', type })
/** A name without `/`, of which nothing is known. */
export const someName: Datum = text(hole('name'))

/** What a pipeline makes of its output: nothing, the one thing, a list. */
export function collected(items: readonly Datum[]): Datum {
  const [first] = items
  return first === undefined ? nothing : items.length === 1 ? first : list(items)
}

export const itemsOf = (datum: Datum): readonly Datum[] =>
  datum.is === 'list' ? datum.items : datum.is === 'null' ? [] : [datum]

/** One by one when they are few; else one that stands for all. */
export const fewOf = (datum: Datum): readonly Datum[] =>
  datum.is !== 'list' ? [datum] : datum.items.length <= limits.pipedItems ? datum.items : [anything]

/** One thing, and known which. */
export const isSure = (datum: Datum): boolean => (datum.is === 'file' ? isKnown(datum.value) : datum.is !== 'unknown')

/** The text that PowerShell would make of it. */
export function toValue(datum: Datum): Value {
  switch (datum.is) {
    case 'null':
      return []
    case 'list':
      return datum.items.length > limits.datumItems ? unknown : spaced(datum.items.map(toValue))
    case 'block':
      return textValue(datum.block.source)
    case 'object':
    case 'hash':
    case 'unknown':
      return unknown
    default:
      return datum.value
  }
}
/** The text when it is known to the last character, else null. */
export const toText = (datum: Datum): string | null => literal(toValue(datum))

/** True, false or null: cannot be told. An object, or a file that is looked for, need not be there. */
export function toBool(datum: Datum): boolean | null {
  if (datum.is === 'null') return false
  if (datum.is === 'hash' || datum.is === 'block') return true
  const said = datum.is === 'text' ? literal(datum.value) : null
  return said === null || said === 'False' || said === '0' ? null : said !== ''
}

export function toNumber(datum: Datum): number | null {
  const written = datum.is === 'text' ? literal(datum.value)?.trim() : undefined
  return written !== undefined && /^[+-]?(?:0x[\da-f]+|\d+(?:\.\d+)?)$/i.test(written) ? Number(written) : null
}
/** Also one of which only that is known. */
export const isNumber = (datum: Datum): boolean =>
  toNumber(datum) !== null || (datum.is === 'text' && sameValue(datum.value, hole('digits')))

/** One of two, when it depends on what happens. */
export function either(a: Datum, b: Datum): Datum {
  if (a === b) return a
  if (a.is !== b.is || !('value' in a && 'value' in b)) return a.is === 'null' && b.is === 'null' ? a : anything
  if (sameValue(a.value, b.value)) return a
  return isNumber(a) && isNumber(b) ? someNumber : anything
}

/** Too long for what a command can sensibly hold: forget it. */
export const bounded = (value: Value): Datum =>
  value.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0) > limits.datumText
    ? anything
    : text(value)

/** Changes the known parts only; holes stay. */
export const mapText = (value: Value, change: (text: string) => string): Value =>
  concat(value.map((part) => (typeof part === 'string' ? change(part) : part)))
