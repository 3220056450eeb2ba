import assert from 'node:assert/strict'
import { describe, mock, test, type TestContext } from 'node:test'
import { createFrameReader } from '../../../source/ui/output/frame.ts'
import { createFrameWriter, type FrameWriter } from '../../../source/ui/output/writer.ts'
import { gridLooks, openEmulator } from '../../helpers/emulator.ts'

const size = { columns: 20, rows: 5 }
const frameMs = 100

/** A terminal that takes each write when told to. */
function open(t: TestContext): {
  writer: FrameWriter
  sent: string[]
  taken: () => void
  turn: () => void
  pass: () => void
} {
  mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] })
  const sent: string[] = []
  let done: (() => void) | null = null
  const writer = createFrameWriter(
    (text, whenTaken) => {
      assert.equal(done, null, 'one write at a time')
      sent.push(text)
      done = whenTaken
    },
    frameMs,
    size,
  )
  t.after(() => {
    writer.close()
    mock.timers.reset()
  })
  const taken = (): void => {
    const whenTaken = done
    done = null
    whenTaken?.()
  }
  return { writer, sent, taken, turn: () => mock.timers.tick(0), pass: () => mock.timers.tick(frameMs) }
}

describe('a frame writer', () => {
  test('sends a frame in one write inside synchronized output, and never touches the scrollback', (t) => {
    const { writer, sent, turn } = open(t)
    writer.show('hello')
    turn()
    assert.equal(sent.length, 1)
    assert.match(sent[0] ?? '', /^\u001B\[\?2026h[^]*hello[^]*\u001B\[\?2026l$/)
    assert.ok(!sent[0]?.includes('\u001B[3J'))
  })

  test('sends nothing when nothing changed', (t) => {
    const { writer, sent, taken, turn, pass } = open(t)
    writer.show('hello')
    turn()
    taken()
    pass()
    writer.show('hello')
    turn()
    pass()
    assert.equal(sent.length, 1)
  })

  test('takes what comes within one turn as one frame', (t) => {
    const { writer, sent, turn } = open(t)
    for (const frame of ['one', 'two', 'three']) writer.show(frame)
    turn()
    assert.equal(sent.length, 1)
    assert.ok(sent[0]?.includes('three') && !sent[0].includes('one'))
  })

  test('sends at most one frame in its time, the newest', (t) => {
    const { writer, sent, taken, turn, pass } = open(t)
    writer.show('0')
    turn()
    taken()
    for (let i = 1; i < 50; i++) {
      writer.show(String(i))
      turn()
    }
    assert.equal(sent.length, 1)
    pass()
    assert.equal(sent.length, 2)
    assert.ok(sent[1]?.includes('49'))
  })

  test('a terminal that takes nothing gets no second frame, and then the newest one', async (t) => {
    const { writer, sent, taken, turn, pass } = open(t)
    writer.show('first')
    turn()
    for (let i = 0; i < 1000; i++) {
      writer.show(`frame ${i}`)
      turn()
      pass()
    }
    assert.equal(sent.length, 1)
    taken()
    assert.equal(sent.length, 2)
    const emulator = openEmulator(size.columns, size.rows)
    mock.timers.reset()
    await emulator.write(sent.join(''))
    assert.deepEqual(emulator.looks(), gridLooks(createFrameReader()('frame 999', size.columns, size.rows)))
    emulator.dispose()
  })

  test('draws everything again when told to, and after a new size', (t) => {
    const { writer, sent, taken, turn, pass } = open(t)
    writer.show('hello')
    turn()
    taken()
    pass()
    writer.redraw()
    turn()
    assert.ok(sent[1]?.includes('\u001B[J') && sent[1].includes('hello'))
    taken()
    pass()
    writer.resize({ columns: 3, rows: 2 })
    turn()
    assert.ok(sent[2]?.includes('\u001B[J') && sent[2].includes('hel') && !sent[2].includes('hell'))
  })

  test('keeps frames back while paused', (t) => {
    const { writer, sent, turn } = open(t)
    writer.pause()
    writer.show('hello')
    turn()
    assert.equal(sent.length, 0)
    writer.resume()
    turn()
    assert.equal(sent.length, 1)
  })

  test('shows the cursor where a text field wants it, and hides it again', (t) => {
    const { writer, sent, taken, turn, pass } = open(t)
    writer.show('name: ')
    writer.setCursor({ x: 6, y: 0 })
    turn()
    assert.match(sent[0] ?? '', /\u001B\[\?25h\u001B\[\?2026l$/)
    taken()
    pass()
    writer.setCursor(null)
    turn()
    assert.equal(sent[1], '\u001B[?2026h\u001B[?25l\u001B[?2026l')
  })

  test('shows it again after the screen was drawn anew', (t) => {
    const { writer, sent, taken, turn, pass } = open(t)
    writer.show('name: ')
    writer.setCursor({ x: 6, y: 0 })
    turn()
    taken()
    pass()
    writer.redraw()
    turn()
    assert.match(sent[1] ?? '', /\u001B\[\?25l[^]*name:[^]*\u001B\[\?25h\u001B\[\?2026l$/)
  })
})
