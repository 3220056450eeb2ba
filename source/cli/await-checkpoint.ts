// Waits for a running loop's answer to a request for a checkpoint: it is an event.
import type { Event, EventOf } from '../core/event.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { openTail } from '../files/journal-tail.ts'
import type { Layout } from '../files/layout.ts'
import { currentHolder } from '../files/lock.ts'

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

/** Sends the request, then reads on until it is answered or nobody runs any more. */
export async function awaitCheckpoint(
  layout: Layout,
  name: string,
  send: () => void,
): Promise<Result<EventOf<'checkpoint.made'>>> {
  const tail = openTail({ journal: layout.journal, storedFold: '' }, answerTo(name, new Date().toISOString()))
  send()
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
