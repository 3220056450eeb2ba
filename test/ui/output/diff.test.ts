import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../../helpers/properties.ts'
import { clearedScreen, clearSequence, draw, drawFrame, placeCursor } from '../../../source/ui/output/diff.ts'
import { createFrameReader } from '../../../source/ui/output/frame.ts'
import { gridLooks, openEmulator } from '../../helpers/emulator.ts'
import { allowed, frames, size } from './frames.ts'

const sized = size.chain((size) => frames(size).map((frames) => Object.assign({ frames }, size)))

test('replaying the differences shows every frame exactly, cursor and style carried over', async () => {
  await fc.assert(
    fc.asyncProperty(sized, fc.nat(30), fc.nat(30), async ({ columns, rows, frames }, x, y) => {
      const emulator = openEmulator(columns, rows)
      const read = createFrameReader()
      let screen = clearedScreen(columns, rows)
      await emulator.write(`\u001B[?7l${clearSequence}`)
      for (const frame of frames) {
        const next = read(frame, columns, rows)
        const drawn = drawFrame(screen, next)
        assert.match(drawn.text, allowed)
        await emulator.write(drawn.text)
        assert.deepEqual(emulator.looks(), gridLooks(next))
        const placed = placeCursor(drawn.state, x % columns, y % rows)
        await emulator.write(placed.text)
        assert.deepEqual(emulator.cursor(), { x: x % columns, y: y % rows })
        screen = placed.state
      }
      emulator.dispose()
    }),
    { numRuns: fc.byNight(250) },
  )
})

test('the same frame again sends nothing', () => {
  fc.assert(
    fc.property(sized, ({ columns, rows, frames: [frame = ''] }) => {
      const next = createFrameReader()(frame, columns, rows)
      const { state } = drawFrame(clearedScreen(columns, rows), next)
      assert.equal(drawFrame(state, createFrameReader()(frame, columns, rows)).text, '')
    }),
  )
})

test('scrolling is used only where it is cheaper', () => {
  fc.assert(
    fc.property(sized, ({ columns, rows, frames }) => {
      const read = createFrameReader()
      let { state } = drawFrame(clearedScreen(columns, rows), read(frames[0] ?? '', columns, rows))
      for (const frame of frames.slice(1)) {
        const next = read(frame, columns, rows)
        const drawn = drawFrame(state, next)
        assert.ok(Buffer.byteLength(drawn.text) <= Buffer.byteLength(draw(state, next, []).text))
        state = drawn.state
      }
    }),
  )
})

describe('what a change costs', () => {
  const between = (before: string, after: string): string => {
    const read = createFrameReader()
    const { state } = drawFrame(clearedScreen(20, 10), read(before, 20, 10))
    return drawFrame(state, read(after, 20, 10)).text
  }
  const log = (from: number) => Array.from({ length: 10 }, (_, i) => `line number ${from + i}`).join('\n')

  test('a digit of a clock is a move and a digit', () =>
    assert.equal(between('\n\n\n       12:00:01', '\n\n\n       12:00:02'), '\b2'))
  test('a log that moved up is one scroll and its new line', () =>
    assert.equal(between(log(10), log(11)), '\u001B[S\rline number 20'))
  test('a line that became shorter is erased to its end', () =>
    assert.equal(between('abcdefghijkl', 'ab'), '\rab\u001B[K'))
  test('blanks between words need no change of colour', () =>
    assert.equal(between('', '\u001B[31ma\u001B[39m \u001B[31mb\u001B[39m'), '\u001B[31ma b'))
})
