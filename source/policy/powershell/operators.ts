// Operators, casts and indexes: texts and lists are put together; what computes, cuts or rearranges leaves a hole.
import { byNames, nameSet } from '../among.ts'
import { concat, show, spaced, type Value } from '../model/value.ts'
import {
  anything,
  bounded,
  boundedList,
  type Datum,
  file,
  isNumber,
  isTrue,
  itemsOf,
  list,
  mapText,
  nothing,
  objectOf,
  someBool,
  someNumber,
  text,
  toBool,
  toNumber,
  toText,
  toValue,
} from './datum.ts'
import { memberEffects } from './dotnet-methods.ts'
import { callStatic, typeName, wmiObject } from './dotnet.ts'
import { act, runFor, type Machine } from './machine.ts'
import type { TypeName } from './syntax.ts'
import { isDefaults } from './variables.ts'
import { limits } from '../limits.ts'

export function add(left: Datum, right: Datum): Datum {
  if (isDefaults(left) || left.is === 'null') return right
  if (left.is === 'list') return boundedList([...left.items, ...itemsOf(right)])
  if (isNumber(left) && isNumber(right)) return someNumber
  return left.is === 'text' || left.is === 'file' ? bounded(concat(toValue(left), toValue(right))) : anything
}

function range(left: Datum, right: Datum): Datum {
  const [from, to] = [toNumber(left), toNumber(right)]
  if (from === null || to === null) return isNumber(left) ? someNumber : anything
  const count = Math.trunc(Math.abs(to - from) + 1)
  if (!(count <= limits.datumItems)) return someNumber
  return list(Array.from({ length: count }, (_, i) => text(String(to < from ? from - i : from + i))))
}

function join(left: Datum, separator: Value): Datum {
  const items = itemsOf(left)
  if (left.is === 'unknown' || items.length > limits.datumItems) return anything
  return bounded(spaced(items.map(toValue), separator))
}

const counting = nameSet('- * / % band bor bxor shl shr')
const tests = nameSet('and or eq ne gt ge lt le like notlike match notmatch contains notcontains in notin is isnot xor')

export function binary(operator: string, left: Datum, right: Datum): Datum {
  if (operator === '+') return add(left, right)
  if (operator === '..') return range(left, right)
  if (operator === 'join') return join(left, toValue(right))
  if (counting.has(operator)) return isNumber(left) || isNumber(right) ? someNumber : anything
  // A list on the left of a comparison gives the items that pass.
  const isMany = left.is === 'list' || left.is === 'unknown' || left.is === 'file' || left.is === 'object'
  return tests.has(operator) && !isMany ? someBool : anything
}

export function unary(operator: string, inner: Datum): Datum {
  if (operator === 'join') return join(inner, [])
  if (operator === '!' || operator === 'not') return toBool(inner) === false ? isTrue : someBool
  const number = toNumber(inner)
  if (operator === '-' && number !== null) return text(String(-number))
  return operator === 'split' || !isNumber(inner) ? anything : someNumber
}

/** `target[index]`, also with lists of indexes and from the end. */
export function index(target: Datum, at: Datum): Datum {
  if (target.is === 'hash') return target.entries.get(toText(at)?.toLowerCase() ?? '') ?? anything
  if (at.is === 'list') return list(at.items.map((one) => index(target, one)))
  const number = toNumber(at)
  if (target.is === 'list') return number === null ? anything : (target.items.at(number) ?? nothing)
  const isAlike = target.is === 'object' && /^(?:wmi:|diagnostics\.|serviceprocess\.|adsi)/.test(target.type)
  return isAlike || target.is === 'file' || target.is === 'block' ? target : anything
}

/** `[type]value`; what no row has is what it was, and a table of values an object of its class. */
function cast(type: string, inner: Datum): Datum {
  const name = type.toLowerCase().replace(/^system\./, '')
  if (name.endsWith('[]'))
    return inner.is === 'unknown' ? anything : list(itemsOf(inner).map((item) => cast(name.slice(0, -2), item)))
  return casts.get(name)?.(inner, name) ?? (inner.is === 'hash' ? objectOf(name) : inner)
}

const casts = byNames<(inner: Datum, name: string) => Datum>({
  char: () => anything,
  string: (inner) => (inner.is === 'unknown' ? anything : text(toValue(inner))),
  'int int32 int64 long byte double decimal': (inner) => (toNumber(inner) === null ? someNumber : inner),
  'bool switch': (inner) => (toBool(inner) === true ? isTrue : someBool),
  array: (inner) => (inner.is === 'unknown' ? anything : list(itemsOf(inner))),
  'io.fileinfo io.directoryinfo': (inner) => file(mapText(toValue(inner), (word) => word.replaceAll('\\', '/'))),
  void: () => nothing,
  'scriptblock ref pscustomobject ordered hashtable regex version object psobject': (inner) => inner,
  type: (inner) => ({ is: 'type', value: toValue(inner) }),
  'wmiclass wmi adsi xml net.webclient io.streamreader io.streamwriter': (_, name) => objectOf(name),
})

/** A conversion to a class calls its constructor; blocks of an attribute (`ValidateScript`) run for the value. */
export function convert(machine: Machine, { name, args }: TypeName, datum: Datum): Datum {
  for (const arg of args) if (arg.kind === 'block') runFor(machine, arg, datum)
  if (name.includes('(')) return datum
  const type = typeName(name)
  const said = datum.is === 'text' ? show(datum.value) : null
  if (said !== null && /^wmi(?:class|searcher)?$/.test(type)) return wmiObject(machine, said)
  if (said !== null && /^adsi(?:searcher)?$/.test(type)) {
    if (!/^winnt:\/\/(?:\.|localhost)(?:[/,]|$)/i.test(said)) act(machine, { kind: 'network', detail: said })
    return objectOf('adsi')
  }
  const isMade = datum.is === 'text' || datum.is === 'file' || datum.is === 'list'
  const effects = memberEffects(`${type}::`, '!cast') ?? memberEffects(`${type}::`, 'new')
  const isPlain = args.length > 0 || effects === ''
  return isMade && !isPlain ? callStatic(machine, name, 'new', [datum]) : cast(name, datum)
}
