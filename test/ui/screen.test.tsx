import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { renderToString } from 'ink'
import { initialOverview, evolveOverview } from '../../source/views/overview.ts'
import { Screen } from '../../source/ui/app.tsx'
import { layoutFor, type PanelName } from '../../source/ui/layout.ts'
import { asciiFrame, lineFrame } from '../../source/ui/panel.tsx'
import type { Snapshot } from '../../source/ui/store.ts'
import { widthOf } from '../../source/ui/width.ts'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const snapshotOf = (facts: Fact[], more: Partial<Snapshot> = {}): Snapshot => ({
  overview: f.eventsOf(...facts).reduce(evolveOverview, initialOverview),
  isRunning: true,
  live: '',
  now: Date.parse('2026-01-02T03:05:05.000Z'),
  trouble: null,
  ...more,
})

function screen(snapshot: Snapshot, columns: number, rows: number, focus: PanelName = 'step', scroll = 0): string[] {
  const layout = layoutFor(columns, rows)
  const node = (
    <Screen
      {...{ snapshot, layout, columns, focus, frame: lineFrame, root: '/srv/work' }}
      scrolls={{ [focus]: scroll }}
    />
  )
  return renderToString(node, { columns }).split('\n')
}

const long = 'あ'.repeat(300)
const executing = [
  f.loopStarted(),
  f.runStarted(f.looping(4)),
  f.payloadRead(),
  f.jobStarted({ index: 1, name: 'uriage' }),
  f.stepStarted(),
  f.doneChecked(false),
  ...f.agreed(f.bash('echo one', `rm -rf ${long}`), long),
  f.judged(0, 'allow'),
  f.judged(1, 'deny'),
  f.snapshotSkipped,
  f.commandStarted(0),
]

describe('every row has exactly the width of the screen', () => {
  for (const [columns, rows] of [
    [200, 60],
    [120, 40],
    [110, 30],
    [100, 40],
    [80, 24],
    [60, 15],
  ] as const)
    for (const [title, facts] of [
      ['before anything', []],
      ['in the middle', executing],
      ['at the end', [...executing, f.stepFinished('fatal_error', { error: 'x', detail: long })]],
    ] as const)
      test(`${columns}x${rows} ${title}`, () => {
        const lines = screen(snapshotOf([...facts], { live: `${long}\n\tx` }), columns, rows)
        assert.ok(lines.length <= rows - 1, 'one row stays free')
        // Ink trims the end of rows without a frame.
        for (const line of lines.slice(1, -1))
          assert.ok(widthOf(line) <= columns && (line.includes('│') ? widthOf(line) === columns : true), line)
      })
})

describe('the wide screen', () => {
  test('shows the four panels: step, run with job_loop counters, policy decisions, checkpoint history', () => {
    const text = screen(snapshotOf(executing), 120, 40).join('\n')
    for (const title of ['[0] Job 1 > Step 1', '[1] Run and job_loop', '[3] Policy (2)', '[4] Checkpoints (0)'])
      assert.ok(text.includes(title), title)
  })
  test('shows the pipeline, and loudly where it stands', () => {
    const text = screen(snapshotOf(executing), 120, 40).join('\n')
    assert.match(text, /draft ok > review ok > final ok > policy DENY > EXECUTE 0\/1 > done/)
    assert.match(text, /\$ echo one +allow +RUNNING/)
    assert.match(text, /\$ rm -rf .* DENY/)
  })
  test('shows the job_loop counters with their progress', () => {
    const done = [...executing, f.stepFinished('done'), f.jobFinished(1)]
    assert.match(screen(snapshotOf(done), 120, 40).join('\n'), /jobs +\[#####\.+\] 1 of 4/)
  })
  test('shows what the running command says, the end of it', () => {
    const live = Array.from({ length: 100 }, (_, i) => `line ${i}`).join('\n')
    const text = screen(snapshotOf(executing, { live }), 120, 40).join('\n')
    assert.ok(text.includes('line 99') && !text.includes('line 10 '))
  })
  test('scrolled back it says so, and new lines do not move it off the top', () => {
    const live = Array.from({ length: 100 }, (_, i) => `line ${i}.`).join('\n')
    const text = screen(snapshotOf(executing, { live }), 120, 40, 'step', 1000).join('\n')
    assert.ok(text.includes('line 0.') && text.includes('PAUSED'))
  })
  test('decisions stand newest first, with words for the verdict', () => {
    const lines = screen(snapshotOf(executing), 120, 40)
    const deny = lines.findIndex((line) => /DENY +rm -rf/.test(line))
    const allow = lines.findIndex((line) => /allow +echo one/.test(line))
    assert.ok(deny > 0 && deny < allow)
  })
})

describe('smaller screens', () => {
  test('80x24 shows one panel at a time under tabs', () => {
    const lines = screen(snapshotOf(executing), 80, 24, 'policy')
    assert.match(lines[1] ?? '', /0 Step {3}1 Run {2}\[3 Policy \(1 deny\)\] {2}4 Checkpoints/)
    assert.ok(lines.join('\n').includes('[3] Policy (2)') && !lines.join('\n').includes('[0] Job'))
  })
  test('below 60x15 one line of facts, below 20x3 one word', () => {
    assert.equal(screen(snapshotOf(executing), 50, 10).length, 1)
    assert.deepEqual(screen(snapshotOf(executing), 19, 5), ['RUNNING'])
  })
})

test('a run that died without a word says CRASHED', () => {
  assert.match(screen(snapshotOf(executing, { isRunning: false }), 80, 24)[0] ?? '', /CRASHED/)
})

test('trouble with the journal stands in the last row', () => {
  assert.match(
    screen(snapshotOf(executing, { trouble: 'journal.ndjson:5: broken' }), 80, 24).at(-1) ?? '',
    /journal\.ndjson:5: broken/,
  )
})

test('hostile text stays text', () => {
  const facts = executing.map((fact) =>
    fact.type === 'job.started' ? f.jobStarted({ index: 1, name: '\u001B]0;x\u0007\u001B[2J\u202Eevil\r' }) : fact,
  )
  const text = screen(snapshotOf(facts, { live: '\u001B]52;c;x\u0007\u0000a\u009Bb' }), 120, 40).join('\n')
  // oxlint-disable-next-line no-control-regex -- control characters are the point
  assert.doesNotMatch(text.replaceAll(/\u001B\[[0-9;]*m/g, ''), /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/)
})

test('the ASCII frame draws with characters that are one column everywhere', () => {
  const layout = layoutFor(80, 24)
  const node = (
    <Screen
      snapshot={snapshotOf([])}
      columns={80}
      focus="run"
      scrolls={{}}
      frame={asciiFrame}
      root="/"
      layout={layout}
    />
  )
  assert.match(renderToString(node, { columns: 80 }), /^\+= \[1\] Run and job_loop =+\+$/m)
})
