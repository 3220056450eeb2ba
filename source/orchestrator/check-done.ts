// Done is proved by the tool, not claimed by the model: every configured check must hold.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { EffectOf } from '../core/effect.ts'
import type { Fact } from '../core/event.ts'
import { doneChecks, type DoneCheck } from '../core/settings.ts'
import { limitOf } from '../core/limits.ts'
import { reachUnjudged } from '../core/network-reach.ts'
import { execute } from '../executor/execute.ts'
import { treeMark } from '../files/tree-mark.ts'
import { checkFile, evidenceOf } from '../files/evidence.ts'
import type { Context } from './context.ts'
import { seenWritten } from './proof.ts'
import { commandRequest } from './run-command.ts'

interface CheckResult {
  readonly check: string
  readonly holds: boolean
  readonly reason: string
}

export async function* checkDone(
  { job, step }: EffectOf<'checkDone'>,
  context: Context,
  signal: AbortSignal,
): AsyncGenerator<Fact[], void, void> {
  const results: CheckResult[] = []
  for (const check of doneChecks(context.settings)) {
    const result = check.kind === 'file' ? fileResult(check, context) : await commandResult(check, context, signal)
    // A check the operator interrupted says nothing about the job.
    if (result === null) return
    results.push(result)
    if (!result.holds) break
  }
  const { layout } = context
  const { loop, run } = context.state()
  const isCounted = loop && run && limitOf(loop, run, 'no_progress_steps') !== null
  const looked = isCounted ? { tree: await treeMark(layout.root, [layout.logs, layout.phaseState]) } : {}
  yield [
    {
      type: 'done.checked',
      job,
      step,
      isDone: results.every(({ holds }) => holds),
      results,
      ...looked,
      ...seenWritten(layout.root, context.state()),
    },
  ]
}

function fileResult(check: Extract<DoneCheck, { kind: 'file' }>, { layout, settings, state }: Context): CheckResult {
  const { job } = state()
  const known = job?.proof.known[check.path]
  const before = known === undefined ? evidenceOf(layout.root, check.path) : known
  return { check: check.path, ...checkFile(layout.root, check, settings.tos.done.accept_existing ? undefined : before) }
}

async function commandResult(
  check: Extract<DoneCheck, { kind: 'command' }>,
  context: Context,
  signal: AbortSignal,
): Promise<CheckResult | null> {
  const { type, code } = check
  const timeoutMs = Math.round(context.settings.config.timeout_sec * 1000)
  const file = join(context.layout.output, 'done-check.log')
  const reach = reachUnjudged(context.settings.tos.exec.network)
  const request = commandRequest(context, {
    type,
    code,
    file,
    timeoutMs,
    reach,
    marker: randomBytes(8).toString('hex'),
  })
  const execution = await execute({ ...request, onSpawn: () => undefined }, signal)
  const { outcome, exitCode, error } = execution
  if (outcome === 'stopped') return null
  const holds = outcome === 'exited' && exitCode === check.exit_code
  const what = outcome === 'exited' ? `exit code ${exitCode}` : `${outcome} (${error})`
  return { check: code, holds, reason: `done判定: '${code}': ${what}, expected exit code ${check.exit_code}` }
}
