// The window's title tells state and job: `tos 17/36 ASK report`.
import { basename } from 'node:path'
import { maxJobs } from '../../core/settings.ts'
import { isLooping, type State } from '../../core/state.ts'
import { runWord } from '../draw/run-word.ts'
import type { Snapshot } from './store.ts'

/** Words of the title are the same in every language: windows are found by them. */
export function titleOf({ overview, isRunning }: Pick<Snapshot, 'overview' | 'isRunning'>): string {
  const { state } = overview
  const word = runWord(state, isRunning)
  const place = placeText(state)
  const name = state.job?.name ?? (state.run ? basename(state.run.root) : '')
  return ['tos', place, word === 'asking' ? 'ASK' : word.toUpperCase(), name].filter(Boolean).join(' ')
}

function placeText({ run, loop, job }: State): string {
  if (!run || !loop || !job) return ''
  return isLooping(run) ? `${job.job}/${maxJobs(run.settings.config)}` : String(job.job)
}
