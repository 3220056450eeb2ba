// Everything below a folder. Node's own recursive listing goes through links, and with them anywhere.
import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'

/** Links are listed, never followed. @throws when a folder cannot be read */
export function entriesBelow(folder: string): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  const inner = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => entriesBelow(join(folder, name)))
  return [...entries, ...inner]
}
