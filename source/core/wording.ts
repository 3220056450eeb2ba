// The runbook's own sentences. They are interface: scripts match them.
import type { Role } from './event-place.ts'

export const executedReason = 'ステップ実行完了、次のループでdone判定'
export const fatalReason = 'API呼び出しまたはJSONパース失敗'
export const doneMessage = '目標達成'
export const loopCompleteMessage = 'job_loop完了'
export const doneInstruction = '指示書010'

export const doneReason = 'workspace/results/result_v2.txt が存在し、合計/平均/件数の全キーワードを含む'
export const roleError = (role: Role): string => `${role}生成失敗`
export const deniedReason = (reasons: string): string => `全コマンドがdeny: ${reasons}`
export const maxStepsReason = (max: number): string => `max_steps (${max}) に到達したが目標未達成`
export const loopCompleteReason = (max: number): string => `job_loop_complete: max_jobs(${max})に到達`
export const rejectedReason = (verdict: string): string => `レビューが却下: ${verdict}`
