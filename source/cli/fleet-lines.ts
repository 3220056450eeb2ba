// How a submitted loop stands in a list, and what is known of one.
import { printableLine } from '../core/printable.ts'
import type { QueuedLoop } from '../fleet/submission.ts'

export const isAsking = ({ state, standing }: QueuedLoop): boolean =>
  state === 'asks' || (state === 'running' && standing !== null && standing.question !== null)

/** Questions first; the rest as submitted. */
export const byNeed = (a: QueuedLoop, b: QueuedLoop): number => Number(isAsking(b)) - Number(isAsking(a))

const width = 'poisoned'.length

export function loopLine(loop: QueuedLoop): string {
  const { name, state, exitCode, attempt, worker, root, project, origin, standing } = loop
  const facts = [
    ...(exitCode === null ? [] : [`exit ${exitCode}`]),
    ...(standing?.job ? [`job ${standing.job}/${standing.maxJobs}`] : []),
    ...(standing?.step ? [`step ${standing.step}`] : []),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(worker ? [origin === null ? `worker ${worker.pid}` : `on ${worker.host}`] : []),
    ...(standing?.question && isAsking(loop) ? [`question ${standing.question}: ${standing.asks ?? ''}`] : []),
  ]
  const word = isAsking(loop) ? 'asks' : state
  const place = origin === null ? root : project
  return printableLine(`${name}  ${word.padEnd(width)}  ${place}${facts.length > 0 ? `  ${facts.join(', ')}` : ''}`)
}

/** All that is known of one. */
export function loopRows(loop: QueuedLoop): string {
  const rows: readonly (readonly [string, string])[] = [
    ['project', loop.project],
    ...(loop.team === '' ? [] : [['team', loop.team] as const]),
    ['submitted', `${loop.submittedAt} by ${loop.by}, from ${loop.root}`],
    ...(loop.origin === null ? [] : [['base', `${loop.origin.commit} of ${loop.origin.remote}`] as const]),
    ['attempts', `${loop.attempt}, ${loop.fruitless} of them since the last finished command`],
    ['changed', loop.at],
    ['cost', `$${(loop.standing?.costUsd ?? 0).toFixed(2)}`],
  ]
  return [loopLine(loop), ...rows.map(([name, value]) => printableLine(`  ${name.padEnd(9)}  ${value}`)), ''].join('\n')
}
