// What operators ask of a running loop, and what that means for it. Answers are events, so that every viewer sees them.
import type { Effect } from './effect.ts'
import type { Fact } from './event.ts'
import type { LimitName } from './settings.ts'
import type { State } from './state.ts'

export type Request =
  | { readonly kind: 'pause'; readonly by: string }
  | { readonly kind: 'resume'; readonly by: string }
  | { readonly kind: 'stop'; readonly by: string; readonly when: 'step' | 'now' }
  | { readonly kind: 'raise'; readonly by: string; readonly limit: LimitName; readonly value: number }

/** The facts a request makes; none when it changes nothing. */
export function answerRequest({ run }: State, request: Request): Fact[] {
  if (!run || run.ended) return []
  const { by } = request
  switch (request.kind) {
    case 'pause':
      return run.isPauseRequested ? [] : [{ type: 'run.pauseRequested', by }]
    case 'resume':
      return run.isPauseRequested ? [{ type: 'run.resumeRequested', by }] : []
    case 'raise':
      return [{ type: 'limit.raised', limit: request.limit, value: request.value, by }]
    case 'stop': {
      const isNew = run.stop === null || (run.stop === 'step' && request.when === 'now')
      return isNew ? [{ type: 'run.stopRequested', by, when: request.when }] : []
    }
  }
}

/** Has the state made the effect in progress pointless, so that it must be interrupted? */
export function isOvertaken({ run }: State, effect: Effect): boolean {
  if (!run) return true
  switch (effect.kind) {
    case 'waitForRequest':
      return !run.isPauseRequested || run.stop !== null || run.limit !== null
    case 'askModel':
    case 'runCommand':
    case 'checkDone':
      return run.stop === 'now' || run.limit !== null
    default:
      return false
  }
}
