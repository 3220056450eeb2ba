// Money, tokens, time and stalling: each limit is looked at before the next thing that could pass it.
import type { Fact } from './event.ts'
import type { Role } from './event-place.ts'
import { worstCase } from './price.ts'
import { maxJobs, type LimitName, type RaisableName } from './settings.ts'
import { isLooping } from './state.ts'
import type { JobState, LimitReached, LoopState, RunState, State } from './state.ts'

const perMinute = 60_000

/** What is in force: an operator's raise counts more than the settings. Null: no limit. */
export function limitOf(loop: LoopState, run: RunState, name: RaisableName): number | null {
  if (name === 'max_jobs') return isLooping(run) ? maxJobs(run.settings.config) : null
  if (name === 'max_steps') return run.settings.config.max_steps
  return loop.raised[name] ?? run.settings.tos.limits[name]
}

interface Inside {
  readonly loop: LoopState
  readonly run: RunState
}

type Reached = Extract<Fact, { type: 'limit.reached' }>

/** The limit that a call could pass by its worst case, or null. */
export function limitBeforeCall({ loop, run }: Inside, role: Role, prompt: string): Reached | null {
  const { tokens, costUsd } = worstCase(run.settings, role, prompt)
  const used = { max_cost_usd: loop.usage.costUsd, max_tokens: loop.usage.input + loop.usage.output }
  const needed = { max_cost_usd: costUsd ?? 0, max_tokens: tokens }
  for (const limit of ['max_cost_usd', 'max_tokens'] as const) {
    const allowed = limitOf(loop, run, limit)
    if (allowed !== null && used[limit] + needed[limit] > allowed)
      return { type: 'limit.reached', limit, allowed, used: used[limit], needed: needed[limit] }
  }
  return null
}

/** The limit of steps without progress, before the next one asks anything. */
export function limitOfStalling({ loop, run }: Inside, job: JobState): Reached | null {
  const allowed = limitOf(loop, run, 'no_progress_steps')
  if (allowed === null || job.stalledSteps < allowed) return null
  return { type: 'limit.reached', limit: 'no_progress_steps', allowed, used: job.stalledSteps, needed: 1 }
}

/** Milliseconds since the epoch at which the run's time is up; null without a limit. */
export function deadline({ loop, run }: Inside): number | null {
  const minutes = limitOf(loop, run, 'max_minutes')
  return minutes === null ? null : Date.parse(run.startedAt) + minutes * perMinute
}

/** The time limit, when it has passed at `ts` (UTC). */
export function timeIsUp(inside: Inside, ts: string): Reached | null {
  const end = deadline(inside)
  if (end === null || Date.parse(ts) < end) return null
  const used = (Date.parse(ts) - Date.parse(inside.run.startedAt)) / perMinute
  return {
    type: 'limit.reached',
    limit: 'max_minutes',
    allowed: limitOf(inside.loop, inside.run, 'max_minutes') ?? 0,
    used,
    needed: 0,
  }
}

/** The limit that ended the run, and a value with which it goes on; null where none did. */
export function limitThatEnded({ run, loop }: State): { name: RaisableName; value: number } | null {
  if (!run || !loop) return null
  if (run.limit) return { name: run.limit.limit, value: beyond(run.limit) }
  const name = run.ended?.why === 'max_steps' ? 'max_steps' : run.ended?.why === 'loop_complete' ? 'max_jobs' : null
  const allowed = name && limitOf(loop, run, name)
  return name && allowed !== null ? { name, value: beyond({ allowed, used: 0, needed: 0 }) } : null
}

/** Twice what was allowed, and again until it holds what was needed. */
function beyond({ allowed, used, needed }: Pick<LimitReached, 'allowed' | 'used' | 'needed'>): number {
  let value = allowed * 2 || 1
  while (value < used + needed && value < Number.MAX_SAFE_INTEGER) value *= 2
  return value
}

const figures: Record<LimitName, (value: number) => string> = {
  max_cost_usd: (value) => `$${value.toFixed(4)}`,
  max_tokens: (value) => `${Math.round(value)} tokens`,
  max_minutes: (value) => `${value.toFixed(1)} min`,
  no_progress_steps: (value) => `${value} steps`,
}

/** end_reason of a run that a limit ended. */
export function limitReason({ limit, allowed, used, needed }: LimitReached): string {
  const figure = figures[limit]
  const next = needed > 0 && limit !== 'no_progress_steps' ? `, the next call may need ${figure(needed)}` : ''
  return `limit: ${limit} ${figure(allowed)} (used ${figure(used)}${next})`
}
