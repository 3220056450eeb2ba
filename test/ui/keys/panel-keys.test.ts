import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { exitCodes } from '../../../source/core/failure.ts'
import { catalogues, type Language } from '../../../source/ui/words/words.ts'
import { makeProject, type Project } from '../../helpers/project.ts'
import { isNight } from '../../helpers/by-day.ts'
import { screens, type Screen } from '../../helpers/screens.ts'
import { openTerminal, type TestTerminal } from '../../helpers/terminal.ts'
import { until } from '../../helpers/until.ts'
import { gitIn, initRepository } from '../../helpers/worktree.ts'

const esc = '\u001B'
const enter = '\r'

/** A loop of three steps in a repository; it has ended, and the viewer that started it looks at it. */
async function open(t: TestContext, language: Language, size: Screen['size']) {
  const change = (n: number) => ({ commands: [`echo ${n} > step${n}.txt`] })
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n' },
    config: { max_steps: 3, execution_policy: { deny_if_contains: ['rm -rf'] } },
    steps: [1, 2, 3].map(change),
  })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  const terminal = openTerminal(t, ['run', '--tui', '--lang', language, '--root', project.root], size)
  const { ended } = catalogues[language].runWords
  await terminal.sees(new RegExp(`^ tos ${ended}`))
  return { project, terminal }
}

/** Closes the dialog that is open. */
async function close(terminal: TestTerminal): Promise<void> {
  await terminal.sees('> [ ')
  terminal.press(esc)
  await until(() => !terminal.screen().join('\n').includes('> [ '))
}

async function compare({ terminal }: { terminal: TestTerminal }, words: (typeof catalogues)[Language]): Promise<void> {
  terminal.press('4')
  await terminal.sees('s-001')
  terminal.press(' j j ')
  await terminal.sees(/\*s-002[^]*\*s-001/)
  terminal.press('=')
  await terminal.sees(words.checkpoints.betweenTitle('s-001', 's-002'))
  await terminal.sees(/A +\+1 +step1\.txt/)
  await close(terminal)
  // The panel is back: an esc that is followed at once begins a sequence.
  await terminal.sees('*s-002')
  terminal.press(esc)
  await until(() => !terminal.screen().join('\n').includes('*s-'))
}

async function pin({ terminal, project }: { terminal: TestTerminal; project: Project }): Promise<void> {
  terminal.press('P')
  await terminal.sees('(tos checkpoints pin s-001)')
  await terminal.sees(/s-001 P/)
  assert.match((await project.tos(['checkpoints'])).out, /^s-001 .*pinned$/m)
}

async function rollBackAndUndo(
  { terminal, project }: { terminal: TestTerminal; project: Project },
  words: (typeof catalogues)[Language],
): Promise<void> {
  terminal.press('R')
  await terminal.sees(words.checkpoints.typeId('s-001'))
  await terminal.sees(`> [ ${words.dialog.cancel} ]`)
  terminal.press('s-001')
  await terminal.sees(`> [ ${words.checkpoints.rollBack} ]`)
  terminal.press(enter)
  for (const isThere of [true, false]) {
    await terminal.sees(words.checkpoints.undoHint)
    assert.equal(existsSync(project.path('step1.txt')), !isThere)
    await terminal.sees(`> [ ${words.dialog.close} ]`)
    terminal.press('z')
    await terminal.sees(': tos undo')
    await terminal.sees(`> [ ${words.dialog.cancel} ]`)
    terminal.press('\t')
    await terminal.sees(`> [ ${words.checkpoints.undo} ]`)
    terminal.press(enter)
  }
  await until(() => !existsSync(project.path('step1.txt')))
  await terminal.sees('u-003')
  await close(terminal)
}

async function judge({ terminal }: { terminal: TestTerminal }, words: (typeof catalogues)[Language]): Promise<void> {
  terminal.press('3')
  terminal.press('w')
  await terminal.sees(words.policy.whatIfTitle)
  await terminal.sees(`> [ ${words.dialog.close} ]`)
  terminal.press('echo a; rm -rf "$HOME"')
  await terminal.sees(`> [ ${words.policy.judge} ]`)
  terminal.press(enter)
  await terminal.sees('DENY')
  await terminal.sees(/config\/config_v0_3\.json:\d+/)
  await terminal.sees('deny_if_contains')
  await terminal.sees(`> [ ${words.dialog.close} ]`)
  terminal.press('\u0015--version')
  await terminal.sees('bash: --version')
  terminal.press(enter)
  await terminal.sees('$ --version')
  await close(terminal)
}

// One by day: every-key presses through the other.
for (const { language, size } of isNight ? screens : screens.slice(0, 1))
  test(`${language} ${size.columns}x${size.rows}: compare, pin, roll back, undo, undo that, judge a command`, async (t) => {
    const opened = await open(t, language, size)
    const words = catalogues[language]
    await compare(opened, words)
    await pin(opened)
    await rollBackAndUndo(opened, words)
    await judge(opened, words)
    opened.terminal.press('q')
    // The run's own code: it ended at the limit of its steps.
    assert.equal(await opened.terminal.exited, exitCodes.limit)
  })
