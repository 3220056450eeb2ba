// What the summary of a loop counts, over all of it: the lists beside it forget what is old.
import type { Event } from '../core/event.ts'
import { incidentKinds, type Incident, type IncidentKind } from './incidents.ts'
import { needsLook, type JobRow } from './job-row.ts'
import { timedParts, type StepTimes } from './step-times.ts'

export interface Tally {
  readonly incidents: Readonly<Record<IncidentKind, number>>
  /** Of the steps that ended. Milliseconds. */
  readonly times: Readonly<Record<TimedPart | 'total', number>>
  /** Jobs with something to look at. */
  readonly jobs: number
  /** Changes to files that snapshots tell of. */
  readonly files: number
  /** Commands began behind the last snapshot: what they changed is not known yet. */
  readonly isUncounted: boolean
}

type TimedPart = (typeof timedParts)[number]
const summed = [...timedParts, 'total'] as const

const zeros = <K extends string>(keys: readonly K[]): Readonly<Record<K, number>> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>

export const noTally: Tally = {
  incidents: zeros(incidentKinds),
  times: zeros(summed),
  jobs: 0,
  files: 0,
  isUncounted: false,
}

/** What an event brought: its incidents, the job it speaks of before and behind it, the times of the step it ended. */
export interface Brought {
  readonly event: Event
  readonly incidents: readonly Incident[]
  readonly jobs: readonly [before: JobRow | undefined, behind: JobRow | undefined]
  readonly times: StepTimes | null
  /** A snapshot stands in front of the step. */
  readonly isSaved: boolean
}

export function tallied(tally: Tally, { event, incidents, jobs: [before, behind], times, isSaved }: Brought): Tally {
  const isNew = behind !== undefined && needsLook(behind) && !(before?.job === behind.job && needsLook(before))
  return {
    ...tally,
    ...(incidents.length > 0 ? { incidents: incidents.reduce(withOne, tally.incidents) } : {}),
    ...(times ? { times: added(tally.times, times) } : {}),
    ...(isNew ? { jobs: tally.jobs + 1 } : {}),
    ...counted(tally, event, isSaved),
  }
}

const withOne = (counts: Tally['incidents'], { kind }: Incident): Tally['incidents'] => ({
  ...counts,
  [kind]: counts[kind] + 1,
})

const added = (sums: Tally['times'], times: StepTimes): Tally['times'] => {
  const next = { ...sums }
  for (const part of summed) next[part] += times[part]
  return next
}

function counted({ files, isUncounted }: Tally, event: Event, isSaved: boolean): Partial<Tally> {
  switch (event.type) {
    case 'command.started':
    case 'command.finished':
      return isSaved ? { isUncounted: true } : {}
    case 'snapshot.made':
    case 'checkpoint.made':
      // Where no command ran since the one before, others have changed them: people, or an earlier loop.
      return isUncounted ? { files: files + (event.files ?? 0), isUncounted: false } : {}
    default:
      return {}
  }
}
