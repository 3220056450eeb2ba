// One short English line per event, for the event list. The Japanese ones are beside it.
import type { EventOf } from '../core/event.ts'
import { limitReason } from '../core/limits.ts'
import { describeSandbox } from '../core/sandbox.ts'
import { printableLine } from '../core/printable.ts'
import { counted, head } from '../core/text.ts'
import type { Brief } from './brief.ts'

/** What happened, without time and number, on one line and safe for a terminal. */
export function describeEvent(event: Brief): string {
  return printableLine(head(sentence(event), 300))
}

function sentence(event: Brief): string {
  switch (event.type) {
    case 'loop.started':
      return `loop ${event.loop} begins (${event.origin})`
    case 'loop.archived':
      return `loop moved to ${event.to} by ${event.by}`
    case 'loop.completed':
      return `loop complete: ${event.jobsExecuted} of ${event.maxJobs} jobs`
    case 'run.started':
      return `run ${event.run} (${event.mode}) by ${event.user}, pid ${event.pid}`
    case 'run.recovered':
      return `the run of pid ${event.pid} died; ${event.inDoubt ? 'a command is in doubt' : 'nothing is in doubt'}`
    case 'run.ended':
      return `run ${event.run} ended: ${event.endReason}`
    case 'run.pauseRequested':
      return `pause asked for by ${event.by}`
    case 'run.paused':
      return 'paused'
    case 'run.resumeRequested':
      return `resumed by ${event.by}`
    case 'run.stopRequested':
      return `stop (${event.when}) asked for by ${event.by}`
    case 'limit.reached':
      return limitReason(event)
    case 'limit.raised':
      return `${event.limit} is ${event.value} now, by ${event.by}`
    case 'note.added':
      return `note by ${event.by}${event.isKept ? ', until taken back' : ', for the next draft'}: ${event.text}`
    case 'note.cleared':
      return `notes taken back by ${event.by}`
    case 'lock.takenOver':
      return `lock of dead pid ${event.pid} taken over`
    case 'file.restored':
      return `${event.path} brought back${event.kept ? `, the one found is in ${event.kept}` : ''}`
    case 'payload.read':
      return event.isThere ? `job input ${event.path}, ${event.bytes} bytes` : 'no job input'
    case 'job.started':
      return `job ${event.job} begins: ${event.name}`
    case 'job.resumed':
      return `job ${event.job} goes on; what was put back or carried is no proof of it`
    case 'job.finished':
      return `job ${event.job} done`
    case 'step.started':
      return `step ${event.step} begins${event.attempt > 1 ? ` (attempt ${event.attempt})` : ''}`
    case 'step.finished':
      return `step ${event.step} ${event.phase}: ${event.error ?? event.reason}`
    case 'done.checked':
      return `done? ${event.isDone ? 'yes' : 'no'}: ${event.results.at(-1)?.reason ?? ''}`
    case 'model.retryPlanned':
      return `${event.role}: asked again in ${Math.round(event.waitMs / 1000)} s`
    case 'model.asked':
      return `${event.role}: ${event.provider} ${event.model} asked${event.askedBefore ? ' again after a crash, may be billed twice' : ''}`
    case 'model.answered':
      return `${event.role}: answered in ${(event.latencyMs / 1000).toFixed(1)} s${event.charged ? `, ${chargedText(event.charged)}` : ''}`
    case 'model.failed':
      return `${event.role}: ${event.kind}${event.status === null ? '' : ` (${event.status})`}: ${event.message}`
    case 'reply.accepted':
      return `${event.role}: reply accepted`
    case 'reply.refused':
      return `${event.role}: reply refused: ${event.reason}`
    case 'command.judged':
      return `command ${event.index + 1} ${event.verdict}: ${event.reason}`
    case 'approval.asked':
      return `question ${event.question}: ${commandNames(event.commands)} to be allowed or denied${event.expiresAt ? `, until ${event.expiresAt}` : ''}`
    case 'approval.answered':
      return answerSentence(event)
    case 'approval.expired':
      return `question ${event.question}: no answer in time`
    case 'snapshot.delayed':
      return "snapshot: git's history is copied for the first one, the step waits"
    case 'snapshot.made':
      return `snapshot ${event.id}${event.files === undefined ? '' : `, ${counted(event.files, 'file')} changed`}${event.note ? `; ${event.note}` : ''}`
    case 'snapshot.skipped':
      return `no snapshot: ${event.reason}`
    case 'snapshot.failed':
      return `snapshot failed: ${event.reason}`
    case 'snapshot.pruned':
      return `${event.ids.length} old snapshots given up: ${event.ids.join(', ')}`
    case 'checkpoint.requested':
      return `checkpoint ${event.name} asked for by ${event.by}`
    case 'checkpoint.made':
      return `checkpoint ${event.id} ${event.name}: ${event.commit.slice(0, 12)}`
    case 'checkpoint.failed':
      return `checkpoint ${event.name} failed: ${event.reason}`
    case 'rollback.started':
      return `rollback to ${event.target} by ${event.by}, saved as ${event.saved}`
    case 'rollback.finished':
      return `rolled back, ${counted(event.files, 'file')}; undo brings ${event.saved} back`
    case 'rollback.takenBack':
      return `rollback taken back: ${event.reason}`
    case 'undo.started':
      return `undo to ${event.target} by ${event.by}, saved as ${event.saved}`
    case 'undo.finished':
      return `undone, ${counted(event.files, 'file')}; undo brings ${event.saved} back`
    case 'undo.takenBack':
      return `undo taken back: ${event.reason}`
    case 'command.started':
      return `$ ${event.code}`
    case 'command.spawned':
      return `command ${event.index + 1} is pid ${event.pid}`
    case 'command.finished':
      return `command ${event.index + 1} ${event.outcome === 'exited' ? `exit ${event.exitCode}` : event.outcome}, ${(event.durationMs / 1000).toFixed(1)} s`
    case 'approval.granted':
      return `${grantSentence(event)}, by ${event.by}`
    case 'approval.revoked':
      return `grants taken back by ${event.by}: ${event.rules.length === 0 ? 'all' : event.rules.join(', ')}`
    case 'network.denied':
      return `command ${event.index + 1} was kept from ${event.host}:${event.port} (${event.reason})`
    case 'exec.judged':
      return `exec by ${event.by} ${event.verdict}: ${event.code}`
    case 'exec.started':
      return `exec started, ${describeSandbox(event.sandbox)}`
    case 'exec.finished':
      return `exec ${event.outcome === 'exited' ? `exit ${event.exitCode}` : event.outcome}, ${(event.durationMs / 1000).toFixed(1)} s`
    case 'command.settled':
      return `command ${event.index + 1}: ${event.decision}, decided by ${event.by}`
  }
}

/** Indexes as people count. */
export const commandNames = (indexes: readonly number[]): string =>
  `command${indexes.length === 1 ? '' : 's'} ${indexes.map((index) => index + 1).join(', ')}`

/** Who decided what, and for how long. */
export function answerSentence({ question, answer, scope, until, reason, by }: EventOf<'approval.answered'>): string {
  const length = scope === 'once' ? ' once' : until === null ? ' for this run' : ` for this run until ${until}`
  const what = answer === 'allow' ? `allowed${length} by ${by}` : `denied by ${by}`
  return `question ${question}: ${what}${reason ? `: ${reason}` : ''}`
}

/** A call whose tokens the server did not tell. */
export const chargedText = ({ input, output }: { input: number; output: number }): string =>
  `counted as ${input} + ${output} tokens, the most it can be`

export const grantSentence = ({ rules, program, until }: EventOf<'approval.granted'>): string =>
  `${rules.join(', ')} allowed${program === null ? '' : ` for ${program}`} ${until === null ? 'for this run' : `until ${until}`}`
