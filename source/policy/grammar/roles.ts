// What the value of an option or an operand can be, and what a call does because of it. A closed list: a mistyped role is no silence.
import { nameSet } from '../among.ts'
import { type FileActionKind, fileActions, isFileKind } from '../model/action.ts'
import { concat, cut, hole, knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { blindly, doubt, type Found, onPath, readOrFetch, shell, words } from './analysis.ts'

/**
 * A file action, its `Tree`; `edit`; `fetched` (a file or an address), `page` (a file when it has a slash), `measured` (a file of which only sums or sizes are told), `listed` (a
 * file that names other files), `argued` (a file, behind `@` one of further words), `script` (a file with code), `code` (shell text), `program` (one word that is run), `sink`
 * (a file, or code behind `|`), `lock` (a file that is made, or a descriptor), `lines` (text that the `lines` of the row take apart); `data` and nothing are plain data.
 */
export type Role = '' | FileActionKind | `${FileActionKind}Tree` | (typeof others)[number]

const others = [
  'argued',
  'data',
  'edit',
  'fetched',
  'page',
  'measured',
  'listed',
  'script',
  'code',
  'program',
  'sink',
  'lock',
  'lines',
] as const

const known: ReadonlySet<string> = new Set(['', ...fileActions, ...fileActions.map((kind) => `${kind}Tree`), ...others])

/** Roles that one table gives its options and looks at itself. */
const own: ReadonlySet<string> =
  nameSet(`action archive command config cookie doubtful far file filed folder form format header include key list load mode module
  named network option output owner pair plain rest script-file served server setting source split sql upload url variable`)

/** Throws where a table names a role that nothing looks at. */
export function checkRole(role: string): string {
  if (!known.has(role) && !own.has(role)) throw new Error(`there is no role '${role}'`)
  return role
}

/** What becomes of one value in a role. */
export function inRole(role: string, value: Value, isTree = false): Found {
  if (literal(value) === '-' && isInput.test(role))
    return (role === 'script' || role === 'listed') && doubt('dynamic-code', 'standard input')
  if (role === 'code') return shell(value)
  if (role === 'program') return words(value, unknown)
  if (role === 'script') return [onPath('read', value), doubt('opaque-script', show(value))]
  if (role === 'sink' && /^[|!]/.test(show(value))) return shell(cut(value, 1))
  if (role === 'sink') return onPath('overwrite', value, isTree)
  if (role === 'lock') return !/^\d+$/.test(literal(value) ?? '') && onPath('create', value)
  if (role === 'fetched') return readOrFetch(value)
  if (role === 'page') return show(value).includes('/') && onPath('read', value)
  if (role === 'measured') return blindly(value)
  if (role === 'listed') return [onPath('read', value), doubt('dynamic-code', 'names of files')]
  // A folder for what it makes: no name of that is one of git's.
  if (role === 'overwriteTree')
    return [onPath('overwrite', value), onPath('overwrite', concat(value, ['/'], hole('tracked')))]
  if (role.endsWith('Tree')) return inRole(role.slice(0, -4), value, true)
  // Many programs take the rest of their words from a file so named.
  if (role === 'read' && knownStart(value).startsWith('@'))
    return [onPath('read', value, isTree), onPath('read', cut(value, 1))]
  // So do these, surely.
  if (role === 'argued')
    return knownStart(value).startsWith('@') ? inRole('listed', cut(value, 1)) : onPath('read', value, isTree)
  if (role === 'edit') return [onPath('read', value, isTree), onPath('modify', value, isTree)]
  return isFileKind(role) && onPath(role, value, isTree)
}

/** `-` is standard input: nothing to a role about files, but a list or code that is not in the words. */
const isInput = /^(?!code$|program$|sink$|delete$|lock$)/

/** Can a value in it write, run or reach something? */
export const canHarm = (role: string): boolean => !/^(?:|read|readTree|data|page|measured|listed)$/.test(role)
