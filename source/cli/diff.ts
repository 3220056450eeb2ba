// diff: what a job or a step changed, between the snapshots around it.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import { printable } from '../core/printable.ts'
import type { HistoryEntry } from '../library/checkpoints-api.ts'
import { spanOf, type SpanPlace } from '../views/spans.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, type Command } from './command.ts'
import { projectOf } from './project.ts'

export const diff: Command = {
  async run(invocation, terminal) {
    const wanted = placeIn(invocation.operands[0])
    if (!wanted.ok) return report(wanted.failure, terminal)
    const { project } = await projectOf(invocation, terminal)
    const { loop } = project.state()
    // Jobs are numbered anew in each loop.
    const history = (await project.checkpoints.list()).filter((entry) => entry.loop === null || entry.loop === loop)
    const place = wanted.value ?? lastIn(history)
    const span = place && spanOf(history, place)
    if (!span) return report(unknown(place), terminal)
    const [from, to] = [span.from, span.to ?? undefined]
    const changes = await project.checkpoints.compare(from, to)
    const isPatched = flag(invocation, 'patch') || flag(invocation, 'stat')
    const patch = isPatched ? await project.checkpoints.patch(from, to) : null
    const shown = patch === null || flag(invocation, 'patch') ? patch : tableOf(patch)
    if (flag(invocation, 'json')) {
      const facts = { ...place, ...span, changes, ...(shown !== null && { patch: shown }) }
      terminal.out(`${JSON.stringify(facts, null, 2)}\n`)
      return exitCodes.well
    }
    const lines = shown ?? changes.map(({ path, change }) => `${change.padEnd(8)}  ${path}`)
    terminal.out(lines.map((line) => `${printable(line)}\n`).join(''))
    terminal.error(
      `tos: ${counted(changes.length, 'file')}, from ${span.from} to ${span.to ?? 'the files as they are'}\n`,
    )
    return exitCodes.well
  },
}

/** The files with what came and went stand above the patch. */
function tableOf(patch: readonly string[]): readonly string[] {
  const at = patch.findIndex((line) => line.startsWith('diff '))
  return (at < 0 ? patch : patch.slice(0, at)).filter((line) => line.trim() !== '')
}

/** The last job that something was saved for. */
function lastIn(history: readonly HistoryEntry[]): SpanPlace | null {
  const job = history.find((entry) => entry.kind === 'snapshot' && entry.job !== null)?.job ?? null
  return job === null ? null : { job, step: null }
}

/** `7`, or `7.2` for a step of it; null where none is named. */
function placeIn(text: string | undefined): Result<SpanPlace | null> {
  if (text === undefined) return succeed(null)
  const [, job, step] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text) ?? []
  if (Number(job) === 0 || Number(step) === 0) {
    const what = Number(job) === 0 ? 'there is no job 0' : 'there is no step 0'
    return fail(usageFailure(what, 'jobs and the steps of each count from 1'))
  }
  if (job !== undefined) return succeed({ job: Number(job), step: step === undefined ? null : Number(step) })
  return fail(
    usageFailure(`'${text}' is no job and no step`, "write 'tos diff 7' for a job, 'tos diff 7.2' for a step of it"),
  )
}

const nameOf = ({ job, step }: SpanPlace): string => (step === null ? `job ${job}` : `step ${step} of job ${job}`)

const unknown = (place: SpanPlace | null) => ({
  what: place ? `no snapshot tells what ${nameOf(place)} changed` : 'nothing was saved in this loop yet',
  remedy: "'tos checkpoints' lists what was saved",
  exitCode: exitCodes.failed,
})
