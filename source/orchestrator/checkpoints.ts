// Everything about checkpoints that is not a run: show and compare, preview and do a rollback or an undo.
import { makeCheckpoint } from '../checkpoints/checkpoint.ts'
import { shown, type Name } from '../checkpoints/names.ts'
import { diffTrees, patchOf } from '../checkpoints/compare.ts'
import { heldElsewhere } from '../checkpoints/elsewhere.ts'
import { previewOf, type Span } from '../checkpoints/preview.ts'
import { lastBefore, nothingToUndo, prepare, undoGoal, type Goal, type Prepared } from '../checkpoints/rollback.ts'
import { takeTree } from '../checkpoints/take.ts'
import { listStore, type Store } from '../checkpoints/store.ts'
import { findFiles, findGoal } from '../checkpoints/target.ts'
import { stepGoal } from '../checkpoints/undo-step.ts'
import type { EventOf } from '../core/event.ts'
import { exitCodes, fail, Failed, succeed, type Failure, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import type { RestorePreview } from '../core/restore-preview.ts'
import type { Settings } from '../core/settings.ts'
import { lstatSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { passingFolder } from '../executor/private-folder.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import type { Layout } from '../files/layout.ts'
import { journalsOf } from '../files/loops.ts'
import { stepsSince } from '../files/steps-since.ts'
import type { Session } from './session.ts'
import { checkpointMade, refuseSecrets, newMarker, noRepository, standing, storeOf } from './snapshots.ts'

export interface Place {
  readonly layout: Layout
  readonly settings: Settings
  readonly environment: NodeJS.ProcessEnv
}

export interface Comparison {
  readonly path: string
  readonly change: 'created' | 'changed' | 'deleted'
}

const changes: Readonly<Record<string, Comparison['change']>> = { A: 'created', D: 'deleted' }

/** What differs between two trees, each given by the id or hash of what holds it. */
export async function compareTrees(store: Store, from: string, to: string): Promise<Comparison[]> {
  const entries = await diffTrees(store, from, to)
  return entries.map(({ name, status }) => ({ path: shown(name), change: changes[status] ?? 'changed' }))
}

/** The same with the lines that came and went. */
export const patchLines = async (store: Store, from: string, to: string): Promise<string[]> => {
  const patch = await patchOf(store, from, to)
  return patch === '' ? [] : patch.split('\n')
}

/** The files as they are, as a tree. */
export const currentTree = async (store: Store): Promise<string> => (await takeTree(store)).tree

/** The project's store, with every git process marked; a failure when there is no repository. */
export async function openMarkedStore(place: Place): Promise<Result<Store>> {
  const opened = await storeOf(place)
  if (!opened.ok) return opened
  return opened.value ? succeed(opened.value) : fail(noRepository(place.layout.root))
}

/** For whoever does not hold the project's lock: a run that goes on notices nothing of the look. */
export async function lookInto<T>(place: Place, look: (store: Store) => Promise<Result<T>>): Promise<Result<T>> {
  const folder = passingFolder('look')
  try {
    const opened = await storeOf(place, newMarker(), folder)
    if (!opened.ok) return opened
    return opened.value ? await look(opened.value) : fail(noRepository(place.layout.root))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A checkpoint outside of a run. @throws Failed */
export async function checkpointNow(
  session: Session,
  { layout }: Place,
  store: Store,
  { name, by, included = [] }: { name: string; by: string; included?: readonly string[] },
): Promise<EventOf<'checkpoint.made'>> {
  const { loop, ...stood } = standing(session.journal.fold.state)
  await refuseSecrets(store, included)
  const made = await makeCheckpoint(store, name, { loop, ...stood })
  const [event] = session.append([checkpointMade(layout, { ...stood, by, name, ...made })])
  if (event?.type !== 'checkpoint.made') throw new Error('nothing was appended')
  return event
}

/** Something is not committed. `entries` is what `git status` shows of it, on one line. */
export class NotClean extends Failed {
  readonly entries: string
  constructor(root: string, entries: string) {
    super({
      what: 'the working tree is not clean',
      where: root,
      remedy: 'commit or stash, or let --save keep it in a snapshot',
      exitCode: exitCodes.failed,
    })
    this.entries = entries
  }
}

const statusWords = ['status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=none']

/** @throws NotClean */
export async function refuseDirty({ repository }: Store): Promise<void> {
  const status = await repository.git.text(statusWords)
  if (status !== '') throw new NotClean(repository.root, printableLine(status.split('\n').join(' ')))
}

export interface Previewed {
  readonly prepared: Prepared
  readonly preview: RestorePreview
}

/** Looks only. @throws Failed when it is to be refused */
export async function previewRollback(place: Place, store: Store, target: string): Promise<Result<Previewed>> {
  const goal = await findGoal(store, target)
  return goal.ok ? previewGoal(place, store, goal.value) : goal
}

/** The same for some files of it alone. @throws Failed when it is to be refused */
export async function previewFiles(
  place: Place,
  store: Store,
  target: string,
  names: readonly Name[],
): Promise<Result<Previewed>> {
  const goal = await findFiles(store, target, names)
  return goal.ok ? previewGoal(place, store, goal.value) : goal
}

/** Before the last rollback, undo or step that changed something. Looks only. @throws Failed when it is to be refused */
export async function previewUndo(place: Place, store: Store): Promise<Result<Previewed>> {
  const told = store.known()
  const saved = await listStore(store, told)
  const since = stepsSince(place.layout, lastBefore(saved)?.id ?? null)
  const goal = (await stepGoal(store, (id) => since.has(id))) ?? undoGoal(saved)
  if (goal) return previewGoal(place, store, goal)
  return fail(heldElsewhere(store, saved, told) ?? nothingToUndo(place.layout.root).failure)
}

async function previewGoal({ layout }: Place, store: Store, goal: Goal): Promise<Result<Previewed>> {
  const prepared = await prepare(store, goal)
  const lost = losesProject(layout, store, prepared)
  if (lost) return fail(lost)
  const since = goal.kind === 'snapshot' ? Date.parse(goal.record.at) : await timeOf(store, goal.commit)
  const preview = await previewOf(store, prepared, { since, spans: commandSpans(layout, since) })
  const { goal: to, taken } = prepared
  if (to.kind === 'commit' || !to.only) return succeed({ prepared, preview })
  return succeed({ prepared, preview: { ...preview, patch: await patchLines(store, taken.tree, to.record.tree) } })
}

/** Without its configuration the project would not be found again, not even for an undo. */
function losesProject({ root }: Layout, { repository }: Store, { plan }: Prepared): Failure | null {
  const names = ['config/config_v0_3.json', 'config_v0_3.json'].map((name) => `${repository.prefix}${name}`)
  const lost = names.find((name) => plan.deleted.includes(name))
  return lost === undefined
    ? null
    : {
        what: `the target does not hold ${shown(lost)}; after it there would be no project here`,
        where: root,
        remedy: 'choose a later one',
        exitCode: 1,
      }
}

const timeOf = async ({ shadow }: Store, commit: string): Promise<number> =>
  1000 * Number(await shadow.git.text(['log', '-1', '--format=%ct', commit]))

/** When commands of this loop and of those before it ran, as far as it is not longer ago; the last one may have no end. */
function commandSpans(layout: Layout, since: number): Span[] {
  const isLater = (journal: string) => lstatSync(journal).mtimeMs >= since
  return journalsOf(layout)
    .filter(isLater)
    .flatMap((journal) => {
      const loop = journal === layout.journal ? null : basename(dirname(journal))
      return spansIn(journal, loop)
    })
}

function spansIn(journal: string, loop: string | null): Span[] {
  const spans: Span[] = []
  let from: number | null = null
  readJournal(journal, journalStart, (event) => {
    if (event.type === 'command.started') from = Date.parse(event.ts)
    if (event.type === 'command.finished' && from !== null) {
      spans.push({ from, to: Date.parse(event.ts), loop })
      from = null
    }
  })
  return from === null ? spans : [...spans, { from, to: Number.MAX_SAFE_INTEGER, loop }]
}
