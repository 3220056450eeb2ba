// One command of a person, exactly as a step would run it: judged, in the sandbox, limited, journalled; no job, no step.
import { randomBytes } from 'node:crypto'
import { join, relative } from 'node:path'
import type { Event, Fact } from '../core/event.ts'
import { succeed, type Result } from '../core/failure.ts'
import { reachOf } from '../core/network-reach.ts'
import type { Approval } from '../core/question.ts'
import type { Judgement } from '../core/state.ts'
import { execute, type Execution } from '../executor/execute.ts'
import type { CommandType } from '../executor/interpreter.ts'
import { userName } from '../files/lock.ts'
import { createMasker } from '../files/mask.ts'
import { secretsOf } from './secrets.ts'
import type { PreparedCommands } from './preflight.ts'
import { commandRequest } from './run-command.ts'
import { openSession } from './session.ts'

export interface ExecOptions {
  readonly prepared: PreparedCommands
  readonly type: CommandType
  readonly code: string
  readonly timeoutMs: number
  readonly environment: NodeJS.ProcessEnv
  readonly version: string
  readonly signal: AbortSignal
  /** May it run? Asked when the policy asks; null when nobody could be asked. */
  readonly ask: (judgement: Judgement) => Promise<boolean | null>
  readonly onOutput: (stream: 'stdout' | 'stderr', chunk: Buffer) => void
  readonly onEvent: (event: Event) => void
}

export type ExecOutcome =
  | { readonly kind: 'denied' | 'refused' | 'unanswered'; readonly judgement: Judgement }
  | { readonly kind: 'ended'; readonly execution: Execution }

/** Fails before anything happened when the project is held by another. */
export async function execCommand(options: ExecOptions): Promise<Result<ExecOutcome>> {
  const { prepared, environment, version, type, code, timeoutMs } = options
  const { layout, settings, sandbox } = prepared
  const masker = createMasker(secretsOf(environment, prepared))
  const now = () => new Date()
  const opened = await openSession({ layout, masker, version, now, purpose: 'exec', isClean: false })
  if (!opened.ok) return opened
  const session = opened.value
  const record = (fact: Fact) => session.append([fact]).forEach(options.onEvent)
  try {
    const marker = randomBytes(8).toString('hex')
    const judgement = await prepared.judge({ type, code })
    record({ type: 'exec.judged', marker, interpreter: type, code, by: userName(), ...judgement })
    if (judgement.verdict === 'deny') return succeed({ kind: 'denied', judgement })
    const isAnswered = judgement.verdict === 'ask'
    const mayRun = isAnswered ? await options.ask(judgement) : true
    if (mayRun !== true) return succeed({ kind: mayRun === null ? 'unanswered' : 'refused', judgement })
    record({ type: 'exec.started', marker, timeoutMs, isAnswered, sandbox: sandbox.state })
    const file = join(layout.output, `exec-${marker}.log`)
    const approval = isAnswered ? allowedBy(judgement) : null
    const reach = reachOf(settings.tos.exec.network, { judged: judgement, approval }, [], now().toISOString())
    const request = commandRequest(
      { layout, settings, environment, masker, sandbox },
      { type, code, file, timeoutMs, marker, reach, writesGit: judgement.writesGit === true },
    )
    const execution = await execute(
      { ...request, onOutput: options.onOutput, onSpawn: () => undefined },
      options.signal,
    )
    const { outcome, exitCode, signal, durationMs, stdout, stderr, spill, error } = execution
    const kept = spill && { ...spill, path: relative(layout.root, spill.path) }
    record({
      type: 'exec.finished',
      marker,
      outcome,
      exitCode,
      signal,
      durationMs,
      stdout,
      stderr,
      error,
      spill: kept,
    })
    return succeed({ kind: 'ended', execution })
  } finally {
    session.close()
  }
}

/** Whoever answers here lets this one command run. */
const allowedBy = ({ rules, rule }: Judgement): Approval => ({
  answer: 'allow',
  scope: 'once',
  via: 'answer',
  question: 0,
  rules: rules ?? [rule],
  reason: '',
  by: userName(),
})
