// Keeps the state of the project's repository with a snapshot: its files as trees, and every object they name.
import { join } from 'node:path'
import { causeOf, Failed } from '../core/failure.ts'
import { isInside, lookAtState, namedObjects, takeState, type GitState, type StateLook } from './git-state.ts'
import { importHistory } from './import.ts'
import { commitTree } from './objects.ts'
import { entryOf } from './plain-file.ts'
import { stagedCommit } from './staged.ts'
import type { Store } from './store.ts'

export interface KnownState {
  readonly own: StateLook
  readonly common: StateLook | null
  readonly git: GitState
  /** Commits that keep the files, and what is staged. */
  readonly keeps: readonly string[]
  /** What the store holds by now: these with all they lead to. */
  readonly imported: readonly string[]
  /** What could not be kept, and why. */
  readonly notes: readonly string[]
  /** Did git refuse nothing? Else it is asked again the next time: what it failed of may have passed. */
  readonly isSettled: boolean
}

const sameFiles = (a: StateLook | null, b: StateLook | null): boolean =>
  JSON.stringify(a?.files ?? null) === JSON.stringify(b?.files ?? null)

/** Found out anew when a file of the state has changed. What cannot be kept is noted; it never stops a snapshot of files. */
export async function keepState(store: Store): Promise<KnownState> {
  const { repository, shadow, memory } = store
  const { gitFolder, commonFolder } = repository
  const own = lookAtState(gitFolder)
  const common = gitFolder === commonFolder ? null : lookAtState(commonFolder)
  const before = memory.state
  if (before?.isSettled && sameFiles(before.own, own) && sameFiles(before.common, common)) return before
  const take: typeof takeState = (...of) =>
    takeState(...of).catch((error: unknown) => {
      // Its index may hold what the store does not.
      memory.state = null
      throw error
    })
  const ownTree = await take(shadow, { folder: gitFolder, name: 'own', look: own, before: before?.own ?? null })
  const commonTree =
    common &&
    (await take(shadow, { folder: commonFolder, name: 'common', look: common, before: before?.common ?? null }))
  const odd = [own, common].flatMap((look) => look?.leftOut ?? []).map((name) => `.git/${name} is no plain file`)
  const known = before?.imported ?? []
  const held = new Set(known)
  const notes = [...odd]
  const tips = namedObjects(repository, own, common).filter((object) => !held.has(object))
  const imported = await attempt(notes, 'the history', () => importHistory(shadow, tips, known))
  const staged = await attempt(notes, 'what is staged', async () => await stagedCommit(store))
  const index = entryOf(join(gitFolder, 'index'))
  const state: KnownState = {
    own,
    common,
    git: {
      own: ownTree,
      common: commonTree,
      indexMtimeMs: index ? Number(index.mtimeMs) : 0,
      staged: staged?.[0] ?? null,
      isInside: isInside(repository),
    },
    keeps: [
      await commitTree(store, ownTree, [], 'tos: the state of git\n'),
      ...(commonTree === null ? [] : [await commitTree(store, commonTree, [], 'tos: the shared state of git\n')]),
      ...(staged ?? []),
    ],
    imported: [...known, ...(imported ?? [])],
    notes,
    isSettled: notes.length === odd.length,
  }
  // Only a look goes without: it must not stand in the memory of the one that holds the project.
  memory.state = state
  return state
}

async function attempt<T>(notes: string[], what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    const why = error instanceof Failed ? error.failure.what : causeOf(error)
    // A full disk is no damage of the repository.
    if (/No space left|Out of disk ?space|quota/i.test(why)) throw error
    notes.push(`${what} of the repository cannot be read (${why})`)
    return null
  }
}
