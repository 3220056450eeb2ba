// Permission bits that git does not keep, and that a restored file or folder would not have by itself.
import { umask } from 'node:process'
import { usualFolder } from './folder-modes.ts'
import { lstatName } from './look.ts'
import type { Name } from './names.ts'
import type { Store } from './store.ts'

export function modesOf({ repository }: Pick<Store, 'repository'>, names: Iterable<Name>): Record<string, number> {
  const usual = 0o666 & ~umask()
  const usualRun = usualFolder()
  const modes: Record<string, number> = {}
  for (const name of names) {
    const stat = lstatName(repository.top, name)
    const mode = (stat?.mode ?? 0) & 0o777
    if (stat?.isFile() && mode !== (mode & 0o100 ? usualRun : usual)) modes[name] = mode
    else if (stat?.isDirectory() && mode !== usualRun) modes[`${name}/`] = mode
  }
  return modes
}
