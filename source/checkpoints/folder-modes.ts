// Permission bits by name, those of folders among them.
import { umask } from 'node:process'

/** Name -> bits; folders end with a slash. */
export type Modes = Readonly<Record<string, number>>

/** What a folder gets by itself. */
export const usualFolder = (): number => 0o777 & ~umask()

export const isOfFolder = (name: string): boolean => name.endsWith('/')

/** Those of the folders replaced by others. */
export const withFolders = (modes: Modes, ofFolders: Modes): Record<string, number> => ({
  ...Object.fromEntries(Object.entries(modes).filter(([name]) => !isOfFolder(name))),
  ...ofFolders,
})
