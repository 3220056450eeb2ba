// Every job, folded: its steps, the files it changed, and their patches.
import { grouped } from '../../core/text.ts'
import type { Report } from '../../core/report-schema.ts'
import { moneyText } from '../../views/night-words.ts'
import { escaped } from '../html-text.ts'
import { isCut, tookBetween, tookText, type ReportText } from '../report-text.ts'

type Job = Report['jobs'][number]
type Step = Report['steps'][number]

const tones: Readonly<Record<Job['mark'], string>> = {
  done: 'good',
  deny: 'bad',
  failed: 'bad',
  limit: 'bad',
  rejected: 'warn',
  ask: 'warn',
  open: 'soft',
}

export function jobsHtml(text: ReportText): string {
  const { report, words } = text
  const stepsOf = Map.groupBy(report.steps, ({ job }) => job)
  const left = report.left_out.patches
  const more = left === 0 ? '' : `<p class="soft">${escaped(words.leftOut(left))}: ${escaped(report.left_out.why)}</p>`
  return report.jobs.map((job) => jobHtml(job, stepsOf.get(job.job) ?? [], text)).join('\n') + more
}

function jobHtml(job: Job, steps: readonly Step[], text: ReportText): string {
  const { words } = text
  const cost = job.cost_usd > 0 ? moneyText(job.cost_usd) : ''
  const tokens = job.tokens > 0 ? `${grouped(job.tokens)} ${words.figures.tokens}` : ''
  const files = words.changed(job.changes.length > 0 ? job.changes.length : job.files)
  const facts = [words.steps(steps.length), tookText(job.work_ms), cost, tokens, files].filter(Boolean).join(' · ')
  const head = `${words.job(job.job)} <span class="soft">${escaped(job.name)}</span> <strong class="${tones[job.mark]}">${escaped(words.marks[job.mark])}</strong> <span class="soft">${escaped(facts)}</span>`
  return `<details class="job"><summary>${head}</summary><div>${stepsHtml(steps, text, words.job(job.job))}${changesHtml(job, text)}</div></details>`
}

/** Cells and rows need no end in HTML; of ten thousand steps that is a third. */
function stepsHtml(steps: readonly Step[], { words, clock, plain }: ReportText, label: string): string {
  if (steps.length === 0) return ''
  const { figures } = words
  const rows = steps.map(({ step, started_at, ended_at, phase, reason, error, tokens, cost_usd }) => {
    const said = plain(error ?? reason)
    const cost = cost_usd > 0 ? moneyText(cost_usd) : ''
    return `<tr><td class=n>${step}<td class=t>${clock(started_at)}<td class=n>${tookBetween(started_at, ended_at)}<td class=n>${tokens || ''}<td class=n>${cost}<td>${escaped([phase, said].filter(Boolean).join(': '))}`
  })
  const head = [
    `<th class=n scope=col>${escaped(figures.steps)}`,
    `<th scope=col>${escaped(words.began)}`,
    ...[words.duration, figures.tokens, figures.money].map((name) => `<th class=n scope=col>${escaped(name)}`),
    `<th scope=col>${escaped(words.result)}`,
  ]
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escaped(`${label}: ${figures.steps}`)}"><table><thead><tr>${head.join('')}</thead><tbody>${rows.join('')}</tbody></table></div>`
}

function changesHtml({ changes, from, to }: Job, { words }: ReportText): string {
  if (changes.length === 0) return `<p class="soft small">${escaped(words.noChanges)}</p>`
  const files = changes.map(({ path, change, added, removed, patch }) => {
    const counts = [added === null ? '' : `+${added}`, removed === null ? '' : `−${removed}`].filter(Boolean).join(' ')
    const cut = isCut({ added, removed, patch }) ? ` · ${escaped(words.patchCut)}` : ''
    const head = `<code>${escaped(path)}</code> <span class="soft">${escaped(words.change[change])} ${counts}${cut}</span>`
    return patch.length === 0
      ? `<p class="small">${head}</p>`
      : `<details><summary>${head}</summary>${patchHtml(patch)}</details>`
  })
  return `<p class="soft small">${escaped(from ?? '')} → ${escaped(to ?? '…')}</p>${files.join('')}`
}

function patchHtml(lines: readonly string[]): string {
  const shown = lines.map((line) => {
    const kind = line.startsWith('+') ? 'a' : line.startsWith('-') ? 'd' : null
    return kind === null ? `${escaped(line)}\n` : `<span class=${kind}>${escaped(line)}</span>`
  })
  return `<pre class="patch">${shown.join('')}</pre>`
}
