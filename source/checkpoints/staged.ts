// What is staged: the index's content as a tree, and, where undo needs it, the bytes of the index file itself.
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { splitZero, toBytes } from './names.ts'
import { stamp } from './repository.ts'
import { copyIndex, copyShared } from './shadow.ts'
import { commitTree, writeTree } from './objects.ts'
import type { SavedIndex, SnapshotRecord } from './record.ts'
import type { Store } from './store.ts'

/** A commit that keeps everything staged alive; null when HEAD does. Made anew when the index has changed. */
export async function stagedCommit(store: Store, headTree: string | null): Promise<string | null> {
  const { repository, memory } = store
  const signature = stamp(join(repository.gitFolder, 'index'))
  if (memory.staged?.signature === signature) return memory.staged.commit
  const copy = copyOf(store)
  const commit = copy === null ? null : await commitOf(store, copy, headTree)
  memory.staged = { signature, commit }
  return commit
}

/** The same with the index file's bytes in it, for undo. */
export async function saveIndex(
  store: Store,
): Promise<{ commit: string | null; saved: NonNullable<SnapshotRecord['whole']> }> {
  const { repository, shadow } = store
  const origHead = join(repository.gitFolder, 'ORIG_HEAD')
  const base = {
    origHead: existsSync(origHead) ? readFileSync(origHead, 'utf8') : null,
    moved: {},
  }
  const copy = copyOf(store)
  if (copy === null) return { commit: null, saved: { ...base, index: { blob: null, mtimeMs: 0, shared: null } } }
  const { mtimeMs } = lstatSync(copy)
  const blob = await shadow.git.text(['hash-object', '-w', '--no-filters', '--', copy])
  const shared = await saveShared(store)
  await addBlobs(store, copy, [blob, ...(shared ? [shared.blob] : [])])
  const index: SavedIndex = { blob, mtimeMs: Math.floor(mtimeMs), shared }
  return { commit: await commitOf(store, copy, null), saved: { ...base, index } }
}

function copyOf({ repository, shadow }: Store): string | null {
  const own = join(repository.gitFolder, 'index')
  if (!existsSync(own)) return null
  const copy = join(shadow.folder, 'staged')
  rmSync(`${copy}.lock`, { force: true })
  copyIndex(own, copy)
  copyShared(repository, shadow.folder)
  return copy
}

/** The file that a split index builds on; git itself removes it after a while. */
async function saveShared({ repository, shadow }: Store): Promise<SavedIndex['shared']> {
  const named = readdirSync(repository.gitFolder).filter((name) => name.startsWith('sharedindex.'))
  const bytes = readFileSync(join(repository.gitFolder, 'index'))
  const name = named.find((file) => bytes.includes(Buffer.from(file.slice('sharedindex.'.length), 'hex')))
  if (name === undefined) return null
  const path = join(repository.gitFolder, name)
  return { name, blob: await shadow.git.text(['hash-object', '-w', '--no-filters', '--', path]) }
}

async function addBlobs({ shadow }: Store, index: string, blobs: readonly string[]): Promise<void> {
  const input = blobs.map((blob) => `100644 ${blob}\t.tos-index/${blob}\0`).join('')
  await shadow.git.bytes(['update-index', '-z', '--replace', '--add', '--index-info'], {
    input,
    environment: { GIT_INDEX_FILE: index },
  })
}

/** Null when it is the tree of HEAD. */
async function commitOf(store: Store, index: string, headTree: string | null): Promise<string | null> {
  const { shadow } = store
  const environment = { GIT_INDEX_FILE: index }
  const plain = await shadow.git.call(['write-tree', '--missing-ok'], { environment })
  const tree = plain.code === 0 ? plain.out.toString().trim() : await treeOfConflicts(store, index)
  return tree === headTree ? null : commitTree(store, tree, [], 'tos: what was staged\n')
}

/** Conflicts have no tree: their versions are kept beside the rest. */
async function treeOfConflicts(store: Store, index: string): Promise<string> {
  const environment = { GIT_INDEX_FILE: index }
  const conflicts = splitZero(await store.shadow.git.bytes(['ls-files', '-u', '-z'], { environment }))
  const lines = conflicts.map((line) => {
    const [, mode = '', blob = '', stage = '', name = ''] = /^(\d+) ([0-9a-f]+) (\d)\t([^]*)$/.exec(line) ?? []
    return `0 ${'0'.repeat(blob.length)}\t${name}\0${mode} ${blob}\t.tos-conflicts/${stage}/${name}\0`
  })
  const input = toBytes(lines.join(''))
  await store.shadow.git.bytes(['update-index', '-z', '--replace', '--add', '--index-info'], { input, environment })
  return writeTree(store, index)
}

/** Remote-tracking refs and tags, which a fetch may move: refname -> object. */
export async function readRefs({ repository }: Pick<Store, 'repository'>): Promise<Record<string, string>> {
  const listed = await repository.git.text([
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    'refs/remotes',
    'refs/tags',
  ])
  const rows = listed.split('\n').filter(Boolean)
  return Object.fromEntries(rows.map((row) => [row.slice(row.indexOf(' ') + 1), row.slice(0, row.indexOf(' '))]))
}
