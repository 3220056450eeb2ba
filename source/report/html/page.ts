// The report as one HTML file: no script, nothing from elsewhere, and a rule in it that forbids both.
import { escaped } from '../html-text.ts'
import { figuresOf } from '../figures.ts'
import { failureItems } from '../failure-items.ts'
import type { ReportText } from '../report-text.ts'
import { reportStyle } from '../style.ts'
import { chartsHtml } from './charts.ts'
import { decisionsHtml } from './decisions.ts'
import { exchangesHtml } from './exchanges.ts'
import { jobsHtml } from './jobs.ts'
import { orderHtml } from './order.ts'

export function htmlReport(text: ReportText): string {
  const { report, words, when } = text
  const { language, sections } = words
  const charts = chartsHtml(text)
  const parts: readonly [name: keyof typeof sections, html: string][] = [
    ['story', storyHtml(text)],
    ['timeline', charts.timeline],
    ['spending', charts.spending],
    ['decisions', decisionsHtml(text)],
    ['jobs', jobsHtml(text)],
    ['failure', failureHtml(text)],
    ['order', orderHtml(text)],
    ['exchanges', exchangesHtml(text)],
    ['environment', rowsHtml(Object.entries(report.environment))],
    ['configuration', configurationHtml(text)],
  ]
  const shown = parts.filter(([, html]) => html !== '')
  const links = shown.map(([name]) => `<li><a href="#${name}">${escaped(sections[name])}</a></li>`)
  const body = shown.map(
    ([name, html]) =>
      `<section aria-labelledby="${name}"><h2 id="${name}">${escaped(sections[name])}</h2>${html}</section>`,
  )
  const title = escaped(`${words.title}: ${words.scope(report.scope)}`)
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${reportStyle}</style></head><body>
<header><h1>${title}</h1>${damageHtml(text)}${outcomeHtml(text)}${figuresHtml(text)}</header>
<nav aria-label="${escaped(words.contents)}"><ul>${links.join('')}</ul></nav>
<main>${body.join('\n')}</main>
<footer><p>${escaped(words.made(when(report.made_at), report.version))} ${escaped(words.masked)}</p></footer>
</body></html>
`
}

/** Before everything else: what follows does not know what is missing. */
function damageHtml({ report: { journal }, words }: ReportText): string {
  if (journal.is_whole) return ''
  const rows = journal.findings.map(({ where, what }) => `<li><code>${escaped(where)}</code> ${escaped(what)}`)
  const more = journal.more === 0 ? '' : `<li>${escaped(words.moreFindings(journal.more))}`
  return `<div class="damage"><p class="outcome bad">✕ ${escaped(words.broken(journal.lost))}</p><ul class="small">${rows.join('')}${more}</ul></div>`
}

function outcomeHtml({ report, night, when }: ReportText): string {
  const { outcome, root } = report
  const [first] = night
  const tone = outcome.is_well ? 'good' : 'bad'
  const sign = outcome.is_well ? '✓' : '✕'
  const times = `${when(outcome.started_at)} – ${when(outcome.ended_at)}`
  return `<p class="outcome ${tone}">${sign} ${escaped(first?.text ?? outcome.end)}</p><p class="soft small">${escaped(times)} · <code>${escaped(root)}</code></p>`
}

function figuresHtml({ report, words }: ReportText): string {
  const cells = figuresOf(report, words).map(
    ({ name, value, more }) =>
      `<div><dt>${escaped(name)}</dt><dd><strong>${escaped(value)}</strong>${more === '' ? '' : `<span class="soft">${escaped(more)}</span>`}</dd></div>`,
  )
  return `<dl class="figures">${cells.join('')}</dl>`
}

function storyHtml({ night }: ReportText): string {
  const tones = { plain: '', good: 'good', bad: 'bad', warn: 'warn', dim: 'soft' }
  const groups: { label: string; lines: string[] }[] = []
  for (const { label, text, tone } of night) {
    const line = `<div class="${tones[tone]}">${escaped(text)}</div>`
    const last = groups.at(-1)
    if (label === '' && last) last.lines.push(line)
    else groups.push({ label, lines: [line] })
  }
  const rows = groups.map(({ label, lines }) => `<dt>${escaped(label)}</dt><dd>${lines.join('')}</dd>`)
  return `<dl class="rows">${rows.join('')}</dl>`
}

function failureHtml(text: ReportText): string {
  const { none } = text.words
  const rows = failureItems(text).map(({ key, name, text: said, isBlock }) => {
    const value =
      said === ''
        ? `<span class="soft">${escaped(none)}</span>`
        : isBlock
          ? `<pre>${escaped(said)}</pre>`
          : escaped(said)
    const own = name === key ? '' : ` <code>${key}</code>`
    return `<dt>${escaped(name)}${own}</dt><dd>${value}</dd>`
  })
  return `<dl class="rows">${rows.join('')}</dl>`
}

const rowsHtml = (rows: readonly (readonly [string, string])[]): string =>
  rows.length === 0
    ? ''
    : `<dl class="rows">${rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`

function configurationHtml({ report }: ReportText): string {
  const files = { 'config_v0_3.json': report.configuration.config, 'tos.json': report.configuration.tos }
  return Object.entries(files)
    .map(
      ([name, value]) =>
        `<details><summary><code>${name}</code></summary><pre>${escaped(JSON.stringify(value, null, 2))}</pre></details>`,
    )
    .join('')
}
