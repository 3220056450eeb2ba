import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { makeProject } from '../helpers/project.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

const waits = 'echo x > new.txt; until test -e go; do sleep 0.02; done'

/** A run that waits inside a command which has said much, its viewer, and a pager of the test's choice. */
async function open(t: TestContext, pager: (root: string) => string) {
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n' },
    config: { max_steps: 1 },
    steps: [{ commands: [`printf '\\033]52;c;eA==\\007evil\\n'; seq 3000; ${waits}`] }],
  })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  t.after(() => project.write('go', ''))
  const terminal = openTerminal(t, ['run', '--tui', '--lang', 'en', '--root', project.root], {
    columns: 120,
    rows: 40,
    environment: { PAGER: pager(project.root), LESS: '' },
  })
  await until(() => existsSync(project.path('new.txt')))
  await terminal.sees(' 2999')
  return { project, terminal }
}

/** Keeps what it is given, and holds the terminal until a line is typed. */
const keeping = (root: string) =>
  `cat > '${root}/logs/part' && mv '${root}/logs/part' '${root}/logs/paged'; echo IN THE PAGER; read line < /dev/tty`

test('o opens what the cursor is on: the step with all its output, a decision, an event, a diff', async (t) => {
  const { terminal, project } = await open(t, keeping)
  for (const [panel, parts] of [
    ['0', ['Job 1 > Step 1', '\nevil\n1\n2\n3\n', '\n2999\n3000\n']],
    ['3', ['Why', 'verdict   allow', '$ printf']],
    ['5', ['"type": "command.spawned"', '"index": 0']],
    ['4', ['What changed since s-001', ' new.txt | 1 +']],
  ] as const) {
    terminal.press(panel)
    if (panel === '4') await terminal.sees(/ s-001 /)
    terminal.press('o')
    await until(() => existsSync(project.path('logs/paged')))
    await terminal.sees('IN THE PAGER')
    assert.equal(terminal.isAlternate(), false)
    const paged = project.text('logs/paged')
    for (const part of parts) assert.ok(paged.includes(part), `${part} in ${paged.slice(0, 2000)}`)
    assert.doesNotMatch(paged, /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/)
    rmSync(project.path('logs/paged'))
    terminal.press('\r')
    await until(() => terminal.isAlternate())
    await terminal.sees('[1] Run')
  }
  terminal.press('q')
  assert.equal(await terminal.exited, 0)
})

test('Ctrl-C in the pager ends the pager, not the viewer', async (t) => {
  const { terminal } = await open(t, keeping)
  terminal.press('3o')
  await terminal.sees('IN THE PAGER')
  terminal.press('\u0003')
  await until(() => terminal.isAlternate())
  await terminal.sees('[3] Policy')
  terminal.press('q')
  assert.equal(await terminal.exited, 0)
})

test('a pager that is not there says so, and what to do', async (t) => {
  const { terminal } = await open(t, () => '/nowhere/pager -x')
  terminal.press('3o')
  await terminal.sees("the pager '/nowhere/pager -x' cannot be run")
  await terminal.sees('-> set PAGER to a program that is there')
  assert.ok(terminal.isAlternate())
})

test('without PAGER it is less: it gets the keys, and the screen comes back', async (t) => {
  if (!existsSync('/usr/bin/less')) return t.skip('no less here')
  const { terminal } = await open(t, () => '')
  terminal.press('o')
  await until(() => !terminal.screen().join('\n').includes('[1] Run'))
  await terminal.sees(/^1\n2\n3\n/m)
  terminal.press('G')
  await terminal.sees(/^2999\n3000$/m)
  terminal.press('q')
  await terminal.sees('[1] Run')
  terminal.press('q')
  assert.equal(await terminal.exited, 0)
})
