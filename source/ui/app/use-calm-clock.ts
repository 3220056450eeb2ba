// The clock of a screen that is listened to: it moves when something happens, else once a minute.
import { useMemo, useState } from 'react'
import type { Snapshot } from './store.ts'

const minuteOf = ({ now }: Snapshot): number => Math.floor(now / 60_000)

export function useCalmClock(snapshot: Snapshot, isCalm: boolean): Snapshot {
  const [told, setTold] = useState(snapshot)
  if (isCalm && (told.overview !== snapshot.overview || minuteOf(told) !== minuteOf(snapshot))) setTold(snapshot)
  const { now } = told
  return useMemo(() => (isCalm ? { ...snapshot, now } : snapshot), [isCalm, snapshot, now])
}
