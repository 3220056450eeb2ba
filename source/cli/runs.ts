// runs: the runs of this loop and of the archived ones, oldest first.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import { flag, report, type Command } from './command.ts'
import { openProject } from './project.ts'

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
  summary: 'The runs of this loop and of archived ones.',
  usage: 'tos runs [--json] [--root DIR]',
  options: {},
  operands: 0,
  run(invocation, terminal) {
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return Promise.resolve(report(opened.failure, terminal))
    const { layout } = opened.value
    const archived = existsSync(layout.archive) ? readdirSync(layout.archive).sort() : []
    const journals = [...archived.map((name) => join(layout.archive, name, 'journal.ndjson')), layout.journal]
    const rows: RunRow[] = []
    for (const journal of journals.filter((path) => existsSync(path))) {
      const failure = collect(journal, rows)
      if (failure) terminal.error(`tos: ${failure}\n`)
    }
    terminal.out(flag(invocation, 'json') ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(rowText).join(''))
    return Promise.resolve(exitCodes.well)
  },
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
