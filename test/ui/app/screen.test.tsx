import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { languages } from '../../../source/ui/words/words.ts'
import { asciiFrame } from '../../../source/ui/draw/look.ts'
import { panelOrder } from '../../../source/ui/panels/table.ts'
import { widthOf } from '../../../source/ui/draw/width.ts'
import { asked, asks } from '../../helpers/asking.ts'
import { draw, focused, snapshotOf } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'

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
const wide = { columns: 120, rows: 40 }
const small = { columns: 80, rows: 24 }

describe('every row fits the screen, in both languages, whatever is in focus', () => {
  const moments = [
    ['before anything', []],
    ['in the middle', executing],
    ['at the end', [...executing, f.stepFinished('fatal_error', { error: 'x', detail: long })]],
  ] as const
  for (const language of languages)
    for (const [columns, rows] of [
      [200, 60],
      [120, 40],
      [110, 30],
      [100, 40],
      [80, 24],
      [60, 15],
      [59, 14],
      [20, 5],
    ] as const)
      test(`${language} ${columns}x${rows}`, () => {
        for (const [title, facts] of moments)
          for (const focus of panelOrder) {
            const lines = draw(snapshotOf(facts, { live: `${long}\n\tx` }), {
              columns,
              rows,
              language,
              view: focused(focus),
            })
            assert.ok(lines.length <= rows - 1, 'one row stays free')
            // Ink trims the end of rows without a frame.
            for (const line of lines)
              assert.ok(
                widthOf(line) <= columns && (line.includes('│') ? widthOf(line) === columns : true),
                `${title} ${focus}: ${line}`,
              )
          }
      })
})

describe('the wide screen', () => {
  const text = (more = {}) => draw(snapshotOf(executing, more), wide).join('\n')
  test('shows the panels: step, run with job_loop counters, jobs, policy, checkpoints, events', () => {
    for (const title of [
      '[0] Job 1 > Step 1',
      '[1] Run and job_loop',
      '[2] Jobs',
      '[3] Policy (2)',
      '[4] Checkpoints (0)',
      '[5] Events',
    ])
      assert.ok(text().includes(title), title)
  })
  test('shows the pipeline, and loudly where it stands', () => {
    assert.match(text(), /draft ok > review ok > final ok > policy DENY > EXECUTE 0\/1 > done\?/)
    assert.match(text(), /\$ echo one +allow +RUNNING/)
    assert.match(text(), /\$ rm -rf .* DENY/)
  })
  test('names what is missing for done', () => {
    const checked = f.doneChecked(false)
    const missing = { ...checked, results: [{ check: 'x', holds: false, reason: 'no result yet' }] } as typeof checked
    assert.match(draw(snapshotOf([...f.inStep(), missing]), wide).join('\n'), /done\? no result yet/)
  })
  test('shows what the running command says, the end of it', () => {
    const live = Array.from({ length: 100 }, (_, i) => `line ${i}`).join('\n')
    assert.ok(text({ live }).includes('line 99') && !text({ live }).includes('line 10 '))
  })
  test('shows which model speaks', () => {
    const asking = draw(
      snapshotOf([...f.inStep(), f.doneChecked(false), f.asked('draft')], { live: '{"thought"' }),
      wide,
    )
    assert.match(asking.join('\n'), /-- draft \(m\) -+ *│?[^]*\{"thought"/)
  })
  test('scrolled back it says so', () => {
    const live = Array.from({ length: 100 }, (_, i) => `line ${i}.`).join('\n')
    const back = draw(snapshotOf(executing, { live }), { ...wide, view: { scrolled: 1000 } }).join('\n')
    assert.ok(back.includes('line 0.') && back.includes('PAUSED -'))
  })
  test('zoomed, the panel in focus has the screen for itself', () => {
    const lines = draw(snapshotOf(executing), { ...wide, view: focused('events', { isZoomed: true }) })
    assert.ok(lines.join('\n').includes('[5] Events') && !lines.join('\n').includes('[0] Job'))
    assert.equal(widthOf(lines[1] ?? ''), 120)
  })
})

describe('smaller screens', () => {
  test('tabs keep their names as long as they fit, and what is live is told once', () => {
    const lines = draw(snapshotOf(executing), { columns: 60, rows: 15 })
    assert.match(lines[1] ?? '', /^\[0 Step\] 1 Run 2 Jobs 3 Policy 4 Checkpoints 5 Events +LIVE *$/)
    assert.equal(lines.join('\n').split('LIVE').length, 2)
  })
  test('numbers of events stand below one another', () => {
    const many = [...executing, ...Array.from({ length: 90 }, () => f.commandFinished(0))]
    const lines = draw(snapshotOf(many), { ...small, view: focused('events'), checkpoints: [] })
    const at = lines.filter((line) => line.includes('│ #')).map((line) => line.indexOf('command.finished'))
    assert.equal(new Set(at.filter((column) => column > 0)).size, 1)
  })
  test('how a run ended is told in two rows where one is too short', () => {
    const reason = 'job_loop_complete: max_jobs(3)に到達、これ以上のジョブはありません、ループを終わります'
    const ended = { type: 'run.ended', run: 1, why: 'loop_complete', endReason: reason, exitCode: 0 } as const
    const text = draw(snapshotOf([...executing, ended], { isRunning: false }), { columns: 110, rows: 30 }).join('\n')
    assert.match(text, /end +job_loop_complete.*\n│ {11}\S+.*reached/)
  })
  test('80x24 shows one panel at a time under tabs', () => {
    const lines = draw(snapshotOf(executing), { ...small, view: focused('policy') })
    assert.match(lines[1] ?? '', /0 Step +1 Run +2 Jobs +\[3 Policy \(1 deny\)\] +4 Checkpoints/)
    assert.ok(lines.join('\n').includes('[3] Policy (2)') && !lines.join('\n').includes('[0] Job'))
  })
  test('below 60x15 stand as many facts as there are rows, the most important first', () => {
    assert.deepEqual(
      draw(snapshotOf(executing), { columns: 24, rows: 5 }).map((line) => line.trim()),
      ['RUNNING', 'job 1/4 step 1', '0:00:59', '1 allow  0 ask  1 deny'],
    )
  })
  test('a question comes first on a very small screen, and no fact is cut where a shorter form fits', () => {
    const facts = [...executing.slice(0, -3), asks(1, 'R1'), asked({ 1: ['R1'] })]
    const rows = (language: 'en' | 'ja') =>
      draw(snapshotOf(facts), { columns: 20, rows: 8, language }).map((line) => line.trim())
    assert.deepEqual(rows('en'), ['ASK', '$ rm -rf ああああ..', 'job 1/4 step 1', '0:00:59', 'deny 0', '0 failed'])
    assert.deepEqual(rows('ja').slice(2), ['ジョブ 1', '0:00:59', '拒否 0', '失敗 0'])
  })
  test('below 20x3 one word', () => {
    assert.deepEqual(draw(snapshotOf(executing), { columns: 19, rows: 5 }), ['RUNNING'])
  })
})

describe('the words around the panels', () => {
  test('a run that died without a word says CRASHED', () => {
    assert.match(draw(snapshotOf(executing, { isRunning: false }), small)[0] ?? '', /CRASHED/)
  })
  test('experimental behaviour is told, as the runbook demands', () => {
    const s5 = f.runStarted({ s5_settings: { enabled: true, job_loop: { enabled: true, max_jobs: 2 } } })
    assert.match(draw(snapshotOf([f.loopStarted(), s5]), small)[0] ?? '', /RUNNING \(experimental\)/)
    assert.doesNotMatch(draw(snapshotOf(executing), small)[0] ?? '', /experimental/)
  })
  test('trouble with the journal stands in the status line', () => {
    const lines = draw(snapshotOf(executing, { trouble: 'journal.ndjson:5: broken' }), small)
    assert.match(lines.at(-2) ?? '', /journal\.ndjson:5: broken/)
  })
  test('the hints say that the run goes on without the viewer', () => {
    assert.match(draw(snapshotOf(executing), small).at(-1) ?? '', /q leave \(run goes on\)/)
  })
  test('who steers is told where it is somebody else', () => {
    const lines = draw(snapshotOf(executing, { control: { isMine: false, by: 'op (pts/3)' } }), small)
    assert.match(lines.at(-2) ?? '', /op \(pts\/3\) steers, ctrl\+t takes control/)
  })
})

describe('the header', () => {
  const header = (columns: number, more = {}, dirty = 2) => {
    const repository = { branch: 'main', dirty }
    return draw(snapshotOf(executing, more), { columns, rows: 24, repository })[0]?.trimEnd() ?? ''
  }
  test('tells the branch, and how many files are not committed', () => {
    assert.match(header(100), /  work@main \(2 dirty\)  0:00:59  deny 1  ! 1$/)
    assert.match(header(100, {}, 0), /  work@main  0:00:59/)
  })
  test('tells how many look on, from two on', () => {
    assert.doesNotMatch(header(100), /watch/)
    assert.match(header(100, { viewers: 3 }), /watch:3$/)
  })
  test('drops fields one by one as it gets narrower, the least useful first', () => {
    const fields = [/job 1\/4 step 1/, /0:00:59/, /deny 1/, /watch:2/, /work@main/, /2 dirty/]
    const shown = (columns: number) => fields.filter((field) => field.test(header(columns, { viewers: 2 }))).length
    const counts = Array.from({ length: 61 }, (_, i) => shown(60 + i))
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => a - b),
    )
    assert.equal(counts.at(-1), fields.length)
  })
})

test('hostile text stays text', () => {
  const facts = executing.map((fact) =>
    fact.type === 'job.started' ? f.jobStarted({ index: 1, name: '\u001B]0;x\u0007\u001B[2J\u202Eevil\r' }) : fact,
  )
  const text = draw(snapshotOf(facts, { live: '\u001B]52;c;x\u0007\u0000a\u009Bb' }), wide).join('\n')
  // oxlint-disable-next-line no-control-regex -- control characters are the point
  assert.doesNotMatch(text.replaceAll(/\u001B\[[0-9;]*m/g, ''), /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/)
})

test('with the ASCII frame nothing of the screen is wider on one terminal than on another', () => {
  for (const language of languages) {
    const lines = draw(snapshotOf(f.inStep()), { ...wide, language, look: { frame: asciiFrame }, view: focused('run') })
    assert.match(lines.join('\n'), /^\+= \[1\] /m)
    // Every character is ASCII or wide everywhere.
    for (const character of lines.join('')) assert.ok(character <= '~' || widthOf(character) === 2, character)
  }
})
