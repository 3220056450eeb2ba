import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { execFileSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gitShim } from '../helpers/git-shim.ts'
import { makeProject, temporaryFolder } from '../helpers/project.ts'
import { openTerminal, type TestTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'
import { initRepository } from '../helpers/worktree.ts'

/** Rolls back to the checkpoint, from the panel. */
async function rollBack(terminal: TestTerminal): Promise<void> {
  terminal.press('R')
  await terminal.sees('type c-001 to go on')
  await terminal.sees('> [ Cancel ]')
  terminal.press('c-001')
  await terminal.sees('> [ Roll back ]')
  terminal.press('\r')
}

async function close(terminal: TestTerminal): Promise<void> {
  await terminal.sees('> [ Close ]')
  terminal.press('\u001B')
  await until(() => !terminal.screen().join('\n').includes('> [ '))
}

test('a rollback that fails says what is to be done: taken back, or to be finished', async (t) => {
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n', 'a.txt': 'one\n' },
    config: { max_steps: 1 },
    steps: [{ commands: ['echo two > a.txt'] }],
  })
  initRepository(project.root)
  await project.tos(['checkpoint', 'base'])
  const folder = temporaryFolder(t)
  const git = join(folder, 'git')
  const real = execFileSync('bash', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const PATH = `${folder}${delimiter}${process.env['PATH'] ?? ''}`
  const terminal = openTerminal(t, ['run', '--tui', '--lang', 'en', '--root', project.root], {
    columns: 120,
    rows: 40,
    environment: { PATH },
  })
  await terminal.sees(/^ tos ENDED/)
  terminal.press('4')
  await terminal.sees('s-001')
  terminal.press('G')

  writeFileSync(
    git,
    `#!/bin/sh\ncase " $* " in *' reset --hard '*) echo 'fatal: no space left' >&2; exit 128;; esac\nexec '${real}' "$@"\n`,
  )
  chmodSync(git, 0o755)
  await rollBack(terminal)
  await terminal.sees(/the rollback was taken back: [^]*no space left/)
  await terminal.sees('-> everything is as it was before; mend that and try again')
  assert.equal(project.text('a.txt'), 'two\n')
  await close(terminal)

  gitShim(folder, { killAt: 'reset', runs: false })
  await rollBack(terminal)
  await terminal.sees('the command was killed')
  await terminal.sees('nothing is lost: what was there is saved')
  await terminal.sees('-> the next run, checkpoint, rollback or undo finishes it')
  assert.ok(existsSync(project.path('logs/restore.json')))
  await close(terminal)

  rmSync(git)
  terminal.press('z')
  await terminal.sees('> [ Cancel ]')
  terminal.press('\t')
  await terminal.sees('> [ Undo ]')
  terminal.press('\r')
  await terminal.sees('undone: ')
  assert.ok(!existsSync(project.path('logs/restore.json')))
  assert.equal(project.text('a.txt'), 'two\n')
})
