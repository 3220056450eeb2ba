// Objects of the project's repository, copied whole into the store: nothing is shared, each is hashed anew on the way in.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallOptions } from './git.ts'
import { readPlain } from './plain-file.ts'
import { replaceFile, syncFolder } from './replace-file.ts'
import { awayFromTree, type Shadow } from './shadow.ts'

/** Environment of a call that may also read the project's objects. */
export function borrowing({ repository }: Pick<Shadow, 'repository'>): Record<string, string> {
  const folder = join(repository.commonFolder, 'objects')
  return { GIT_ALTERNATE_OBJECT_DIRECTORIES: `"${folder.replaceAll(/["\\]/g, (c) => `\\${c}`)}"` }
}

/** Those of the objects that are there, each with its type. */
export async function existing(
  { git }: Pick<Shadow, 'git'>,
  objects: readonly string[],
  environment: Record<string, string> = {},
): Promise<Map<string, string>> {
  if (objects.length === 0) return new Map()
  const said = await git.text(['cat-file', '--batch-check=%(objectname) %(objecttype)'], {
    input: objects.map((object) => `${object}\n`).join(''),
    environment,
  })
  const rows = said.split('\n').map((row) => row.split(' '))
  return new Map(rows.flatMap(([object = '', type = '']) => (type === 'missing' ? [] : [[object, type] as const])))
}

/**
 * Copies commits with all they lead to. What `known` leads to is in the store already. Those that are there afterwards.
 * @throws GitFailed when the repository is broken
 */
export async function importHistory(
  shadow: Shadow,
  tips: readonly string[],
  known: readonly string[],
): Promise<string[]> {
  copyShallow(shadow)
  const found = await existing(shadow, tips, borrowing(shadow))
  if (found.size === 0) return []
  const input = [...found.keys(), ...known.map((object) => `^${object}`)].map((line) => `${line}\n`).join('')
  await packInto(shadow, ['--revs', '--missing=allow-any'], input)
  return [...found.keys()]
}

/** Copies single objects, without what they lead to; those that are nowhere are passed over. */
export async function importObjects(shadow: Shadow, objects: readonly string[]): Promise<void> {
  const here = await existing(shadow, objects)
  const found = await existing(
    shadow,
    objects.filter((object) => !here.has(object)),
    borrowing(shadow),
  )
  if (found.size > 0) await packInto(shadow, [], [...found.keys()].map((object) => `${object}\n`).join(''))
}

async function packInto(shadow: Shadow, options: readonly string[], input: string): Promise<void> {
  const { git, folder, scratch } = shadow
  const incoming = join(scratch, 'incoming')
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming)
  const away = awayFromTree(shadow)
  const reading: CallOptions = { ...away, input, environment: { ...away.environment, ...borrowing(shadow) } }
  // Copied, not packed well: a search for deltas costs more than all the rest of a first snapshot.
  await git.bytes(
    [
      'pack-objects',
      '--quiet',
      '--non-empty',
      '--threads=1',
      '--window=0',
      '--compression=1',
      ...options,
      join(incoming, 'pack'),
    ],
    reading,
  )
  const names = readdirSync(incoming).flatMap((name) => (/^(.+)\.pack$/.exec(name)?.[1] ?? '') || [])
  const packs = join(folder, 'objects', 'pack')
  for (const name of names) {
    const at = (ending: string) => join(incoming, `${name}.${ending}`)
    // Objects were taken at their word so far: the index is made from what they really are.
    for (const ending of ['idx', 'rev']) rmSync(at(ending), { force: true })
    await git.bytes(['index-pack', '--no-rev-index', at('pack')])
    // A kept pack is left alone when the store is tidied.
    writeFileSync(join(packs, `${name}.keep`), 'tos\n')
    renameSync(at('pack'), join(packs, `${name}.pack`))
    renameSync(at('idx'), join(packs, `${name}.idx`))
    syncFolder(packs)
  }
  rmSync(incoming, { recursive: true, force: true })
}

/** Where the history of the repository ends, so that its missing beginning is no damage. */
function copyShallow({ folder, repository }: Shadow): void {
  const path = join(folder, 'shallow')
  const text = readPlain(join(repository.commonFolder, 'shallow'))?.toString('latin1') ?? ''
  const lines = text.split('\n').filter((line) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(line))
  if (lines.length === 0) rmSync(path, { force: true })
  else if (!existsSync(path) || readPlain(path)?.toString('latin1') !== `${lines.join('\n')}\n`)
    replaceFile(path, Buffer.from(`${lines.join('\n')}\n`))
}
