// In which order things were called: the runs, what people asked for, and every command with how it ended.
import { escaped } from '../html-text.ts'
import { tookText, type ReportText } from '../report-text.ts'

export function orderHtml({ report, words, when, clock, plain }: ReportText): string {
  const moreOf = (n: number): string =>
    n === 0 ? '' : `<p class="soft">${escaped(words.leftOut(n))}: ${escaped(report.left_out.why)}</p>`
  const runs = report.runs.map(
    ({ run, mode, until, started_at, ended_at, end_reason, exit_code, recovered }) =>
      `<tr><td class=t>${when(started_at)}<td>${escaped(words.run(run))}<td><code>tos ${escaped(mode)}${until === 'loop' ? ' --loop' : ''}</code><td class=n>${exit_code ?? '—'}<td>${escaped(plain(end_reason ?? `${words.none}, ${when(ended_at)}`))}${recovered === null ? '' : `<br><span class="warn">${escaped(recovered)}</span>`}`,
  )
  const head = `<thead><tr><th scope=col>${escaped(words.items.time)}<th scope=col>${escaped(words.run(0).replace(/ ?0$/, ''))}<th scope=col>${escaped(words.items.mode)}<th class=n scope=col>${escaped(words.figures.exit)}<th scope=col>${escaped(words.result)}</thead>`
  const label = escaped(words.items.order_of_calls)
  const table = `<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table>${head}<tbody>${runs.join('')}</tbody></table></div>`
  const asked = report.requests.map(
    ({ ts, what, by }) => `<tr><td class=t>${when(ts)}<td>${escaped(by)}<td><code>${escaped(what)}</code>`,
  )
  const people =
    asked.length === 0
      ? ''
      : `<h3>${escaped(words.people)}</h3><div class="scroll" tabindex="0" role="group" aria-label="${escaped(words.people)}"><table><tbody>${asked.join('')}</tbody></table></div>${moreOf(report.left_out.requests)}`
  const rows = report.commands.map(({ ts, job, step, code, outcome, exit_code, duration_ms, output }) => {
    const end = outcome === 'exited' ? `exit ${exit_code}` : outcome
    const tone = exit_code === 0 ? 'soft' : 'bad'
    const said = output === '' ? '' : `<pre>${escaped(output)}</pre>`
    return `<div class="entry"><p class="small"><span class="soft">${clock(ts)} · ${escaped(words.place(job, step))} · ${tookText(duration_ms)} · </span><span class="${tone}">${escaped(end)}</span></p><p><code>${escaped(code)}</code></p>${said}</div>`
  })
  const left = report.left_out.commands
  const more = moreOf(left)
  const commands =
    rows.length === 0
      ? ''
      : `<details><summary>${escaped(words.commandsInOrder(report.commands.length + left))}</summary>${rows.join('')}${more}</details>`
  return table + people + commands
}
