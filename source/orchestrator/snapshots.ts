// The snapshots of a run: one before each executing step, and the checkpoints that are asked for while it runs.
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { markerName } from '../executor/environment.ts'
import { killTree } from '../executor/kill-tree.ts'
import { makeCheckpoint } from '../checkpoints/checkpoint.ts'
import { shown } from '../checkpoints/names.ts'
import { secretFiles, secretsFailure } from '../checkpoints/secret-files.ts'
import { prune } from '../checkpoints/prune.ts'
import { prepareSnapshot, saveStep } from '../checkpoints/snapshot.ts'
import { isOutsideGit } from '../checkpoints/find-repository.ts'
import { openStore, type Store } from '../checkpoints/store.ts'
import { takeTree } from '../checkpoints/take.ts'
import type { Fact } from '../core/event.ts'
import { causeOf, describeFailure, Failed, type Result } from '../core/failure.ts'
import type { Settings } from '../core/settings.ts'
import type { State } from '../core/state.ts'
import { knownSnapshots } from '../files/known-snapshots.ts'
import { storesFolder, type Layout } from '../files/layout.ts'
import { createMasker } from '../files/mask.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import type { Context, Snapshot } from './context.ts'
import { gitFence } from './git-fence.ts'
import { newRepositories, placesOf } from './snapshot-places.ts'

export interface SnapshotsOptions {
  readonly layout: Layout
  readonly settings: Settings
  readonly environment: NodeJS.ProcessEnv
  readonly state: () => State
}

/** A new mark for the git processes of a store, by which they and what they started are found. */
export const newMarker = (): Record<string, string> => ({ [markerName]: randomBytes(8).toString('hex') })

/** `exec.sandbox` off: not even around git. `marker` stands in the environment of every git process of the store; `lookIn` is for those who only look. */
export async function storeOf(
  { layout, settings, environment }: Omit<SnapshotsOptions, 'state'>,
  marker = newMarker(),
  lookIn: string | null = null,
): Promise<Result<Store | null>> {
  const {
    keep,
    max_age_days: maxAgeDays,
    max_file_mb: maxFileMb,
    max_ignored_mb: maxIgnoredMb,
    remade,
    git_timeout_sec: timeoutSec,
  } = settings.tos.checkpoints
  return openStore({
    root: layout.root,
    logs: layout.logs,
    stores: storesFolder(environment, settings.tos.checkpoints.store),
    idFile: layout.storeId,
    known: () => knownSnapshots(layout),
    environment,
    silenceMs: timeoutSec * 1000,
    settings: {
      keep,
      maxAgeDays,
      maxFileBytes: maxFileMb * 1024 * 1024,
      maxIgnoredBytes: maxIgnoredMb * 1024 * 1024,
      workspace: layout.workspace,
      remade,
      own: [layout.phaseState, layout.jobResult],
    },
    marker,
    fence: await gitFence(settings, environment),
    lookIn,
    endLeftovers: () => killTree(null, marker[markerName] ?? ''),
  })
}

/** Where the loop stands. */
export const standing = ({ loop, job, step }: State) => ({
  loop: loop?.id ?? null,
  job: job?.job ?? null,
  step: job ? (step?.step ?? null) : null,
})

export interface Snapshots extends Pick<
  Context,
  'isSnapshotDelayed' | 'takeSnapshot' | 'makeCheckpoint' | 'uncovered'
> {
  /**
   * Begins what the first snapshot of a project needs, while the models answer; whoever needs the store waits for it, and is
   * told what it failed of. Does nothing for a project that has a snapshot.
   */
  readonly prepare: () => void
  /** Ends what `prepare` began and nobody needed; nothing of it runs behind this. */
  readonly end: () => Promise<void>
}

export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const { layout, settings, state } = options
  const marker = newMarker()
  let store: Store | null = null
  let preparing: Promise<void> | null = null
  let hasPruned = false
  let hasNone = false
  let untold: readonly string[] = []
  let uncovered: readonly string[] | null = null
  const open = async (): Promise<Store | null> => {
    const prepared = preparing
    preparing = null
    await prepared
    return opening()
  }
  const opening = async (): Promise<Store | null> => {
    if (store) return store
    // Asked before every step, and a store may be any of those on this machine.
    if (hasNone && isOutsideGit(layout.root)) return null
    const opened = await storeOf(options, marker)
    if (!opened.ok) throw new Failed(opened.failure)
    hasNone = opened.value === null
    untold = opened.value?.notes ?? []
    return (store = opened.value)
  }
  const take = async (place: { job: number; step: number }): Promise<Snapshot> => {
    if (!settings.tos.checkpoints.snapshots)
      return { kind: 'skipped', cause: 'off', reason: 'checkpoints.snapshots is off' }
    const opened = await open()
    if (!opened) return { kind: 'skipped', cause: 'no repository', reason: noRepository(layout.root).what }
    const known = opened.memory.last && new Set(opened.memory.nested)
    const { id, object, record } = await saveStep(opened, { loop: standing(state()).loop, ...place })
    // Old ones need not be looked for behind every step.
    const isDue = !hasPruned || Number(id.slice(2)) % pruneEvery === 0 || settings.tos.checkpoints.keep < pruneEvery
    const pruned = isDue ? await prune(opened, [id]) : []
    hasPruned = true
    const { tree, files, bytes } = record
    uncovered = placesOf(opened, record.leftOut)
    const leftOut = record.leftOut.map(({ path, why }) => ({ path: shown(path), why }))
    const remade = record.remade.map(({ path, by }) => ({ path: shown(path), by }))
    const told = [...untold, ...(known ? newRepositories(opened, known) : [])]
    const note = told.length > 0 ? { note: told.join('; ') } : {}
    untold = []
    return { kind: 'made', id, commit: object, tree, files, bytes, leftOut, remade, pruned, ...note }
  }
  /** Ends one git of the work after the other, until it gives up. */
  const endGits = async (work: Promise<unknown>): Promise<void> => {
    const over = settled(work)
    do await killTree(null, marker[markerName] ?? '')
    while (await Promise.race([over, delay(pollMs, true)]))
  }
  const prepare = async (): Promise<void> => {
    const opened = await opening()
    if (opened && !opened.memory.last) await prepareSnapshot(opened)
  }
  return {
    prepare() {
      if (!settings.tos.checkpoints.snapshots) return
      preparing = prepare()
      preparing.catch(() => undefined)
    },
    async end() {
      if (preparing === null) return
      const work = preparing
      preparing = null
      await endGits(work)
    },
    isSnapshotDelayed: async () => preparing !== null && Promise.race([settled(preparing), delay(untoldMs, true)]),
    async takeSnapshot(place, signal) {
      const taking = take(place).catch((error: unknown): Snapshot => ({ kind: 'failed', reason: reasonOf(error) }))
      const taken = await Promise.race([taking, aborted(signal)])
      if (taken !== null) return taken
      await endGits(taking)
      // Git may have been through before it could be ended.
      const late = await taking
      return late.kind === 'failed' ? { kind: 'stopped' } : late
    },
    async uncovered() {
      if (uncovered) return uncovered
      const opened = await open()
      if (!opened) throw new Failed(noRepository(layout.root))
      return (uncovered = placesOf(opened, (await takeTree(opened)).leftOut))
    },
    async makeCheckpoint(name, by) {
      const { loop, ...stood } = standing(state())
      try {
        const opened = await open()
        if (!opened) throw new Failed(noRepository(layout.root))
        await refuseSecrets(opened, [])
        const made = await makeCheckpoint(opened, name, { loop, ...stood })
        return checkpointMade(layout, { ...stood, by, name, ...made })
      } catch (error) {
        return { type: 'checkpoint.failed', ...stood, by, name, reason: reasonOf(error) }
      }
    },
  }
}

const pruneEvery = 20
/** Milliseconds; and how long a copy of the history may take before people are told of it. */
const [pollMs, untoldMs] = [10, 2000]

/** Null when the signal comes; without one never. */
const aborted = (signal: AbortSignal | undefined): Promise<null> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve(null)
    else signal?.addEventListener('abort', () => resolve(null), { once: true })
  })

/** False when it is over, well or not. */
const settled = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => false,
    () => false,
  )

/** A key in a commit is told to whoever gets the repository. @throws Failed */
export async function refuseSecrets(store: Store, included: readonly string[]): Promise<void> {
  const { mask } = createMasker([])
  const refused = secretsFailure(await secretFiles(store, (text) => mask(text) !== text, included))
  if (refused) throw new Failed(refused)
}

export const reasonOf = (error: unknown): string =>
  error instanceof Failed ? describeFailure(error.failure) : causeOf(error)

export const noRepository = (root: string) => ({
  what: 'the project is in no git repository',
  where: root,
  remedy: "'git init' there, then try again",
  exitCode: 1 as const,
})

/** Writes last_checkpoint.txt, which a rollback without a target goes by. */
export function checkpointMade(layout: Layout, made: Omit<Extract<Fact, { type: 'checkpoint.made' }>, 'type'>): Fact {
  writeAtomic(layout.lastCheckpoint, `${made.commit}\n`)
  return { type: 'checkpoint.made', ...made }
}
