import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { describe, test } from 'node:test'
import { loopOf, makeProject, writeResult } from '../helpers/project.ts'
import { isUsable, openInShell } from '../helpers/shell.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const size = { columns: 80, rows: 24 }
const ours = { isCursorShown: false, wraps: false, marksPaste: true }
const theirs = { isCursorShown: true, wraps: true, marksPaste: false }
const ctrl = (letter: string) => String.fromCharCode(letter.charCodeAt(0) & 31)

describe('[', () => {
  const code = `seq 60; printf 'wide %s\\n' ${'x'.repeat(120)}; printf '\\033]0;taken\\007tail\\n'; touch waiting; until test -e go; do sleep 0.02; done`

  test('leaves the whole step where the terminal scrolls back to, from any panel, a key brings the screen back, and x writes a report', async (t) => {
    const project = makeProject(t, { config: loopOf(1), steps: [{ commands: [code, writeResult] }] })
    const terminal = openTerminal(t, ['run', '--loop', '--tui', '--root', project.root], size)
    await until(() => existsSync(project.path('waiting')))
    // Of the output: the word stands in the command, too.
    await terminal.sees(/^\W*tail\W*$/m)
    terminal.press('5')
    await terminal.sees('[5 Events]')
    terminal.press('[')
    await terminal.sees('any key returns to the screen')
    assert.equal(terminal.isAlternate(), false)
    assert.deepEqual(terminal.modes(), theirs)
    const left = terminal.history().join('\n')
    assert.match(left, /Job 1 > Step 1/)
    for (let i = 1; i <= 60; i++) assert.match(left, new RegExp(`^${i}$`, 'm'))
    const joined = terminal.history().join('')
    assert.ok(joined.includes(`$ ${code}`), 'the command is not cut')
    assert.ok(joined.includes(`wide ${'x'.repeat(120)}`), 'a line is not cut')
    assert.match(left, /^tail$/m)
    assert.ok(!terminal.raw().includes('\u001B]0;'))

    terminal.press('x')
    await terminal.sees('[5 Events]')
    assert.ok(terminal.isAlternate())
    assert.deepEqual(terminal.modes(), ours)
    terminal.press('4')
    await terminal.sees('[4 Checkpoints')
    terminal.press('0y')
    await until(() => terminal.raw().includes('\u001B]52;c;'))
    const [, copied = ''] = /\u001B\]52;c;([\w+/=]*)/.exec(terminal.raw()) ?? []
    assert.match(Buffer.from(copied, 'base64').toString(), /^wide x{120}$/m)
    project.write('go', '')
    await terminal.sees('DONE')
    // Its report, written where no command can change it, and told with its place.
    const written = () => globSync('logs/reports/*.html', { cwd: project.root })
    terminal.press('x')
    await terminal.sees('report in')
    assert.equal(written().length, 1)
    const report = project.text(written()[0] ?? '')
    assert.match(report, /^<!doctype html>/)
    assert.match(report, /1 of 1/)
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
    assert.match(terminal.history().join('\n'), /^60$/m)
  })
})

test('ctrl+z gives the terminal to the shell as it was, and fg brings the screen back', async (t) => {
  const { terminal } = await openInShell(t, makeProject(t))
  assert.deepEqual(terminal.modes(), ours)
  terminal.press('3')
  await terminal.sees('[3 Policy]')
  terminal.press(ctrl('z'))
  await terminal.sees('Stopped')
  assert.equal(terminal.isAlternate(), false)
  assert.deepEqual({ ...terminal.modes(), marksPaste: false }, theirs)
  await isUsable(terminal)
  terminal.press('fg\r')
  await terminal.sees('[3 Policy]')
  assert.ok(terminal.isAlternate())
  assert.deepEqual(terminal.modes(), ours)
  terminal.press('4')
  await terminal.sees('[4 Checkpoints')
})

test('a text field is what it was when the viewer goes on: the cursor in it, pasted text marked', async (t) => {
  const { terminal, viewer } = await openInShell(t, makeProject(t))
  const typing = { isCursorShown: true, wraps: false, marksPaste: true }
  terminal.press('?')
  await terminal.sees('filter:')
  await until(() => terminal.modes().isCursorShown)
  assert.deepEqual(terminal.modes(), typing)
  process.kill(viewer(), 'SIGTSTP')
  await terminal.sees('Stopped')
  terminal.press('fg\r')
  await terminal.sees('filter:')
  await until(() => terminal.modes().isCursorShown)
  assert.deepEqual(terminal.modes(), typing)
  terminal.press('\u001B')
  await until(() => !terminal.modes().isCursorShown)
  assert.deepEqual(terminal.modes(), ours)
})

describe('ctrl+l', () => {
  for (const [what, dirt] of [
    ['text', '\u001B[5;3Hbroadcast message from root\r\nthe system goes down'],
    ['colours and a scroll region', '\u001B[3;5r\u001B[41;7m\u001B[2J\u001B[10;10H'],
    ['line drawing letters, insert mode and a moved origin', '\u001B(0\u001B[4h\u001B[2;9r\u001B[?6h\u001B[Hqqq'],
    ['wrapping and the cursor', '\u001B[?7h\u001B[?25h\u001B[2J'],
  ] as const)
    test(`draws everything again after somebody wrote ${what} over it`, async (t) => {
      const project = makeProject(t)
      const terminal = openTerminal(t, ['watch', '--root', project.root], size)
      await terminal.sees('only watching')
      const before = terminal.screen()
      await terminal.spoil(dirt)
      assert.notDeepEqual(terminal.screen(), before)
      terminal.press(ctrl('l'))
      await until(
        () => terminal.screen().join('\n') === before.join('\n'),
        () => terminal.screen().join('\n'),
      )
      assert.deepEqual(terminal.modes(), ours)
      terminal.press('3')
      await terminal.sees('[3 Policy]')
      terminal.press('0')
      await until(
        () => terminal.screen().join('\n') === before.join('\n'),
        () => terminal.screen().join('\n'),
      )
    })
})

test('y puts what the cursor is on into the clipboard of the terminal, inside tmux into both', async (t) => {
  const project = makeProject(t, { config: loopOf(1), steps: [{ commands: ["echo 'あ'", writeResult] }] })
  assert.equal((await project.tos(['run', '--plain'])).code, 0)
  for (const TMUX of ['', '/tmp/tmux-0/default,1,0']) {
    const terminal = openTerminal(t, ['watch', '--root', project.root], { ...size, environment: { TMUX } })
    await terminal.sees('DONE')
    terminal.press('3Gy')
    await terminal.sees('copied')
    const copies = [...terminal.raw().matchAll(/(\u001B?)\u001B\]52;c;([\w+/=]*)\u0007/g)]
    const texts = copies.map(([, outside, text = '']) => [outside, Buffer.from(text, 'base64').toString()])
    const wanted = "echo 'あ'"
    assert.deepEqual(
      texts,
      TMUX
        ? [
            ['', wanted],
            ['\u001B', wanted],
          ]
        : [['', wanted]],
    )
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
  }
})
