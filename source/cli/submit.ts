// submit: queues this project's loop for a worker.
import { basename } from 'node:path'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { userName } from '../files/lock.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { openEngine } from '../fleet/open-engine.ts'
import type { Rhythm } from '../fleet/schedule.ts'
import { ownZone } from '../orchestrator/own-zone.ts'
import { usageFailure } from './arguments.ts'
import { report, text, type Command } from './command.ts'

export const submit: Command = {
  async run(invocation, terminal) {
    const priority = priorityOf(text(invocation, 'priority') ?? '0')
    if (!priority.ok) return report(priority.failure, terminal)
    const notBefore = timeOf(text(invocation, 'at'))
    if (!notBefore.ok) return report(notBefore.failure, terminal)
    const rhythm = await rhythmOf(text(invocation, 'every'), text(invocation, 'zone'))
    if (!rhythm.ok) return report(rhythm.failure, terminal)
    if (rhythm.value !== null && notBefore.value !== null)
      return report(usageFailure('--every and --at are one too many', 'leave one of them out'), terminal)
    const project = findProjectRoot(terminal.folder, text(invocation, 'root'))
    if (!project.ok) return report(project.failure, terminal)
    // What cannot be read now would end the loop as soon as a worker has it.
    const loaded = loadSettings(project.value)
    if (!loaded.ok) return report(loaded.failure, terminal)
    const engine = await openEngine(terminal.environment)
    if (!engine.ok) return report(engine.failure, terminal)
    try {
      const { fleet } = loaded.value.settings.tos
      const wish = {
        root: project.value.root,
        project: fleet.project || basename(project.value.root),
        team: text(invocation, 'team') ?? fleet.team,
        origin: null,
        priority: priority.value,
        notBefore: notBefore.value,
        by: userName(),
      }
      const { travel } = engine.value
      if (travel === null && rhythm.value !== null) return report(noTimetable, terminal)
      if (travel === null) return told(await engine.value.submit(wish))
      const { originOf } = await import('../fleet/origin.ts')
      const from = await originOf(loaded.value, terminal.environment)
      if (!from.ok) return report(from.failure, terminal)
      const { origin, tree } = from.value
      if (rhythm.value === null) return told(await engine.value.submit({ ...wish, origin }, tree))
      const made = await travel.every({ ...wish, origin }, rhythm.value, tree)
      if (!made.ok) return report(made.failure, terminal)
      terminal.error(`tos: next at ${made.value.next}, ${made.value.zone}\n`)
      return told(succeed(made.value.name))
    } finally {
      await engine.value.close()
    }

    function told(name: Result<string>): number {
      if (!name.ok) return report(name.failure, terminal)
      terminal.out(`${name.value}\n`)
      return exitCodes.well
    }
  },
}

function priorityOf(written: string): Result<number> {
  if (/^-?\d{1,5}$/.test(written)) return succeed(Number(written))
  return fail(
    usageFailure(
      `--priority takes a whole number of five digits at most, not '${written}'`,
      'higher ones are taken first; 0 is usual',
    ),
  )
}

/** UTC, as the queue keeps it. */
function timeOf(written: string | null): Result<string | null> {
  if (written === null) return succeed(null)
  const time = Date.parse(written)
  if (Number.isFinite(time)) return succeed(new Date(time).toISOString())
  return fail(usageFailure(`--at takes a time, not '${written}'`, 'write it like 2026-12-01T02:00'))
}

/** Null: once. */
async function rhythmOf(cron: string | null, zone: string | null): Promise<Result<Rhythm | null>> {
  if (cron === null && zone !== null)
    return fail(usageFailure('--zone says when --every is', "write --every '0 2 * * *' as well"))
  if (cron === null) return succeed(null)
  const { parseRhythm } = await import('../fleet/schedule.ts')
  return parseRhythm(cron, zone ?? ownZone(process.env['TZ']))
}

const noTimetable: Failure = {
  what: 'the queue of this machine is a folder, which keeps no schedules',
  remedy: "let cron or a timer call 'tos submit', or name a database in fleet.json",
  exitCode: exitCodes.usage,
}
