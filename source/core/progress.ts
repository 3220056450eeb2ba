// Does a step get anywhere? Judged by its effect: the tree it leaves and what its commands said, never by their text.
import type { State, StepState } from './state.ts'

/** Effects that are remembered; a loop that comes round later than this is not seen. */
const maxSeen = 200

/**
 * Folds a look at the tree behind the step before: it got nowhere when the same tree with the same output was there
 * before in this job. Without `tree` nothing is judged.
 */
export function withProgress(state: State, tree: string | undefined): State {
  const { job } = state
  if (!job || tree === undefined) return state
  const nothing = `${tree} ${emptyOutput}`
  if (job.lastOutput === null) return { ...state, job: { ...job, seen: remember(job.seen, nothing) } }
  const effect = `${tree} ${job.lastOutput}`
  const stalledSteps = job.seen.includes(effect) ? job.stalledSteps + 1 : 0
  const seen = remember(remember(job.seen, effect), nothing)
  return { ...state, job: { ...job, stalledSteps, lastOutput: null, seen } }
}

const remember = (seen: readonly string[], effect: string): readonly string[] =>
  seen.includes(effect) ? seen : [...seen, effect].slice(-maxSeen)

/** A mark of what the step's commands said: exit codes and output, without what differs each time. */
export function outputOf({ commands }: StepState): string {
  const said = commands.flatMap(({ result }) =>
    result && result.outcome !== 'left out'
      ? [`${result.outcome} ${result.exitCode} ${timeless(result.stdout.text)} ${timeless(result.stderr.text)}`]
      : [],
  )
  // A command that says nothing and succeeds is no news either.
  return mark(said.filter((text) => text.trim() !== 'exited 0').join('\n'))
}

/** Dates, times, durations, process numbers and random names: a step that differs in these alone said the same. */
const passing: readonly RegExp[] = [
  /\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?/g,
  /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* +\d{1,2}(?:,? \d{4})?\b/g,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g,
  /\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AP]M)?(?: [A-Z]{3,4})?(?: \d{4})?\b/g,
  /\b1[6-9]\d{8}(?:[.,]?\d{3,9})?\b/g,
  /\b\d+(?:[.,]\d+)? ?(?:ns|us|µs|ms|s|sec|secs|seconds?|min|mins|minutes?)\b/g,
  /\b\d+m\d+(?:[.,]\d+)?s\b/g,
  /\bpid[:= ]*\d+/gi,
  /\[\d+\](?: \d+)?/g,
  /\b0x[0-9a-f]{4,}\b/gi,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\btmp[.-]?[A-Za-z0-9_]{6,}\b/g,
]

const timeless = (text: string): string => passing.reduce((left, pattern) => left.replace(pattern, '·'), text).trim()

/** Two mixed 32-bit sums and the length: to tell texts apart, not to guard anything. */
function mark(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 13)
  }
  return `${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}.${text.length}`
}

const emptyOutput = mark('')
