// Names that the same text gives to other files: links it makes, files it moves.
import { normalise } from '../model/path.ts'
import { isKnown, knownStart, literal, show, type Value } from '../model/value.ts'
import { doubt, inFolder, type Machine } from './machine.ts'
import { filePath, isAbsolute } from './paths.ts'

/** Null: not known, or on a drive of Windows. */
function absolute(machine: Machine, written: Value): string | null {
  const path = filePath(machine, written)
  const whole = literal(isAbsolute(path) ? path : inFolder(machine, path))
  return whole?.startsWith('/') === true && !whole.startsWith('//') ? normalise(whole) : null
}

/** What is at `path` from now on was at `source`. */
export function noteMove(machine: Machine, path: Value, source: Value): void {
  const [to, from] = [absolute(machine, path), absolute(machine, source)]
  if (to === null || from === null || to === from) return
  machine.links.set(to, from)
  // When `path` is a folder, the file is in it.
  machine.links.set(`${from}/${from.slice(from.lastIndexOf('/') + 1)}`, from)
}

/** A link is followed as far as that is known; what is written through others lands where nobody sees. */
export function noteLink(machine: Machine, path: Value, target: Value): void {
  const real = filePath(machine, target)
  const isInside = isKnown(real) && !isAbsolute(real) && !/(?:^|\/)\.\.(?:\/|$)/.test(show(real))
  const isFollowed = absolute(machine, path) !== null && absolute(machine, real) !== null
  const isPlain = !/(?:^|\/)\./.test(knownStart(real))
  if (!isInside || !(isFollowed || isPlain)) doubt(machine, 'too-complex', `link to ${show(real)}`)
  noteMove(machine, path, real)
}
