// What needs a person or a look, in the order of its urgency: a question, a limit or bad end, then what went wrong.
import { incidentKinds, type Incident, type IncidentKind } from '../../views/incidents.ts'
import { all } from '../../views/recent.ts'
import { openQuestion } from '../panels/question-rows.ts'
import type { Snapshot } from './store.ts'

export type NeedsMe =
  | { readonly kind: 'question'; readonly number: number }
  | { readonly kind: 'end'; readonly run: number }
  | { readonly kind: 'incident'; readonly incident: Incident }

/** What was only asked, or refused and asked again by itself, needs nobody afterwards. */
const passing: ReadonlySet<IncidentKind> = new Set(['asked', 'refused', 'limit'])
const kinds = incidentKinds.filter((kind) => !passing.has(kind))

/** The most urgent first; of one kind the newest first. */
export function needsMe({ overview, isRunning }: Snapshot): NeedsMe[] {
  const { state, incidents } = overview
  const { run } = state
  const question = openQuestion(state)
  const isBadEnd = run !== null && (run.ended ? run.ended.exitCode !== 0 : !isRunning)
  const rows = all(incidents).toReversed()
  return [
    ...(question === null ? [] : [{ kind: 'question', number: question } as const]),
    ...(isBadEnd ? [{ kind: 'end', run: run.run } as const] : []),
    ...kinds.flatMap((kind) =>
      rows.filter((incident) => incident.kind === kind).map((incident) => ({ kind: 'incident', incident }) as const),
    ),
  ]
}
