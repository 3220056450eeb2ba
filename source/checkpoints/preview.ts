// A plan in the words of people: paths, who changed them, what the branch loses.
import type { ChangedPath, RestorePreview } from '../core/restore-preview.ts'
import { lstatName } from './look.ts'
import { shown, type Name } from './names.ts'
import { readHead } from './find-repository.ts'
import type { Prepared } from './rollback.ts'
import type { Store } from './store.ts'

/** Milliseconds since the epoch between which a command of the loop ran. */
export interface Span {
  readonly from: number
  readonly to: number
  /** Of an archived loop its name; null: the loop there is. */
  readonly loop: string | null
}

/** The clock of files goes in steps of a few milliseconds. */
const slackMs = 10

/** `since` is when the target was made, in milliseconds since the epoch; `spans` when the loop ran commands. */
export async function previewOf(
  store: Store,
  prepared: Prepared,
  { since, spans }: { since: number; spans: readonly Span[] },
): Promise<RestorePreview> {
  const { goal, plan, taken } = prepared
  const { top } = store.repository
  const { git } = store.shadow
  const changedBy = (name: Name): { readonly isByPerson: boolean; readonly archivedLoop?: string } => {
    const changedAt = lstatName(top, name)?.mtimeMs
    if (changedAt === undefined || changedAt <= since) return { isByPerson: false }
    const span = spans.find(({ from, to }) => changedAt >= from - slackMs && changedAt <= to + slackMs)
    return { isByPerson: !span, ...(span?.loop && { archivedLoop: span.loop }) }
  }
  const paths = (names: readonly Name[], change: ChangedPath['change']): ChangedPath[] =>
    names.map((name) => ({
      path: shown(name),
      change,
      ...(change === 'created' ? { isByPerson: false } : changedBy(name)),
    }))
  const head = readHead(store.repository)
  const commit = goal.kind === 'commit' ? goal.commit : (goal.record.commit ?? '')
  const isMoving = prepared.isWhole && head.commit !== null && commit !== '' && head.commit !== commit
  const count = async (range: string) => Number(await git.text(['rev-list', '--count', range, '--']))
  const commits = isMoving
    ? { dropped: await count(`${commit}..${head.commit}`), gained: await count(`${head.commit}..${commit}`) }
    : { dropped: 0, gained: 0 }
  return {
    target: { id: goal.kind === 'snapshot' ? goal.record.id : null, name: goal.text, commit },
    scope: prepared.isWhole ? 'all' : 'files',
    paths: [
      ...paths(plan.changed, 'changed'),
      ...paths(plan.deleted, 'deleted'),
      ...paths(plan.created, 'created'),
    ].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    emptyFolders: plan.folders.map(shown),
    branch: head.branch?.replace('refs/heads/', '') ?? null,
    commits,
    notes: plan.notes,
    leftOut: taken.leftOut.map(({ path, why }) => ({ path: shown(path), why })),
  }
}
