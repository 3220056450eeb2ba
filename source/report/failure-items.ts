// The items of a failure report, in the runbook's order and under its names, the same in Markdown and HTML.
import type { Report } from '../core/report-schema.ts'
import type { ReportText } from './report-text.ts'

type Item = keyof Report['failure_report']

export interface FailureItem {
  readonly key: Item
  readonly name: string
  /** Empty: there is none. */
  readonly text: string
  /** Lines as they stand in a file. */
  readonly isBlock: boolean
}

const blocks = new Set<Item>(['last_steps', 'run_summary', 'input', 'git_status', 'git_log', 'order_of_calls', 'error'])

export function failureItems({ report, words, when, plain }: ReportText): FailureItem[] {
  const { input, ...rest } = report.failure_report
  const texts: Readonly<Record<Item, string>> = {
    ...rest,
    time: when(rest.time),
    commit: rest.commit ?? '',
    phase: rest.phase ?? '',
    job_index: rest.job_index === null ? '' : String(rest.job_index),
    job_name: rest.job_name ?? '',
    end_reason: plain(rest.end_reason ?? ''),
    error: plain(rest.error ?? ''),
    run_summary: rest.run_summary ?? '',
    last_steps: rest.last_steps.map(plain).join('\n'),
    input: input ? `${input.path} (${input.bytes} B)\n${input.text ?? ''}` : '',
    order_of_calls: rest.order_of_calls.join('\n'),
    git_status: rest.git_status.join('\n'),
    git_log: rest.git_log.join('\n'),
  }
  const keys = Object.keys(words.items).filter((key): key is Item => Object.hasOwn(texts, key))
  return keys.map((key) => ({
    key,
    name: words.items[key],
    text: texts[key].trimEnd(),
    isBlock: blocks.has(key) && texts[key].trim().includes('\n'),
  }))
}
