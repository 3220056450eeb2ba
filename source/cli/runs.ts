// runs: the runs of this loop and of the archived ones, oldest first.
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import type { Layout } from '../files/layout.ts'
import { journalsOf } from '../files/loops.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { openProject } from './project.ts'
import { showCalls } from './runs-show.ts'

interface RunRow {
  loop: string
  run: number
  mode: string
  started_at: string
  ended_at: string | null
  end_reason: string | null
  exit_code: number | null
}

export const runs: Command = {
  run(invocation, terminal) {
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return Promise.resolve(report(opened.failure, terminal))
    const { layout } = opened.value
    const [verb, number] = invocation.operands
    if (verb === 'show') return Promise.resolve(show(layout, number, invocation, terminal))
    if (verb !== undefined && (verb !== 'list' || number !== undefined))
      return Promise.resolve(
        report(
          usageFailure(
            `unexpected argument '${number !== undefined && verb === 'list' ? number : verb}'`,
            "write 'tos runs list' or 'tos runs show'",
          ),
          terminal,
        ),
      )
    const rows: RunRow[] = []
    for (const journal of journalsOf(layout)) {
      const failure = collect(journal, rows)
      if (failure) terminal.error(`tos: ${failure}\n`)
    }
    terminal.out(flag(invocation, 'json') ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(rowText).join(''))
    return Promise.resolve(exitCodes.well)
  },
}

function show(layout: Layout, run: string | undefined, invocation: Invocation, terminal: Terminal): number {
  const loop = text(invocation, 'loop')
  const journal = loop === null ? layout.journal : join(layout.archive, basename(loop), 'journal.ndjson')
  if (!existsSync(journal))
    return report(
      { what: 'there is no journal', where: journal, remedy: "see 'tos runs'", exitCode: exitCodes.usage },
      terminal,
    )
  const numbers = { run: run ?? null, job: text(invocation, 'job'), step: text(invocation, 'step') }
  const wrong = Object.entries(numbers).find(([, value]) => value !== null && !/^\d+$/.test(value))
  if (wrong) return report(usageFailure(`${wrong[0]} takes a number, not '${wrong[1]}'`, 'correct it'), terminal)
  const numberOf = (value: string | null) => (value === null ? null : Number(value))
  return showCalls(
    {
      journal,
      run: numberOf(numbers.run),
      job: numberOf(numbers.job),
      step: numberOf(numbers.step),
      role: text(invocation, 'role'),
      isJson: flag(invocation, 'json'),
    },
    terminal,
  )
}

/** A journal that is broken gives the runs in front of the break. */
function collect(journal: string, rows: RunRow[]): string | null {
  let loop = ''
  const read = readJournal(journal, journalStart, (event) => {
    if (event.type === 'loop.started') loop = event.loop
    if (event.type === 'run.started')
      rows.push({
        loop,
        run: event.run,
        mode: event.mode,
        started_at: event.ts,
        ended_at: null,
        end_reason: null,
        exit_code: null,
      })
    const last = rows.at(-1)
    if (event.type === 'run.ended' && last) {
      last.ended_at = event.ts
      last.end_reason = event.endReason
      last.exit_code = event.exitCode
    }
  })
  return read.ok ? null : `${read.failure.where}: ${read.failure.what}`
}

function rowText(row: RunRow): string {
  const end = row.ended_at === null ? 'no end' : `exit ${row.exit_code}  ${printableLine(row.end_reason ?? '')}`
  return `${row.loop}  run ${String(row.run).padStart(3)}  ${row.mode.padEnd(8)}  ${row.started_at}  ${end}\n`
}
