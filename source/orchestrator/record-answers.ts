// A journal of a real run, turned into a recording that the replay model answers from.
import { succeed, type Result } from '../core/failure.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import type { RecordedAnswer, Recording } from '../models/replay.ts'

/** Answers and failures in the order they came, per role. Failures keep their kind and their wait. */
export function recordAnswers(journal: string): Result<Recording> {
  const answers: RecordedAnswer[] = []
  const read = readJournal(journal, journalStart, (event) => {
    if (event.type === 'model.answered') {
      const { role, text, usage, latencyMs } = event
      answers.push({ role, text, latency_ms: latencyMs, pieces: 1, ...(usage && { usage }) })
    }
    if (event.type === 'model.failed' && event.kind !== 'cancelled') {
      const { role, kind, message, status, isPermanent: permanent, retryAfterMs, latencyMs } = event
      const failure = { kind, message, status, permanent, retry_after_ms: retryAfterMs }
      answers.push({ role, text: '', latency_ms: latencyMs, pieces: 1, failure })
    }
  })
  return read.ok ? succeed({ v: 1, answers }) : read
}
