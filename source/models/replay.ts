// Answers from a recorded file: the whole product without a key or a network.
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { failureKinds } from '../core/event-model.ts'
import { role } from '../core/event-place.ts'
import { causeOf, exitCodes, fail, Failed, misconfigured, succeed, type Result } from '../core/failure.ts'
import { modelFailure, type Model, type ModelOutcome, type ModelRequest } from './model.ts'

const count = z.int().min(0)
const answer = z.strictObject({
  role,
  /** Conditions; all that are given must hold. Without any the answer is taken in order. */
  job: z.int().min(1).optional(),
  step: z.int().min(1).optional(),
  match: z.string().optional().describe('text the prompt must contain'),
  text: z.string().default(''),
  usage: z.strictObject({ input: count, output: count, cached: count.default(0) }).optional(),
  latency_ms: count.default(0),
  pieces: z.int().min(1).default(1).describe('deltas the answer is streamed in, over latency_ms'),
  cut_after: count.optional().describe('characters after which the stream breaks'),
  failure: z
    .strictObject({
      kind: z.enum(failureKinds),
      message: z.string().default('recorded failure'),
      status: z.int().nullable().default(null),
      permanent: z.boolean().default(false),
      retry_after_ms: count.nullable().default(null),
    })
    .optional(),
})
export const recordingSchema = z.strictObject({ v: z.literal(1), answers: z.array(answer) })
export type Recording = z.infer<typeof recordingSchema>
export type RecordedAnswer = Recording['answers'][number]

/** Reads a recording; `path` is absolute, `read` gives its text or throws. */
export function loadRecording(path: string, read: (path: string) => string): Result<Recording> {
  const remedy = "correct the file, or make one with 'tos replay --record'"
  try {
    const text = read(path).replace(/^\uFEFF/, '')
    const parsed = recordingSchema.safeParse(JSON.parse(text))
    if (parsed.success) return succeed(parsed.data)
    const [issue] = parsed.error.issues
    return fail(
      misconfigured(`the recording's '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'invalid'}`, path, remedy),
    )
  } catch (error) {
    if (error instanceof Failed) return fail({ ...error.failure, exitCode: exitCodes.usage })
    return fail(misconfigured(`the recording cannot be read (${causeOf(error)})`, path, remedy))
  }
}

/** The choice of an answer depends on the question alone, so that a resumed run goes on where it was. */
export function replayModel(recording: Recording): Model {
  const byRole = Map.groupBy(recording.answers, (answer) => answer.role)
  return {
    provider: 'replay',
    async ask(request, signal) {
      const found = choose(byRole.get(request.role) ?? [], request)
      if (!found) return noAnswer(request)
      try {
        return await play(found, request, signal)
      } catch {
        return modelFailure('cancelled', 'stopped by the operator')
      }
    },
  }
}

function choose(ofRole: readonly RecordedAnswer[], request: ModelRequest): RecordedAnswer | undefined {
  const isConditional = (answer: RecordedAnswer) =>
    answer.job !== undefined || answer.step !== undefined || answer.match !== undefined
  const fitting = ofRole.filter((answer) => isConditional(answer) && fits(answer, request))
  // A place may have several answers: for the first call, the second, …
  return (
    fitting[Math.min(request.place.call, fitting.length - 1)] ??
    ofRole.filter((answer) => !isConditional(answer))[request.ordinal]
  )
}

function fits(answer: RecordedAnswer, { place, prompt }: ModelRequest): boolean {
  const isHere = (answer.job ?? place.job) === place.job && (answer.step ?? place.step) === place.step
  return isHere && prompt.includes(answer.match ?? '')
}

function noAnswer({ role, place, ordinal }: ModelRequest): ModelOutcome {
  const where = `${role} call ${ordinal + 1} (job ${place.job}, step ${place.step})`
  return modelFailure('invalid request', `the recording holds no answer for ${where}`, { isPermanent: true })
}

async function play(found: RecordedAnswer, request: ModelRequest, signal: AbortSignal): Promise<ModelOutcome> {
  const { failure, text, pieces, latency_ms: latencyMs, cut_after: cutAfter } = found
  const sent = cutAfter === undefined ? text : text.slice(0, cutAfter)
  const size = Math.max(1, Math.ceil(sent.length / pieces))
  for (let i = 0; i < pieces; i++) {
    if (latencyMs > 0) await delay(latencyMs / pieces, undefined, { signal })
    if (sent.length > i * size) request.onDelta(sent.slice(i * size, (i + 1) * size))
  }
  signal.throwIfAborted()
  if (failure) {
    const { kind, message, status, permanent, retry_after_ms: retryAfterMs } = failure
    return modelFailure(kind, message, { status, isPermanent: permanent, retryAfterMs })
  }
  if (cutAfter !== undefined) return modelFailure('cut', `the stream broke after ${cutAfter} characters`)
  return { ok: true, text, model: request.model, requestId: null, usage: found.usage ?? null }
}
