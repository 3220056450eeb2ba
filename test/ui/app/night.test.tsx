import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../../source/core/event.ts'
import { en } from '../../../source/ui/words/en/en.ts'
import { timelineRows } from '../../../source/ui/dialogs/timeline.ts'
import { rowText } from '../../../source/ui/draw/row.tsx'
import { all } from '../../../source/views/recent.ts'
import { draw, focused, snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import { answered, asked, asks } from '../../helpers/asking.ts'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const limited: readonly Fact[] = [
  ...f.afterReplies(f.bash('rm -rf src'), f.looping(3), { limits: { max_cost_usd: 5 } }),
  f.judged(0, 'deny', 'too wide'),
  f.stepFinished('deny'),
  { type: 'limit.reached', limit: 'max_cost_usd', allowed: 5, used: 5, needed: 0 },
  { type: 'run.ended', run: 1, why: 'limit', endReason: 'limit: max_cost_usd', exitCode: 4 },
]
const ended = snapshotOf(limited, { isRunning: false })

describe('when nothing runs panel 0', () => {
  for (const [columns, rows] of [
    [120, 40],
    [100, 30],
    [80, 24],
    [60, 15],
  ] as const)
    for (const language of ['en', 'ja'] as const)
      test(`tells how the loop ended: ${columns}x${rows} ${language}`, () => {
        const text = draw(ended, { columns, rows, language, view: focused('step') }).join('\n')
        assert.match(text, language === 'en' ? /outcome +a limit was reached/ : /結果 +上限に達しました/)
        assert.match(text, /rm -rf src/)
        if (language === 'ja') assert.match(text, /max_cost_usd の上限 \$5\.00 \(使用 \$5\.00\)/)
      })
  test('raises the limit with b, and goes on', async (t) => {
    const { press, sees, started } = driveScreen(t, { snapshot: ended })
    await sees('a limit was reached')
    await sees(' b raise and go on')
    press('b')
    await sees('Raise and go on: money')
    await sees('> [ Cancel ]')
    press(keys.tab)
    await sees('> [ Raise and go on ]')
    press(keys.enter)
    await until(() => started.length > 0)
    assert.deepEqual(started, [
      { mode: 'run', until: 'job', inDoubt: 'stop', raise: { limit: 'max_cost_usd', value: 10 } },
    ])
  })
})

describe('a run that died', () => {
  const died = [...f.afterReplies(f.bash('make'), {}, { limits: { max_minutes: 600 } }), f.commandStarted(0, 'make')]
  const now = Date.parse('2026-01-02T11:05:05.000Z')
  for (const focus of ['step', 'run'] as const)
    test(`has no time behind its last event, however late somebody looks: ${focus}`, () => {
      const seen = (isRunning: boolean) =>
        draw(snapshotOf(died, { isRunning, now }), { columns: 80, rows: 24, view: focused(focus) }).join('\n')
      assert.match(seen(true), / 8:00:59/)
      assert.doesNotMatch(seen(false), /8:00|8h|480/)
    })
})

test('the look that finds the steps used up is no step of its own', () => {
  const facts = [
    ...f.afterReplies(f.bash('ls'), { max_steps: 1 }),
    f.stepFinished('execute'),
    f.stepStarted(2),
    f.stepFinished('max_steps_reached'),
  ]
  const text = draw(snapshotOf(facts, { isRunning: false }), { columns: 80, rows: 24 })[0]
  assert.match(text ?? '', /step 1 /)
})

describe('!', () => {
  test('says that nothing needs anybody while that is so', async (t) => {
    const running = snapshotOf([...f.afterReplies(f.bash('ls')), f.judged(0, 'allow')])
    const { press, sees } = driveScreen(t, { snapshot: running })
    await sees('[0 Step]')
    press('!')
    await sees('nothing needs you')
  })
  test('tells which of how many it went to', async (t) => {
    const { press, sees } = driveScreen(t, { snapshot: ended })
    await sees('! 2')
    press('!')
    await sees('1 of 2: the run has ended')
  })
})

test('the time of a step is drawn in proportion, and what waited for a person stands out', () => {
  const { overview } = snapshotOf(limited)
  const [times] = all(overview.steps)
  assert.ok(times)
  const slow = { ...times, draft: 1000, waiting: 3000, executing: 4000, total: 8000 }
  const bar = timelineRows(en, [slow], 60).at(-1)
  const text = rowText(bar ?? [])
  const count = (sign: string) => text.split(sign).length - 1
  assert.ok(count('#') > count('?') && count('?') > 2 && text.endsWith('8s'))
})

test('tokens and money are never cut where the panel of the run is narrow', () => {
  const usage = { input: 127_822, output: 22_466, cached: 0 }
  const facts = [...f.inStep(), f.asked('draft'), { ...f.answered('draft', '{}'), usage, costUsd: 0.2613 } as Fact]
  for (const language of ['en', 'ja'] as const) {
    const text = draw(snapshotOf(facts), { columns: 120, rows: 40, language }).join('\n')
    assert.match(text, /127\.8k.*22\.5k.*\$0\.2613 /)
  }
})

test('a step that a person denied says by whom and why, beside DENY', () => {
  const facts = [
    ...f.afterReplies(f.bash('curl x')),
    asks(0, 'net'),
    asked({ 0: ['net'] }),
    answered('deny', { reason: 'no network' }),
  ]
  const text = draw(snapshotOf(facts), { columns: 120, rows: 40, view: focused('step') }).join('\n')
  assert.match(text, /DENIED by .*: no network/)
  assert.match(text, /\$ curl x +DENY/)
})
