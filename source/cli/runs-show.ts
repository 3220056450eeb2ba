// runs show: every call of a run with its prompt and its answer, as the journal has them.
import { printable } from '../core/printable.ts'
import { exitCodes, type Failure } from '../core/failure.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import type { Terminal } from './command.ts'
import { report } from './command.ts'

export interface ShowWish {
  readonly journal: string
  /** Null: the last run. */
  readonly run: number | null
  readonly job: number | null
  readonly step: number | null
  readonly role: string | null
  readonly isJson: boolean
}

interface CallRow {
  run: number
  job: number
  step: number
  role: string
  round: number
  attempt: number
  asked_at: string
  provider: string
  model: string
  prompt: string
  outcome: string
  latency_ms: number | null
  tokens: { input: number; output: number; cached: number } | null
  /** Counted instead of `tokens`: the worst case, where the server told none. */
  charged: { input: number; output: number; cached: number } | null
  cost_usd: number | null
  reply: string | null
}

/** Prints the calls that fit; exit code 1 when there are none. */
export function showCalls(wish: ShowWish, terminal: Terminal): number {
  const rows = collect(wish.journal)
  if (!Array.isArray(rows)) return report(rows, terminal)
  const run = wish.run ?? rows.at(-1)?.run
  const shown = rows.filter(
    (row) =>
      row.run === run &&
      row.job === (wish.job ?? row.job) &&
      row.step === (wish.step ?? row.step) &&
      row.role === (wish.role ?? row.role),
  )
  if (shown.length === 0) {
    const failure = { what: 'no call fits', where: wish.journal, remedy: "see 'tos runs' for the runs there are" }
    return report({ ...failure, exitCode: exitCodes.failed }, terminal)
  }
  terminal.out(wish.isJson ? `${JSON.stringify(shown, null, 2)}\n` : shown.map(callText).join('\n'))
  return exitCodes.well
}

function collect(journal: string): CallRow[] | Failure {
  const rows: CallRow[] = []
  let run = 0
  const read = readJournal(journal, journalStart, (event) => {
    if (event.type === 'run.started') run = event.run
    if (event.type === 'model.asked') {
      const { job, step, role, round, attempt, ts, provider, model, prompt } = event
      const unknown = {
        outcome: 'no answer',
        latency_ms: null,
        tokens: null,
        charged: null,
        cost_usd: null,
        reply: null,
      }
      rows.push({ run, job, step, role, round, attempt, asked_at: ts, provider, model, prompt, ...unknown })
    }
    const last = rows.at(-1)
    if (!last) return
    if (event.type === 'model.answered') {
      const { text, latencyMs: latency_ms, usage: tokens, charged = null, costUsd: cost_usd } = event
      Object.assign(last, { outcome: 'answered', latency_ms, tokens, charged, cost_usd, reply: text })
    }
    if (event.type === 'model.failed')
      Object.assign(last, {
        outcome: `${event.kind}: ${event.message}`,
        latency_ms: event.latencyMs,
        tokens: event.usage ?? null,
        charged: event.charged ?? null,
        cost_usd: event.costUsd ?? null,
      })
  })
  return read.ok ? rows : read.failure
}

function callText(row: CallRow): string {
  const { tokens, charged } = row
  const figures = [
    row.latency_ms === null ? '' : `${(row.latency_ms / 1000).toFixed(1)} s`,
    charged ? `at most ${charged.input} + ${charged.output} tokens` : '',
    tokens && !charged ? `${tokens.input} + ${tokens.output} tokens` : '',
    row.cost_usd === null ? '' : `$${row.cost_usd.toFixed(6)}`,
  ]
  const head = `run ${row.run}  job ${row.job}  step ${row.step}  ${row.role}  round ${row.round}  attempt ${row.attempt}`
  const facts = [row.asked_at, row.provider, row.model, row.outcome, ...figures].filter(Boolean).join('  ')
  const reply = row.reply === null ? '' : `--- reply\n${ended(row.reply)}`
  return printable(`=== ${head}\n${facts}\n--- prompt\n${ended(row.prompt)}${reply}`)
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)
