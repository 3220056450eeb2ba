import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { startAsked } from '../helpers/asked-run.ts'
import { isNight } from '../helpers/by-day.ts'
import { loopOf, makeProject, program, writeResult, type CallOptions, type Project } from '../helpers/project.ts'
import { openTerminal, type TestTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const size = { columns: 120, rows: 40 }
const step = { commands: ['seq 50', 'sleep 0.02', writeResult], latencyMs: 10 }
const waiting = { commands: ['touch waiting; until test -e go; do sleep 0.02; done', writeResult] }

const lastSeq = (project: Project): number =>
  existsSync(project.path('logs/journal.ndjson')) ? project.text('logs/journal.ndjson').split('\n').length - 1 : 0

/** Waits until the loop has gone on by some events; how many, comes from a fixed row of numbers. */
const goesOnBy = async (project: Project, events: number): Promise<void> => {
  const goal = lastSeq(project) + events
  await until(() => lastSeq(project) >= goal || /"type":"run.ended"/.test(project.text('logs/journal.ndjson')))
}

describe('the run does not notice its viewers', () => {
  test('viewers killed by TERM, HUP, KILL and a closed terminal, at many moments of a loop', async (t) => {
    // Each way once by day.
    const kills = isNight ? 8 : 4
    const jobs = isNight ? 12 : 6
    const project = makeProject(t, { config: loopOf(jobs), steps: Array.from({ length: jobs }, () => step) })
    const first = openTerminal(t, ['run', '--loop', '--tui', '--root', project.root], size)
    await first.sees('[1] Run and job_loop')
    const ways: ((viewer: TestTerminal) => void)[] = [
      (viewer) => viewer.kill('SIGTERM'),
      (viewer) => viewer.kill('SIGHUP'),
      (viewer) => viewer.kill('SIGKILL'),
      (viewer) => viewer.hangUp(),
    ]
    let viewer = first
    for (let i = 0; i < kills; i++) {
      await goesOnBy(project, (i * 7) % 11)
      ways[i % ways.length]?.(viewer)
      await viewer.exited
      viewer = openTerminal(t, ['watch', '--root', project.root], size)
      await viewer.sees('[1] Run and job_loop')
    }
    await viewer.sees(new RegExp(`jobs +\\[#+\\] ${jobs} of ${jobs}`))
    const events = project.events()
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, i) => i + 1),
      'no event is lost',
    )
    assert.equal(events.filter(({ type }) => type === 'run.started').length, 1, 'one run did it all')
    const ended = events.at(-1)
    assert.ok(ended?.type === 'run.ended' && ended.why === 'loop_complete')
    await viewer.sees(`#${ended.seq}`)
    viewer.press('q')
    assert.equal(await viewer.exited, 0)
  })
})

describe('several viewers of one run', () => {
  test('three see the same, with their own sizes and languages; the first steers', async (t) => {
    const project = makeProject(t, { config: loopOf(1), steps: [waiting] })
    t.after(() => project.write('go', ''))
    const first = openTerminal(t, ['run', '--loop', '--tui', '--root', project.root], size)
    await until(() => existsSync(project.path('waiting')))
    // Who comes first steers, so the first must be there.
    await first.sees('p pause')
    const second = openTerminal(t, ['attach', '--root', project.root], size)
    const third = openTerminal(t, ['watch', '--lang', 'ja', '--root', project.root], { columns: 80, rows: 24 })
    await second.sees('steers, ctrl+t takes control')
    await third.sees('閲覧専用')
    await third.sees('閲覧:3')
    await first.sees('watch:3')
    // Whatever is said of the run is the same; the clock may be a second apart.
    const panels = (viewer: TestTerminal) => viewer.screen().slice(13, 36).join('\n').replaceAll(/\d+s/g, '')
    await until(
      () => panels(first) === panels(second),
      () => `${panels(first)}\n${panels(second)}`,
    )

    second.press('p')
    await second.sees('another viewer steers; ctrl+t takes control')
    second.press('\u0014')
    await second.sees('you steer now')
    await first.sees('steers now')
    second.press('p')
    await second.sees('asked to pause')
    first.press('p')
    await first.sees('another viewer steers; ctrl+t takes control')
    project.write('go', '')
    for (const viewer of [first, second]) await viewer.sees('PAUSED')
    await third.sees('一時停止中')
    second.press('p')
    for (const viewer of [first, second]) await viewer.sees('DONE')
    await third.sees('完了')
    const asked = project.events().find(({ type }) => type === 'run.pauseRequested')
    assert.match(asked && 'by' in asked ? asked.by : '', /\(pts\/\d+\)$/, 'who asked is told with the terminal')
    third.kill('SIGKILL')
    for (const viewer of [first, second]) await viewer.sees('watch:2')
    second.press('q')
    await second.exited
    await until(() => !first.screen().join('\n').includes('watch:'))
    first.press('q')
    await first.exited
    assert.deepEqual(readdirSync(project.path('logs/viewers')), [])
  })

  test('an open question: a late joiner sees it, the first answer wins, and all see who gave it', async (t) => {
    const project = makeProject(t, {
      steps: [{ commands: ['touch ask-one', writeResult] }, { commands: [writeResult] }],
    })
    const run = await startAsked(project)
    await run.isAsked(1)
    const first = openTerminal(t, ['attach', '--root', project.root], size)
    await first.sees('a allow once')
    const late = openTerminal(t, ['watch', '--lang', 'ja', '--root', project.root], size)
    await late.sees('質問 1: 実行してよいですか?')
    await late.sees('$ touch ask-one')
    first.press('d')
    await first.sees('> [ Cancel ]')
    first.press('別のファイルに')
    await first.sees('> [ Deny ]')
    first.press('\r')
    await first.sees('denied; the run hears it')
    for (const viewer of [first, late]) viewer.press('5+')
    await first.sees(/question 1: denied by .*\(pts\/\d+\): 別のファイルに/)
    await late.sees(/が拒否: 別のファイルに/)
    await run.ended
    assert.equal(existsSync(project.path('ask-one')), false)
    for (const viewer of [first, late]) {
      viewer.press('q')
      await viewer.exited
    }
  })
})

test('lines say the same as the screen: attach --plain, from the beginning of the run to its end', async (t) => {
  const project = makeProject(t, { config: loopOf(1), steps: [waiting] })
  const run = project.tos(['run', '--loop'])
  await until(() => existsSync(project.path('waiting')))
  let saying = 0
  const onStart: CallOptions['onStart'] = (child) => void child.stdout?.once('data', () => saying++)
  const lines = project.tos(['attach', '--plain', '--lang', 'ja'], { onStart })
  const json = project.tos(['watch', '--json'], { onStart })
  await until(() => saying === 2)
  project.write('go', '')
  await run
  const [plain, journal] = await Promise.all([lines, json])
  assert.equal(plain.code, 0)
  assert.match(plain.out, /^\d\d:\d\d:\d\d #2 実行 1 \(run\)/)
  assert.match(plain.out, /ジョブ 1 開始: sample\n/)
  assert.match(plain.out, /実行 1 終了: job_loop_complete.*\n$/)
  const text = readFileSync(project.path('logs/journal.ndjson'), 'utf8')
  assert.equal(journal.out, text.slice(text.indexOf('\n') + 1))
})

test('a dumb terminal gets lines', async (t) => {
  const project = makeProject(t, { config: loopOf(1), steps: [waiting] })
  const run = project.tos(['run', '--loop'])
  await until(() => existsSync(project.path('waiting')))
  const command = ['env', 'TERM=dumb', process.execPath, program, '--root', project.root] as const
  const terminal = openTerminal(t, [], { ...size, command })
  await terminal.sees('$ touch waiting')
  assert.equal(terminal.isAlternate(), false)
  assert.equal(readdirSync(project.path('logs/viewers')).length, 1, 'who reads lines looks on, too')
  project.write('go', '')
  assert.equal(await terminal.exited, 0)
  assert.deepEqual(readdirSync(project.path('logs/viewers')), [])
  await run
})
