// What a rollback is to go to: a snapshot, a checkpoint by name or hash, or the full hash of a commit. Nothing else.
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { head } from '../core/text.ts'
import { heldElsewhere } from './elsewhere.ts'
import { borrowing, existing } from './import.ts'
import { shown, type Name } from './names.ts'
import { isSavedId, type Saved } from './record.ts'
import type { Goal } from './rollback.ts'
import { listStore, type Store } from './store.ts'

/** Looks only. */
export async function findGoal(store: Store, text: string): Promise<Result<Goal>> {
  const told = store.known()
  const saved = await listStore(store, told)
  if (isSavedId(text)) {
    const record = saved.find(({ id }) => id === text)
    if (!record)
      return fail(
        heldElsewhere(store, saved, told, text) ??
          refuse(text, 'there is no such snapshot; it may have been given up as too old'),
      )
    if (record.kind !== 'checkpoint') return succeed({ kind: 'snapshot', record, text, isUndo: false })
    return goToCommit(store, record.commit ?? '', text)
  }
  const named = saved.filter(({ kind, name }) => kind === 'checkpoint' && name === text)
  const commits = [...new Set(named.flatMap(({ commit }) => commit ?? []))]
  if (commits.length > 1)
    return fail(refuse(text, `${commits.length} checkpoints have this name: ${named.map(({ id }) => id).join(', ')}`))
  if (commits[0] !== undefined) return goToCommit(store, commits[0], text)
  if (!/^[0-9a-f]{4,64}$/i.test(text))
    return fail(
      heldElsewhere(store, saved, told) ?? refuse(text, 'it is neither a checkpoint, nor a snapshot, nor a hash'),
    )
  return findHash(store, text, saved)
}

/** Files of what is called so: of a snapshot, or of a checkpoint. `names` are files and folders. */
export async function findFiles(store: Store, text: string, names: readonly Name[]): Promise<Result<Goal>> {
  const told = store.known()
  const saved = await listStore(store, told)
  const named = isSavedId(text)
    ? saved.filter(({ id }) => id === text)
    : saved.filter(({ kind, name, commit }) => kind === 'checkpoint' && (name === text || commit?.startsWith(text)))
  const [record, other] = named
  if (!record)
    return fail(
      heldElsewhere(store, saved, told, text) ??
        refuse(text, 'files come back from snapshots and checkpoints, and none is called so'),
    )
  if (other) return fail(refuse(text, `several are called so: ${named.map(({ id }) => id).join(', ')}`))
  const what = `${text} -- ${names.map((name) => printableLine(shown(name))).join(' ')}`
  return succeed({ kind: 'snapshot', record, text: what, isUndo: false, only: names })
}

async function findHash(store: Store, text: string, saved: readonly Saved[]): Promise<Result<Goal>> {
  const { git } = store.repository
  const own = saved.find(({ object, kind }) => object === text.toLowerCase() && kind !== 'checkpoint')
  if (own) return fail(refuse(text, `that is the snapshot ${own.id}; name it so`))
  const found = await git.call(['rev-parse', '--verify', '--quiet', '--end-of-options', `${text}^{commit}`])
  const commit = found.out.toString('utf8').trim()
  if (found.code !== 0) return fail(refuse(text, await whyNot(store, text)))
  if (text.toLowerCase() === commit) return succeed({ kind: 'commit', commit, text })
  // A branch or tag may be called like a hash, and a short hash may mean a commit nobody thought of.
  const isCheckpoint = saved.some((other) => other.kind === 'checkpoint' && other.commit === commit)
  const subject = await git.text(['log', '-1', '--format=%s', commit])
  if (commit.startsWith(text.toLowerCase()) && (isCheckpoint || subject.startsWith('CHECKPOINT ')))
    return succeed({ kind: 'commit', commit, text })
  return fail(refuse(text, `${commit} is no checkpoint; give its full hash if you mean it`))
}

async function goToCommit(store: Store, commit: string, text: string): Promise<Result<Goal>> {
  const found = await existing(store.shadow, [commit], borrowing(store.shadow))
  return found.get(commit) === 'commit'
    ? succeed({ kind: 'commit', commit, text })
    : fail(refuse(text, `its commit ${commit} is gone`))
}

async function whyNot({ repository }: Store, text: string): Promise<string> {
  const matching = await repository.git.call(['rev-parse', `--disambiguate=${text}`])
  const objects = matching.out.toString('utf8').split('\n').filter(Boolean)
  if (objects.length > 1) return `it is ambiguous: ${objects.slice(0, 5).join(', ')}`
  if (objects.length === 1) return 'that is no commit'
  return 'this repository has no such commit'
}

const refuse = (text: string, why: string): Failure => ({
  what: `'${head(printableLine(text), 80)}' cannot be rolled back to: ${why}`,
  remedy: "choose one of 'tos checkpoints', or give the full hash of a commit",
  exitCode: exitCodes.failed,
})
