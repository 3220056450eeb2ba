// A loop that any host may run, on this one: laid out, run as an ordinary one, each finish with its tree, its questions parked.
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openCarry, type Carry } from '../checkpoints/carry.ts'
import { openRepository } from '../checkpoints/repository.ts'
import { causeOf, describeFailure, exitCodes, Failed, need, type Failure } from '../core/failure.ts'
import { makeFolders } from '../core/make-folders.ts'
import type { Request } from '../core/request.ts'
import { openGitFence } from '../executor/git/fence.ts'
import { withoutFleet, type FleetSettings } from '../files/fleet-file.ts'
import { sendRequest } from '../files/inbox.ts'
import { findProjectRoot } from '../files/project-root.ts'
import type { ReplicaAnswer } from '../files/replica.ts'
import { loadSettings, type LoadedSettings } from '../files/settings.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { hostPacksVariable } from '../orchestrator/host-packs.ts'
import { requireSandboxVariable } from '../orchestrator/open-sandbox.ts'
import { sendBig } from './big-tree.ts'
import { Away, type Engine, type Lease, type Travel, type Tree } from './engine.ts'
import { layOut } from './lay-out.ts'
import { outcomeOf } from './outcome.ts'
import { carriedBy } from './origin.ts'
import { startRunnerProcess } from './runner-process.ts'
import { HostLacks, lackOfRoom } from './lacks.ts'
import { beganWalled, doubtIn, followed, nowhere, readLines } from './shipped.ts'
import type { Origin } from './submission.ts'
import type { Started } from './worker.ts'

export interface TravellerOptions {
  readonly engine: Engine & { readonly travel: Travel }
  readonly settings: FleetSettings
  readonly environment: NodeJS.ProcessEnv
  /** Node and the program. */
  readonly program: readonly [string, string]
  /** Why no sandbox works on this host; null where one does. */
  readonly hostWalls: () => Promise<Failure | null>
  readonly say: (line: string) => void
  /** May this host still write under the lease, as far as it knows? */
  readonly isHeld: () => boolean
}

/** Behind these the tree is on record: a command changed it, or nothing may happen here for long. */
const leavesTree = (type: string): boolean => ['command.finished', 'approval.asked', 'run.ended'].includes(type)
/** Before the first of these the folders of the run were made. */
const begins = (type: string): boolean => type === 'model.asked' || type === 'command.started'

/** Milliseconds between two tries to reach the engine. */
const againMs = 500

/** @throws Failed when it cannot be laid out here */
export async function startTraveller(lease: Lease, origin: Origin, options: TravellerOptions): Promise<Started> {
  const { engine, settings, environment, program, hostWalls, say, isHeld } = options
  const { travel } = engine
  const { name } = lease.submission
  const own = join(settings.root, 'loops', name)
  const trees = await travel.trees(name)
  const laid = need(
    await layOut({
      folder: join(own, String(lease.attempt)),
      remotes: join(settings.root, 'remotes'),
      origin,
      ...trees,
      environment,
    }),
  )
  const loaded = need(loadSettings(need(findProjectRoot(laid.root, laid.root))))
  const { layout } = loaded
  const journal = await travel.journal(name, 1)
  makeFolders(dirname(layout.journal), (path) => mkdirSync(path))
  if (journal.length > 0) writeAtomic(layout.journal, journal.toString('utf8'))
  const carry = await carryOf(laid.store, loaded, environment)
  const before = readLines(journal)
  const needsWalls = settings.requireSandbox || beganWalled(before)
  const walls = { ...environment, ...(needsWalls && { [requireSandboxVariable]: '1' }) }
  // A host without is no end of the loop: another one has a sandbox.
  const lack = needsWalls ? await hostWalls() : null
  if (lack) throw new HostLacks(lack)
  const asked = await travel.requests(lease)
  const runner = startRunnerProcess({
    command: [...program, ...wordsFor(before, asked, loaded), '--loop', '--plain', '--root', layout.root],
    root: layout.root,
    log: layout.runnerLog,
    environment: {
      ...withoutFleet(walls),
      [hostPacksVariable]: settings.packs.join(','),
    },
    ship,
  })
  let commit = trees.commit ?? origin.commit
  let where = followed(nowhere, before)
  let waiting: readonly Request[] = asked
  let hasBegun = false
  let hasTree = false
  let isParking = false
  let isRefused = false
  let isSpent = false
  let patience: NodeJS.Timeout | null = null

  async function ship(lines: Buffer): Promise<ReplicaAnswer> {
    const read = readLines(lines)
    where = followed(where, read)
    const types = read.map(({ type }) => type)
    const answer = await append(lines, types.some(leavesTree) || (!hasTree && types.some(begins)))
    isRefused ||= answer === 'lost'
    if (answer === 'held') heed(types)
    return answer
  }

  async function append(lines: Buffer, hasLeft: boolean): Promise<ReplicaAnswer> {
    let tree: Tree | undefined
    let isWaiting = false
    while (isHeld()) {
      try {
        if (hasLeft) tree ??= await treeNow()
        const answer = await engine.append(lease, lines, { standing: where.standing, ...(tree && { tree }) })
        if (answer === 'wait') {
          await delay(againMs)
          continue
        }
        if (answer === 'spent') {
          isSpent = true
          return 'lost'
        }
        if (isWaiting && answer === 'held') say(`${name} goes on`)
        if (answer === 'held' && tree) ({ commit } = tree)
        hasTree ||= answer === 'held' && tree !== undefined
        return answer
      } catch (error) {
        if (!(error instanceof Away)) {
          say(`${name} cannot go on here: ${error instanceof Failed ? describeFailure(error.failure) : causeOf(error)}`)
          return 'lost'
        }
        // The run waits where it is, as long as the lease may be renewed: a full disk may refuse lines alone.
        if (!isWaiting) say(`${name} waits: ${describeFailure(error.failure)}`)
        isWaiting = true
        await delay(againMs)
      }
    }
    return 'lost'
  }

  const treeNow = async (): Promise<Tree> =>
    sendBig(carry, await carry.take(commit), { remote: origin.remote, parent: commit, environment, loaded })

  /** A question begins to wait, or ends; what was asked from afar goes in as soon as somebody hears. */
  function heed(types: readonly string[]): void {
    for (const type of types) {
      if (type === 'run.started') hasBegun = true
      if (type === 'approval.asked') {
        patience ??= setTimeout(park, loaded.settings.tos.fleet.park_after_sec * 1000)
      } else if (type === 'approval.answered' || type === 'approval.expired' || type === 'run.ended') {
        if (patience) clearTimeout(patience)
        patience = null
      }
    }
    if (hasBegun) deliver([])
  }

  function park(): void {
    isParking = true
    sendRequest(layout.inbox, { kind: 'stop', by: 'tos worker', when: 'step' })
  }

  function deliver(more: readonly Request[]): void {
    const due = [...waiting, ...more]
    waiting = hasBegun ? [] : due
    if (hasBegun) for (const request of due) sendRequest(layout.inbox, request)
  }

  return {
    runner,
    async changed() {
      deliver(await travel.requests(lease))
    },
    async ended(code) {
      if (patience) clearTimeout(patience)
      const hasQuestion = where.standing.question !== null
      const wasCut = isRefused || runner.wasCut()
      const isFull = lackOfRoom(settings.root) !== null
      const outcome = outcomeOf({ code, wasCut, isFull, isSpent, isParking, hasQuestion })
      if (outcome === 'parked') await travel.park(lease)
      else if (outcome === 'postponed')
        say(`${name} waits until ${await travel.postpone(lease)}: the money of the day is spent`)
      else await engine.end(lease, outcome === 'ended' ? code : null)
      // The engine has everything; of what went wrong the folder is kept, for who looks.
      if (code === exitCodes.well) removeOwn(own)
      return outcome
    },
  }
}

/** A command may have left folders that nobody may change: what stays is no trouble of other loops. */
function removeOwn(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // `tos fleet salvage` shows it.
  }
}

async function carryOf(store: string, loaded: LoadedSettings, environment: NodeJS.ProcessEnv): Promise<Carry> {
  const repository = need(
    await openRepository({
      root: loaded.layout.root,
      environment,
      silenceMs: loaded.settings.tos.checkpoints.git_timeout_sec * 1000,
      fence: loaded.settings.tos.exec.sandbox === 'off' ? null : await openGitFence(environment),
    }),
  )
  if (repository === null) throw new Failed(noRepository(loaded.layout.root))
  return openCarry({ repository, folder: store, ...carriedBy(loaded, repository) })
}

const noRepository = (where: string): Failure => ({
  what: 'the folder that was laid out is in no git repository',
  where,
  remedy: "name another folder as 'root' in fleet.json",
  exitCode: exitCodes.failed,
})

/** What was under way when a host died runs again only where that does no harm, or somebody said so. */
function wordsFor(
  before: ReturnType<typeof readLines>,
  asked: readonly Request[],
  { settings }: LoadedSettings,
): string[] {
  if (before.length === 0) return ['run']
  const doubt = doubtIn(before)
  if (!doubt) return ['resume']
  const said = asked.findLast((request) => request.kind === 'resume' && request.inDoubt !== undefined)
  if (said?.kind === 'resume' && said.inDoubt) return ['resume', '--in-doubt', said.inDoubt]
  const { in_doubt: rule } = settings.tos.fleet
  const isAgain = rule === 'rerun' || (rule === 'rerun_if_local' && doubt.isLocal)
  return isAgain ? ['resume', '--in-doubt', 'rerun'] : ['resume']
}
