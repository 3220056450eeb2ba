// What the policy said: each deny and each question in the open, what was allowed folded.
import type { Report } from '../../core/report-schema.ts'
import { escaped } from '../html-text.ts'
import type { ReportText } from '../report-text.ts'

type Decision = Report['decisions'][number]

const tones = { allow: 'good', ask: 'warn', deny: 'bad' } as const

export function decisionsHtml(text: ReportText): string {
  const { report, words } = text
  const grave = report.decisions.filter(({ verdict }) => verdict !== 'allow')
  const allowed = report.decisions.filter(({ verdict }) => verdict === 'allow')
  const shown =
    grave.length === 0 ? `<p>${escaped(words.gravesNone)}</p>` : grave.map((row) => entry(row, text)).join('')
  const left = report.left_out.decisions
  const folded =
    allowed.length === 0
      ? ''
      : `<details><summary>${escaped(words.allowedOnes(report.totals.allowed))}</summary>${allowed.map((row) => entry(row, text)).join('')}</details>`
  const more = left === 0 ? '' : `<p class="soft">${escaped(words.leftOut(left))}: ${escaped(report.left_out.why)}</p>`
  return shown + folded + more
}

function entry(
  { ts, job, step, verdict, code, rule, place, part, reason, answer }: Decision,
  text: ReportText,
): string {
  const { words, clock, plain } = text
  const where = [words.place(job, step), clock(ts)].join(' · ')
  const why = rule === '' ? words.noRule : `${words.rule} ${rule}`
  const at = place === '' ? '' : ` <code>${escaped(place)}</code>`
  const hit = part === '' || part === code ? '' : ` · <code>${escaped(part)}</code>`
  const said = answer ? `<p class="small">${escaped(words.answered(answer.answer, answer.by, answer.reason))}</p>` : ''
  const told = verdict === 'allow' && rule === '' ? '' : `: ${escaped(whyOf(rule, plain(reason)))}`
  return `<div class="entry"><p><strong class="${tones[verdict]}">${escaped(words.verdicts[verdict])}</strong> <span class="soft small">${escaped(where)}</span></p><p><code>${escaped(code)}</code></p><p class="small">${escaped(why)}${at}${told}${hit}</p>${said}</div>`
}

/** Most reasons begin with the name of their rule, which stands there already. */
export const whyOf = (rule: string, reason: string): string =>
  rule !== '' && reason.startsWith(`${rule}: `) ? reason.slice(rule.length + 2) : reason
