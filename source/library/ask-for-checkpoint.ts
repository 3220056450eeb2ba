// Asks a running loop for a checkpoint and waits for its answer, which is an event.
import type { Event, EventOf } from '../core/event.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { sendRequest } from '../files/inbox.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { openTail } from '../files/journal-tail.ts'
import type { Layout } from '../files/layout.ts'
import { currentHolder, userName } from '../files/lock.ts'
import { overviewFold } from '../views/overview.ts'
import { version } from './version.ts'

type Answer = EventOf<'checkpoint.made' | 'checkpoint.failed'> | null

/** The first answer to a request of this name since `asked` (UTC). */
const answerTo = (name: string, asked: string) => ({
  initial: null as Answer,
  version: '',
  evolve(before: Answer, event: Event): Answer {
    if (before) return before
    const isAnswer = event.type === 'checkpoint.made' || event.type === 'checkpoint.failed'
    return isAnswer && event.name === name && event.ts >= asked ? event : null
  },
})

/**
 * Null when no loop runs: then it is made here. Else the request is sent, and the journal read until it is answered or
 * nobody runs any more.
 */
export async function askForCheckpoint(
  layout: Layout,
  name: string,
  tell: (sentence: string) => void,
): Promise<Result<EventOf<'checkpoint.made'>> | null> {
  const isRunning = currentHolder(layout.lock) !== null && isUnderWay(layout)
  if (!isRunning) return null
  tell('the loop is running; it makes the checkpoint before its next step')
  const tail = openTail({ journal: layout.journal, storedFold: '' }, answerTo(name, new Date().toISOString()))
  sendRequest(layout.inbox, { kind: 'checkpoint', by: userName(), name })
  const answer = await new Promise<Answer>((resolve) => {
    const unfollow = tail.follow(() => {
      const isOver = currentHolder(layout.lock) === null
      tail.read()
      if (!tail.fold && !isOver) return
      unfollow()
      resolve(tail.fold)
    })
  })
  if (answer?.type === 'checkpoint.made') return succeed(answer)
  const what = answer ? `the checkpoint failed: ${answer.reason}` : 'the run ended before it made the checkpoint'
  return fail({ what, remedy: "'tos checkpoint' again", exitCode: exitCodes.failed })
}

/** A run that has begun and not ended. */
function isUnderWay(layout: Layout): boolean {
  const folded = foldJournal(layout, overviewFold(version))
  return folded.ok && folded.value.fold.state.run?.ended === null
}
