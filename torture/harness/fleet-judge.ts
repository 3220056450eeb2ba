// What a fleet has on record against what its commands wrote down themselves: nothing lost, nothing run again, nothing of a zombie.
import * as z from 'zod'
import type { FleetLoop } from './fleet.ts'

export const eventRows = z.array(
  z.object({ loop: z.string(), seq: z.coerce.number(), attempt: z.int(), line: z.string() }),
)
type EventRow = z.infer<typeof eventRows>[number]

const told = z.looseObject({
  type: z.string(),
  job: z.int().nullish(),
  step: z.int().nullish(),
  index: z.int().nullish(),
  code: z.string().nullish(),
})

export interface Judged {
  readonly broken: readonly string[]
  /** Commands that began more than once, each of them known as in doubt. */
  readonly again: number
}

export function judgeLoop(
  { name, commands, left }: FleetLoop,
  rows: readonly EventRow[],
  ledger: readonly string[],
): Judged {
  const broken: string[] = []
  let again = 0
  const events = rows.map(({ seq, attempt, line }) => ({ ...told.parse(JSON.parse(line)), seq, attempt }))
  for (const [i, { seq, attempt }] of events.entries()) {
    if (seq !== i + 1) broken.push(`${name}: line ${i + 1} has the number ${seq}`)
    if (attempt < (events[i - 1]?.attempt ?? 0))
      broken.push(`${name}: line ${seq} is of attempt ${attempt}, behind a later one`)
  }
  if (events.at(-1)?.type !== 'run.ended') broken.push(`${name}: its journal ends with ${events.at(-1)?.type}`)
  const tree = left()
  if (tree !== commands.map((each) => `${each}\n`).join(''))
    broken.push(`${name}: its tree holds ${JSON.stringify(tree)}`)
  for (const command of commands) {
    const starts = events.filter(({ type, code }) => type === 'command.started' && code?.includes(`begin ${command} `))
    const [first] = starts
    const finishes = events.filter(
      ({ type, job, step, index }) =>
        type === 'command.finished' && job === first?.job && step === first?.step && index === first?.index,
    )
    const [finish] = finishes
    if (finishes.length !== 1 || !finish) {
      broken.push(`${command}: ${finishes.length} finishes on record`)
      continue
    }
    if (starts.some(({ seq }) => seq > finish.seq)) broken.push(`${command}: started again behind its finish`)
    const begun = ledger.flatMap((line) => (line.startsWith(`begin ${command} `) ? [Number(line.split(' ')[2])] : []))
    again += Math.max(0, begun.length - 1)
    for (const attempt of new Set(begun)) {
      const times = begun.filter((each) => each === attempt).length
      const recorded = starts.filter((each) => each.attempt === attempt).length
      if (times > recorded) broken.push(`${command}: begun ${times} times by attempt ${attempt}, ${recorded} on record`)
      if (attempt > finish.attempt)
        broken.push(`${command}: begun by attempt ${attempt}, finished by ${finish.attempt}`)
    }
    if (begun.length === 0) broken.push(`${command}: on record, but never begun`)
  }
  return { broken, again }
}
