import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { loopOf, makeProject, writeResult } from '../helpers/project.ts'
import { isUsable, openInShell } from '../helpers/shell.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const size = { columns: 80, rows: 24 }
const ours = { isCursorShown: false, wraps: false, marksPaste: false }
const theirs = { isCursorShown: true, wraps: true, marksPaste: false }
const ctrl = (letter: string) => String.fromCharCode(letter.charCodeAt(0) & 31)

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
