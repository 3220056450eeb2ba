// Snapshots that an earlier version kept in the project's repository, taken over once: copied, checked, then left where they are.
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { refsBelow } from './find-repository.ts'
import { existing, importHistory } from './import.ts'
import { toBytes } from './names.ts'
import { refs, setRef } from './objects.ts'
import { listSaved } from './record.ts'
import type { Repository } from './repository.ts'
import type { Shadow } from './shadow.ts'

/** Working trees shared their refs, and one could hold several projects: each had a place of its own. */
function oldRefs({ gitFolder, commonFolder, prefix }: Repository): string {
  const tree = gitFolder === commonFolder ? '' : `worktrees/${basename(gitFolder)}/`
  const project =
    prefix === '' ? '' : `roots/${createHash('sha256').update(toBytes(prefix)).digest('hex').slice(0, 8)}/`
  return `refs/tos/${tree}${project}`
}

/** What people should know of it; null when there was nothing to take over. */
export async function takeOver(shadow: Shadow): Promise<string | null> {
  const { repository, folder, git } = shadow
  const done = join(folder, 'taken-over')
  if (existsSync(done)) return null
  const below = oldRefs(repository)
  const old = Object.entries(refsBelow(repository, [below.slice(0, -1)])).map(
    ([name, object]) => [name.slice(below.length), object] as const,
  )
  if (old.length === 0) return null
  const wanted = old.filter(([name]) => /^(?:pinned\/)?[surc]-\d{3,9}$/.test(name))
  await importHistory(
    shadow,
    wanted.map(([, object]) => object),
    [],
  )
  const held = await existing(
    shadow,
    wanted.map(([, object]) => object),
  )
  for (const [name, object] of wanted)
    if (held.has(object) && !existsSync(join(folder, `${refs}${name}`))) setRef({ shadow }, name, object)
  const saved = await listSaved(git, refs, new Map())
  writeFileSync(done, '')
  const lost = wanted.filter(([name]) => !name.includes('/')).length - saved.length
  return (
    `${saved.length} snapshots were taken over from this repository into ${folder}` +
    `${lost > 0 ? ` (${lost} could not be read)` : ''}; the old ones (refs/tos/, .git/tos) are not used any more`
  )
}
