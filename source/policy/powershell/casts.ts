// Indexes, and values made into a type: `[type]x`, `x -as [type]`, parameters with a type.
import { byNames } from '../among.ts'
import { show } from '../model/value.ts'
import {
  anything,
  boolOf,
  characters,
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
import { callStatic, typeName } from './dotnet.ts'
import { memberEffects } from './dotnet-methods.ts'
import { act, runFor, type Machine } from './machine.ts'
import type { TypeName } from './syntax.ts'
import { wmiObject } from './typed-objects.ts'

/** `target[index]`, also with lists of indexes and from the end. */
export function foldIndex(target: Datum, index: Datum): Datum {
  if (target.is === 'hash') return target.entries.get(toText(index)?.toLowerCase() ?? '') ?? anything
  if (index.is === 'list') return list(index.items.map((one) => foldIndex(target, one)))
  const at = toNumber(index)
  switch (target.is) {
    case 'list':
      return at === null ? anything : (target.items.at(at) ?? nothing)
    case 'text':
      return foldIndex(characters(target), index)
    case 'object':
      return /^(?:wmi:|diagnostics\.|serviceprocess\.|adsi)/.test(target.type) ? target : anything
    case 'command':
    case 'file':
    case 'block':
      return target
    default:
      return anything
  }
}

/** `[type]value`. */
function foldCast(type: string, inner: Datum): Datum {
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
  'bool switch': (inner) => boolOf(toBool(inner)),
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
  const isMade = datum.is === 'text' || datum.is === 'file' || datum.is === 'number' || datum.is === 'list'
  const effects = memberEffects(`${type}::`, '!cast') ?? memberEffects(`${type}::`, 'new')
  const isPlain = args.length > 0 || effects === ''
  return isMade && !isPlain ? callStatic(machine, name, 'new', [datum]) : foldCast(name, datum)
}
