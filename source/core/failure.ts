// Expected failures are values: what happened, where, and the next thing to do.
import { uncoded } from './uncoded.ts'

/** Exit codes of every tos command. */
export const exitCodes = {
  well: 0,
  failed: 1,
  usage: 2,
  locked: 3,
  limit: 4,
  unanswered: 5,
  stopped: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export interface Failure {
  /** What went wrong and which thing it is, one sentence without a full stop. */
  readonly what: string
  /** `file:line` or a path, when there is one. */
  readonly where?: string
  /** The next thing to do, an imperative. */
  readonly remedy: string
  readonly exitCode: ExitCode
  /** More of the same kind, found in the same look. */
  readonly others?: readonly Failure[]
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value })
export const fail = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure })

/** The configuration or call is wrong: exit code 2. */
export const misconfigured = (what: string, where: string, remedy: string): Failure => ({
  what,
  where,
  remedy,
  exitCode: exitCodes.usage,
})

/** Carries a failure out of a place that can do nothing but stop (a full disk below append). Caught in cli/main. */
export class Failed extends Error {
  readonly failure: Failure
  constructor(failure: Failure, cause?: unknown) {
    super(describeFailure(failure), { cause })
    this.failure = failure
  }
}

/** The value, or the failure thrown. @throws Failed */
export function need<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Failed(result.failure)
}

/** The value of `work`, or the failure that it throws; any other error goes on. */
export function attempted<T>(work: () => T): Result<T> {
  try {
    return succeed(work())
  } catch (error) {
    if (error instanceof Failed) return fail(error.failure)
    throw error
  }
}

export function describeFailure(failure: Failure): string {
  return `${failure.where ? `${failure.where}: ` : ''}${failure.what}; ${failure.remedy}`
}

/** The message of whatever was thrown, for the end of a sentence. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const worded = uncoded(error)
  if (worded) return worded.cause
  const code = (error as NodeJS.ErrnoException).code
  return code && !error.message.includes(code) ? `${code}: ${error.message}` : error.message
}
