// Folds one event into the state. Loops, runs and jobs here; what happens inside a step in evolve-step.ts.
import type { Event, EventOf } from './event.ts'
import { withTimelyQuestion } from './evolve-approval.ts'
import { evolveStep, freshStep } from './evolve-step.ts'
import { jobFinished, jobStarted } from './evolve-job.ts'
import { noted, notesAfter } from './notes.ts'
import { putBack, putBackNone } from './put-back.ts'
import { disproved, inPlace, restoring } from './proof.ts'
import { withRaised } from './raised.ts'
import { isLooping, type RunState, type State, type StepState } from './state.ts'
import type { Settings } from './settings.ts'
import { stepFinished } from './step-end.ts'
import { noUsage } from './usage.ts'
import { inLoop, inRun } from './within.ts'
import { loopCompleteMessage, loopCompleteReason } from './wording.ts'

/** The state after `event`. Pure and total: events that do not fit the state leave it as it is. */
export function evolve(before: State, event: Event): State {
  const state: State = { ...before, seq: event.seq, ts: event.ts }
  switch (event.type) {
    case 'loop.started':
      return loopStarted(state, event)
    case 'loop.archived':
      return inLoop(state, { archivedTo: event.to })
    case 'loop.completed':
      return loopCompleted(state, event)
    case 'run.started':
      return inPlace(runStarted(state, event))
    case 'run.ended':
      return inRun(state, {
        ended: { why: event.why, endReason: event.endReason, exitCode: event.exitCode, at: event.ts },
      })
    case 'run.pauseRequested':
      return inRun(state, { isPauseRequested: true })
    case 'run.paused':
      return inRun(state, { isPaused: true })
    case 'run.resumeRequested':
      return inRun(
        { ...state, step: state.step && withTimelyQuestion(state.step, event.ts) },
        { isPauseRequested: false, isPaused: false },
      )
    case 'run.stopRequested':
      return inRun(state, { stop: state.run?.stop === 'now' ? 'now' : event.when, stoppedBy: event.by })
    case 'limit.reached': {
      const { limit, allowed, used, needed } = event
      return inRun(state, { limit: { limit, allowed, used, needed } })
    }
    case 'limit.raised':
      return limitRaised(state, event)
    case 'note.added':
    case 'note.cleared':
      return noted(state, (notes) => notesAfter(notes, event))
    case 'payload.read':
      return inRun(state, {
        isPayloadFresh: true,
        payload: { path: event.path, isThere: event.isThere, bytes: event.bytes, text: event.text, name: event.name },
      })
    case 'job.started':
      return jobStarted(state, event)
    case 'job.resumed':
    case 'rollback.finished':
    case 'undo.finished':
      return disproved(state, event.evidence)
    case 'rollback.takenBack':
    case 'undo.takenBack':
      return disproved(putBackNone(state), event.evidence)
    case 'rollback.started':
    case 'undo.started':
      return restoring(putBack(state, event), event)
    case 'job.finished':
      return jobFinished(state, event)
    case 'step.started':
      return { ...state, step: freshStep(event) }
    case 'step.finished':
      return stepFinished(state, event)
    case 'checkpoint.requested':
      return inRun(state, { checkpoints: [...(state.run?.checkpoints ?? []), { name: event.name, by: event.by }] })
    case 'checkpoint.made':
    case 'checkpoint.failed':
      return inRun(state, { checkpoints: state.run?.checkpoints.slice(1) ?? [] })
    case 'run.recovered':
    case 'lock.takenOver':
    case 'file.restored':
    case 'exec.judged':
    case 'exec.started':
    case 'exec.finished':
    case 'snapshot.pruned':
      return state
    default:
      return evolveStep(state, event)
  }
}

function limitRaised(state: State, { limit, value }: EventOf<'limit.raised'>): State {
  const { loop, run } = state
  if (!loop) return state
  const raised = { ...loop.raised, [limit]: value }
  return inLoop(run ? inRun(state, { settings: withRaised(run.settings, raised) }) : state, { raised })
}

function loopStarted(state: State, event: EventOf<'loop.started'>): State {
  const { takeover } = event
  const index = takeover?.index ?? 1
  const isComplete = takeover?.phase === 'job_loop_complete'
  return {
    ...state,
    run: null,
    job: null,
    step: null,
    loop: {
      id: event.loop,
      startedAt: event.ts,
      rows: takeover?.rows ?? [],
      lastJob: Math.max(0, index - 1, ...(takeover?.isDone ? takeover.rows.map((row) => row.job) : [])),
      firstStep: takeover && !takeover.isDone ? takeover.step : 1,
      nextIndex: index,
      jobsDone: Math.max(0, index - 1),
      runs: 0,
      questions: 0,
      calls: { draft: 0, review: 0, final: 0 },
      usage: noUsage,
      promptLimits: {},
      outdated: {},
      raised: {},
      notes: [],
      completion: isComplete
        ? {
            maxJobs: index - 1,
            jobsExecuted: index - 1,
            job: Math.max(1, index - 1),
            step: takeover.step,
            at: event.ts,
          }
        : null,
      phase: takeover && {
        phase: takeover.phase,
        step: takeover.step,
        isDone: takeover.isDone,
        reason: takeover.reason,
        index: takeover.index,
        seq: event.seq,
        at: event.ts,
      },
      archivedTo: null,
    },
  }
}

function runStarted(state: State, event: EventOf<'run.started'>): State {
  const run: RunState = {
    run: event.run,
    mode: event.mode,
    until: event.until,
    settings: withRaised(event.settings as unknown as Settings, state.loop?.raised ?? {}),
    sandbox: event.sandbox ?? null,
    root: event.root,
    host: event.host,
    user: event.user,
    pid: event.pid,
    zone: event.zone,
    startedAt: event.ts,
    startSeq: event.seq,
    payload: null,
    isPayloadFresh: false,
    jobsFinished: 0,
    counts: { executed: 0, denied: 0, timeout: 0, failed: 0 },
    recheck: null,
    isPauseRequested: false,
    isPaused: false,
    stop: null,
    stoppedBy: null,
    limit: null,
    unanswered: null,
    grants: [],
    checkpoints: [],
    ended: null,
  }
  return inLoop({ ...state, run, step: state.step && reopened(state.step, event.ts) }, { runs: event.run })
}

/**
 * An unfinished step seen by a new run: a command that had started is in doubt, verdicts not yet acted on are stale
 * (the policy may have changed), and a reply with masked parts cannot be executed, so it is asked for again.
 */
function reopened(step: StepState, ts: string): StepState {
  if (step.finished) return step
  const started = step.commands.findIndex((command) => command.status === 'started')
  const isMasked = step.commands.some(
    (command) => command.status !== 'finished' && command.command.code.includes('[masked:'),
  )
  if (isMasked && step.commands.every((command) => command.status === 'waiting')) {
    const { calls } = freshStep({ step: step.step, attempt: step.attempt, ts: step.startedAt })
    return { ...step, calls, commands: [], question: null, snapshot: 'none' }
  }
  return {
    ...withTimelyQuestion(step, ts),
    inDoubt: started >= 0 ? started : null,
    snapshot: 'none',
    commands: step.commands.map((command) => (command.status === 'waiting' ? { ...command, judged: null } : command)),
  }
}

function loopCompleted(state: State, event: EventOf<'loop.completed'>): State {
  if (!state.loop) return state
  const reason = loopCompleteReason(event.maxJobs)
  const row = {
    job: event.job,
    step: event.step,
    phase: 'job_loop_complete',
    isDone: true,
    reason,
    ts: event.ts,
    error: null,
    message: loopCompleteMessage,
    isStopped: false,
  }
  const index = state.run && isLooping(state.run) ? state.loop.nextIndex : null
  return inLoop(state, {
    completion: {
      maxJobs: event.maxJobs,
      jobsExecuted: event.jobsExecuted,
      job: event.job,
      step: event.step,
      at: event.ts,
    },
    rows: [...state.loop.rows, row],
    phase: { phase: 'job_loop_complete', step: event.step, isDone: true, reason, index, seq: event.seq, at: event.ts },
  })
}
