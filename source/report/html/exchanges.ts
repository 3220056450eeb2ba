// What the models were asked and said, each call folded.
import type { Report } from '../../core/report-schema.ts'
import { moneyText } from '../../views/night-words.ts'
import { escaped } from '../html-text.ts'
import { tookText, type ReportText } from '../report-text.ts'

type Exchange = Report['exchanges'][number]

export function exchangesHtml(text: ReportText): string {
  const { report, words } = text
  if (report.exchanges.length === 0) return ''
  const byJob = Map.groupBy(report.exchanges, ({ job }) => job)
  const jobs = [...byJob].map(
    ([job, calls]) =>
      `<details class="job"><summary>${escaped(words.job(job))} <span class="soft">${escaped(words.calls(calls.length, 0, 0))}</span></summary><div>${calls.map((call) => callHtml(call, text)).join('')}</div></details>`,
  )
  const left = report.left_out.exchanges
  const more = left === 0 ? '' : `<p class="soft">${escaped(words.leftOut(left))}: ${escaped(report.left_out.why)}</p>`
  return jobs.join('\n') + more
}

function callHtml(call: Exchange, { words, clock }: ReportText): string {
  const { step, role, round, attempt, ts, model, outcome, latency_ms, cost_usd, prompt, reply } = call
  const again = round > 1 || attempt > 1 ? ` (${round}.${attempt})` : ''
  const told = outcome === 'answered' ? '' : outcome
  const facts = [
    clock(ts),
    model,
    latency_ms === null ? '' : tookText(latency_ms),
    cost_usd ? moneyText(cost_usd) : '',
    told,
  ]
  const head = `${escaped(words.step(step))} · ${escaped(role)}${again} <span class="soft">${escaped(facts.filter(Boolean).join(' · '))}</span>`
  const said = reply === null ? '' : `<h3>${escaped(words.reply)}</h3><pre>${escaped(reply)}</pre>`
  return `<details><summary>${head}</summary><h3>${escaped(words.prompt)}</h3><pre>${escaped(prompt)}</pre>${said}</details>`
}
