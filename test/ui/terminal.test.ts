import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import { loopOf, makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { gitIn } from '../helpers/worktree.ts'
import { until } from '../helpers/until.ts'

const waiting = { commands: ['touch waiting; until test -e go; do sleep 0.02; done', writeResult] }

describe('in a real terminal', () => {
  test('the demo runs live in four panels and gives the terminal back', async (t) => {
    const root = `${temporaryFolder(t)}/demo`
    const terminal = openTerminal(t, ['demo', '--dir', root], { columns: 120, rows: 40 })
    await terminal.sees('[1] Run and job_loop')
    assert.ok(terminal.isAlternate())
    await terminal.sees(/jobs +\[#+\] 3 of 3/)
    await terminal.sees(/DENY +rm -rf/)
    await terminal.sees(/state +DONE/)
    await terminal.sees('q goes on with the tour')
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
    assert.equal(terminal.isAlternate(), false)
    assert.match(terminal.screen().join('\n'), /checked: equal/)
    assert.equal(terminal.raw().includes('\u001B[3J'), false)
  })

  test('the run outlives its screen, and tos-tui joins it again', async (t) => {
    const project = makeProject(t, { config: loopOf(1), steps: [waiting] })
    const first = openTerminal(t, ['run', '--loop', '--tui', '--root', project.root], { columns: 80, rows: 24 })
    await first.sees(/RUNNING +job 1\/1 step 1/)
    await until(() => existsSync(project.path('waiting')))
    first.press('q')
    assert.equal(await first.exited, 0)
    assert.match(first.screen().join('\n'), /the run goes on \(pid \d+\)/)

    const second = openTerminal(t, ['--tui', '--root', project.root], { columns: 80, rows: 24 })
    await second.sees(/RUNNING +job 1\/1 step 1/)
    second.kill('SIGKILL')
    await second.exited
    const third = openTerminal(t, ['--tui', '--root', project.root], { columns: 120, rows: 40 })
    await third.sees('RUNNING')
    project.write('go', '')
    await third.sees('DONE')
    third.press('q')
    assert.equal(await third.exited, 0)
    assert.equal(project.json('workspace/artifacts/phase_state.json')['current_phase'], 'job_loop_complete')
  })

  test('the header tells the branch, and counts files anew when a command has ended', async (t) => {
    const project = makeProject(t, { config: loopOf(1), steps: [waiting], files: { '.gitignore': 'logs/\n' } })
    gitIn(project.root, 'init', '-q', '-b', 'main')
    gitIn(project.root, 'add', '.')
    gitIn(project.root, 'commit', '-q', '-m', 'start')
    const terminal = openTerminal(t, ['run', '--loop', '--tui', '--root', project.root], { columns: 120, rows: 40 })
    await terminal.sees(/@main( \(1 dirty\))? /)
    await until(() => existsSync(project.path('waiting')))
    project.write('go', '')
    await terminal.sees(/@main \([34] dirty\)/)
    terminal.press('q')
    await terminal.exited
  })

  test('the language changes at once from the command line, even one that was started with --lang', async (t) => {
    const project = makeProject(t, { config: loopOf(1), steps: [waiting] })
    t.after(() => project.write('go', ''))
    const args = ['run', '--loop', '--tui', '--lang', 'en', '--root', project.root]
    const terminal = openTerminal(t, args, { columns: 80, rows: 24 })
    await terminal.sees('[0 Step]')
    terminal.press(':lang ja\r')
    await terminal.sees('[0 ステップ]')
    terminal.press('：ｌａｎｇ　ｅｎ\r')
    await terminal.sees('[0 Step]')
    terminal.press('q')
    await terminal.exited
  })

  test('a runner that cannot start says why in the terminal', async (t) => {
    const project = makeProject(t, { files: { 'config/tos.json': '{"modles": 1}' } })
    const terminal = openTerminal(t, ['run', '--tui', '--root', project.root], { columns: 120, rows: 40 })
    assert.equal(await terminal.exited, 2)
    assert.match(terminal.screen().join(''), /unknown key 'modles'/)
  })

  test('the screen follows the window, down to one word and back', async (t) => {
    const root = `${temporaryFolder(t)}/demo`
    const terminal = openTerminal(t, ['demo', '--dir', root], { columns: 120, rows: 40 })
    await terminal.sees('[4] Checkpoints')
    terminal.resize(80, 24)
    await terminal.sees('[0 Step]')
    terminal.resize(18, 4)
    await until(
      () => /^(?:RUNNING|DONE)$/.test(terminal.screen().join('\n').trim()),
      () => terminal.screen().join('\n'),
    )
    terminal.resize(120, 40)
    await terminal.sees('[4] Checkpoints')
    terminal.press('q')
    assert.equal(typeof (await terminal.exited), 'number')
  })
})

test('without a terminal the live view says what to use instead', async (t) => {
  const project = makeProject(t)
  const { code, err } = await project.tos(['run', '--tui'])
  assert.equal(code, 2)
  assert.match(err, /the live view needs a terminal; use 'tos run --plain', or 'tos status'/)
})

test('a dumb terminal gets the same advice, and not one control sequence', async (t) => {
  const project = makeProject(t)
  const options = { columns: 80, rows: 24, environment: { TERM: 'dumb' } }
  const terminal = openTerminal(t, ['--tui', '--root', project.root], options)
  assert.equal(await terminal.exited, 2)
  await terminal.sees('the live view needs a terminal')
  assert.ok(!terminal.raw().includes('\u001B'))
})
