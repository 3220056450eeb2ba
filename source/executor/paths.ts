// Small looks at paths that never throw: what is there, where it really lies, what lies in what.
import { accessSync, constants, lstatSync, realpathSync, statSync, type Stats } from 'node:fs'
import { sep } from 'node:path'

/** The entry itself, a link not followed; null when there is none or it may not be seen. */
export function entryAt(path: string): Stats | null {
  try {
    return lstatSync(path)
  } catch {
    return null
  }
}

export const isFolder = (path: string): boolean => statOf(path)?.isDirectory() === true
export const isFile = (path: string): boolean => statOf(path)?.isFile() === true

/** With links resolved; null when it does not exist. */
export function realPath(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

export const liesIn = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

export function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
