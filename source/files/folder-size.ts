// Bytes of the files below a folder; what cannot be read counts nothing.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { entriesBelow } from './entries-below.ts'

export function folderSize(folder: string): number {
  try {
    const entries = entriesBelow(folder)
    return entries.reduce((sum, entry) => sum + (entry.isFile() ? sizeOf(join(entry.parentPath, entry.name)) : 0), 0)
  } catch {
    return 0
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
