// Where a loop stands, as Prometheus reads it: text, one metric after the other. Source: the exposition format, version 0.0.4.
import { maxJobs } from '../core/settings.ts'
import { isLooping } from '../core/state.ts'
import { noUsage } from '../core/usage.ts'
import type { Overview } from './overview.ts'

interface Metric {
  readonly name: string
  readonly type: 'gauge' | 'counter'
  readonly help: string
  readonly samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[]
}

export const metricsContentType = 'text/plain; version=0.0.4; charset=utf-8'

export function metricsText(overview: Overview, isRunning: boolean): string {
  return metricsOf(overview, isRunning)
    .filter(({ samples }) => samples.length > 0)
    .map(metricText)
    .join('')
}

function metricsOf({ state, totals }: Overview, isRunning: boolean): Metric[] {
  const { loop, run, job, step } = state
  const usage = loop?.usage ?? noUsage
  const one = (name: string, type: Metric['type'], help: string, value: number | null): Metric => ({
    name,
    type,
    help,
    samples: value === null ? [] : [[{}, value]],
  })
  const max = run && isLooping(run) ? maxJobs(run.settings.config) : null
  const done = run && isLooping(run) ? (loop?.jobsDone ?? 0) : null
  return [
    one('tos_running', 'gauge', '1 while a process runs the loop', isRunning ? 1 : 0),
    {
      name: 'tos_loop_info',
      type: 'gauge',
      help: 'The loop the other metrics are of; they begin anew with the next one',
      samples: loop && run ? [[{ loop: loop.id, root: run.root, host: run.host, mode: run.mode }, 1]] : [],
    },
    one('tos_loop_start_timestamp_seconds', 'gauge', 'When the loop began', loop ? seconds(loop.startedAt) : null),
    one('tos_last_event_timestamp_seconds', 'gauge', 'When something happened last', loop ? seconds(state.ts) : null),
    one('tos_events_total', 'counter', 'Lines of the journal', state.seq),
    one('tos_runs_total', 'counter', 'Runs of the loop', loop?.runs ?? 0),
    one('tos_job', 'gauge', 'The job under way, or the last one', job?.job ?? null),
    one('tos_jobs_done', 'gauge', 'Jobs that are done', done),
    one('tos_jobs_max', 'gauge', 'Jobs of the loop', max),
    one('tos_step', 'gauge', 'The step of the job', step?.step ?? null),
    one('tos_question_open', 'gauge', '1 while a person is waited for', step?.question ? 1 : 0),
    {
      name: 'tos_decisions_total',
      type: 'counter',
      help: 'Verdicts on commands',
      samples: (['allow', 'ask', 'deny'] as const).map((verdict) => [{ verdict }, totals[verdict]]),
    },
    one('tos_commands_total', 'counter', 'Commands that ended', totals.commands),
    one('tos_commands_failed_total', 'counter', 'Commands that failed', totals.failedCommands),
    one('tos_steps_rejected_total', 'counter', 'Steps a reviewer rejected', totals.rejected),
    one('tos_model_calls_total', 'counter', 'Calls of models', usage.calls),
    {
      name: 'tos_tokens_total',
      type: 'counter',
      help: 'Tokens of models',
      samples: [
        [{ direction: 'input' }, usage.input],
        [{ direction: 'output' }, usage.output],
      ],
    },
    one('tos_cost_usd_total', 'counter', 'Money, of the calls whose model has a price', usage.costUsd),
    one('tos_calls_without_price_total', 'counter', 'Calls whose money is in no sum', usage.unpriced),
    one('tos_exit_code', 'gauge', 'Of the last run; there is none while it goes on', run?.ended?.exitCode ?? null),
  ]
}

function metricText({ name, type, help, samples }: Metric): string {
  const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escaped = (value: string): string =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)

const seconds = (ts: string): number => Date.parse(ts) / 1000
