// fleet --plain: how each loop stands, then a line for each change, until it is stopped.
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { openEngine } from '../fleet/open-engine.ts'
import { clockTime } from '../ui/draw/times.ts'
import { sectionOf, type FleetLoop } from '../views/fleet.ts'
import type { Terminal } from './command.ts'
import { openFleetFeed, type LiveFeed } from './fleet-feed.ts'

export async function followFleet(terminal: Terminal): Promise<number> {
  const feed = openFleetFeed(() => openEngine(terminal.environment))
  const unsubscribe = feed.subscribe(changeTeller(feed, (line) => terminal.out(`${printableLine(line)}\n`)))
  try {
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
      // Whoever read the lines has gone.
      process.stdout.once('error', () => resolve())
    })
  } finally {
    unsubscribe()
    await feed.close()
  }
  return exitCodes.well
}

/** Tells what is new in the feed's picture since it was called last: all of it at first. */
export function changeTeller(feed: Pick<LiveFeed, 'getSnapshot'>, say: (line: string) => void): () => void {
  const told = new Map<string, string>()
  let isAway = false
  return () => {
    const { picture, at, trouble } = feed.getSnapshot()
    const time = clockTime(new Date(at).toISOString())
    if ((trouble !== null) !== isAway) say(`${time} ${trouble?.text ?? 'the queue is back'}`)
    isAway = trouble !== null
    for (const loop of picture?.loops ?? []) {
      const line = lineOf(loop)
      if (told.get(loop.name) === line) continue
      told.set(loop.name, line)
      say(`${clockTime(loop.at)} ${line}`)
    }
  }
}

function lineOf(loop: FleetLoop): string {
  const { name, project, state, exitCode, job, maxJobs, step, attempt, host, question, asks } = loop
  const isAsking = sectionOf(loop) === 'asks'
  return [
    `${project}/${name}`,
    isAsking ? 'asks' : state,
    ...(exitCode === null ? [] : [`exit ${exitCode}`]),
    ...(job === null ? [] : [`job ${job}/${maxJobs}`]),
    ...(step === null ? [] : [`step ${step}`]),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(host === null ? [] : [`on ${host}`]),
    ...(isAsking && question !== null ? [`question ${question}: ${asks ?? ''}`] : []),
  ].join('  ')
}
