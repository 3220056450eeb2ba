// Walks over the project: files with secrets, repositories inside of it, pipes others listen on; later again, for secrets alone.
import { readdirSync, type Dirent } from 'node:fs'
import { basename, join } from 'node:path'
import { looksBare } from './git/repositories.ts'
import { entryAt, isFile, realPath } from './paths.ts'

export interface ProjectFacts {
  /** Folders below the root with a `.git` of their own, or that are bare repositories. */
  readonly nested: readonly string[]
  /** Named pipes: whoever waits at the other end is outside. */
  readonly pipes: readonly string[]
  /** False: it is too large to have been looked at in whole. */
  readonly isWhole: boolean
  /** Real paths of the files with secrets as they are now: of folders that have not changed what was found is known. */
  readonly secretFiles: () => readonly string[]
}

export interface SecretRules {
  /** Of any other name none is looked at. */
  readonly mayBe: (name: string) => boolean
  readonly is: (name: string, path: string) => boolean
}

/** Folders; a project of a million files has about this many. */
const maxFolders = 100_000
/** A change this close to the look may be followed by another one with the same time. */
const freshMs = 1000

interface Folder {
  /** '' when it is to be read again in any case. */
  readonly stamp: string
  readonly folders: readonly string[]
  readonly candidates: readonly string[]
}

/** Filled by package managers with code of others: what comes there during a run is looked at when the next one begins. */
const isFilled = (path: string): boolean => /^(?:node_modules|site-packages|dist-packages)$/.test(basename(path))

export function walkProject(root: string, rules: SecretRules): ProjectFacts {
  const [nested, pipes, filled]: [string[], string[], string[]] = [[], [], []]
  const known = new Map<string, Folder>()
  const read = (folder: string, see: (entries: readonly Dirent[]) => void): Folder => {
    const stamp = stampOf(folder)
    const entries = entriesOf(folder)
    see(entries)
    const paths = (wanted: (entry: Dirent) => boolean) => entries.filter(wanted).map(({ name }) => join(folder, name))
    const found = {
      stamp,
      folders: paths((entry) => entry.isDirectory() && entry.name !== '.git'),
      candidates: paths((entry) => !entry.isDirectory() && !entry.isFIFO() && rules.mayBe(entry.name)),
    }
    known.set(folder, found)
    return found
  }
  const secretsAt = (candidates: readonly string[]): string[] =>
    candidates.flatMap((path) => {
      if (!rules.is(basename(path), path)) return []
      const real = entryAt(path)?.isSymbolicLink() ? realPath(path) : path
      return real !== null && isFile(real) ? [real] : []
    })

  const whole = walk(root, (folder) =>
    read(folder, (entries) => {
      const names = new Set(entries.map(({ name }) => name))
      if (folder !== root && (names.has('.git') || looksBare(names))) nested.push(folder)
      pipes.push(...entries.filter((entry) => entry.isFIFO()).map(({ name }) => join(folder, name)))
    }),
  )
  for (const [folder, { candidates }] of known) {
    if (!folder.slice(root.length).split('/').some(isFilled)) continue
    filled.push(...candidates)
    known.delete(folder)
  }
  return {
    nested: nested.toSorted(),
    pipes,
    isWhole: whole.isWhole,
    secretFiles() {
      const { candidates } = walk(root, (folder) => {
        if (isFilled(folder)) return null
        const before = known.get(folder)
        return before && before.stamp !== '' && before.stamp === stampOf(folder)
          ? before
          : read(folder, () => undefined)
      })
      return [...new Set(secretsAt([...candidates, ...filled]))]
    },
  }
}

/** `look` says what lies in a folder; null: it is not entered. */
function walk(root: string, look: (folder: string) => Folder | null): { candidates: string[]; isWhole: boolean } {
  const queue = [root]
  const candidates: string[] = []
  let seen = 0
  for (let folder = queue.pop(); folder !== undefined && seen < maxFolders; folder = queue.pop(), seen++) {
    const found = look(folder)
    if (found === null) continue
    for (const path of found.folders) queue.push(path)
    candidates.push(...found.candidates)
  }
  return { candidates, isWhole: queue.length === 0 }
}

function stampOf(folder: string): string {
  const entry = entryAt(folder)
  if (!entry?.isDirectory() || Date.now() - Math.max(entry.mtimeMs, entry.ctimeMs) < freshMs) return ''
  return `${entry.ino} ${entry.mtimeMs} ${entry.ctimeMs}`
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
