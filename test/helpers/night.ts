// The facts of a loop's night: jobs that went well, denies, failures, rejections, a limit that ended it.
import type { Fact } from '../../source/core/event.ts'
import * as f from './facts.ts'

/** The same facts in another job and step. */
const moved = (facts: readonly Fact[], job: number, step: number): Fact[] =>
  facts.map((fact) => Object.assign({}, fact, 'job' in fact && { job }, 'step' in fact && { step }))

const long = `awk -F, '$2 == "tokyo" { s += $3 } END { print s }' data/sales.csv > reports/2025-01-東京の売上.md`

function stepOf(job: number): Fact[] {
  const well = [f.judged(0, 'allow'), f.snapshotSkipped, f.commandStarted(0), f.commandFinished(0)]
  if (job % 9 === 0) return [f.judged(0, 'deny', 'deletes outside of the project'), f.stepFinished('deny')]
  if (job % 7 === 0) return [...well.slice(0, 3), f.commandFinished(0, { exitCode: 2 }), f.stepFinished('execute')]
  return [...well, f.stepFinished('execute')]
}

/** `jobs` of `of` were done when the money was used up. */
export function nightFacts(jobs: number, of: number): Fact[] {
  const [loop, run] = [f.loopStarted(), f.runStarted(f.looping(of), { limits: { max_cost_usd: 5 } }, { until: 'loop' })]
  const facts = [loop, run]
  for (let job = 1; job <= jobs; job++) {
    const begun = [f.payloadRead(), f.jobStarted({ index: job, name: 'monthly-report' }), f.stepStarted(1)]
    const replies = f.agreed(f.bash(job % 9 === 0 ? 'rm -rf ../archive' : long))
    const asked = [f.asked('draft'), f.answered('draft', '{}'), ...replies]
    facts.push(...moved([...begun, ...asked, ...stepOf(job)], job, 1))
    if (job % 13 === 0) facts.push(...moved([f.stepStarted(2), f.stepFinished('rejected')], job, 2))
    facts.push({ type: 'job.finished', job, index: job, step: 1 })
  }
  return [
    ...facts,
    { type: 'limit.reached', limit: 'max_cost_usd', allowed: 5, used: 4.98, needed: 0.05 },
    { type: 'run.ended', run: 1, why: 'limit', endReason: 'limit: max_cost_usd 5 (used 4.98)', exitCode: 4 },
  ]
}
