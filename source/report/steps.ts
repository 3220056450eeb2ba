// The steps of a loop with the parts of their time, for the timeline.
import type { Event } from '../core/event.ts'
import type { Report } from '../core/report-schema.ts'
import { head } from '../core/text.ts'

type Step = Report['steps'][number]
type Part = Step['parts'][number][0]

export interface Steps {
  readonly take: (event: Event) => void
  readonly rows: Step[]
}

export function stepCollector(): Steps {
  const rows: Step[] = []
  let open: { readonly part: Part; readonly from: number } | null = null
  let beganAt = 0
  const close = (ts: string): void => {
    if (open) rows.at(-1)?.parts.push([open.part, open.from, Math.max(open.from, since(ts))])
    open = null
  }
  const since = (ts: string): number => Math.max(0, Date.parse(ts) - beganAt)
  const begin = (part: Part, ts: string): void => {
    close(ts)
    open = { part, from: since(ts) }
  }
  return {
    rows,
    take(event) {
      switch (event.type) {
        case 'step.started': {
          const { job, step, attempt, ts } = event
          beganAt = Date.parse(ts)
          open = null
          const unknown = { ended_at: null, phase: null, reason: '', error: null, tokens: 0, cost_usd: 0 }
          rows.push({ job, step, attempt, started_at: ts, ...unknown, parts: [] })
          return
        }
        case 'model.asked':
          return begin(event.role, event.ts)
        case 'approval.asked':
          return begin('waiting', event.ts)
        case 'command.started':
          return begin('executing', event.ts)
        case 'model.answered':
        case 'model.failed': {
          const row = rows.at(-1)
          const counted = event.charged ?? event.usage
          if (row) {
            row.tokens += counted ? counted.input + counted.output : 0
            row.cost_usd += event.costUsd ?? 0
          }
          return close(event.ts)
        }
        case 'approval.answered':
        case 'approval.expired':
        case 'command.finished':
          return close(event.ts)
        case 'step.finished': {
          close(event.ts)
          const row = rows.at(-1)
          const reason = head(event.reason, 500)
          const error = event.error === null ? null : head([event.error, event.detail].filter(Boolean).join(': '), 1000)
          if (row) Object.assign(row, { ended_at: event.ts, phase: event.phase, reason, error })
          return
        }
        default:
      }
    },
  }
}
