// The figures at the head of a report, the same in every form.
import { grouped } from '../core/text.ts'
import type { Report } from '../core/report-schema.ts'
import { moneyText, spanText } from '../views/night-words.ts'
import type { ReportWords } from './words.ts'

export interface Figure {
  readonly name: string
  readonly value: string
  readonly more: string
}

export function figuresOf({ totals, usage, outcome }: Report, words: ReportWords): Figure[] {
  const { figures } = words
  const { jobs_done: done, max_jobs: all, jobs } = totals
  const ms = Date.parse(outcome.ended_at) - Date.parse(outcome.started_at)
  const figure = (name: string, value: string, more = ''): Figure => ({ name, value, more })
  const decided = totals.allowed + totals.asked + totals.denied
  return [
    figure(figures.jobs, words.of(done, Math.max(all ?? jobs, jobs))),
    figure(figures.steps, grouped(totals.steps)),
    figure(figures.commands, grouped(totals.commands), words.failed(totals.commands_failed)),
    figure(figures.decisions, grouped(decided), words.decided(totals.allowed, totals.asked, totals.denied)),
    figure(figures.money, moneyText(usage.cost_usd), words.calls(usage.calls, usage.unpriced, usage.estimated)),
    figure(
      figures.tokens,
      grouped(usage.input_tokens + usage.output_tokens),
      words.inAndOut(usage.input_tokens, usage.output_tokens),
    ),
    figure(figures.time, Number.isNaN(ms) ? words.none : spanText(ms)),
    figure(figures.exit, outcome.exit_code === null ? words.none : String(outcome.exit_code)),
  ]
}
