import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { exitCodes, fail } from '../../../source/core/failure.ts'
import { App } from '../../../source/ui/app/app.tsx'
import type { Page } from '../../../source/ui/app/page.ts'
import type { SessionPorts } from '../../../source/ui/app/session-ports.ts'
import { drive, fakeSession, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

function open(
  t: TestContext,
  page: Page,
  { hasProject = true, ports: more = {} }: { hasProject?: boolean; ports?: Partial<SessionPorts> } = {},
) {
  const session = fakeSession(t)
  const ports = { ...session.ports, ...more }
  const entered: string[] = []
  const driven = drive(
    t,
    <App
      {...{ page, ports }}
      project={hasProject ? session.project : null}
      wish={{ language: null, isAscii: false }}
      environment={{}}
      onProject={(project) => project && entered.push(project.layout.root)}
    />,
  )
  /** Moves to an entry and chooses it. */
  const choose = async (label: string): Promise<void> => {
    for (let i = 0; !driven.frame().includes(` > ${label}`); i++) {
      assert.ok(i < 20, `${label} is not there:\n${driven.frame()}`)
      const before = driven.frame()
      driven.press(keys.down)
      await until(() => driven.frame() !== before)
    }
    driven.press(keys.enter)
  }
  /** Takes the choice behind Cancel. */
  const confirm = async (label: string): Promise<void> => {
    await driven.sees('> [ Cancel ]')
    driven.press(keys.tab)
    await driven.sees(`> [ ${label} ]`)
    driven.press(keys.enter)
  }
  return { ...session, ...driven, choose, confirm, entered }
}

describe('the menu of a project', () => {
  test('offers what an operator does, and says what it means', async (t) => {
    const { sees, choose } = open(t, { kind: 'menu' })
    for (const label of [
      'Run one job',
      'Clean run',
      'Test',
      'Make a checkpoint',
      'Roll back',
      'Look at an earlier run',
      'Settings',
      'Demo',
    ])
      await sees(label)
    await sees('The next job, until it is done or something ends it.')
    await choose('Look at an earlier run')
    await sees('No loop has run here yet.')
  })
  test('starts a run when a person has confirmed it, and shows it', async (t) => {
    const { sees, choose, confirm, started } = open(t, { kind: 'menu' })
    await sees('Run one job')
    await choose('Run one job')
    await sees('Models are called and commands run')
    await sees('tab choose   enter take   esc close')
    assert.deepEqual(started, [])
    await confirm('Run one job')
    await sees('[0 Step]')
    assert.deepEqual(started, [{ mode: 'run', until: 'job', inDoubt: 'stop' }])
  })
  test('asks before a clean run, beginning on Cancel', async (t) => {
    const { sees, choose, press, confirm, started } = open(t, { kind: 'menu' })
    await sees('Clean run')
    await choose('Clean run')
    await sees('Nothing is deleted')
    await sees('> [ Cancel ]')
    press(keys.enter)
    await sees(' > Clean run')
    assert.deepEqual(started, [])
    press(keys.enter)
    await confirm('Clean run')
    await until(() => started.length > 0)
    assert.deepEqual(started, [{ mode: 'cleanrun', until: 'job', inDoubt: 'stop' }])
  })
  test('a run that cannot start says why, and the menu is back', async (t) => {
    const failure = fail({
      what: 'missing env vars OPENAI_API_KEY',
      remedy: 'export OPENAI_API_KEY',
      exitCode: exitCodes.usage,
    })
    const { sees, choose, confirm, press } = open(
      t,
      { kind: 'menu' },
      { ports: { start: () => Promise.resolve(failure) } },
    )
    await sees('Run one job')
    await choose('Run one job')
    await confirm('Run one job')
    await sees('missing env vars OPENAI_API_KEY')
    await sees('[ Close ]')
    press(keys.esc)
    await sees(' > Run one job')
  })
  test('a digit does nothing, and Esc without a run behind it neither', async (t) => {
    const { sees, press, frame, started } = open(t, { kind: 'menu' })
    await sees(' > Run one job')
    const before = frame()
    for (const key of ['4', '1', keys.esc]) press(key)
    press('j')
    await sees(' > Clean run')
    press('k')
    await sees(' > Run one job')
    assert.equal(frame(), before)
    assert.deepEqual(started, [])
  })
  test('each of several keys in one read counts, as a slow link hands them over', async (t) => {
    const { sees, press } = open(t, { kind: 'menu' })
    await sees(' > Run one job')
    press('jj')
    await sees(' > Test')
    press(`j${keys.down}`)
    await sees(' > Roll back')
    press(`gj${keys.enter}`)
    await sees('> [ Cancel ]    [ Clean run ]')
  })
  test('goes back with Esc to the run it was opened from, and tells where the loop stands now', async (t) => {
    const { project, sees, press } = open(t, { kind: 'menu' })
    await sees('no run yet')
    const events = f.eventsOf(f.loopStarted(), f.runStarted())
    writeFileSync(project.layout.journal, events.map((event) => `${JSON.stringify(event)}\n`).join(''))
    await sees('Look at the current loop')
    await sees('the run died without a word')
    press(keys.esc)
    await sees('[0 Step]')
  })
  test('a checkpoint that cannot be made from there says so', async (t) => {
    const { sees, choose } = open(t, { kind: 'menu' })
    await sees('Make a checkpoint')
    await choose('Make a checkpoint')
    await sees('checkpoints cannot be reached from here')
  })
})

describe('a folder without a project', () => {
  test('offers the demo and a new project', async (t) => {
    const { sees, choose, entered } = open(t, { kind: 'welcome' }, { hasProject: false })
    await sees('There is no project here')
    await choose('Make a project in this folder')
    await sees('Run one job')
    assert.equal(entered.length, 1)
  })
  test('the demo begins to run at once', async (t) => {
    const { sees, choose, confirm, started } = open(t, { kind: 'welcome' }, { hasProject: false })
    await sees('Demo')
    await choose('Demo')
    await confirm('Demo')
    await sees('[0 Step]')
    assert.deepEqual(started, [{ mode: 'run', until: 'loop', inDoubt: 'stop' }])
  })
})

describe('the settings', () => {
  test('change the language at once, and keep it', async (t) => {
    const { sees, press, ports } = open(t, { kind: 'settings' })
    await sees('Language: automatic')
    press(keys.enter)
    await sees('Language: English')
    press(keys.enter)
    await sees('言語: 日本語')
    await ports.preferences.saved()
    assert.equal(ports.preferences.preferred.language, 'ja')
    press(keys.esc)
    await sees('ジョブを 1 件実行')
  })
})
