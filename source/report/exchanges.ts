// What the models were asked and said, call by call, with no more in memory than a report can hold.
import type { Event } from '../core/event.ts'
import type { Report } from '../core/report-schema.ts'
import { head, tail } from '../core/text.ts'
import { jsonBytes, keepWithin } from './kept.ts'

type Exchange = Report['exchanges'][number]

/** Characters of a prompt or a reply; its beginning and its end. */
const keptText = 8000
/** Bytes of all of them in JSON; while the journal is read, signs are counted instead. */
const room = 500_000
/** Of a small line around the texts. */
const rowBytes = 300

export interface Exchanges {
  readonly take: (event: Event) => void
  readonly rows: () => { readonly rows: Exchange[]; readonly leftOut: number }
}

interface Step {
  readonly calls: Exchange[]
  isGrave: boolean
  bytes: number
}

export function exchangeCollector(isGraveNow: () => boolean): Exchanges {
  let steps: Step[] = []
  let bytes = 0
  let leftOut = 0
  const last = (): Exchange | undefined => steps.at(-1)?.calls.at(-1)
  const weigh = (added: number): void => {
    const step = steps.at(-1)
    if (step) step.bytes += added
    bytes += added
  }
  const prune = (most: number): void => {
    const kept = keepWithin(steps, (step) => step, most)
    const gone = new Set(steps)
    for (const step of kept.rows) gone.delete(step)
    for (const { calls } of gone) leftOut += calls.length
    steps = kept.rows
    bytes = steps.reduce((sum, step) => sum + step.bytes, 0)
  }
  return {
    take(event) {
      switch (event.type) {
        case 'step.started':
          if (bytes > 2 * room) prune(room)
          steps.push({ calls: [], isGrave: false, bytes: 0 })
          return
        case 'step.finished': {
          const step = steps.at(-1)
          if (step) step.isGrave = isGraveNow()
          return
        }
        case 'model.asked': {
          const { job, step, role, round, attempt, ts, provider, model, prompt } = event
          const none = { outcome: 'no answer', latency_ms: null, input_tokens: null, output_tokens: null }
          const shown = middleCut(prompt)
          const call = { job, step, role, round, attempt, ts, provider, model, ...none }
          steps.at(-1)?.calls.push({ ...call, cost_usd: null, prompt: shown, reply: null })
          return weigh(shown.length + rowBytes)
        }
        case 'model.answered': {
          const call = last()
          if (!call) return
          const { latencyMs, usage, charged, costUsd, text } = event
          const counted = charged ?? usage
          const reply = middleCut(text)
          Object.assign(call, { outcome: 'answered', latency_ms: latencyMs, cost_usd: costUsd, reply })
          Object.assign(call, { input_tokens: counted?.input ?? null, output_tokens: counted?.output ?? null })
          return weigh(reply.length)
        }
        case 'model.failed': {
          const call = last()
          const outcome = `${event.kind}: ${head(event.message, 500)}`
          if (call) Object.assign(call, { outcome, latency_ms: event.latencyMs, cost_usd: event.costUsd ?? null })
          return
        }
        default:
      }
    },
    rows() {
      // Signs of Japanese take three bytes, and what JSON escapes up to six.
      for (const step of steps) step.bytes = jsonBytes(step.calls)
      prune(room)
      return { rows: steps.flatMap(({ calls }) => calls), leftOut }
    },
  }
}

function middleCut(text: string): string {
  if (text.length <= keptText) return text
  const half = keptText / 2
  return `${head(text, half)}\n… ${text.length - keptText} …\n${tail(text, half)}`
}
