// Indexes and casts of values that are known.
import { literal } from '../model/value.ts'
import {
  anything,
  boundedList,
  type Datum,
  itemsOf,
  list,
  mapText,
  numberOf,
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
  switch (name) {
    case 'char': {
      const code = inner.is === 'number' || (toText(inner) ?? '').length > 1 ? toNumber(inner) : null
      return code === null ? (inner.is === 'text' ? inner : anything) : text(String.fromCodePoint(code & 0xffff))
    }
    case 'string':
      return inner.is === 'unknown' ? anything : text(toValue(inner))
    case 'int':
    case 'int32':
    case 'int64':
    case 'long':
    case 'byte':
    case 'double':
    case 'decimal': {
      const word = inner.is === 'text' ? toText(inner) : null
      const value = word?.length === 1 && !/\d/.test(word) ? word.charCodeAt(0) : toNumber(inner)
      return value === null ? someNumber : numberOf(value)
    }
    case 'bool':
    case 'switch':
      return { is: 'bool', bool: toBool(inner) }
    case 'array':
      return inner.is === 'unknown' ? anything : list(itemsOf(inner))
    case 'io.fileinfo':
    case 'io.directoryinfo':
      return { is: 'file', path: mapText(toValue(inner), (word) => word.replaceAll('\\', '/')) }
    case 'void':
      return { is: 'null' }
    case 'scriptblock':
    case 'ref':
    case 'pscustomobject':
    case 'ordered':
    case 'hashtable':
    case 'regex':
    case 'version':
    case 'object':
    case 'psobject':
      return inner
    case 'type':
    case 'wmiclass':
    case 'wmi':
    case 'adsi':
    case 'xml':
    case 'net.webclient':
    case 'io.streamreader':
    case 'io.streamwriter':
      return name === 'type' ? { is: 'type', name: toText(inner) ?? '' } : { is: 'object', type: name }
    default:
      return inner.is === 'hash' ? { is: 'object', type: name } : inner.is === 'unknown' ? anything : inner
  }
}
const characters = (inner: Datum): Datum => {
  const whole = toText(inner)
  return whole === null ? anything : boundedList(Array.from(whole, text))
}
