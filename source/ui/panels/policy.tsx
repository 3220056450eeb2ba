// Panel 3: the policy's decisions, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import type { Decision } from '../../views/overview.ts'
import { useLook } from '../look.ts'
import { row, seg, withRight, type Row, type Tone } from '../row.tsx'
import { clockTime } from '../times.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'

export const verdictTones: Record<Decision['verdict'], Tone> = { allow: 'plain', ask: 'warn', deny: 'bad' }
/** Upper case for what needs a person or stops something. */
export const verdictWord = (verdict: Decision['verdict']): string =>
  verdict === 'allow' ? verdict : verdict.toUpperCase()

export interface PolicyInput extends ListInput<Decision> {
  readonly count: number
  readonly denied: number
}

export const PolicyPanel = memo(function PolicyPanel({ count, denied, ...input }: PolicyInput): ReactNode {
  const { words } = useLook()
  const rowOf = useCallback((entry: Decision, columns: number) => decisionRow(entry, columns), [])
  return (
    <ListPanel
      {...input}
      title={`[3] ${words.panels.policy} (${count})`}
      note={denied > 0 ? words.policy.denied(denied) : ''}
      noteTone="bad"
      empty={words.list.noDecision}
      rowOf={rowOf}
    />
  )
})

export function decisionRow({ ts, verdict, code, reason, rule }: Decision, columns: number): Row {
  const word = seg(verdictWord(verdict).padEnd(6), verdictTones[verdict])
  // In a narrow list the command matters more than the rule.
  const right = verdict === 'allow' || columns < 60 ? [] : row(seg(` ${columns >= 90 ? reason : rule}`, 'dim'))
  return withRight(row(seg(`${clockTime(ts)} `, 'dim'), word, seg(code)), right, columns)
}
