// What is staged: the content of the project's index as a commit of the store, so that nothing of it is collected.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { importObjects } from './import.ts'
import { splitZero, toBytes } from './names.ts'
import { commitTree, writeTree } from './objects.ts'
import { takeIndex } from './shadow.ts'
import type { Store } from './store.ts'

/** Its commit; none without an index. @throws GitFailed when the index is no index */
export async function stagedCommit(store: Store): Promise<string[]> {
  const copy = copyUserIndex(store)
  if (copy === null) return []
  const { git } = store.shadow
  const environment = { GIT_INDEX_FILE: copy }
  const entries = splitZero(await git.bytes(['ls-files', '-s', '-z'], { environment }))
  const rows = entries.map((entry) => /^(\d+) ([0-9a-f]+) (\d)\t([^]*)$/.exec(entry) ?? [])
  await importObjects(store.shadow, [
    ...new Set(rows.flatMap(([, mode, blob = '']) => (mode === '160000' ? [] : [blob]))),
  ])
  const conflicts = rows.filter(([, , , stage]) => stage !== '0')
  if (conflicts.length > 0) {
    // Conflicts have no tree: their versions are kept beside the rest.
    const lines = conflicts.map(
      ([, mode = '', blob = '', stage = '', name = '']) =>
        `0 ${'0'.repeat(blob.length)}\t${name}\0${mode} ${blob}\t.tos-conflicts/${stage}/${name}\0`,
    )
    const input = toBytes(lines.join(''))
    await git.bytes(['update-index', '-z', '--replace', '--add', '--index-info'], { input, environment })
  }
  return [await commitTree(store, await writeTree(store, copy), [], 'tos: what was staged\n')]
}

/** A copy that the store's git can work on; null when there is no index. */
export function copyUserIndex({ repository, shadow }: Store): string | null {
  const copy = join(shadow.scratch, 'staged')
  rmSync(`${copy}.lock`, { force: true })
  const { gitFolder } = repository
  if (!takeIndex(join(gitFolder, 'index'), copy)) return null
  // A split index builds on a file beside it.
  for (const name of readdirSync(gitFolder).filter((file) => /^sharedindex\.[0-9a-f]+$/.test(file)))
    takeIndex(join(gitFolder, name), join(shadow.folder, name))
  return copy
}
