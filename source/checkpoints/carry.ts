// A working tree on its way to another host: what git would add, the folders that travel though git ignores them, empty
// folders, unusual permissions and HEAD's commits, as a commit of a store of its own and thin packs.
import { chmodSync } from 'node:fs'
import * as z from 'zod'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { isRefName, readHead } from './find-repository.ts'
import { openCarryLook } from './carry-look.ts'
import type { CallOptions, Git } from './git.ts'
import { borrowing, existing } from './import.ts'
import { isBelowFolders, makeFolder } from './inside.ts'
import { lstatName } from './look.ts'
import { isSafeName, pathOf, type Name } from './names.ts'
import { writeCommit, writeTree } from './objects.ts'
import type { Repository } from './repository.ts'
import { openShadow, type Shadow } from './shadow.ts'

const object = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const recordSchema = z.object({
  v: z.literal(1),
  head: z.object({ branch: z.string().refine(isRefName).nullable(), commit: object.nullable() }),
  emptyFolders: z.array(z.string().refine(isSafeName)),
  /** Permission bits that are not the usual ones; set-user-id and its kin do not travel. */
  modes: z.record(
    z.string().refine((name) => isSafeName(name.replace(/\/$/, ''))),
    z.int().transform((bits) => bits & 0o777),
  ),
})
type CarryRecord = z.infer<typeof recordSchema>

/** Where HEAD was; both null in a repository without a commit. */
export type Head = CarryRecord['head']

export interface Carried {
  /** The commit that holds the tree. */
  readonly commit: string
  /** What is new since the one before it; null when nothing is. */
  readonly pack: Buffer | null
}

export interface CarryOptions {
  readonly repository: Repository
  /** The store: a git folder outside of the project. Made when it is not there. */
  readonly folder: string
  /** Folders that travel whole, whatever git ignores. Names below the top. */
  readonly carried: readonly Name[]
  /** Absolute folders that never travel: the project's logs. */
  readonly left: readonly string[]
  /** A file that is only there until it has its name: of whoever writes while it is looked at. */
  readonly isPassing?: (name: Name) => boolean
  /** Bytes of a file that stays behind. */
  readonly maxFileBytes: number
}

export interface Carry {
  /** `parent`: what the other side has already, a tree that was carried or the commit it began with. */
  readonly take: (parent: string) => Promise<Carried>
  /** Packs of `take`, the oldest first; every object is hashed anew. @throws GitFailed when one is damaged */
  readonly add: (pack: Buffer) => Promise<void>
  /** Puts the tree into the working tree, which holds nothing but a git folder; where HEAD was is the caller's to set. */
  readonly layOut: (commit: string) => Promise<Result<Head>>
  /** Where its git folder is, for what fetches out of it. */
  readonly shadow: Shadow
}

/** A search for deltas in great files takes minutes without a word on a busy machine; git is ended for such a silence. */
export const bigFilesWhole = ['core.bigFileThreshold=4m', 'pack.compression=1']

/** Without it there is no place for deltas to begin: `take` then packs whole files. */
export async function openCarry(options: CarryOptions): Promise<Carry> {
  const { repository, folder, carried, left, isPassing = () => false, maxFileBytes } = options
  const { top } = repository
  const opened = await openShadow(repository, { folder, excluded: left, lookIn: null })
  const git = unsynced(opened.git)
  const shadow = { ...opened, git }
  const reading: CallOptions = { environment: borrowing(shadow) }
  const look = openCarryLook({ shadow, reading, carried, left, isPassing, maxFileBytes })
  let last: { readonly commit: string; readonly tree: string; readonly told: string } | null = null
  /** A commit of HEAD's that the store has with all it leads to. */
  let stored: string | null = null

  /** Its objects are whole in the store from then on, whatever becomes of the project's. */
  const add = async (pack: Buffer): Promise<void> =>
    void (await git.bytes(['index-pack', '--stdin', '--fix-thin', '--strict'], { input: pack, ...reading }))

  return {
    shadow,
    add,
    async take(parent) {
      const isNew = last?.commit !== parent
      if (isNew) await beginAt(parent)
      const { isChanged, emptyFolders, modes } = await look(isNew)
      const { branch, commit } = readHead(repository)
      const head = commit !== null && (commit === stored || (await isThere(commit))) ? commit : null
      const record: CarryRecord = {
        v: 1,
        head: { branch, commit: head },
        emptyFolders: [...emptyFolders],
        modes: Object.fromEntries(Object.entries(modes).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      }
      const told = JSON.stringify(record)
      if (last && !isChanged && last.told === told) return { commit: last.commit, pack: null }
      const tree = isChanged || !last ? await writeTree({ shadow }) : last.tree
      if (last?.tree === tree && last.told === told) return { commit: last.commit, pack: null }
      // Parents keep the commits that the tree stands on.
      const parents = [...new Set([parent, ...(head === null ? [] : [head])])]
      const made = writeCommit({ shadow }, tree, parents, `tos carry\n\n${told}\n`)
      const pack = await git.bytes(['pack-objects', '--revs', '--thin', '--stdout', '--delta-base-offset', '--quiet'], {
        ...reading,
        config: [...bigFilesWhole],
        input: `${made}\n^${parent}\n`,
      })
      // All else was written into the store already.
      if (head !== stored && head !== parent) await add(pack)
      stored = head
      last = { commit: made, tree, told }
      return { commit: made, pack }
    },
    async layOut(commit) {
      const record = await recordOf(commit)
      if (!record) return fail(noTree(commit, folder))
      await git.bytes(['read-tree', '--reset', commit])
      await git.bytes(['checkout-index', '-a', '-f', '-q', `--prefix=${top}/`], { writes: [top] })
      for (const name of record.emptyFolders) makeFolder(top, name)
      // The innermost first: into one that may not be searched nothing leads.
      const modes = Object.entries(record.modes).toSorted(([a], [b]) => b.length - a.length)
      for (const [name, mode] of modes) {
        const path = name.replace(/\/$/, '')
        const stat = isBelowFolders(top, path) ? lstatName(top, path) : undefined
        if (stat && !stat.isSymbolicLink()) chmodSync(pathOf(top, path), mode)
      }
      return succeed(record.head)
    },
  }

  /** What the store's index is compared with: a tree that was carried, or the commit it all began with. */
  async function beginAt(parent: string): Promise<void> {
    await git.bytes(['read-tree', '--reset', parent], reading)
    await git.call(['update-index', '-q', '--refresh'], reading)
    stored = null
    const record = await recordOf(parent)
    const tree = await git.text(['rev-parse', `${parent}^{tree}`], reading)
    last = { commit: parent, tree, told: record ? JSON.stringify(record) : '' }
  }

  async function isThere(commit: string): Promise<boolean> {
    return (await existing(shadow, [commit], borrowing(shadow))).has(commit)
  }

  async function recordOf(commit: string): Promise<CarryRecord | null> {
    const said = await git.call(['cat-file', 'commit', commit], reading)
    const message = said.out.toString('utf8').split('\n\n').slice(2).join('\n\n')
    try {
      const parsed = recordSchema.safeParse(JSON.parse(message))
      return parsed.success ? parsed.data : null
    } catch {
      return null
    }
  }
}

/** What this host keeps of it goes with the attempt: what counts is on record elsewhere. */
function unsynced(git: Git): Git {
  const quick = (options: CallOptions = {}): CallOptions => ({
    ...options,
    config: [...(options.config ?? []), 'core.fsync=none'],
  })
  return {
    call: (args, options) => git.call(args, quick(options)),
    bytes: (args, options) => git.bytes(args, quick(options)),
    text: (args, options) => git.text(args, quick(options)),
  }
}

const noTree = (commit: string, where: string) => ({
  what: `${commit.slice(0, 12)} is no tree that was carried`,
  where,
  remedy: "see 'tos fleet show'; submit the loop again",
  exitCode: exitCodes.failed,
})
