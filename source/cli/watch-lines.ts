// A run as append-only lines, from its beginning to its end: for pipes, dumb terminals and people who like lines.
import { existsSync } from 'node:fs'
import type { Event } from '../core/event.ts'
import { exitCodes, type Failure } from '../core/failure.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import { followJournal } from '../files/journal-tail.ts'
import { currentHolder } from '../files/lock.ts'
import { joinViewers } from '../files/viewers.ts'
import { clockTime } from '../ui/draw/times.ts'
import type { Project } from '../ui/app/session-ports.ts'
import { briefOf } from '../views/brief.ts'
import { flag, report, type Invocation, type Terminal } from './command.ts'
import { viewerWish, wordsFor } from './viewer-options.ts'

/** Resolves with the run's exit code when it has ended. */
export async function watchLines(
  { layout, elsewhere }: Project,
  invocation: Invocation,
  terminal: Terminal,
): Promise<number> {
  const wish = viewerWish(invocation, terminal.environment)
  if (!wish.ok) return report(wish.failure, terminal)
  const words = wordsFor(wish.value, terminal)
  const isJson = flag(invocation, 'json')
  const lineOf = (event: Event, line: Buffer): string =>
    isJson ? line.toString('utf8') : `${clockTime(event.ts)} #${event.seq} ${words.describe(briefOf(event))}`
  // Lines of the run that are not printed yet; a later run's beginning makes the earlier ones the past.
  let waiting: string[] = []
  let exitCode: number | null = null
  /** The process of a run whose end nobody has told. */
  let open: number | null = null
  let position = journalStart
  let isAwaited = false
  const read = (): Failure | null => {
    const more = readJournal(layout.journal, position, (event, line) => {
      if (event.type === 'run.started') waiting = []
      waiting.push(lineOf(event, line))
      open = event.type === 'run.started' ? event.pid : event.type === 'run.ended' ? null : open
      exitCode = event.type === 'run.ended' ? event.exitCode : event.type === 'run.started' ? null : exitCode
    })
    if (more.ok) position = more.value.end
    return more.ok ? null : more.failure
  }
  // A person at a terminal looks on; a pipe does not.
  const viewers = terminal.isTty ? joinViewers(layout.viewers) : null
  return new Promise((resolve) => {
    const look = (): void => {
      viewers?.renew(Date.now())
      // Asked before reading: what a runner wrote before it let go is read then.
      const isRunning = elsewhere ? !elsewhere.state().isOver : currentHolder(layout.lock) !== null
      const failure = existsSync(layout.journal) ? read() : null
      if (waiting.length > 0) terminal.out(`${waiting.join('\n')}\n`)
      waiting = []
      if (failure) finish(report(failure, terminal))
      else if (!isRunning && !existsSync(layout.journal)) awaitFirstRun()
      else if (!isRunning) {
        if (open !== null && !elsewhere)
          terminal.error(`tos: the run of pid ${open} died without a word; 'tos resume' says what happened\n`)
        finish(exitCode ?? exitCodes.failed)
      }
    }
    const awaitFirstRun = (): void => {
      if (!isAwaited)
        terminal.error("tos: nothing was run here yet; waiting for the first run ('tos run' begins one)\n")
      isAwaited = true
    }
    const finish = (code: number): void => {
      for (const each of unfollow) each?.()
      viewers?.leave()
      resolve(code)
    }
    const unfollow = [followJournal(layout.journal, look), elsewhere?.follow(look)]
    look()
  })
}
