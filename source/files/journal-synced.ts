// Which facts wait for the disk, and which ask for room on it first.
import type { Fact } from '../core/event.ts'

/**
 * Facts behind which nothing is done in the world before another, synced fact follows: the next call, the next command,
 * an end. They are written at once and synced with that one, so whatever is acted upon is on disk before the act. A file
 * that tells of them waits for that: what phase_state.json knows and the journal does not is taken for lines cut off.
 */
export const unsynced: ReadonlySet<Fact['type']> = new Set([
  'step.started',
  'done.checked',
  'model.retryPlanned',
  'model.answered',
  'model.failed',
  'reply.accepted',
  'reply.refused',
  'command.judged',
  'command.spawned',
  'command.finished',
  'snapshot.delayed',
  'snapshot.skipped',
  'step.finished',
])

/** Nothing is begun that could not be recorded when it ends. */
export const beginnings: ReadonlySet<Fact['type']> = new Set(['model.asked', 'command.started', 'exec.started'])
