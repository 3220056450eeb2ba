import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { asked } from '../../helpers/asking.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const running = f.afterReplies(f.bash('echo one', 'rm -rf build'), f.looping(3))
const judged = [
  ...running,
  f.judged(0, 'allow'),
  { ...f.judged(1, 'deny', 'no deletion'), rule: 'R03', place: 'config/tos.json:8', part: 'rm -rf' } as ReturnType<
    typeof f.judged
  >,
]
const ended = [
  ...judged,
  f.stepFinished('deny'),
  { type: 'run.ended', run: 1, why: 'deny', endReason: 'deny', exitCode: 1 } as const,
]

describe('keys that ask something of the run', () => {
  test('p asks to pause, and to go on when it is paused', async (t) => {
    const { press, sees, requests, store } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press('p')
    await sees('asked to pause')
    assert.deepEqual(requests(), [{ kind: 'pause', by: 'op (pts/3)' }])
    store.set(snapshotOf([...running, { type: 'run.pauseRequested', by: 'x' }, { type: 'run.paused', run: 1 }]))
    await sees('PAUSED')
    press('p')
    await sees('asked to go on')
    assert.deepEqual(requests(), [{ kind: 'resume', by: 'op (pts/3)' }])
  })
  test('what cannot be written down is told, and the screen stays', async (t) => {
    const { press, sees, project } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    writeFileSync(project.layout.inbox, 'no folder')
    press('p')
    await sees('cannot be written (ENOTDIR')
    press(keys.esc)
    await sees('[0 Step]')
  })
  test('S stops after the step, or now when the word is typed', async (t) => {
    const { press, sees, requests } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press('S')
    await sees('[ After this step ]')
    press(keys.tab)
    await sees('> [ After this step ]')
    press(keys.enter)
    await until(() => requests().some(({ kind }) => kind === 'stop'))
    await sees('asked to stop')
    press('S')
    await sees('[ Now ]')
    press(keys.tab)
    press(keys.tab)
    await sees('> [ Now ]')
    press(keys.enter)
    await sees('type stop:')
    await sees('> [ Cancel ]')
    press('stop')
    await sees('> [ Now ]')
    press(keys.enter)
    let stop: unknown
    await until(() => (stop = requests()[0]) !== undefined)
    assert.deepEqual(stop, { kind: 'stop', by: 'op (pts/3)', when: 'now' })
  })
  test('b raises a limit that is in force', async (t) => {
    const limited = f.afterReplies(f.bash('a'), {}, { limits: { max_cost_usd: 5 } })
    const { press, sees, requests } = driveScreen(t, { snapshot: snapshotOf(limited) })
    await sees('[0 Step]')
    press('b')
    await sees('[ money ]')
    press(keys.tab)
    await sees('> [ money ]')
    press(keys.enter)
    await sees('it is 5 now')
    await sees('[ Set it ]')
    press('10')
    await sees('tos raise max_cost_usd=10')
    press(keys.enter)
    await sees('asked for the new limit')
    assert.deepEqual(requests(), [{ kind: 'raise', by: 'op (pts/3)', limit: 'max_cost_usd', value: 10 }])
  })
  test('without control they only say so; watch never gets it', async (t) => {
    const other = { control: { isMine: false, by: 'someone' } }
    const viewer = driveScreen(t, { snapshot: snapshotOf(running, other) })
    await viewer.sees('someone steers')
    viewer.press('p')
    await viewer.sees('another viewer steers; ctrl+t takes control')
    assert.deepEqual(viewer.requests(), [])
    const watcher = driveScreen(t, { snapshot: snapshotOf(running, other), props: { isReadOnly: true } })
    await watcher.sees('only watching')
    watcher.press(keys.ctrlT)
    await watcher.sees('this viewer only watches')
    watcher.press('S')
    await watcher.sees('this viewer only watches')
  })
  test('ctrl+c asks whom it is meant for; q leaves at once', async (t) => {
    const viewer = driveScreen(t, { snapshot: snapshotOf(running) })
    await viewer.sees('[0 Step]')
    viewer.press(keys.ctrlC)
    await viewer.sees('> [ Stay ]')
    viewer.press(keys.esc)
    await viewer.sees('[0 Step]')
    assert.deepEqual(viewer.left, [])
    await viewer.sees('[0] Job 1')
    viewer.press('q')
    await until(() => viewer.left.length > 0)
    assert.deepEqual(viewer.left, ['leave'])
  })
  test('r goes on after an end; a command in doubt is run again only by choice', async (t) => {
    const doubtful = [...running, f.judged(0, 'allow'), f.snapshotSkipped, f.commandStarted(0)]
    const viewer = driveScreen(t, { snapshot: snapshotOf(doubtful, { isRunning: false }) })
    await viewer.sees('CRASHED')
    viewer.press('r')
    await viewer.sees('Nobody knows how far it came')
    await viewer.sees('[ Go on without it ]')
    viewer.press(keys.tab)
    viewer.press(keys.tab)
    await viewer.sees('> [ Run it again ]')
    viewer.press(keys.enter)
    await until(() => viewer.started.length > 0)
    assert.deepEqual(viewer.started, [{ mode: 'run', until: 'job', inDoubt: 'rerun' }])
  })
})

describe('keys that look', () => {
  test('e explains a decision: rule, file:line, part and reason', async (t) => {
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(judged) })
    await sees('[0 Step]')
    press('3')
    await sees(/DENY +rm -rf build/)
    press('e')
    await sees(/verdict +DENY/)
    for (const part of [
      /rule +R03/,
      /where +config\/tos\.json:8/,
      /hit +rm -rf/,
      /reason +no deletion/,
      '$ rm -rf build',
    ])
      await sees(part)
  })
  test('/ filters a list as it is typed; Enter keeps the filter, Esc drops it', async (t) => {
    const { press, sees, frame } = driveScreen(t, { snapshot: snapshotOf(judged) })
    await sees('[0 Step]')
    press('3')
    await sees('[3] Policy (2)')
    press('/')
    await sees('/_')
    press('!al')
    press('low')
    await sees('/!allow_')
    await sees('1 fit')
    assert.ok(!frame().includes('echo one'))
    press(keys.enter)
    await sees(/\/!allow [━=]/)
    press(keys.esc)
    await sees('echo one')
  })
  test('new events do not move the cursor; f follows again', async (t) => {
    const { press, sees, store, frame } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press('5')
    await sees('[5] Events')
    press('j')
    press('e')
    const line = () =>
      frame()
        .split('\n')
        .findIndex((text) => text.includes('#8 '))
    const before = line()
    store.set(snapshotOf(judged))
    await sees('#11 ')
    assert.ok(line() > before)
    press(keys.enter)
    await sees('#8 reply.accepted')
    await sees('[ Close ]')
    press(keys.esc)
    await sees('[5] Events')
    press('f')
    press(keys.enter)
    await sees('#11 command.judged')
  })
  test('? shows all keys, filtered by typing', async (t) => {
    const { press, sees, frame } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press('?')
    await sees('[ Close ]')
    press('rollback')
    await sees('undo the last rollback or step')
    assert.ok(!frame().includes('page down'))
  })
  test('fast typing is several keys, each on the screen the one before made', async (t) => {
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 Step]')
    press('5jj')
    await sees('[5] Events')
    press(keys.enter)
    await sees('#7 reply.accepted')
  })
  test('at the end t verifies without a model, m goes to the menu', async (t) => {
    const { press, sees, left } = driveScreen(t, { snapshot: snapshotOf(ended, { isRunning: false }) })
    await sees('ENDED')
    press('t')
    await sees('test passed')
    await sees('> [ Close ]')
    press(keys.esc)
    await sees('[0] Summary')
    press('m')
    await until(() => left.length > 0)
    assert.deepEqual(left, ['menu'])
  })
  test('what happened meanwhile is told; n goes to what needs a person, one by one', async (t) => {
    const text = 'while you were away (2m): 1 job done, 1 denied'
    const away = { text, since: '2026-01-02T03:00:00.000Z' }
    const facts = [...judged, asked({ 0: ['R1'] })]
    const { press, sees } = driveScreen(t, { snapshot: snapshotOf(facts), props: { away } })
    await sees(`* ${text}  `)
    await sees('n next (2)  esc dismiss')
    press('4n')
    await sees('[0 Step]')
    await sees('n next (1)  esc dismiss')
    press('n')
    await sees('[3 Policy (1 deny)]')
    press('n')
    await sees('nothing else needs you')
  })
  test('what n went to stays visited when something new comes before it, and none is skipped', async (t) => {
    const away = { text: 'while you were away (2m): 1 denied', since: '2026-01-02T03:00:00.000Z' }
    const { press, sees, store } = driveScreen(t, { snapshot: snapshotOf(judged), props: { away } })
    await sees('n next (1)  esc dismiss')
    press('n')
    await sees('[3 Policy (1 deny)]')
    await sees(/denied +esc dismiss/)
    store.set(snapshotOf([...judged, asked({ 0: ['R1'] })]))
    await sees('ASK: the step waits')
    press('n')
    await sees('[0 Step]')
    await sees(/denied +esc dismiss/)
    store.set(snapshotOf([...judged, asked({ 0: ['R1'] }, { question: 2 })]))
    await sees('n next (1)  esc dismiss')
    store.set(snapshotOf(running))
    await sees(/denied +esc dismiss/)
  })
  test('a run that ended badly needs a person; esc dismisses what is told', async (t) => {
    const away = { text: 'while you were away (2m): 1 denied', since: '2026-01-02T03:04:05.500Z' }
    const snapshot = snapshotOf(ended, { isRunning: false })
    const { press, sees, frame } = driveScreen(t, { snapshot, props: { away } })
    await sees('n next (1)  esc dismiss')
    press('n')
    await sees('[1 Run]')
    await sees('  esc dismiss')
    press(keys.esc)
    await sees('last deny')
    assert.ok(!frame().includes('away') && frame().includes('[1 Run]'))
  })
})
