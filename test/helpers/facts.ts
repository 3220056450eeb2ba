// Facts for tests, with everything that does not matter filled in, and the state they fold to.
import { evolve } from '../../source/core/evolve.ts'
import type { Event, Fact, FactOf } from '../../source/core/event.ts'
import type { Role } from '../../source/core/event-place.ts'
import { configSchema } from '../../source/core/config-schema.ts'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { noUsage } from '../../source/core/usage.ts'
import { initialState, type State } from '../../source/core/state.ts'

type Deep<T> = { [K in keyof T]?: T[K] extends object ? Deep<T[K]> : T[K] }
type ConfigInput = Deep<ReturnType<typeof configSchema.parse>>
type TosInput = Deep<ReturnType<typeof tosSchema.parse>>

const at = { job: 1, step: 1 }
export const nothing = { text: '', bytes: 0, cut: 0 }

/** The state behind the facts, numbered from 1, a millisecond apart. */
export function fold(...facts: Fact[]): State {
  return eventsOf(...facts).reduce(evolve, initialState)
}

export function eventsOf(...facts: Fact[]): Event[] {
  const start = Date.parse('2026-01-02T03:04:05.000Z')
  return facts.map((fact, i): Event =>
    Object.assign({ v: 1 as const, seq: i + 1, ts: new Date(start + i).toISOString() }, fact),
  )
}

export const loopStarted = (more: Partial<FactOf<'loop.started'>> = {}): Fact => ({
  type: 'loop.started',
  loop: 'loop-1',
  version: '0',
  origin: 'new',
  takeover: null,
  ...more,
})

export const settingsOf = (config: ConfigInput = {}, tos: TosInput = {}) => ({
  config: configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs', ...config }),
  tos: tosSchema.parse(tos),
})

export const looping = (max_jobs: number, more: ConfigInput = {}): ConfigInput => ({
  s5_settings: { job_loop: { enabled: true, max_jobs } },
  ...more,
})

export function runStarted(
  config: ConfigInput = {},
  tos: TosInput = {},
  more: Partial<FactOf<'run.started'>> = {},
): Fact {
  return {
    type: 'run.started',
    run: 1,
    mode: 'run',
    until: 'job',
    version: '0',
    host: 'h',
    user: 'u',
    pid: 7,
    root: '/r',
    zone: 'UTC',
    settings: settingsOf(config, tos),
    ...more,
  }
}

export const payloadRead = (text: string | null = null): Fact => ({
  type: 'payload.read',
  path: '',
  isThere: text !== null,
  bytes: text?.length ?? 0,
  text,
  name: null,
})

export const jobStarted = (more: Partial<FactOf<'job.started'>> = {}): Fact => ({
  type: 'job.started',
  job: 1,
  index: null,
  firstStep: 1,
  name: 'default',
  evidence: {},
  ...more,
})

export const stepStarted = (step = 1, attempt = 1, job = 1): Fact => ({ type: 'step.started', job, step, attempt })
export const doneChecked = (isDone: boolean, step = 1): Fact => ({
  type: 'done.checked',
  ...at,
  step,
  isDone,
  results: [],
})

export const asked = (role: Role, round = 1, attempt = 1): Fact => ({
  type: 'model.asked',
  ...at,
  role,
  round,
  attempt,
  provider: 'replay',
  model: 'm',
  prompt: 'p',
  askedBefore: false,
})

export const answered = (role: Role, text: string, round = 1, attempt = 1): Fact => ({
  type: 'model.answered',
  ...at,
  role,
  round,
  attempt,
  text,
  model: 'm',
  requestId: null,
  latencyMs: 1,
  usage: null,
  costUsd: null,
})

export const failed = (role: Role, attempt = 1, more: Partial<FactOf<'model.failed'>> = {}): Fact => ({
  type: 'model.failed',
  ...at,
  role,
  round: 1,
  attempt,
  kind: 'overloaded',
  message: 'busy',
  status: 529,
  requestId: null,
  isPermanent: false,
  retryAfterMs: null,
  latencyMs: 1,
  ...more,
})

export const refused = (role: Role, round = 1): Fact => ({
  type: 'reply.refused',
  ...at,
  role,
  round,
  reason: 'no JSON',
  extracted: 'x',
})

export const accepted = (role: Role, value: Record<string, unknown>): Fact => ({
  type: 'reply.accepted',
  ...at,
  role,
  value,
})

export const bash = (...codes: string[]) => codes.map((code) => ({ type: 'bash', code }))

/** The three roles have answered; the final reply is `commands`. */
export const agreed = (commands: { type: string; code: string }[], summary = 's'): Fact[] => [
  accepted('draft', { commands }),
  accepted('review', { improved_commands: commands, approval: true }),
  accepted('final', { final_commands: commands, summary }),
]

export const judged = (index: number, verdict: 'allow' | 'ask' | 'deny', reason = `${verdict} ${index}`): Fact => ({
  type: 'command.judged',
  ...at,
  index,
  verdict,
  reason,
  matched: null,
  rule: '',
  place: '',
  part: '',
})

export const snapshotSkipped: Fact = { type: 'snapshot.skipped', ...at, reason: 'off' }

export const commandStarted = (index: number, code = 'c'): Fact => ({
  type: 'command.started',
  ...at,
  index,
  interpreter: 'bash',
  code,
  timeoutMs: 1000,
  marker: 'm',
})

export const commandFinished = (index: number, more: Partial<FactOf<'command.finished'>> = {}): Fact => ({
  type: 'command.finished',
  ...at,
  index,
  outcome: 'exited',
  exitCode: 0,
  signal: null,
  durationMs: 1,
  stdout: nothing,
  stderr: nothing,
  spill: null,
  error: null,
  ...more,
})

export const stepFinished = (
  phase: FactOf<'step.finished'>['phase'],
  more: Partial<FactOf<'step.finished'>> = {},
): Fact => ({
  type: 'step.finished',
  ...at,
  phase,
  reason: 'r',
  error: null,
  detail: null,
  isStopped: false,
  usage: noUsage,
  ...more,
})

export const jobFinished = (index: number | null = null, job = 1, step = 1): Fact => ({
  type: 'job.finished',
  job,
  step,
  index,
  usage: noUsage,
})

/** A run inside step 1 of job 1, nothing checked yet. */
export const inStep = (config: ConfigInput = {}, tos: TosInput = {}): Fact[] => [
  loopStarted(),
  runStarted(config, tos),
  payloadRead(),
  jobStarted(),
  stepStarted(),
]

/** The same, with the evidence missing and every role agreed on `commands`. */
export const afterReplies = (
  commands: { type: string; code: string }[],
  config: ConfigInput = {},
  tos: TosInput = {},
): Fact[] => [...inStep(config, tos), doneChecked(false), ...agreed(commands)]
