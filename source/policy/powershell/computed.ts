// Members whose result is known: of files, paths and the environment.
import { byNames } from '../among.ts'
import { literal, type Value } from '../model/value.ts'
import { anything, type Datum, file, mapText, someName, someNumber, text, toText, toValue } from './datum.ts'
import type { Machine } from './machine.ts'
import { child, lastName, parent } from './paths.ts'
import { readEnvironment, setEnvironment, specialFolder, temporaryFile } from './variables.ts'

/** Functions of paths that are properties of files, too. */
const pathParts = {
  getfilename: 'name',
  getfilenamewithoutextension: 'basename',
  getextension: 'extension',
  getdirectoryname: 'directoryname',
  getfullpath: 'fullname',
}

/** Undefined: nothing is known of it. */
type Static = (args: readonly Datum[], machine: Machine) => Datum | undefined

const statics = byNames<Static>({
  'io.path::combine io.path::join': ([first = anything, ...rest]) =>
    text(rest.reduce((path, piece) => child(path, slashed(piece)), slashed(first))),
  'io.path::getrandomfilename guid::newguid': () => someName,
  'io.path::gettemppath': (_, machine) => readEnvironment(machine, 'temp'),
  'io.path::gettempfilename': (_, machine) => temporaryFile(machine),
  ...Object.fromEntries(
    Object.entries(pathParts).map(([name, property]): [string, Static] => [
      `io.path::${name}`,
      ([path = anything]) => fileProperty(slashed(path), property),
    ]),
  ),
  'io.fileinfo::new io.directoryinfo::new': ([path = anything]) => file(toValue(path)),
  'environment::getfolderpath': (args, machine) => specialFolder(machine, args),
  'environment::getenvironmentvariable': ([name = anything], machine) => {
    const known = toText(name)
    return known === null ? undefined : readEnvironment(machine, known)
  },
  'environment::setenvironmentvariable': (args, machine) => setEnvironment(machine, args),
})
const slashed = (path: Datum) => mapText(toValue(path), (part) => part.replaceAll('\\', '/'))

/** A member whose result is known; its type lower case without `system.`; undefined: not one of these. */
export const computed = (member: string, args: readonly Datum[], machine: Machine): Datum | undefined =>
  statics.get(member)?.(args, machine)

/** A property of a file or folder object. */
export const fileProperty = (path: Value, name: string): Datum => properties.get(name)?.(path) ?? anything

const properties = byNames<(path: Value) => Datum>({
  'fullname path pspath providerpath target value': text,
  'name pschildname': (path) => text(lastName(path)),
  basename: (path) => partOfName(path, (name) => name.replace(/\.[^.]*$/, '')),
  extension: (path) => partOfName(path, (name) => /\.[^.]*$/.exec(name)?.[0] ?? ''),
  'directory parent': (path) => file(parent(path)),
  'directoryname psparentpath': (path) => text(parent(path)),
  'length count': () => someNumber,
})
const partOfName = (path: Value, part: (name: string) => string): Datum => {
  const known = literal(lastName(path))
  return known === null ? someName : text(part(known))
}
