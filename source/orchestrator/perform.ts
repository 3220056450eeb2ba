// Effect -> what is done about it. Each is a small generator that yields facts; every yield is on disk before it goes on.
import type { Effect, EffectOf } from '../core/effect.ts'
import type { Fact } from '../core/event.ts'
import { Failed } from '../core/failure.ts'
import { askAgain } from '../core/refused-hosts.ts'
import { doneChecks, jobName } from '../core/settings.ts'
import { evidenceOf } from '../files/evidence.ts'
import { askModel } from './ask-model.ts'
import { checkDone } from './check-done.ts'
import type { Context } from './context.ts'
import { resumedJob } from './proof.ts'
import { runCommand } from './run-command.ts'
import { waitForAnswer } from './wait-for-answer.ts'

export type Facts = AsyncGenerator<readonly Fact[], void, void>
type Performers = {
  [K in Exclude<Effect['kind'], 'finish'>]: (effect: EffectOf<K>, context: Context, signal: AbortSignal) => Facts
}

const performers: Performers = {
  async *record({ facts }) {
    yield facts
  },
  async *readPayload(_effect, context) {
    const read = context.readPayload()
    if (!read.ok) throw new Failed(read.failure)
    yield [read.value, ...resumedJob(context)]
  },
  async *beginJob({ job, index, firstStep }, context) {
    const { settings, layout } = context
    const files = doneChecks(settings).filter((check) => check.kind === 'file')
    const evidence = Object.fromEntries(files.map(({ path }) => [path, evidenceOf(layout.root, path)]))
    const name = context.state().run?.payload?.name ?? jobName(settings.config)
    yield [{ type: 'job.started', job, index, firstStep, name, evidence }]
  },
  checkDone,
  askModel,
  async *judge({ job, step, commands }, { judge, masker, state }) {
    const facts: Fact[] = []
    for (const { index, command } of commands) {
      // Judged as it will run. What cannot be unmasked is never run, and never gets here.
      const code = masker.unmask(command.code) ?? command.code
      const judgement = askAgain(await judge({ ...command, code }), command.code, state())
      facts.push({ type: 'command.judged', job, step, index, ...judgement })
    }
    yield facts
  },
  async *askPerson({ job, step, question, reasons }, { settings, now }) {
    const { timeout_min: minutes } = settings.tos.approval
    const expiresAt = minutes === 0 ? null : new Date(now().getTime() + minutes * 60_000).toISOString()
    const commands = reasons.map(({ index }) => index)
    yield [{ type: 'approval.asked', job, step, question, commands, reasons, expiresAt }]
  },
  waitForAnswer,
  async *takeSnapshot({ job, step }, { isSnapshotDelayed, takeSnapshot }, signal) {
    if (await isSnapshotDelayed()) yield [{ type: 'snapshot.delayed', job, step }]
    const snapshot = await takeSnapshot({ job, step }, signal)
    if (snapshot.kind === 'made') {
      const { kind: _kind, pruned, ...made } = snapshot
      yield [{ type: 'snapshot.made', job, step, ...made }]
      if (pruned.length > 0) yield [{ type: 'snapshot.pruned', ids: [...pruned] }]
    } else if (snapshot.kind === 'skipped')
      yield [{ type: 'snapshot.skipped', job, step, reason: snapshot.reason, cause: snapshot.cause }]
    else if (snapshot.kind === 'failed') yield [{ type: 'snapshot.failed', job, step, reason: snapshot.reason }]
  },
  async *makeCheckpoint({ name, by }, { makeCheckpoint }) {
    yield [await makeCheckpoint(name, by)]
  },
  runCommand,
  // Only a request ends it: the signal comes when the state has moved on.
  async *waitForRequest(_effect, _context, signal) {
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    yield []
  },
}

export function perform(effect: Exclude<Effect, { kind: 'finish' }>, context: Context, signal: AbortSignal): Facts {
  const performer = performers[effect.kind] as (effect: Effect, context: Context, signal: AbortSignal) => Facts
  return performer(effect, context, signal)
}
