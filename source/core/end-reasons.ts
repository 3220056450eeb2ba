// Why a run ended, in the journal's own words, beside limits (limits.ts). Other languages know these sentences by their shape.

export const stoppedReason = 'stopped: by the operator'
export const noSnapshotReason = 'failed: the snapshot before the step could not be made'

/** `command` counts from 0. */
export const inDoubtReason = (step: number, command: number): string =>
  `in_doubt: command ${command + 1} of step ${step} had started when the run died; it may have run in part, whole or not at all`

/** `commands`: the numbers of those that waited. */
export const unansweredReason = (question: number, step: number, commands: string): string =>
  `unanswered: nobody answered question ${question} (step ${step}, command ${commands}) in time`
