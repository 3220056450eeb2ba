// A pipe in the place of a file of git's: whatever reads it waits for whoever writes it, and git reads those of every folder.
import { readdirSync, type Dirent } from 'node:fs'
import { join, relative } from 'node:path'
import { silent } from './git-words.ts'
import { shown } from './names.ts'

/** Folders looked into; git itself got no further in a minute. */
const maxFolders = 20_000

const rules = new Set(['.gitignore', '.gitattributes', '.gitmodules'])

/** Words of a git that was ended for its silence, with what it waited for where that can be seen below `top`. */
export function withPipe(said: string, top: string): string {
  const pipe = said === silent ? waitingPipe(top) : null
  return pipe === null ? said : `${said}: ${pipe} is a pipe`
}

/** Its name as people are shown it, below `top`; null when none is found. */
function waitingPipe(top: string): string | null {
  const folders = [top]
  for (let i = 0; i < Math.min(folders.length, maxFolders); i++) {
    const folder = folders[i] ?? top
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      const name = relative(top, path)
      if (entry.isFIFO() && (rules.has(entry.name) || name.split('/').includes('.git'))) return shown(name)
      // Objects are many, and a pipe among them is none that git looks for.
      if (entry.isDirectory() && !name.endsWith('.git/objects')) folders.push(path)
    }
  }
  return null
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
