// The lists behind their filters, made anew only when something of theirs changed.
import { useMemo } from 'react'
import type { Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import type { CheckpointEntry } from './checkpoints.ts'
import {
  jobEntries,
  seenList,
  sortedJobs,
  type JobEntry,
  type Lists,
  type ListName,
  type SeenList,
} from '../panels/lists.ts'
import type { ViewState } from './view-state.ts'

export type SeenLists = { readonly [N in ListName]: SeenList<Lists[N][number]> }

/** The lists, and every job in the order of the loop. */
export interface AllLists {
  readonly lists: SeenLists
  readonly allJobs: readonly JobEntry[]
}

export function useLists(
  overview: Overview,
  checkpoints: readonly CheckpointEntry[],
  { filters, cursors, jobOrder }: ViewState,
): AllLists {
  const { run, loop, job, step } = overview.state
  const allJobs = useMemo(
    () => jobEntries(overview.jobs, { run, loop, job, step }),
    [overview.jobs, run, loop, job, step],
  )
  const jobs = useMemo(() => sortedJobs(allJobs, jobOrder), [allJobs, jobOrder])
  const policy = useMemo(() => all(overview.decisions).toReversed(), [overview.decisions])
  const events = useMemo(() => all(overview.events).toReversed(), [overview.events])
  const lists = {
    jobs: useMemo(() => seenList('jobs', jobs, filters.jobs, cursors.jobs), [jobs, filters.jobs, cursors.jobs]),
    policy: useMemo(
      () => seenList('policy', policy, filters.policy, cursors.policy),
      [policy, filters.policy, cursors.policy],
    ),
    checkpoints: useMemo(
      () => seenList('checkpoints', checkpoints, filters.checkpoints, cursors.checkpoints),
      [checkpoints, filters.checkpoints, cursors.checkpoints],
    ),
    events: useMemo(
      () => seenList('events', events, filters.events, cursors.events),
      [events, filters.events, cursors.events],
    ),
  }
  return { lists, allJobs }
}
