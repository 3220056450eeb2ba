// The run as append-only lines, in the words of the runbook's programs. Scripts match them.
import { rulingReason } from '../core/approval.ts'
import type { Event } from '../core/event.ts'
import type { Role } from '../core/event-place.ts'
import { limitReason } from '../core/limits.ts'
import { printableLine } from '../core/printable.ts'
import { providerRow } from '../core/providers.ts'
import { isLimit } from '../core/retry.ts'
import { maxJobs } from '../core/settings.ts'
import { isLooping, type State } from '../core/state.ts'
import { stepFileName } from '../core/step-name.ts'
import { head } from '../core/text.ts'
import { badgeLine, wallsOf } from './badges.ts'
import { answerSentence, chargedText, describeEvent } from './describe.ts'
import { questionLines } from './question-lines.ts'

export interface LinePaths {
  readonly root: string
  readonly steps: string
  readonly phaseState: string
  readonly phaseSummary: string
  readonly jobResult: string
}

const interpreterNames: Record<string, string> = { powershell: 'PowerShell' }
const roleLines = { draft: 'ドラフト生成開始', review: 'レビュー開始', final: '最終決定開始' } as const

/** Lines an event prints, safe for a terminal. `state` is the one behind the event. */
export function eventLines(event: Event, state: State, paths: LinePaths): string[] {
  return lines(event, state, paths).map(printableLine)
}

function lines(event: Event, state: State, paths: LinePaths): string[] {
  switch (event.type) {
    case 'run.started':
      return startLines(state)
    case 'payload.read':
      return payloadLines(event, state)
    case 'job.started':
      if (!state.run || !isLooping(state.run)) return []
      return [
        `job_loop enabled: max_jobs=${maxJobs(state.run.settings.config)}, job_name=${event.name}, job_index=${event.index}`,
      ]
    case 'step.started':
      return ['', `Step ${event.step}/${state.run?.settings.config.max_steps ?? '?'}`]
    case 'done.checked':
      return [...event.results.map(({ reason }) => reason), ...(event.isDone ? ['done=True に到達。ループ終了。'] : [])]
    case 'model.asked':
      return askedLines(event, state)
    case 'model.answered':
      return chargedLines(event)
    case 'model.failed':
      return [`${providerTitle(state, event.role)}呼び出し失敗: ${failureText(event)}`, ...chargedLines(event)]
    case 'model.retryPlanned':
      return [retryLine(event, state)]
    case 'reply.refused':
      return [`JSONパース失敗: ${event.reason}`]
    case 'command.judged':
      return event.verdict === 'deny' ? [`コマンド拒否: ${event.reason}${event.place ? ` (${event.place})` : ''}`] : []
    case 'command.started': {
      const command = state.step?.commands[event.index]
      return [`コマンド許可: ${command ? rulingReason(command) : ''}`, `  $ ${printableLine(head(event.code, 200))}`]
    }
    case 'command.finished':
      return [commandLine(event, state)]
    case 'step.finished':
      return stepLines(event, state, paths)
    case 'job.finished':
      return [`フェーズ状態保存: ${paths.phaseState}`]
    case 'loop.completed':
      return [
        `job_loop_complete: job_index(${state.loop?.nextIndex}) > max_jobs(${event.maxJobs})`,
        `フェーズ状態保存: ${paths.phaseState}`,
        `job_result 出力: ${paths.jobResult}`,
        `ステップログ出力: ${paths.steps}/${stepFileName(event.step)}`,
      ]
    case 'run.ended':
      if (event.why === 'loop_complete') return ['TOS v0.3 Orchestrator 終了 (job_loop_complete)']
      return [`フェーズサマリ出力: ${paths.phaseSummary}`, '', `TOS v0.3 Orchestrator 終了 (${event.endReason})`]
    default:
      return noteLines(event, state)
  }
}

function startLines(state: State): string[] {
  const { run, job, loop } = state
  if (!run || !loop) return []
  const isOpen = job !== null && !job.isDone
  const resumed = isOpen ? job.nextStep : loop.firstStep
  const where =
    isOpen || loop.firstStep > 1
      ? [`前回の状態から復帰: step=${resumed}`]
      : [loop.phase?.isDone ? `前回完了済み (step=${loop.phase.step})。新規開始します。` : '新規開始']
  const experimental = run.settings.config.s5_settings.enabled ? ['S-5 experimental mode enabled'] : []
  const beware = wallsOf(state).map((badge) => `beware: ${badgeLine(badge)}`)
  return [
    'TOS v0.3 Orchestrator 開始',
    ...where,
    'APIキー確認完了',
    ...experimental,
    ...beware,
    ...questionLines(state),
  ]
}

function payloadLines(event: Extract<Event, { type: 'payload.read' }>, { run }: State): string[] {
  if (!run || !isLooping(run) || event.path === '') return []
  if (!event.isThere) return [`job_input.json が存在しません: ${event.path}`]
  const name = event.name === null ? [] : [`job_name を上書き: ${event.name}`]
  return [`job_payload 読み込み完了: ${event.path}`, ...name]
}

function askedLines(event: Extract<Event, { type: 'model.asked' }>, { run }: State): string[] {
  if (event.attempt > 1) return []
  if (event.round === 1) {
    const again = event.askedBefore ? ' (asked again after a crash; may be billed twice)' : ''
    return [`${roleLines[event.role]} (step=${event.step})${again}`]
  }
  return [`JSONパース失敗。再プロンプトでリトライ ${event.round - 1}/${run?.settings.config.json_retry ?? '?'}`]
}

/** Rate limits that are waited out are not among the retries that api_retry counts. */
function retryLine(event: Extract<Event, { type: 'model.retryPlanned' }>, { step, run }: State): string {
  const call = step?.calls[event.role]
  const limited = call?.limited ?? 0
  const wait = `(${Math.ceil(event.waitMs / 1000)} s)`
  if (call?.failure && isLimit(call.failure)) return `レート制限のため待機 ${limited} ${wait}`
  return `リトライ ${event.attempt - 1 - limited}/${run?.settings.config.api_retry ?? '?'} ${wait}`
}

const chargedLines = ({ charged }: { charged?: { input: number; output: number } | undefined }): string[] =>
  charged ? [`トークン数の報告なし: ${chargedText(charged)}`] : []

function providerTitle({ run }: State, role: Role): string {
  const row = providerRow(run?.settings.tos.models[role].provider ?? '')
  return row ? `${row.title} API` : 'model'
}

const failureText = (event: Extract<Event, { type: 'model.failed' }>): string =>
  `${event.kind}${event.status === null ? '' : ` ${event.status}`}: ${event.message}`

function commandLine(event: Extract<Event, { type: 'command.finished' }>, state: State): string {
  const type = state.step?.commands[event.index]?.command.type ?? ''
  const name = interpreterNames[type] ?? type
  switch (event.outcome) {
    case 'exited':
      return `${name}実行完了 (rc=${event.exitCode})`
    case 'timed out':
      return `${name}タイムアウト (${state.run?.settings.config.timeout_sec ?? '?'}秒)`
    case 'stopped':
    case 'not started':
    case 'left out':
      return `${name}実行失敗: ${event.error ?? event.outcome}`
  }
}

function stepLines(event: Extract<Event, { type: 'step.finished' }>, { run }: State, paths: LinePaths): string[] {
  const saved = [`ステップログ出力: ${paths.steps}/${stepFileName(event.step)}`]
  const phaseState = event.phase === 'done' ? [] : [`フェーズ状態保存: ${paths.phaseState}`]
  switch (event.phase) {
    case 'fatal_error':
      return [
        event.detail?.startsWith('wrong form') ? 'JSONパースリトライ上限に達しました' : 'API呼び出しが失敗しました',
        `${event.error}: ${event.detail ?? ''}`,
        `${event.error?.replace('生成失敗', '')}生成に失敗しました。処理を中断します。`,
        ...saved,
        ...phaseState,
      ]
    case 'max_steps_reached':
      return [
        `max_steps (${run?.settings.config.max_steps ?? '?'}) に到達。done=False のまま終了。`,
        ...saved,
        ...phaseState,
      ]
    case 'rejected':
      return [event.reason, ...saved, ...phaseState]
    default:
      return [...saved, ...phaseState]
  }
}

function noteLines(event: Event, state: State): string[] {
  switch (event.type) {
    case 'run.recovered':
      return [
        `recovered: the run of pid ${event.pid} ended without a word` +
          (event.tornBytes > 0 ? `; a torn journal line of ${event.tornBytes} bytes was cut off` : '') +
          (event.inDoubt ? `; in doubt: command ${event.inDoubt.index + 1} of step ${event.inDoubt.step}` : ''),
      ]
    case 'lock.takenOver':
      return [
        `lock of pid ${event.pid} (${event.user}@${event.host}, since ${event.startedAt}) taken over: that process is gone`,
      ]
    case 'file.restored':
      return [
        `${event.path} was not what the journal says and was written anew${event.kept ? `; the one found is in ${event.kept}` : ''}`,
      ]
    case 'run.stopRequested':
      return [`stop (${event.when}) asked for by ${event.by}`]
    case 'limit.reached':
      return [limitReason(event)]
    case 'limit.raised':
      return [`${event.limit} is ${event.value} now, by ${event.by}`]
    case 'note.added':
    case 'note.cleared':
      return [describeEvent(event)]
    case 'run.pauseRequested':
      return [`pause asked for by ${event.by}`]
    case 'run.resumeRequested':
      return [`resumed by ${event.by}`]
    case 'run.paused':
      return ["paused; go on with 'tos resume'"]
    case 'approval.asked':
      return questionLines(state)
    case 'approval.answered':
      return [answerSentence(event)]
    case 'approval.granted':
    case 'approval.revoked':
    case 'approval.expired':
      return [describeEvent(event)]
    case 'network.denied':
      return [`${describeEvent(event)}; allow it with 'tos approve --hosts ${event.host}', or in exec.network`]
    case 'checkpoint.made':
      return [`checkpoint ${event.commit} (${event.name})`]
    case 'checkpoint.failed':
      return [`checkpoint ${event.name} failed: ${event.reason}`]
    case 'snapshot.delayed':
      return [describeEvent(event)]
    case 'snapshot.failed':
      return [`snapshot failed: ${event.reason}`]
    default:
      return []
  }
}
