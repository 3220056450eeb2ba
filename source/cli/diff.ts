// diff: what a job or a step changed, between the snapshots around it.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { printable } from '../core/printable.ts'
import { compareTrees, currentTree, listHistory, lookInto, patchLines } from '../orchestrator/checkpoints.ts'
import { all } from '../views/recent.ts'
import { spanOf, type SpanPlace } from '../views/spans.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, type Command } from './command.ts'
import { openProject } from './project.ts'

export const diff: Command = {
  async run(invocation, terminal) {
    const wanted = placeIn(invocation.operands[0])
    if (!wanted.ok) return report(wanted.failure, terminal)
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const place = { ...opened.value, environment: terminal.environment, folder: terminal.folder }
    const { overview } = opened.value
    const listed = await listHistory(place, all(overview.checkpoints))
    if (!listed.ok) return report(listed.failure, terminal)
    const { loop } = overview.state
    // Jobs are numbered anew in each loop.
    const history = listed.value.filter((entry) => entry.loop === null || entry.loop === loop?.id)
    const span = spanOf(history, wanted.value)
    if (!span) return report(unknown(wanted.value), terminal)
    const objectOf = (id: string): string => history.find((entry) => entry.id === id)?.object ?? id
    const compared = await lookInto(place, async (store) => {
      const from = objectOf(span.from)
      const to = span.to === null ? await currentTree(store) : objectOf(span.to)
      const changes = await compareTrees(store, from, to)
      const patch = flag(invocation, 'patch') || flag(invocation, 'stat') ? await patchLines(store, from, to) : null
      return succeed({ changes, patch })
    })
    if (!compared.ok) return report(compared.failure, terminal)
    const { changes, patch } = compared.value
    const shown = patch === null || flag(invocation, 'patch') ? patch : tableOf(patch)
    if (flag(invocation, 'json')) {
      const facts = { ...wanted.value, ...span, changes, ...(shown !== null && { patch: shown }) }
      terminal.out(`${JSON.stringify(facts, null, 2)}\n`)
      return exitCodes.well
    }
    const lines = shown ?? changes.map(({ path, change }) => `${change.padEnd(8)}  ${path}`)
    terminal.out(lines.map((line) => `${printable(line)}\n`).join(''))
    terminal.error(`tos: ${changes.length} files, from ${span.from} to ${span.to ?? 'the files as they are'}\n`)
    return exitCodes.well
  },
}

/** The files with what came and went stand above the patch. */
function tableOf(patch: readonly string[]): readonly string[] {
  const at = patch.findIndex((line) => line.startsWith('diff '))
  return (at < 0 ? patch : patch.slice(0, at)).filter((line) => line.trim() !== '')
}

/** `7`, or `7.2` for a step of it. */
function placeIn(text: string | undefined): Result<SpanPlace> {
  const [, job, step] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text ?? '') ?? []
  if (job !== undefined) return succeed({ job: Number(job), step: step === undefined ? null : Number(step) })
  const what = text === undefined ? 'no job is named' : `'${text}' is no job and no step`
  return fail(usageFailure(what, "write 'tos diff 7' for a job, 'tos diff 7.2' for a step of it"))
}

const unknown = ({ job, step }: SpanPlace) => ({
  what: `no snapshot tells what ${step === null ? `job ${job}` : `step ${step} of job ${job}`} changed`,
  remedy: "'tos checkpoints' lists what was saved",
  exitCode: exitCodes.failed,
})
