// The thread that judges: started when it is first needed, asked one thing at a time, given up when it takes too long.
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { causeOf } from '../core/failure.ts'
import type { Judgement } from '../core/state.ts'
import { startClock } from './judge-clock.ts'
import type { Asked, Said } from './judge-messages.ts'
import { judgeLimits } from './limits.ts'

const megabytes = 512

export interface JudgeThread {
  /** Null: it was lost over something else, this was not asked. */
  readonly exchange: (asked: Asked) => Promise<Answer | null>
}

export type Answer =
  | Exclude<Said, { kind: 'text' }>
  /** The thread is no more; `text`: what the text rules had said by then. */
  | { readonly kind: 'lost'; readonly text: Judgement | null; readonly why: string }

const living = new Map<string, JudgeThread>()

/** The one thread with this code; loading it takes most of the time, so all policies of a process share it. */
export function threadOf(entry: URL): JudgeThread {
  const known = living.get(entry.href)
  if (known) return known
  const made = startThread(entry, () => living.delete(entry.href))
  living.set(entry.href, made)
  return made
}

function startThread(entry: URL, onLost: () => unknown): JudgeThread {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: megabytes } })
  worker.unref()
  const next = listen(worker)
  let last: Promise<unknown> = Promise.resolve()
  let isLost = false
  const lose = () => {
    if (!isLost) onLost()
    isLost = true
  }
  worker.on('exit', lose)
  const exchange = async (asked: Asked): Promise<Answer | null> => {
    if (isLost) return null
    worker.ref()
    worker.postMessage(asked, [])
    const answer = asked.kind === 'open' ? await answerOf(next(), null) : await judged(next)
    worker.unref()
    if (answer.kind === 'lost') {
      lose()
      await worker.terminate()
    }
    return answer
  }
  return {
    exchange(asked) {
      const answered = last.then(() => exchange(asked))
      last = answered
      return answered
    },
  }
}

type Heard = Said | { readonly kind: 'gone'; readonly why: string }

/** What a thread says, one after the other; `gone` at its end, and from then on. */
function listen(worker: Worker): () => Promise<Heard> {
  const waiting: Heard[] = []
  let end: Heard | null = null
  let wake: (() => void) | null = null
  worker.on('message', (said: Said) => {
    waiting.push(said)
    wake?.()
  })
  const leave = (why: string) => {
    end ??= { kind: 'gone', why }
    wake?.()
  }
  worker.on('error', (error) => leave(causeOf(error)))
  worker.on('messageerror', (error) => leave(causeOf(error)))
  worker.on('exit', (code) => leave(`it ended with ${code}`))
  return async () => {
    for (;;) {
      const said = waiting.shift() ?? end
      if (said) return said
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
}

async function judged(next: () => Promise<Heard>): Promise<Answer> {
  const first = await within(judgeLimits.text, next())
  if (first?.kind === 'text') return answerOf(within(judgeLimits.parsed, next()), first.judgement)
  return first === null ? { kind: 'lost', text: null, why: 'the text rules took too long' } : answerOf(first, null)
}

async function answerOf(said: Promise<Heard | null> | Heard, text: Judgement | null): Promise<Answer> {
  const heard = await said
  if (heard === null) return { kind: 'lost', text, why: `it took more than ${judgeLimits.parsed} ms` }
  if (heard.kind === 'gone') return { kind: 'lost', text, why: `the judge died: ${heard.why}` }
  return heard.kind === 'text' ? { kind: 'lost', text, why: 'the judge said something else' } : heard
}

const often = 20

/** Null when the thread has used the processor for so long and said nothing. */
async function within(limit: number, said: Promise<Heard>): Promise<Heard | null> {
  const spent = startClock()
  const { promise, resolve } = Promise.withResolvers<null>()
  const timer = setInterval(() => {
    // What has arrived while this thread was busy is heard first.
    if (spent() > limit) void setImmediate().then(() => resolve(null))
  }, often)
  try {
    return await Promise.race([said, promise])
  } finally {
    clearInterval(timer)
  }
}
