// What each job changed, for a report: the patches between the snapshots around it, as many as it can hold.
import { listStore, type Store } from '../checkpoints/store.ts'
import { succeed, type Result } from '../core/failure.ts'
import { currentTree, lookInto, patchLines, type Place } from '../orchestrator/checkpoints.ts'
import { listHistory } from '../orchestrator/history.ts'
import { jsonBytes } from '../report/kept.ts'
import type { JobChanges } from '../report/report.ts'
import type { HistoryRow } from '../views/history.ts'
import { patchFiles, type PatchedFile } from '../views/patch-files.ts'
import { spanOf } from '../views/spans.ts'

export interface RepositoryFacts {
  readonly commit: string | null
  readonly status: readonly string[]
  readonly log: readonly string[]
  readonly changes: ReadonlyMap<number, JobChanges>
  readonly leftOut: number
}

export interface PatchWish {
  readonly loop: string
  readonly isCurrent: boolean
  /** The jobs of the report, oldest first. */
  readonly jobs: readonly number[]
  readonly known: readonly HistoryRow[]
  /** Bytes of all files with their patches, in JSON. */
  readonly room: number
}

/** Jobs whose patches are read at most, the last ones; lines of a file's, and signs of a line. */
const mostJobs = 200
const mostLines = 400
const mostSigns = 2000
const mostStatus = 50

export const noRepositoryFacts: RepositoryFacts = { commit: null, status: [], log: [], changes: new Map(), leftOut: 0 }

/** Looks only. */
export async function repositoryFacts(place: Place, wish: PatchWish): Promise<Result<RepositoryFacts>> {
  const history = await listHistory(place, wish.known)
  if (!history.ok) return history
  return lookInto(place, async (store) => {
    const { git } = store.repository
    const lines = async (args: readonly string[]): Promise<string[]> => {
      const { code, out } = await git.call(args)
      return code === 0 ? out.toString('utf8').split('\n').filter(Boolean) : []
    }
    const [commit = null] = await lines(['rev-parse', '--verify', '--quiet', 'HEAD'])
    const status = await lines(['status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=all'])
    const log = commit === null ? [] : await lines(['log', '-5', '--format=%h %cI %s'])
    const own = history.value.filter(({ loop }) => loop === wish.loop || (loop === null && wish.isCurrent))
    const objects = new Map((await listStore(store)).map(({ id, object }): [string, string] => [id, object]))
    const changes = await changesOf(store, wish, own, objects)
    return succeed({ commit, status: status.slice(0, mostStatus), log, ...changes })
  })
}

async function changesOf(
  store: Store,
  { jobs, isCurrent, room }: PatchWish,
  history: Parameters<typeof spanOf>[0],
  objects: ReadonlyMap<string, string>,
): Promise<Pick<RepositoryFacts, 'changes' | 'leftOut'>> {
  const changes = new Map<number, JobChanges>()
  let left = room
  let leftOut = Math.max(0, jobs.length - mostJobs)
  let now: string | null = null
  for (const job of jobs.slice(-mostJobs).toReversed()) {
    const span = spanOf(history, { job, step: null })
    const from = span ? objects.get(span.from) : undefined
    if (!span || from === undefined) continue
    // Of an archived loop nobody knows what came behind its last snapshot.
    if (span.to === null && !isCurrent) continue
    now ??= span.to === null ? await currentTree(store) : null
    const to = (span.to === null ? now : objects.get(span.to)) ?? null
    if (to === null) continue
    const files = left <= 0 ? [] : patchFiles(await patchLines(store, from, to)).map(shortened)
    // What does not fit with its patches may fit without; the last jobs come first.
    const fitting = [files, files.map(unpatched)].find((all) => jsonBytes(all) <= left)
    if (left <= 0 || fitting !== files) leftOut += 1
    left = fitting ? left - jsonBytes(fitting) : 0
    if (fitting) changes.set(job, { from: span.from, to: span.to, changes: fitting })
  }
  return { changes, leftOut }
}

type Change = JobChanges['changes'][number]

function shortened({ path, change, added, removed, lines }: PatchedFile): Change {
  const more = lines.length - mostLines
  const patch = more > 0 ? [...lines.slice(0, mostLines), `… ${more}`] : [...lines]
  return { path, change, added, removed, patch: patch.map((line) => line.slice(0, mostSigns)) }
}

const unpatched = (file: Change): Change => ({ ...file, patch: [] })
