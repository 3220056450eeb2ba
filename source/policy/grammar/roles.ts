// What the value of an option or an operand can be: a closed list, so that a mistyped role is no silence.
import { nameSet } from '../among.ts'
import { fileActions, type FileActionKind } from '../model/action.ts'

/**
 * A file action, its `Tree`; `edit`; `fetched` (a file or an address), `page` (a file when it has a slash), `listed` (a
 * file that names other files), `script` (a file with code), `code` (shell text), `program` (one word that is run), `sink`
 * (a file, or code behind `|`); `data` and nothing are plain data.
 */
export type Role = '' | FileActionKind | `${FileActionKind}Tree` | (typeof others)[number]

const others = ['data', 'edit', 'fetched', 'page', 'listed', 'script', 'code', 'program', 'sink'] as const

const known: ReadonlySet<string> = new Set(['', ...fileActions, ...fileActions.map((kind) => `${kind}Tree`), ...others])

export const isRole = (role: string): role is Role => known.has(role)

/** Roles that one table gives its options and looks at itself. */
const own: ReadonlySet<string> =
  nameSet(`action archive command config cookie doubtful eval far file filed folder form format header include key list load macro mode
  module name named network option output owner pair profile rest script-file server setting source split sql upload url variable
  version`)

/** Throws where a table names a role that nothing looks at. */
export function checkRole(role: string): string {
  if (!isRole(role) && !own.has(role)) throw new Error(`there is no role '${role}'`)
  return role
}
