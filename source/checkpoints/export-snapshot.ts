// Writes what a snapshot holds to a folder or an archive of its own, for people and other programs.
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolders } from '../core/make-folders.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { makeFolder } from './inside.ts'
import { pathOf } from './names.ts'
import type { Saved } from './record.ts'
import type { Store } from './store.ts'

/** `path` is absolute: a folder that is empty or not there, or a new file `….tar`. The number of files. */
export async function exportSnapshot(
  { shadow }: Store,
  { object, emptyFolders, modes }: Saved,
  path: string,
): Promise<Result<number>> {
  const { git } = shadow
  const isArchive = path.endsWith('.tar')
  const taken = isArchive ? entriesOf(path) !== 'none' : !['none', 'empty'].includes(entriesOf(path))
  if (taken)
    return fail({
      what: 'there is something already',
      where: path,
      remedy: 'name a new path',
      exitCode: exitCodes.usage,
    })
  const environment = { GIT_INDEX_FILE: join(shadow.scratch, 'export.index') }
  try {
    await git.bytes(['read-tree', object], { environment })
    const files = (await git.bytes(['ls-files', '-z'], { environment })).filter((byte) => byte === 0).length
    if (isArchive) await git.bytes(['archive', '--format=tar', '-o', path, object], { writes: [dirname(path)] })
    else {
      makeFolders(path, (folder) => mkdirSync(folder))
      await git.bytes(['checkout-index', '-a', '-f', `--prefix=${path}/`], { environment, writes: [path] })
      for (const folder of emptyFolders) makeFolder(path, folder)
      for (const [name, mode] of Object.entries(modes))
        if (!name.endsWith('/') && entriesOf(pathOf(path, name)) === 'file') chmodSync(pathOf(path, name), mode)
    }
    return succeed(files)
  } finally {
    rmSync(environment.GIT_INDEX_FILE, { force: true })
  }
}

function entriesOf(path: string | Buffer): 'none' | 'empty' | 'full' | 'file' {
  try {
    return readdirSync(path).length === 0 ? 'empty' : 'full'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'none' : 'file'
  }
}
