// submit: queues this project's loop for a worker.
import { basename } from 'node:path'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { userName } from '../files/lock.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { openEngine } from '../fleet/open-engine.ts'
import { usageFailure } from './arguments.ts'
import { report, text, type Command } from './command.ts'

export const submit: Command = {
  async run(invocation, terminal) {
    const priority = priorityOf(text(invocation, 'priority') ?? '0')
    if (!priority.ok) return report(priority.failure, terminal)
    const notBefore = timeOf(text(invocation, 'at'))
    if (!notBefore.ok) return report(notBefore.failure, terminal)
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
      if (engine.value.travel === null) return told(await engine.value.submit(wish))
      const { originOf } = await import('../fleet/origin.ts')
      const from = await originOf(loaded.value, terminal.environment)
      if (!from.ok) return report(from.failure, terminal)
      return told(await engine.value.submit({ ...wish, origin: from.value.origin }, from.value.tree))
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
