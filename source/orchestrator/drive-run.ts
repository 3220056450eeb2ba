// A whole run in this process: open the project, start, drive to the end, close.
import { hostname } from 'node:os'
import { runEnded } from '../core/decide-step.ts'
import { isSystemError, toResume } from '../core/errno.ts'
import type { Fact } from '../core/event.ts'
import { Failed, succeed, type Result } from '../core/failure.ts'
import { raisableNames, type RaisableName } from '../core/settings.ts'
import type { Request } from '../core/request.ts'
import type { CommandState, State } from '../core/state.ts'
import { killTree } from '../executor/kill-tree.ts'
import { takeRequests, watchInbox } from '../files/inbox.ts'
import { userName } from '../files/lock.ts'
import { createMasker } from '../files/mask.ts'
import { readPayload } from '../files/payload.ts'
import type { Replica } from '../files/replica.ts'
import { startTick } from '../files/process-identity.ts'
import { knowOwnZone } from '../views/local-time.ts'
import type { Context } from './context.ts'
import { createOrchestrator } from './orchestrator.ts'
import type { Listener } from './taps.ts'
import { ownZone } from './own-zone.ts'
import type { Prepared } from './preflight.ts'
import { secretsOf } from './secrets.ts'
import { createSnapshots, reasonOf } from './snapshots.ts'
import { openSession, orphanOf, type Session } from './session.ts'
import { steadyClock } from './steady-clock.ts'

export interface RunOptions {
  readonly prepared: Prepared
  readonly mode: 'run' | 'test' | 'cleanrun'
  readonly until: 'job' | 'loop'
  readonly isClean: boolean
  /** What to do about a command that had started when the run before died. */
  readonly inDoubt: 'stop' | 'skip' | 'rerun'
  /** Limits the operator raises for the rest of the loop. */
  readonly raise: Partial<Record<RaisableName, number>>
  readonly environment: NodeJS.ProcessEnv
  readonly version: string
  /** Null without a worker. */
  readonly replica?: Replica | null
  readonly listener: Listener
  /** Called when the project is open and, if that was asked for, clean. */
  readonly onOpen: () => unknown
  /** Called when the run has started; hands out the way to send requests from inside this process. */
  readonly onStart: (send: (request: Request) => void) => void
}

/** Resolves to the state behind the run's end. Fails before anything happened when the project is held by another. */
export async function driveRun(options: RunOptions): Promise<Result<State>> {
  const { prepared, mode, environment, version, isClean, replica = null } = options
  const { layout } = prepared
  const masker = createMasker([...secretsOf(environment, prepared), ...Object.values(prepared.askedKeys)])
  const now = steadyClock()
  const opened = await openSession({ layout, masker, version, now, purpose: mode, isClean, replica })
  if (!opened.ok) return opened
  const session = opened.value
  const state = () => session.journal.fold.state
  const snapshots = createSnapshots({ layout, settings: prepared.settings, environment, state })
  const context: Context = {
    layout,
    settings: prepared.settings,
    masker,
    models: prepared.models,
    judge: prepared.judge,
    readPayload: () => readPayload(layout, prepared.settings.config),
    ...snapshots,
    environment,
    sandbox: prepared.sandbox,
    now,
    state,
  }
  const orchestrator = createOrchestrator({ append: session.append, files: session.files, state, context })
  orchestrator.on(options.listener)
  try {
    options.onOpen()
    for (const event of session.findings) options.listener(event, state())
    orchestrator.record([runStarted(options, state()), ...raised(options)])
    orchestrator.record(await settle(options, state()))
    options.onStart(orchestrator.request)
    const unwatch = watchInbox(layout.inbox, () => takeRequests(layout.inbox).forEach(orchestrator.request))
    try {
      snapshots.prepare()
      return succeed(await orchestrator.drive())
    } finally {
      unwatch()
      await snapshots.end()
    }
  } catch (cause) {
    const error = goesOn(cause)
    recordEnd(error, session, orchestrator.record)
    throw error
  } finally {
    await session.files.settled().catch(() => undefined)
    session.close()
  }
}

/** A run that has begun is not called again: it is resumed. */
function goesOn(error: unknown): unknown {
  if (!(error instanceof Failed) || !isSystemError(error.cause)) return error
  return new Failed({ ...error.failure, remedy: toResume(error.failure.remedy) }, error.cause)
}

/**
 * A run that the system ends (a full disk) says so in the journal, if that still takes it. Not while a command is under
 * way: whether it ended is then in doubt, which the next run finds.
 */
function recordEnd(error: unknown, { journal }: Session, record: (facts: readonly Fact[]) => void): void {
  const { loop, run, step } = journal.fold.state
  const isUnderWay = step?.commands.some(({ status }) => status === 'started') === true
  if (!loop || !run || run.ended || isUnderWay || !journal.isWhole) return
  if (!(error instanceof Failed) && !isSystemError(error)) return
  try {
    record([runEnded({ loop, run }, 'failed', `failed: ${reasonOf(error)}`)])
  } catch {
    // The first error is the one to tell.
  }
}

function runStarted({ prepared, mode, until, version }: RunOptions, { loop }: State): Fact {
  const { settings, layout } = prepared
  const zone = ownZone(process.env['TZ'])
  knowOwnZone(zone)
  return {
    type: 'run.started',
    run: (loop?.runs ?? 0) + 1,
    mode,
    until,
    version,
    host: hostname(),
    user: userName(),
    pid: process.pid,
    root: layout.root,
    zone,
    settings: { config: { ...settings.config }, tos: { ...settings.tos } },
    sandbox: { ...prepared.sandbox.state, uncovered: prepared.containment.uncovered },
  }
}

function raised({ raise }: RunOptions): Fact[] {
  return raisableNames.flatMap((limit) => {
    const value = raise[limit]
    return value === undefined ? [] : [{ type: 'limit.raised', limit, value, by: userName() } as const]
  })
}

/** The operator's decision about a command in doubt; what is left of it is ended first. */
async function settle({ inDoubt }: RunOptions, { job, step }: State): Promise<Fact[]> {
  const index = step?.inDoubt ?? null
  const command = index === null ? undefined : step?.commands[index]
  if (!job || !step || index === null || !command || inDoubt === 'stop') return []
  if (orphanOf(command) !== null) await killTree(ownGroup(command), command.marker ?? '')
  return [{ type: 'command.settled', job: job.job, step: step.step, index, decision: inDoubt, by: userName() }]
}

/** The process group of a command, unless its number belongs to another process by now. */
const ownGroup = ({ pid, startTick: tick }: CommandState): number | null =>
  pid !== null && tick !== null && startTick(pid) === tick ? pid : null
