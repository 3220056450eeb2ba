// Files of what is under way (a command's output, an answer): made anew, never through what a command put in their place.
import { rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { isThere, openNew, within } from './open-regular.ts'

/**
 * Whatever name stood there is gone, a link with it and not what it leads to; only the owner may read the new one.
 * @throws Failed, or what the system says
 */
export const openAnew = (path: string): number =>
  within(dirname(path), (folder) => {
    rmSync(folder.at(basename(path)), { force: true })
    return openNew(folder, basename(path), 0o600)
  })

/** Removes a file or a link, never through a link on the way. @throws Failed, or what the system says */
export function removeName(path: string): void {
  if (isThere(path)) within(dirname(path), ({ at }) => rmSync(at(basename(path)), { force: true }))
}

export const outputFile = (path: string) => ({
  path,
  open: (): number => openAnew(path),
  remove: (): void => removeName(path),
})
