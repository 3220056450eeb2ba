// The line below the panels: what was just said, else what a person should know now.
import { ruledVerdict } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import type { Away } from './away.ts'
import type { Words } from '../words/words.ts'
import { row, rowWidth, seg, withRight, type Row, type Segment } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import type { Snapshot } from './store.ts'
import { clockTime } from '../draw/times.ts'

export interface SaidNow {
  readonly text: string
  readonly tone: Tone
  /** Said while the same was asked as now. */
  readonly isFresh?: boolean
}

export interface StatusFacts {
  readonly snapshot: Snapshot
  readonly said: SaidNow | null
  /** `left`: how much of it needs a person and was not visited yet. */
  readonly away: (Away & { readonly left: number }) | null
  readonly isReadOnly: boolean
  /** A question is open and not on the screen. */
  readonly isAskedElsewhere: boolean
}

export function statusRow(facts: StatusFacts, words: Words, columns: number): Row {
  const message = messageOf(facts, words)
  const left = row(' ', ...(message?.text ?? lastDenied(facts, words)))
  const keys = message?.keys ?? []
  const steers = steering(facts, words)
  // What a person should know now is not cut for what was so before.
  const isTight = message !== null && rowWidth([...left, ...keys, ...steers]) >= columns
  return withRight(left, row(...keys, ...(isTight ? [] : steers), ' '), columns)
}

interface Message {
  readonly text: readonly Segment[]
  /** Never cut. */
  readonly keys?: readonly Segment[]
}

function messageOf({ snapshot, said, away, isAskedElsewhere }: StatusFacts, words: Words): Message | null {
  // A message that was said before a question came never covers it.
  if (isAskedElsewhere && !said?.isFresh) return { text: [seg(words.question.elsewhere, 'warn')] }
  if (said) return { text: [seg(said.text, said.tone)] }
  if (snapshot.trouble) return { text: [seg(snapshot.trouble, 'bad')] }
  const note = snapshot.far?.note
  if (snapshot.far && note)
    return { text: [seg(words.far[note](clockTime(new Date(snapshot.far.at).toISOString())), 'warn')] }
  if (away) return { text: [seg(`* ${away.text}`)], keys: [seg(`  ${words.away.keys(away.left)}`, 'dim')] }
  return null
}

function lastDenied({ snapshot }: StatusFacts, words: Words): Segment[] {
  const denied = all(snapshot.overview.decisions).findLast((decision) => ruledVerdict(decision) === 'deny')
  if (!denied) return []
  const rule = denied.rule === '' ? '' : ` (${denied.rule})`
  return [seg(words.policy.last, 'bad'), seg(` ${clockTime(denied.ts)} ${denied.code}${rule}`, 'dim')]
}

/** Who steers is told where it is not oneself. */
function steering({ snapshot, isReadOnly }: StatusFacts, words: Words): Segment[] {
  if (isReadOnly) return [seg(`  ${words.control.watching}`, 'dim')]
  const { isMine, by } = snapshot.control
  if (isMine) return []
  return [seg(`  ${by === null ? words.control.free : words.control.other(by)}`, 'warn')]
}
