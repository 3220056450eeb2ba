// A pipe in the place of a file of git's: whatever reads it waits for whoever writes it, and git reads those of every folder.
import { readdirSync, statSync, type Dirent } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Look } from '../core/silence.ts'
import { fromBytes, pathOf, shown, type Name } from './names.ts'
import { entryOf } from './plain-file.ts'

/** Milliseconds that one look may take: nothing else goes on meanwhile, and the next look goes on where it ended. */
const lookMs = 300

/** What git says of itself nowhere. */
export const waits = (name: string): string => `${name} is a pipe, and git would wait for whoever writes it`

/** For a git that says nothing: what it waits for in the working tree at or above `folder`, where that can be seen. */
export function lookForPipe(folder: string): Look {
  let walk = pipesFrom(folder)
  return () => {
    const until = performance.now() + lookMs
    for (;;) {
      const { done, value } = walk.next()
      if (done) walk = pipesFrom(folder)
      else if (value !== null) return waits(shown(value))
      if (done || performance.now() > until) return null
    }
  }
}

/** A git in a folder of a working tree reads the rules of those above it too. */
function topOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (entryOf(join(at, '.git'))) return at
    if (dirname(at) === at) return folder
  }
}

const rules = new Set(['.gitignore', '.gitattributes', '.gitmodules'])

/** One turn for each folder: a pipe in it that git would read, or null. */
function* pipesFrom(start: string): Generator<Name | null, void> {
  const top = topOf(start)
  const folders: Name[] = ['']
  for (const folder of folders) {
    const isGits = folder.split('/').includes('.git')
    let found: Name | null = null
    for (const entry of entriesOf(top, folder)) {
      const own = fromBytes(entry.name)
      const name = folder === '' ? own : `${folder}/${own}`
      if ((isGits || rules.has(own)) && isPipe(top, name, entry, isGits)) found ??= name
      // Objects are many, and a pipe among them is none that git looks for.
      if (entry.isDirectory() && !name.endsWith('.git/objects')) folders.push(name)
    }
    yield found
  }
}

/** In its own folder git follows links. */
function isPipe(top: string, name: Name, entry: Dirent<Buffer>, isGits: boolean): boolean {
  if (!isGits || !entry.isSymbolicLink()) return entry.isFIFO()
  try {
    return statSync(pathOf(top, name)).isFIFO()
  } catch {
    return false
  }
}

function entriesOf(top: string, folder: Name): Dirent<Buffer>[] {
  try {
    return readdirSync(pathOf(top, folder), { withFileTypes: true, encoding: 'buffer' })
  } catch {
    return []
  }
}
