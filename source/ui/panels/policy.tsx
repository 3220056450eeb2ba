// Panel 3: the policy's decisions, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import { ruledVerdict, type Decision, type Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import { useLook } from '../draw/look.ts'
import { row, seg, withRight, type Row } from '../draw/row.tsx'
import { clockTime } from '../draw/times.ts'
import { verdictTones, verdictWord } from '../draw/verdicts.ts'
import { explainDialog } from '../dialogs/details.ts'
import { dialogLines, pagedColumns } from '../dialogs/message.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'
import { seenBy, underCursor } from './lists.ts'
import type { PanelFacts, PanelRow } from './panel-row.ts'
import { remembered } from './remembered.ts'

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

const newestFirst = remembered((decisions: Overview['decisions']) => all(decisions).toReversed())
const seen = seenBy<Decision>({
  idOf: ({ seq }) => String(seq),
  textOf: (decision) => {
    const { code, reason, rule, place, answer } = decision
    return `${ruledVerdict(decision)} ${code} ${reason} ${rule} ${place} ${answer ? `${answer.by} ${answer.reason}` : ''}`
  },
  fieldsOf: (decision) => ({
    job: decision.job,
    step: decision.step,
    verdict: ruledVerdict(decision),
    rule: decision.rule,
  }),
})
const listOf = ({ snapshot, filter, cursor }: PanelFacts) =>
  seen(newestFirst(snapshot.overview.decisions), filter, cursor)

export const policyPanel = {
  name: 'policy',
  place: 'left',
  tab: (words) => words.tabs.policy,
  count({ snapshot, words }) {
    const { deny } = snapshot.overview.totals
    return deny > 0 ? ` (${words.policy.denied(deny)})` : ''
  },
  hasFilter: true,
  list: listOf,
  enter(facts) {
    const decision = underCursor(listOf(facts))
    const { words } = facts
    if (!decision) return { type: 'say', text: words.list.noDecision }
    return { type: 'open', dialog: explainDialog(words, decision) }
  },
  copied: (facts) => underCursor(listOf(facts))?.code ?? '',
  paged(facts) {
    const decision = underCursor(listOf(facts))
    return decision && { type: 'page', lines: dialogLines(explainDialog(facts.words, decision), pagedColumns) }
  },
  View({ facts, place, isFocused }) {
    const { filter, isTyping, snapshot } = facts
    const { allow, ask, deny } = snapshot.overview.totals
    return (
      <PolicyPanel
        {...{ filter, isTyping, place, isFocused }}
        list={listOf(facts)}
        count={allow + ask + deny}
        denied={deny}
      />
    )
  },
} as const satisfies PanelRow
