// Acts inside a folder that never lead out of it: no link on the way is followed.
import { mkdirSync, rmSync } from 'node:fs'
import { foldersAbove, pathOf, type Name } from './names.ts'
import { entryOf } from './plain-file.ts'

/** Is everything above the name a real folder? */
export const isBelowFolders = (top: string, name: Name): boolean =>
  foldersAbove(name).every((folder) => entryOf(pathOf(top, folder))?.isDirectory() === true)

/** The same of many names, each folder looked at once. A folder that is not there is none to follow. */
export function belowFolders(top: string): (name: Name) => boolean {
  const known = new Map<Name, boolean>()
  const isReal = (folder: Name): boolean => {
    let is = known.get(folder)
    if (is === undefined) {
      is = entryOf(pathOf(top, folder))?.isSymbolicLink() !== true && foldersAbove(folder).slice(0, 1).every(isReal)
      known.set(folder, is)
    }
    return is
  }
  return (name) => foldersAbove(name).slice(0, 1).every(isReal)
}

/** With the folders above it. False when something else stands in the way; `isClearing` removes that. */
export function makeFolder(top: string, name: Name, isClearing = false): boolean {
  if (name === '') {
    const entry = entryOf(top)
    if (entry && !entry.isDirectory()) rmSync(top)
    if (!entry?.isDirectory()) mkdirSync(top, { recursive: true })
    return true
  }
  for (const folder of [...foldersAbove(name).toReversed(), name]) {
    const path = pathOf(top, folder)
    const entry = entryOf(path)
    if (entry?.isDirectory()) continue
    if (entry && !isClearing) return false
    if (entry) rmSync(path)
    mkdirSync(path)
  }
  return true
}
