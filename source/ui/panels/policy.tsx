// Panel 3: the policy's decisions, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import type { Decision } from '../../views/overview.ts'
import { useLook } from '../draw/look.ts'
import { row, seg, withRight, type Row } from '../draw/row.tsx'
import { clockTime } from '../draw/times.ts'
import { ruledVerdict, verdictTones, verdictWord } from '../draw/verdicts.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'

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

export function decisionRow(decision: Decision, columns: number): Row {
  const { ts, code, reason, rule, answer } = decision
  const verdict = ruledVerdict(decision)
  const word = seg(verdictWord(verdict).padEnd(6), verdictTones[verdict])
  const by = answer ? `${answer.answer} ${answer.by}${answer.reason && `: ${answer.reason}`}` : ''
  // In a narrow list the command matters more than the rule.
  const right = verdict === 'allow' || columns < 60 ? [] : row(seg(` ${by || (columns >= 90 ? reason : rule)}`, 'dim'))
  return withRight(row(seg(`${clockTime(ts)} `, 'dim'), word, seg(code)), right, columns)
}
