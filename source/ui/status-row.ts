// The line below the panels: what was just said, else what a person should know now.
import { all } from '../views/recent.ts'
import type { Words } from './language/words.ts'
import { row, seg, withRight, type Row, type Segment, type Tone } from './row.tsx'
import type { Snapshot } from './store.ts'
import { clockTime } from './times.ts'

export interface Said {
  readonly text: string
  readonly tone: Tone
}

export interface StatusFacts {
  readonly snapshot: Snapshot
  readonly said: Said | null
  readonly away: string | null
  readonly isReadOnly: boolean
  /** A question is open and not on the screen. */
  readonly isAskedElsewhere: boolean
}

export function statusRow(facts: StatusFacts, words: Words, columns: number): Row {
  return withRight(row(' ', ...main(facts, words)), row(...steering(facts, words), ' '), columns)
}

function main({ snapshot, said, away, isAskedElsewhere }: StatusFacts, words: Words): Segment[] {
  if (said) return [seg(said.text, said.tone)]
  if (snapshot.trouble) return [seg(snapshot.trouble, 'bad')]
  if (isAskedElsewhere) return [seg(words.question.elsewhere, 'warn')]
  if (away) return [seg(`* ${away}  `), seg(words.away.keys, 'dim')]
  const denied = all(snapshot.overview.decisions).findLast(({ verdict }) => verdict === 'deny')
  if (!denied) return []
  const rule = denied.rule === '' ? '' : ` (${denied.rule})`
  return [seg(`${words.policy.last} ${clockTime(denied.ts)} ${denied.code}${rule}`, 'dim')]
}

/** Who steers is told where it is not oneself. */
function steering({ snapshot, isReadOnly }: StatusFacts, words: Words): Segment[] {
  if (isReadOnly) return [seg(`  ${words.control.watching}`, 'dim')]
  const { isMine, by } = snapshot.control
  if (isMine) return []
  return [seg(`  ${by === null ? words.control.free : words.control.other(by)}`, 'warn')]
}
