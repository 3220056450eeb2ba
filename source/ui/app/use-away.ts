// The summary of what happened meanwhile, while it is on the screen, and what of it was not visited yet.
import { useState } from 'react'
import { needing, needingKey, type Away, type Needing } from './away.ts'
import type { Scene } from './scene.ts'
import type { Snapshot } from './store.ts'

export function useAway(told: Away | null, snapshot: Snapshot) {
  const [away, setAway] = useState(told && { ...told, visited: new Set<string>() })
  const needs = away ? needing(snapshot, away.since).filter((each) => !away.visited.has(needingKey(each))) : []
  const guide: Scene['away'] = away && {
    next: needs[0] ?? null,
    visit: (visited: Needing) => setAway({ ...away, visited: new Set([...away.visited, needingKey(visited)]) }),
    dismiss: () => setAway(null),
  }
  return { away, needs, guide }
}
