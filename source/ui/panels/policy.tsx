// Panel 3: the policy's decisions, newest first.
import { memo, type ReactNode } from 'react'
import type { Decision } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import { innerColumns, innerRows, Panel } from '../panel.tsx'
import { row, seg, withRight, type Row, type Tone } from '../row.tsx'
import { clockTime } from '../times.ts'
import type { PanelInput } from './step.tsx'

const tones: Record<Decision['verdict'], Tone> = { allow: 'plain', ask: 'warn', deny: 'bad' }

export const PolicyPanel = memo(function PolicyPanel({
  snapshot,
  place,
  isFocused,
  frame,
  scroll,
}: PanelInput): ReactNode {
  const { decisions, totals } = snapshot.overview
  const count = totals.allow + totals.ask + totals.deny
  const newest = all(decisions).toReversed()
  const first = Math.min(scroll, Math.max(0, newest.length - innerRows(place.height)))
  const shown = newest.slice(first, first + innerRows(place.height))
  const columns = innerColumns(place.width)
  const rows =
    shown.length > 0 ? shown.map((decision) => decisionRow(decision, columns)) : [row(seg('no decision yet', 'dim'))]
  const note = totals.deny > 0 ? `${totals.deny} deny` : ''
  return <Panel {...place} {...{ title: `[3] Policy (${count})`, note, noteTone: 'bad', rows, isFocused, frame }} />
})

export function decisionRow({ ts, verdict, code, reason, rule }: Decision, columns: number): Row {
  const word = verdict === 'allow' ? 'allow' : verdict.toUpperCase()
  const left = row(seg(`${clockTime(ts)} `, 'dim'), seg(word.padEnd(6), tones[verdict]), seg(code))
  // In a narrow list the command matters more than the name of the rule.
  const right = verdict === 'allow' || columns < 60 ? [] : row(seg(` ${columns >= 90 ? reason : rule}`, 'dim'))
  return withRight(left, right, columns)
}
