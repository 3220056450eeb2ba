// Indexes and casts of values that are known.
import { byNames } from '../among.ts'
import { literal } from '../model/value.ts'
import {
  anything,
  boundedList,
  type Datum,
  file,
  itemsOf,
  list,
  mapText,
  nothing,
  numberOf,
  objectOf,
  someNumber,
  text,
  toBool,
  toNumber,
  toText,
  toValue,
} from './datum.ts'

/** `target[index]`, also with lists of indexes and from the end. */
export function foldIndex(target: Datum, index: Datum): Datum {
  if (target.is === 'hash') return target.entries.get(toText(index)?.toLowerCase() ?? '') ?? anything
  if (index.is === 'list') return list(index.items.map((one) => foldIndex(target, one)))
  const at = toNumber(index)
  if (target.is === 'list') {
    if (at !== null) return target.items.at(at) ?? { is: 'null' }
    return anything
  }
  if (target.is === 'text') {
    const whole = literal(target.value)
    return whole === null || at === null ? anything : text(whole.at(at) ?? '')
  }
  if (target.is === 'object' && /^(?:wmi:|diagnostics\.|serviceprocess\.|adsi)/.test(target.type)) return target
  return target.is === 'command' || target.is === 'file' || target.is === 'block' ? target : anything
}

/** `[type]value`. */
export function foldCast(type: string, inner: Datum): Datum {
  const name = type.toLowerCase().replace(/^system\./, '')
  const element = name.replace(/\[\]$/, '')
  if (name.endsWith('[]')) {
    const source = inner.is === 'text' && element === 'char' ? characters(inner) : inner
    return source.is === 'unknown' ? anything : list(itemsOf(source).map((item) => foldCast(element, item)))
  }
  return casts.get(name)?.(inner, name) ?? (inner.is === 'hash' ? objectOf(name) : inner)
}

/** By type; the rest is what it was, and a table of values an object of its class. */
const casts = byNames<(inner: Datum, name: string) => Datum>({
  char: (inner) => {
    const code = inner.is === 'number' || (toText(inner) ?? '').length > 1 ? toNumber(inner) : null
    return code === null ? (inner.is === 'text' ? inner : anything) : text(String.fromCodePoint(code & 0xffff))
  },
  string: (inner) => (inner.is === 'unknown' ? anything : text(toValue(inner))),
  'int int32 int64 long byte double decimal': (inner) => {
    const word = inner.is === 'text' ? toText(inner) : null
    const value = word?.length === 1 && !/\d/.test(word) ? word.charCodeAt(0) : toNumber(inner)
    return value === null ? someNumber : numberOf(value)
  },
  'bool switch': (inner) => ({ is: 'bool', bool: toBool(inner) }),
  array: (inner) => (inner.is === 'unknown' ? anything : list(itemsOf(inner))),
  'io.fileinfo io.directoryinfo': (inner) => file(mapText(toValue(inner), (word) => word.replaceAll('\\', '/'))),
  void: () => nothing,
  'scriptblock ref pscustomobject ordered hashtable regex version object psobject': (inner) => inner,
  type: (inner) => ({ is: 'type', name: toText(inner) ?? '' }),
  'wmiclass wmi adsi xml net.webclient io.streamreader io.streamwriter': (_, name) => objectOf(name),
})
const characters = (inner: Datum): Datum => {
  const whole = toText(inner)
  return whole === null ? anything : boundedList(Array.from(whole, text))
}
