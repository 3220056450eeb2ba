import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const size = { columns: 80, rows: 24 }
const color = /\u001B\[(?:\d*;)*(?:3[1-7]|9[1-7])m/

describe('how a terminal is drawn on', () => {
  test('NO_COLOR leaves weight, no colour', async (t) => {
    const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
    await project.tos(['run'])
    const plain = openTerminal(t, ['watch', '--root', project.root], { ...size, environment: { NO_COLOR: '1' } })
    await plain.sees('DONE')
    assert.doesNotMatch(plain.raw(), color)
    const colored = openTerminal(t, ['watch', '--root', project.root], size)
    await colored.sees('DONE')
    assert.match(colored.raw(), color)
  })
  test('a Japanese locale gets Japanese, and frames that are one column wide everywhere', async (t) => {
    const project = makeProject(t)
    const terminal = openTerminal(t, ['--root', project.root], { ...size, environment: { LANG: 'ja_JP.UTF-8' } })
    await terminal.sees('ジョブを 1 件実行')
    const watching = openTerminal(t, ['watch', '--root', project.root], {
      ...size,
      environment: { LANG: 'ja_JP.UTF-8' },
    })
    await watching.sees('+= [0] ステップ')
  })
})

describe('the session', () => {
  test('in a folder without a project offers the demo, runs it, and leaves preferences only where they belong', async (t) => {
    const folder = temporaryFolder(t)
    const home = temporaryFolder(t)
    const environment = { XDG_CONFIG_HOME: home, TMPDIR: temporaryFolder(t) }
    const terminal = openTerminal(t, [], { columns: 120, rows: 40, folder, environment })
    await terminal.sees('There is no project here')
    await terminal.sees(' > Demo')
    terminal.press('\r')
    await terminal.sees('> [ Cancel ]')
    terminal.press('\t')
    await terminal.sees('> [ Demo ]')
    terminal.press('\r')
    await terminal.sees(/jobs +\[#+\] 3 of 3/)
    // The runner lets go of the project a moment after its last event.
    await terminal.sees('m menu')
    terminal.press('m')
    await terminal.sees(' > Run one job')
    terminal.press('q')
    await terminal.exited
    assert.deepEqual(readdirSync(home), ['tos-tui'])
    assert.ok(existsSync(`${home}/tos-tui/preferences.json`))
    assert.deepEqual(readdirSync(folder), [])
    const again = openTerminal(t, [], { columns: 80, rows: 24, folder, environment })
    await again.sees('Open the last project')
  })

  test('looks at an archived loop and steps through it in time', async (t) => {
    const project = makeProject(t, {
      steps: [{ commands: ['echo first', writeResult] }, { commands: ['echo second', writeResult] }],
    })
    await project.tos(['run'])
    await project.tos(['cleanrun'])
    const terminal = openTerminal(t, ['--root', project.root], { columns: 120, rows: 40 })
    await terminal.sees('Look at an earlier run')
    for (let i = 0; !terminal.screen().join('\n').includes(' > Look at an earlier'); i++) {
      assert.ok(i < 20)
      const before = terminal.screen().join('\n')
      terminal.press('j')
      await until(() => terminal.screen().join('\n') !== before)
    }
    terminal.press('\r')
    await terminal.sees('(current)')
    terminal.press('j')
    await terminal.sees(/ {3}\d{4}.*\(current\)/)
    terminal.press('\r')
    await terminal.sees(/REVIEW #(\d+) of \1/)
    terminal.press('<<<')
    await terminal.sees('echo first')
    assert.doesNotMatch(terminal.screen().join('\n'), /echo second/)
    terminal.press('p')
    await terminal.sees('you look at the past')
    terminal.press('q')
    await terminal.exited
  })
})
