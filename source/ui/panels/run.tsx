// Panel 1: the run and its job_loop counters.
import { memo, type ReactNode } from 'react'
import { maxJobs } from '../../core/settings.ts'
import { limitOf } from '../../core/limits.ts'
import { limitNames } from '../../core/settings.ts'
import { isLooping, type LoopState, type RunState } from '../../core/state.ts'
import type { Usage } from '../../core/usage.ts'
import { innerColumns, Panel } from '../panel.tsx'
import { row, seg, type Row, type Tone } from '../row.tsx'
import { clockTime, duration } from '../times.ts'
import type { Snapshot } from '../store.ts'
import type { PanelInput } from './step.tsx'

export const RunPanel = memo(function RunPanel({ snapshot, place, isFocused, frame }: PanelInput): ReactNode {
  const { run } = snapshot.overview.state
  const title = '[1] Run and job_loop'
  const note = run?.settings.config.s5_settings.enabled ? '(experimental)' : ''
  return <Panel {...place} {...{ title, note, isFocused, frame }} rows={runRows(snapshot, innerColumns(place.width))} />
})

/** The word for where the run is, and how loud it is. */
export function runWord({ overview, isRunning }: Snapshot): { word: string; tone: Tone } {
  const { run } = overview.state
  if (!run) return { word: 'NEW', tone: 'dim' }
  if (!isRunning && !run.ended) return { word: 'CRASHED', tone: 'bad' }
  if (run.ended) {
    const isWell = run.ended.exitCode === 0
    return { word: isWell ? 'DONE' : 'ENDED', tone: isWell ? 'good' : 'bad' }
  }
  if (run.isPaused) return { word: 'PAUSED', tone: 'warn' }
  return run.stop ? { word: 'STOPPING', tone: 'warn' } : { word: 'RUNNING', tone: 'accent' }
}

export function runRows(snapshot: Snapshot, columns: number): Row[] {
  const { state, totals } = snapshot.overview
  const { loop, run, job, step } = state
  if (!loop || !run) return [row(seg("no run yet: start one with 'tos run --loop'", 'dim'))]
  const { word, tone } = runWord(snapshot)
  const { config } = run.settings
  const jobs = isLooping(run)
    ? jobCounters(loop.jobsDone, maxJobs(config), columns)
    : [counter('jobs', 'job_loop is off')]
  const until = run.ended ? Date.parse(run.ended.at) : snapshot.now
  return [
    row(label('state'), seg(word, tone), seg(`  run ${run.run} by ${run.user}, pid ${run.pid}`, 'dim')),
    counter('since', `${clockTime(run.startedAt)}  ${duration(until - Date.parse(run.startedAt))}`),
    ...jobs,
    counter('job', job ? `${job.job} ${job.name}${job.isDone ? ' (done)' : ''}` : 'none yet'),
    counter('step', step ? `${step.step} of ${config.max_steps}` : 'none yet'),
    counter(
      'policy',
      `${totals.allow} allow  ${totals.ask} ask  ${totals.deny} deny`,
      totals.deny > 0 ? 'warn' : 'plain',
    ),
    counter('commands', `${totals.commands} run  ${totals.failedCommands} failed`),
    counter('reviews', `${totals.rejected} rejected`),
    counter('tokens', usageText(loop.usage)),
    ...limitRows(loop, run),
    ...(run.ended ? [counter('end', run.ended.endReason, run.ended.exitCode === 0 ? 'good' : 'bad')] : []),
  ]
}

/** Tokens in and out, and what they cost where that is known. */
function usageText({ input, output, costUsd, unpriced }: Usage): string {
  const cost = costUsd > 0 ? `  $${costUsd.toFixed(4)}` : ''
  const unknown = unpriced > 0 ? `  ${unpriced} calls unpriced` : ''
  return `${input.toLocaleString('en')} in  ${output.toLocaleString('en')} out${cost}${unknown}`
}

function limitRows(loop: LoopState, run: RunState): Row[] {
  const limits = limitNames.flatMap((name) => {
    const value = limitOf(loop, run, name)
    return value === null ? [] : [`${name} ${value}`]
  })
  return limits.length > 0 ? [counter('limits', limits.join('  '))] : []
}

const label = (name: string) => seg(`${name} `.padEnd(10), 'dim')
const counter = (name: string, value: string, tone: Tone = 'plain'): Row => row(label(name), seg(value, tone))

function jobCounters(done: number, max: number, columns: number): Row[] {
  const text = ` ${done} of ${max}`
  const width = Math.max(5, Math.min(20, columns - 12 - text.length))
  const filled = max === 0 ? width : Math.min(width, Math.round((done / max) * width))
  return [
    row(
      label('jobs'),
      seg('['),
      seg('#'.repeat(filled), 'good'),
      seg('.'.repeat(width - filled), 'dim'),
      seg(`]${text}`),
    ),
  ]
}
