// One word for where the run is, and how loud it is.
import type { State } from '../../core/state.ts'
import type { Tone } from './tone.ts'

export type RunWord = 'new' | 'crashed' | 'done' | 'ended' | 'paused' | 'pausing' | 'stopping' | 'asking' | 'running'

export function runWord({ run, step }: State, isRunning: boolean): RunWord {
  if (!run) return isRunning ? 'running' : 'new'
  if (run.ended) return run.ended.exitCode === 0 ? 'done' : 'ended'
  if (!isRunning) return 'crashed'
  if (run.isPaused) return 'paused'
  if (run.isPauseRequested) return 'pausing'
  if (run.stop) return 'stopping'
  return step?.question ? 'asking' : 'running'
}

/** Milliseconds since the epoch up to which a run's time counts: behind its last event nobody ran one that died. */
export const countedUntil = ({ run, ts }: State, isRunning: boolean, now: number): number =>
  run?.ended ? Date.parse(run.ended.at) : isRunning ? now : Date.parse(ts)

export const runTones = {
  new: 'dim',
  crashed: 'bad',
  done: 'good',
  ended: 'bad',
  paused: 'warn',
  pausing: 'warn',
  stopping: 'warn',
  asking: 'warn',
  running: 'accent',
} as const satisfies Record<RunWord, Tone>

/** Operators are told that experimental behaviour is on, as the runbook demands. */
export const isExperimental = ({ run }: State): boolean => run?.settings.config.s5_settings.enabled ?? false
