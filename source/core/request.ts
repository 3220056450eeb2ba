// What operators ask of a running loop, and what that means for it. Answers are events, so that every viewer sees them.
import type { Effect } from './effect.ts'
import type { Fact } from './event.ts'
import { isRaise } from './raised.ts'
import type { RaisableName } from './settings.ts'
import type { State } from './state.ts'

export type Request =
  | { readonly kind: 'pause'; readonly by: string }
  /** `inDoubt`: what becomes of a command that was under way, where another host is to go on. */
  | { readonly kind: 'resume'; readonly by: string; readonly inDoubt?: 'skip' | 'rerun' | undefined }
  | { readonly kind: 'stop'; readonly by: string; readonly when: 'step' | 'now' }
  /** `question` null: whichever is open. `minutes` bounds an allow for the run; null: to the end of the run. */
  | {
      readonly kind: 'approve'
      readonly by: string
      readonly question: number | null
      readonly scope: 'once' | 'run'
      readonly minutes: number | null
    }
  | { readonly kind: 'deny'; readonly by: string; readonly question: number | null; readonly reason: string }
  /** Without a question. `program` null: for all programs. */
  | {
      readonly kind: 'grant'
      readonly by: string
      readonly rules: readonly string[]
      readonly program: string | null
      readonly minutes: number | null
    }
  /** No rules: all grants of the run. */
  | { readonly kind: 'revoke'; readonly by: string; readonly rules: readonly string[] }
  | { readonly kind: 'checkpoint'; readonly by: string; readonly name: string }
  /** For the next draft; `isKept`: for every one until it is taken back. */
  | { readonly kind: 'note'; readonly by: string; readonly text: string; readonly isKept: boolean }
  | { readonly kind: 'clearNotes'; readonly by: string }
  | { readonly kind: 'raise'; readonly by: string; readonly limit: RaisableName; readonly value: number }

/** The facts a request makes at `now`; none when it changes nothing. */
export function answerRequest(state: State, request: Request, now: Date): Fact[] {
  const { run } = state
  if (!run || run.ended) return []
  const { by } = request
  switch (request.kind) {
    case 'pause':
      return run.isPauseRequested ? [] : [{ type: 'run.pauseRequested', by }]
    case 'resume':
      return run.isPauseRequested ? [{ type: 'run.resumeRequested', by }] : []
    case 'checkpoint':
      return [{ type: 'checkpoint.requested', by, name: request.name }]
    case 'raise':
      return isRaise(request.limit, request.value)
        ? [{ type: 'limit.raised', limit: request.limit, value: request.value, by }]
        : []
    case 'note': {
      const text = request.text.trim()
      return text === '' ? [] : [{ type: 'note.added', text, isKept: request.isKept, by }]
    }
    case 'clearNotes':
      return (state.loop?.notes.length ?? 0) > 0 ? [{ type: 'note.cleared', by }] : []
    case 'stop': {
      const isNew = run.stop === null || (run.stop === 'step' && request.when === 'now')
      return isNew ? [{ type: 'run.stopRequested', by, when: request.when }] : []
    }
    case 'grant': {
      const { rules, program, minutes } = request
      return [{ type: 'approval.granted', rules: [...rules], program, until: endOf(minutes, now), by }]
    }
    case 'revoke': {
      const isThere = run.grants.some(({ rule }) => request.rules.length === 0 || request.rules.includes(rule))
      return isThere ? [{ type: 'approval.revoked', rules: [...request.rules], by }] : []
    }
    case 'approve':
    case 'deny':
      return answerQuestion(state, request, now)
  }
}

type Answer = Extract<Request, { kind: 'approve' | 'deny' }>

/** The first answer counts: a question that is not open any more takes none. */
function answerQuestion({ job, step }: State, request: Answer, now: Date): Fact[] {
  const question = step?.question?.question
  if (!job || !step || question === undefined || (request.question ?? question) !== question) return []
  const place = { job: job.job, step: step.step, question, by: request.by }
  if (request.kind === 'deny')
    return [{ type: 'approval.answered', ...place, answer: 'deny', scope: 'once', until: null, reason: request.reason }]
  const { scope, minutes } = request
  const until = scope === 'run' ? endOf(minutes, now) : null
  return [{ type: 'approval.answered', ...place, answer: 'allow', scope, until, reason: '' }]
}

const endOf = (minutes: number | null, now: Date): string | null =>
  minutes === null ? null : new Date(now.getTime() + minutes * 60_000).toISOString()

/** Has the state made the effect in progress pointless, so that it must be interrupted? */
export function isOvertaken({ run, step }: State, effect: Effect): boolean {
  if (!run) return true
  switch (effect.kind) {
    case 'waitForRequest':
      return !run.isPauseRequested || run.stop !== null || run.limit !== null || run.checkpoints.length > 0
    case 'waitForAnswer':
      return (
        step?.question?.question !== effect.question || run.isPauseRequested || run.stop !== null || run.limit !== null
      )
    case 'askModel':
    case 'takeSnapshot':
    case 'runCommand':
    case 'checkDone':
      return run.stop === 'now' || run.limit !== null
    default:
      return false
  }
}
