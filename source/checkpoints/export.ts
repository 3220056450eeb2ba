// Objects of the store, given back to a project's repository that has lost them.
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { copyNew } from './copy-file.ts'
import { existing } from './import.ts'
import { splitZero } from './names.ts'
import { entryOf, isRealFolder } from './plain-file.ts'
import { syncFolder } from './replace-file.ts'
import { awayFromTree, type Shadow } from './shadow.ts'

/** Makes sure that the repository holds what these lead to. What the store does not hold itself is passed over. @throws Failed */
export async function exportHistory(shadow: Shadow, wanted: readonly string[]): Promise<void> {
  const { git, repository } = shadow
  const held = [...(await existing(shadow, wanted)).keys()]
  if (held.length === 0) return
  const objects = join(repository.commonFolder, 'objects')
  const environment = { GIT_OBJECT_DIRECTORY: objects }
  if (isRealFolder(objects)) {
    const there = await existing(shadow, held, environment)
    const absent = held.filter((object) => !there.has(object))
    const listed = await git.call(['rev-list', '--objects', '--quiet', '--missing=print', '--stdin'], {
      input: [...there.keys()].map((object) => `${object}\n`).join(''),
      environment,
    })
    const missing = listed.out
      .toString('latin1')
      .split('\n')
      .flatMap((line) => (line.startsWith('?') ? [line.slice(1)] : []))
    if (listed.code === 0) {
      if (absent.length > 0) await give(shadow, objects, ['--revs', '--missing=allow-any'], absent)
      const known = await existing(shadow, missing)
      if (known.size > 0) await give(shadow, objects, [], [...known.keys()])
      return
    }
    // Damaged ones are in the way of good ones. They are set aside, not thrown away.
    renameSync(objects, `${objects}.damaged-${Date.now()}`)
  } else if (entryOf(objects)) renameSync(objects, `${objects}.damaged-${Date.now()}`)
  await give(shadow, objects, ['--revs', '--missing=allow-any'], held)
}

/** The same for the files of a tree alone. @throws Failed */
export async function exportContent(shadow: Shadow, tree: string): Promise<void> {
  const { git, repository } = shadow
  const objects = join(repository.commonFolder, 'objects')
  const rows = splitZero(await git.bytes(['ls-tree', '-r', '-z', '--full-tree', tree]))
  const blobs = [...new Set(rows.flatMap((row) => /^\d+ blob ([0-9a-f]+)\t/.exec(row)?.[1] ?? []))]
  const there = await existing(shadow, blobs, { GIT_OBJECT_DIRECTORY: objects })
  const missing = [
    ...(
      await existing(
        shadow,
        blobs.filter((blob) => !there.has(blob)),
      )
    ).keys(),
  ]
  if (missing.length > 0) await give(shadow, objects, [], missing)
}

async function give(
  shadow: Shadow,
  objects: string,
  options: readonly string[],
  names: readonly string[],
): Promise<void> {
  const outgoing = join(shadow.scratch, 'outgoing')
  rmSync(outgoing, { recursive: true, force: true })
  mkdirSync(outgoing)
  const input = names.map((name) => `${name}\n`).join('')
  await shadow.git.bytes(
    ['pack-objects', '--quiet', '--non-empty', '--threads=1', ...options, join(outgoing, 'pack')],
    {
      ...awayFromTree(shadow),
      input,
    },
  )
  const packs = join(objects, 'pack')
  for (const each of [objects, join(objects, 'info'), packs]) {
    // A link here would lead the objects elsewhere.
    if (entryOf(each) && !isRealFolder(each)) rmSync(each)
    mkdirSync(each, { recursive: true })
  }
  const written = readdirSync(outgoing)
  // The index last: with it git sees the pack.
  for (const name of written.toSorted((a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx'))))
    copyNew(join(outgoing, name), join(packs, name))
  syncFolder(packs)
  rmSync(outgoing, { recursive: true, force: true })
}
