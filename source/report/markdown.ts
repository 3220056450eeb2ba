// The report as Markdown, for a ticket: what matters in the open, the rest folded.
import { grouped } from '../core/text.ts'
import type { Report } from '../core/report-schema.ts'
import { printable, printableLine } from '../core/printable.ts'
import { moneyText } from '../views/night-words.ts'
import { figuresOf } from './figures.ts'
import { failureItems } from './failure-items.ts'
import { isCut, tookBetween, tookText, type ReportText } from './report-text.ts'

/** Of each kind; the other forms have more. */
const mostRows = 200

export function markdownReport(text: ReportText): string {
  const { report, words, when } = text
  const { sections } = words
  const parts: readonly [title: string, body: string][] = [
    [sections.story, night(text)],
    [sections.failure, failure(text)],
    [sections.timeline, timeline(text)],
    [sections.decisions, decisions(text)],
    [sections.jobs, jobs(text)],
    [sections.order, order(text)],
    [sections.exchanges, exchanges(text)],
    [
      sections.environment,
      Object.entries(report.environment)
        .map(([name, value]) => `- ${name}: ${code(value)}`)
        .join('\n'),
    ],
    [sections.configuration, configuration(report)],
  ]
  const body = parts.filter(([, part]) => part !== '').map(([title, part]) => `## ${title}\n\n${part}\n`)
  const figures = figuresOf(report, words).map(({ name, value, more }) => [name, value, more])
  const head = `# ${line(`${words.title}: ${words.scope(report.scope)}`)}\n\n${damage(text)}${table(['', '', ''], figures)}\n`
  return `${head}\n${body.join('\n')}\n${words.made(when(report.made_at), report.version)} ${words.masked}\n`
}

/** Before everything else: what follows does not know what is missing. */
function damage({ report: { journal }, words }: ReportText): string {
  if (journal.is_whole) return ''
  const rows = journal.findings.map(({ where, what }) => `> - ${code(where)}: ${line(what)}\n`)
  const rest = journal.more === 0 ? '' : `> - ${words.moreFindings(journal.more)}\n`
  return `> **✕ ${line(words.broken(journal.lost))}**\n>\n${rows.join('')}${rest}\n`
}

const night = ({ night: rows }: ReportText): string =>
  rows.map(({ label, text }) => (label === '' ? `  - ${line(text)}` : `- **${line(label)}** ${line(text)}`)).join('\n')

const failure = (text: ReportText): string =>
  failureItems(text)
    .map(({ key, name, text: said, isBlock }) => {
      const own = name === key ? `**${name}**` : `**${name}** \`${key}\``
      if (said === '') return `- ${own}: ${text.words.none}`
      return isBlock ? `- ${own}:\n\n${fenced(said)}\n` : `- ${own}: ${line(said)}`
    })
    .join('\n')

function timeline({ report, words, when, plain }: ReportText): string {
  const steps = report.steps.slice(-mostRows)
  if (steps.length === 0) return ''
  const rows = steps.map(({ job, step, started_at, ended_at, phase, error, reason, tokens, cost_usd }) => [
    words.place(job, step),
    when(started_at),
    tookBetween(started_at, ended_at),
    tokens === 0 ? '' : grouped(tokens),
    cost_usd === 0 ? '' : moneyText(cost_usd),
    [phase ?? '…', plain(error ?? reason)].filter(Boolean).join(': '),
  ])
  const { figures } = words
  const names = [figures.steps, words.began, words.duration, figures.tokens, figures.money, words.result]
  return table(names, rows) + more(report.steps.length - steps.length, words)
}

function decisions({ report, words, clock, plain }: ReportText): string {
  const grave = report.decisions.filter(({ verdict }) => verdict !== 'allow')
  if (grave.length === 0) return words.gravesNone
  const rows = grave.slice(-mostRows).map(({ ts, job, step, verdict, code: what, rule, place, reason, answer }) => {
    const said = answer ? `; ${words.answered(answer.answer, answer.by, answer.reason)}` : ''
    const why = [rule && `${words.rule} ${rule}`, place && code(place), plain(reason)].filter(Boolean).join(', ')
    return `- **${words.verdicts[verdict]}** ${code(what)}: ${line(why)}${line(said)} (${words.place(job, step)}, ${clock(ts)})`
  })
  return rows.join('\n') + more(grave.length - rows.length, words)
}

function jobs(text: ReportText): string {
  const { report, words } = text
  const rows = report.jobs.map((job) => [
    `${words.job(job.job)} ${job.name}`,
    words.marks[job.mark],
    words.steps(job.steps),
    tookText(job.work_ms),
    words.changed(job.changes.length > 0 ? job.changes.length : job.files),
  ])
  const names = [words.figures.jobs, words.result, words.figures.steps, words.duration, '']
  const patches = report.jobs.flatMap(({ job, changes }) =>
    changes.length === 0
      ? []
      : [folded(words.job(job), changes.map((change) => changeText(change, words)).join('\n\n'))],
  )
  return [table(names, rows), ...patches].join('\n\n') + more(report.left_out.patches, words)
}

function changeText(
  { path, change, added, removed, patch }: Report['jobs'][number]['changes'][number],
  words: ReportText['words'],
): string {
  const counts = [added === null ? '' : `+${added}`, removed === null ? '' : `-${removed}`].filter(Boolean).join(' ')
  const cut = isCut({ added, removed, patch }) ? ` (${words.patchCut})` : ''
  return `${code(path)} ${words.change[change]} ${counts}${cut}${patch.length === 0 ? '' : `\n\n${fenced(patch.join('\n'), 'diff')}`}`
}

function order({ report, words, clock, when, plain }: ReportText): string {
  const runs = report.runs.map(
    ({ run, mode, until, started_at, exit_code, end_reason }) =>
      `1. ${when(started_at)} ${words.run(run)}: ${code(`tos ${mode}${until === 'loop' ? ' --loop' : ''}`)}, exit ${exit_code ?? '—'}${end_reason === null ? '' : `, ${line(plain(end_reason))}`}`,
  )
  const asked = report.requests.map(({ ts, what, by }) => `- ${when(ts)} ${line(by)}: ${code(what)}`)
  const commands = report.commands
    .slice(-mostRows)
    .map(({ ts, job, step, code: what, outcome, exit_code: exit, output }) => {
      const said = output === '' ? '' : `\n\n${fenced(output)}\n`
      return `- ${clock(ts)} ${words.place(job, step)}: ${code(what)}, ${outcome === 'exited' ? `exit ${exit}` : outcome}${said}`
    })
  const left = report.commands.length + report.left_out.commands
  return [
    runs.join('\n'),
    asked.length === 0 ? '' : `### ${words.people}\n\n${asked.join('\n')}${more(report.left_out.requests, words)}`,
    commands.length === 0
      ? ''
      : folded(words.commandsInOrder(left), commands.join('\n') + more(left - commands.length, words)),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function exchanges({ report, words }: ReportText): string {
  const calls = report.exchanges.slice(-30)
  const texts = calls.map(({ job, step, role, model, outcome, prompt, reply }) =>
    folded(
      `${words.place(job, step)}, ${role}, ${model}: ${outcome}`,
      `${words.prompt}\n\n${fenced(prompt)}${reply === null ? '' : `\n\n${words.reply}\n\n${fenced(reply)}`}`,
    ),
  )
  return texts.join('\n\n') + more(report.exchanges.length - calls.length + report.left_out.exchanges, words)
}

const configuration = ({ configuration: { config, tos } }: Report): string =>
  [
    folded('config_v0_3.json', fenced(JSON.stringify(config, null, 2), 'json')),
    folded('tos.json', fenced(JSON.stringify(tos, null, 2), 'json')),
  ].join('\n\n')

const more = (left: number, words: ReportText['words']): string => (left > 0 ? `\n\n${words.leftOut(left)}` : '')

/** A line that Markdown reads as text; a ticket calls nobody whose name stands in it. */
const line = (text: string): string =>
  printableLine(text)
    .replaceAll(/[\\`*_[\]<>|#~&]/g, (character) => `\\${character}`)
    .replaceAll(/(?<!\w)@(?=\w)/g, '@\u200B')

/** Between as many backticks as no run of them in it has. */
function code(text: string): string {
  const shown = printableLine(text)
  const fence = '`'.repeat(1 + longestRun(shown))
  return /^`|`$/.test(shown) ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`
}

function fenced(text: string, language = ''): string {
  const shown = printable(text)
  const fence = '`'.repeat(Math.max(3, 1 + longestRun(shown)))
  return `${fence}${language}\n${shown}${shown.endsWith('\n') ? '' : '\n'}${fence}`
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))

const folded = (title: string, body: string): string =>
  `<details><summary>${printableLine(title).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</summary>\n\n${body}\n\n</details>`

const table = (names: readonly string[], rows: readonly (readonly string[])[]): string =>
  [names, names.map(() => '---'), ...rows.map((row) => row.map(line))].map((row) => `| ${row.join(' | ')} |`).join('\n')
