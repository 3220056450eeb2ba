// A failure as data: what `--json` prints of it, and what one process of the program tells another.
import * as z from 'zod'
import { exitCodes, type ExitCode, type Failure } from './failure.ts'

const text = z.string()
const codes: readonly number[] = Object.values(exitCodes)
const error = z.object({
  what: text.describe('what went wrong and which thing it is, one sentence'),
  which: text.nullable().describe('file:line or a path'),
  remedy: text.describe('the next thing to do'),
  exitCode: z.int().describe(`exit code of the command: ${codes.join(', ')}`),
})

/** One line of JSON. */
export const failureSchema = z.object({
  v: z.literal(1),
  error: error.extend({ others: z.array(error).optional().describe('more of the same kind, found in the same look') }),
})

type ErrorData = z.infer<typeof error>

const dataOf = ({ what, where, remedy, exitCode }: Failure): ErrorData => ({
  what,
  which: where ?? null,
  remedy,
  exitCode,
})

/** One line, with its line feed. */
export function failureLine(failure: Failure): string {
  const others = failure.others?.map(dataOf)
  return `${JSON.stringify({ v: 1, error: { ...dataOf(failure), ...(others && { others }) } })}\n`
}

/** The failure a line tells; null when it tells none. */
export function failureIn(line: string): Failure | null {
  if (!line.startsWith('{')) return null
  try {
    const parsed = failureSchema.safeParse(JSON.parse(line))
    if (!parsed.success) return null
    const { others, ...first } = parsed.data.error
    return { ...failureFrom(first), ...(others && { others: others.map(failureFrom) }) }
  } catch {
    return null
  }
}

const failureFrom = ({ what, which, remedy, exitCode }: ErrorData): Failure => ({
  what,
  ...(which !== null && { where: which }),
  remedy,
  exitCode: Object.values(exitCodes).find((code): code is ExitCode => code === exitCode) ?? exitCodes.failed,
})
