// Cmdlets that change the folder or compute paths.
import { byNames } from '../among.ts'
import { concat, hole, show, textValue, type Value } from '../model/value.ts'
import { filesOf, firstOf, pathOf } from './cmdlets.ts'
import { anything, nothing, text } from './datum.ts'
import { inFolder, type Special } from './machine.ts'
import { bind, get, has, pathsOf } from './parameters.ts'
import { isWindows } from './variables.ts'
import { child, dropStart, filePath, folderAt, lastName, parent, placeOf } from './paths.ts'

const setLocation: Special = (machine, call) => {
  const bound = bind('path@0| literalpath=pspath,lp passthru! stackname', call)
  const [target] = pathsOf(bound, 'path')
  if (call.name === 'push-location') machine.frame.variables.set('\0stack', text(machine.frame.folder))
  if (call.name === 'pop-location') {
    const before = machine.frame.variables.get('\0stack')
    machine.frame.folder = before?.is === 'text' ? before.value : hole('any')
  } else if (target !== undefined) {
    const place = placeOf(machine, pathOf(target), true)
    const path = place.path
    if (show(path) === '-' || show(path) === '+') machine.frame.folder = hole('any')
    else if (place.provider !== 'file') machine.frame.folder = concat([`${place.provider}:`], path)
    else machine.frame.folder = folderAt(machine, path)
  } else if (call.name === 'set-location') machine.frame.folder = textValue(machine.context.home)
  return nothing
}

const joinPath: Special = (_machine, call) => {
  const bound = bind('path@0=pspath| childpath@1 additionalchildpath@2 resolve! credential', call)
  const [base] = pathsOf(bound, 'path')
  const rest = [get(bound, 'childpath'), get(bound, 'additionalchildpath'), ...bound.rest]
  if (base === undefined) return anything
  return text(
    rest.reduce<Value>(
      (path, piece) => (piece === undefined ? path : child(path, pathOf(firstOf(piece)))),
      pathOf(base),
    ),
  )
}

const splitPath: Special = (machine, call) => {
  const bound = bind(
    'path@0| literalpath=pspath,lp parent! leaf! leafbase! extension! qualifier! noqualifier! isabsolute! resolve! credential',
    call,
  )
  const [path] = pathsOf(bound, 'path')
  if (path === undefined) return anything
  const whole = filePath(machine, pathOf(path))
  if (has(bound, 'leaf') || has(bound, 'leafbase')) return text(lastName(whole))
  return has(bound, 'qualifier') || has(bound, 'extension') || has(bound, 'isabsolute')
    ? text(hole('name'))
    : text(has(bound, 'noqualifier') ? dropStart(whole, 2) : parent(whole))
}

const resolve: Special = (machine, call) =>
  filesOf(machine, bind('path@0| literalpath=pspath,lp relative! credential relativebasepath force!', call))

export const pathCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'set-location push-location pop-location': setLocation,
  'join-path': joinPath,
  'split-path': splitPath,
  'resolve-path convert-path': resolve,
  'cd..': (machine) => {
    machine.frame.folder = inFolder(machine, ['..'])
    return nothing
  },
  'cd\\': (machine) => {
    machine.frame.folder = isWindows(machine) ? [machine.context.root.slice(0, 3)] : ['/']
    return nothing
  },
  'get-location': (machine) => text(machine.frame.folder),
})
