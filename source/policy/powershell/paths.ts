// Paths as PowerShell takes them: providers, drives, backslashes, wildcards, `~`.
import { byNames } from '../among.ts'
import {
  concat,
  hole,
  isHole,
  isKnown,
  knownStart,
  literal,
  type Part,
  type Value,
  withoutSlashes,
  cut,
} from '../model/value.ts'
import { mapText } from './datum.ts'
import { inFolder, within, type Machine } from './machine.ts'

export type Provider = 'file' | 'environment' | 'registry' | 'alias' | 'function' | 'variable' | 'certificate' | 'wsman'

const drives = byNames<Provider>({
  'env environment': 'environment',
  'hklm hkcu hkcr hku hkcc registry': 'registry',
  'hkey_local_machine hkey_current_user hkey_users hkey_classes_root': 'registry',
  alias: 'alias',
  function: 'function',
  variable: 'variable',
  'cert certificate': 'certificate',
  wsman: 'wsman',
  filesystem: 'file',
})

export interface Place {
  readonly provider: Provider
  /** Of files: with `/`; of others: what stands behind the drive. */
  readonly path: Value
}

/** Takes `Module\Provider::` and the drive off. */
export function placeOf(machine: Machine, written: Value, isLiteral: boolean, isForced = true): Place {
  const start = knownStart(written)
  const qualified = /^(?:[\w.]+[\\/])?(\w+)::/.exec(start)
  const drive = qualified ?? /^(\w{2,}):(?!:)/.exec(start)
  const provider = drives.get(drive?.[1]?.toLowerCase() ?? '')
  const rest = drive !== null && provider !== undefined ? cut(written, drive[0].length) : written
  if (provider !== undefined && provider !== 'file') return { provider, path: rest }
  const folder = /^(\w{4,}):/.exec(knownStart(machine.frame.folder))?.[1]
  const here = isAbsolute(rest) || /^(?:[A-Za-z]:|~)/.test(start) ? undefined : drives.get(folder ?? '')
  if (here === undefined) return { provider: 'file', path: filePath(machine, rest, isLiteral, isForced) }
  const inside = cut(machine.frame.folder, (folder?.length ?? 0) + 1)
  return { provider: here, path: literal(rest) === '.' ? inside : concat(inside, ['\\'], rest) }
}

/** `\` becomes `/`; `~` the home folder; streams and device prefixes go; wildcards become holes. */
export function filePath(machine: Machine, written: Value, isLiteral = true, isForced = true): Value {
  const slashed = mapText(written, (text) => text.replaceAll('\\', '/'))
  const start = knownStart(slashed)
  const isDevice = /^\/\/[?.]\/(?=[A-Za-z]:\/|UNC\/)/.test(start)
  const bare = isDevice ? cut(slashed, 4) : slashed
  const whole = driveRelative(machine, atHome(machine, bare))
  const named = isLiteral ? whole : concat(...whole.map((part) => (isHole(part) ? [part] : wildcards(part, isForced))))
  return windowsName(named)
}

/** `~` is the home folder. */
export const atHome = ({ context }: Machine, path: Value): Value =>
  /^~(?=\/|$)/.test(knownStart(path)) ? concat([context.home], cut(path, 1)) : path

/** `C:x` is `x` in the folder of that drive, which is ours or one that nobody knows. */
function driveRelative({ context }: Machine, path: Value): Value {
  const drive = /^([A-Za-z]):(?![/])/.exec(knownStart(path))
  if (drive === null) return path
  const rest = cut(path, 2)
  if (context.root.toLowerCase().startsWith(drive[0].toLowerCase())) return rest
  return literal(rest) === '' ? [`${drive[0]}/`] : concat(hole('any'), ['/'], rest)
}

/** `name:stream`; the colon of a drive stands behind a single letter. */
function withoutStream(path: string): string {
  const at = path.lastIndexOf('/') + 1
  return path.slice(0, at) + path.slice(at).replace(/(?<=[^:]{2}):[^]*$/, '')
}

/** What Windows makes of a name: no stream, no dots or blanks at its end, `.git` in any case. */
function windowsName(path: Value): Value {
  return mapText(path, (text) =>
    withoutStream(text)
      .replaceAll(/(?<=[^./ ])[. ]+(?=\/|$)/g, '')
      .replaceAll(/(?<=^|\/)\.(?:git|env|ssh|aws|netrc|npmrc|codex|config|gitconfig|gnupg)(?=\/|$|\.)/gi, (name) =>
        name.toLowerCase(),
      )
      .replaceAll(/(?<=^|\/)(git|env)~\d(?=\/|$)/gi, (_, name: string) => `.${name.toLowerCase()}`),
  )
}

/** `isForced`: hidden names are meant too. */
export function wildcards(text: string, isForced: boolean): Part[] {
  const parts: Part[] = []
  for (const [piece] of text.matchAll(/\*+|\?|\[[^\]/]+\]|[^*?[]+|\[/g)) {
    if (piece.startsWith('*')) parts.push(...hole(isForced ? 'name' : 'glob'))
    else if (piece === '?' || (piece.startsWith('[') && piece.length > 2)) parts.push(...hole('char'))
    else parts.push(piece)
  }
  return parts
}

/** The names with a dot in front that a pattern means too, as they are no hidden files of Windows: `*.env` is `.env`. */
export function dotted(pattern: string): string[] {
  const at = Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf('\\')) + 1
  const folder = pattern.slice(0, at)
  const [, rest] = /^\*+([^]*)$/.exec(pattern.slice(at)) ?? []
  if (rest === undefined) return []
  return [rest.startsWith('.') ? folder + rest : `${folder}.*${rest}`]
}

/** `//server/share`. */
export const isRemote = (path: Value): boolean => /^\/\/[^/?.]/.test(knownStart(path))

export const isAbsolute = (path: Value): boolean => /^(?:\/|[A-Za-z]:\/)/.test(knownStart(path))

/** Where one is after going to a path. */
export const folderAt = (machine: Machine, written: Value): Value => {
  const path = filePath(machine, written)
  return isAbsolute(path) ? path : isKnown(path) ? inFolder(machine, path) : hole('any')
}

/** Runs `work` in another folder, where one is given. */
export const from = <T>(machine: Machine, folder: Value | undefined, work: () => T): T =>
  folder === undefined
    ? work()
    : within(machine, { frame: { ...machine.frame, folder: folderAt(machine, folder), others: [] } }, work)

export const child = (folder: Value, name: Value): Value => {
  const base = literal(folder)
  return base === '' || base === '.' ? name : concat(mapTail(folder), ['/'], name)
}
const mapTail = (folder: Value): Value => {
  const last = folder.at(-1)
  return typeof last === 'string' ? concat(folder.slice(0, -1), [withoutSlashes(last)]) : folder
}

/** What stands before and behind the last slash, as far as that is known. */
function cutLast(path: Value): readonly [folder: Value, name: Value] {
  const isCut = (part: Part) => (isHole(part) ? part.hole === 'any' || part.hole === 'path' : part.includes('/'))
  const i = path.findLastIndex(isCut)
  const part = path[i]
  const behind = path.slice(i + 1)
  if (part === undefined) return [['.'], path]
  if (isHole(part)) return [part.hole === 'any' ? hole('any') : path.slice(0, i + 1), concat(hole('name'), behind)]
  const cut = part.lastIndexOf('/')
  return [concat(path.slice(0, i), [part.slice(0, cut)]), concat([part.slice(cut + 1)], behind)]
}
export const lastName = (path: Value): Value => cutLast(path)[1]
/** The folder of a path; `..` behind what is not known. */
export function parent(path: Value): Value {
  const known = literal(path)
  if (known === null || !/^(?:\.?\.\/)*\.?\.?\/?$/.test(known)) return cutLast(path)[0]
  return known === '' || known === '.' ? ['..'] : [`${known}/..`]
}

/** A key of the registry by the path that .NET writes: `HKEY_CURRENT_USER\x`. */
export const keyPath = (path: Value): Value => concat(['Registry::'], path)
