// The English words of the summary of a loop. The Japanese ones are beside it.
import { grouped } from '../core/text.ts'
import type { LimitReached } from '../core/state.ts'
import type { Usage } from '../core/usage.ts'
import type { WallBadge } from './badges.ts'
import type { IncidentKind } from './incidents.ts'
import type { NightEnd } from './night.ts'
import { inEnglish } from './plain-words.ts'
import type { timedParts } from './step-times.ts'

export interface NightWords {
  readonly labels: Readonly<
    Record<'end' | 'doubt' | 'beware' | 'jobs' | 'files' | 'money' | 'time' | 'slowest' | 'next', string>
  >
  /** What is missing. */
  readonly beware: Readonly<Record<WallBadge['kind'], string>>
  readonly ends: Readonly<Record<NightEnd, string>>
  /** `by`: a user, or the name of a signal. */
  readonly stoppedBy: (by: string) => string
  /** The label of the first of `n` incidents. */
  readonly kinds: Readonly<Record<IncidentKind, (n: number) => string>>
  readonly parts: Readonly<Record<(typeof timedParts)[number], string>>
  /** Sentences of the runbook in this language. */
  readonly plain: (text: string) => string
  /** A limit that was reached, where the journal's own sentence is not of this language. */
  readonly limit?: (reached: LimitReached) => string
  readonly place: (job: number, step: number | null) => string
  readonly more: (n: number) => string
  readonly jobs: (done: number, of: number, bad: number) => string
  /** `isUncounted`: what changed last is not known yet. */
  readonly files: (n: number, isUncounted: boolean) => string
  readonly money: (usage: Usage) => string
  /** Milliseconds. */
  readonly time: (total: number, thinking: number, waiting: number, executing: number) => string
  readonly slowest: (job: number, step: number, ms: number, part: string, partMs: number) => string
}

/** 31s, 2m05s or 1h12m of milliseconds. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const pad = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds}s`
  return minutes < 60 ? `${minutes}m${pad(seconds % 60)}s` : `${Math.floor(minutes / 60)}h${pad(minutes % 60)}m`
}

/** Money with the digits it needs: $1.84, $0.0042. */
export function moneyText(usd: number): string {
  if (usd === 0 || usd >= 0.01) return `$${usd.toFixed(2)}`
  return usd >= 0.000_05 ? `$${usd.toFixed(4)}` : '<$0.0001'
}

export const isSignal = (by: string): boolean => /^SIG[A-Z]+$/.test(by)

const s = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

export const englishNight: NightWords = {
  labels: {
    end: 'outcome',
    doubt: 'in doubt',
    beware: 'beware',
    jobs: 'jobs',
    files: 'files',
    money: 'money',
    time: 'time',
    slowest: 'slowest',
    next: 'next',
  },
  beware: {
    'sandbox off': 'sandbox off',
    'root without sandbox': 'root without sandbox',
    'nothing can be put back': 'nothing can be put back',
  },
  ends: {
    new: 'nothing was run yet',
    running: 'the loop is running',
    crashed: 'the run died without a word',
    done: 'the job is done',
    loop_complete: 'the loop is complete',
    deny: 'a command was denied, and that stops the run',
    fatal_error: 'an error ended the run',
    max_steps: 'a job has used its steps',
    stopped: 'somebody stopped the run',
    limit: 'a limit was reached',
    unanswered: 'nobody answered a question in time',
    in_doubt: 'nobody knows how far a command came',
    failed: 'the run could not go on',
  },
  stoppedBy: (by) =>
    isSignal(by) ? `stopped by the signal ${by} (a kill, a service, a shutdown)` : `stopped by ${by}`,
  kinds: {
    limit: () => 'limit',
    denied: (n) => `denied ${n}`,
    failed: (n) => `failed ${n}`,
    rejected: (n) => `rejected ${n}`,
    refused: (n) => `refused ${n}`,
    uncovered: (n) => `not saved ${n}`,
    asked: (n) => `asked ${n}`,
  },
  parts: { draft: 'draft', review: 'review', final: 'final', waiting: 'waiting for a person', executing: 'executing' },
  plain: inEnglish,
  place: (job, step) => (step === null ? `job ${job}` : `job ${job} step ${step}`),
  more: (n) => `and ${n} more`,
  jobs: (done, of, bad) => `${done} of ${of} done${bad === 0 ? '' : `, ${bad} with something to look at`}`,
  files: (n, isUncounted) => {
    if (n === 0) return isUncounted ? "not counted yet; 'tos diff' shows them" : 'no change counted'
    return `${s(n, 'change')} to files${isUncounted ? "; 'tos diff' shows the last step's" : ''}`
  },
  money: ({ costUsd, input, output, calls, unpriced, estimated }) =>
    `${estimated > 0 ? 'at most ' : ''}${moneyText(costUsd)}, ${grouped(input + output)} tokens, ${s(calls, 'call')}${unpriced === 0 ? '' : ` (${unpriced} without a price)`}`,
  time: (total, thinking, waiting, executing) =>
    `${spanText(total)}: models ${spanText(thinking)}, waiting ${spanText(waiting)}, commands ${spanText(executing)}`,
  slowest: (job, step, ms, part, partMs) =>
    `job ${job} step ${step}: ${spanText(ms)}, of that ${part} ${spanText(partMs)}`,
}
