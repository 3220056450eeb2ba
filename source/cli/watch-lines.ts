// A run as append-only lines, from its beginning to its end: for pipes, dumb terminals and people who like lines.
import { exitCodes } from '../core/failure.ts'
import type { Event } from '../core/event.ts'
import { openTail } from '../files/journal-tail.ts'
import { currentHolder } from '../files/lock.ts'
import { clockTime } from '../ui/times.ts'
import type { Project } from '../ui/session-ports.ts'
import { briefOf } from '../views/brief.ts'
import { flag, report, type Invocation, type Terminal } from './command.ts'
import { viewerWish, wordsFor } from './viewer-options.ts'

/** Resolves with the run's exit code when it has ended. */
export async function watchLines({ layout }: Project, invocation: Invocation, terminal: Terminal): Promise<number> {
  const wish = viewerWish(invocation, terminal.environment)
  if (!wish.ok) return report(wish.failure, terminal)
  const words = wordsFor(wish.value, terminal)
  const isJson = flag(invocation, 'json')
  const lineOf = (event: Event): string =>
    isJson ? JSON.stringify(event) : `${clockTime(event.ts)} #${event.seq} ${words.describe(briefOf(event))}`
  // Events of the run that are not printed yet; a later run's beginning makes the earlier ones the past.
  let waiting: Event[] = []
  let ended: Extract<Event, { type: 'run.ended' }> | null = null
  const tail = openTail(layout, {
    version: 'lines',
    initial: null,
    evolve(_before, event) {
      if (event.type === 'run.started') {
        waiting = []
        ended = null
      }
      waiting.push(event)
      if (event.type === 'run.ended') ended = event
      return null
    },
  })
  return new Promise((resolve) => {
    const look = (): void => {
      // Asked before reading: what a runner wrote before it let go is read then.
      const isRunning = currentHolder(layout.lock) !== null
      tail.read()
      if (waiting.length > 0) terminal.out(`${waiting.map(lineOf).join('\n')}\n`)
      waiting = []
      if (tail.failure) return finish(report(tail.failure, terminal))
      if (ended && !isRunning) return finish(ended.exitCode)
      if (!isRunning) finish(exitCodes.failed)
    }
    const finish = (code: number): void => {
      unfollow()
      resolve(code)
    }
    const unfollow = tail.follow(look)
    look()
  })
}
