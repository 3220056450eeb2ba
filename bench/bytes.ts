// Bytes to the terminal for the frames of a busy loop: against the smallest difference, and against Ink alone.
import { clearedScreen, clearSequence, drawFrame, type Drawing, type ScreenState } from '../source/ui/output/diff.ts'
import { createFrameReader } from '../source/ui/output/frame.ts'
import type { Grid } from '../source/ui/output/cells.ts'
import { gridLooks, openEmulator, type Emulator } from '../test/helpers/emulator.ts'
import { times, type Row } from './measure.ts'
import { smallestDrawing } from './reference.ts'
import { columns, framesOf, rows, snapshotsAt, stockBytes } from './screen-frames.ts'

const frames = 30
/** `ESC[?2026h` and `ESC[?2026l` around each frame. */
const synchronized = 16

/** Sends the frames one after the other and compares the screen after each. */
async function replayed(grids: readonly Grid[], drawing: (state: ScreenState, next: Grid) => Drawing) {
  const emulator: Emulator = openEmulator(columns, rows)
  await emulator.write(`\u001B[?7l${clearSequence}`)
  const bytes: number[] = []
  let state = clearedScreen(columns, rows)
  let cpu = 0
  for (const next of grids) {
    const began = performance.now()
    // The first frame is drawn on an empty screen, and not counted.
    const drawn = (bytes.length === 0 ? drawFrame : drawing)(state, next)
    cpu += performance.now() - began
    await emulator.write(drawn.text)
    const [seen, wanted] = [JSON.stringify(emulator.looks()), JSON.stringify(gridLooks(next))]
    if (seen !== wanted) throw new Error('the replayed screen differs from the frame')
    bytes.push(Buffer.byteLength(drawn.text))
    state = drawn.state
  }
  emulator.dispose()
  return { bytes: bytes.slice(1), msPerFrame: cpu / grids.length }
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const sent = (values: readonly number[]): number => sum(values) + synchronized * values.filter(Boolean).length

export async function bytesRows(): Promise<Row[]> {
  const all: Row[] = []
  for (const rate of [1, 10, 100, 1000]) {
    const { snapshots, events } = snapshotsAt(rate, frames)
    const texts = await framesOf(snapshots)
    const read = createFrameReader()
    const grids = texts.map((text) => read(text, columns, rows))
    const ours = await replayed(grids, drawFrame)
    const smallest = await replayed(grids, smallestDrawing)
    const perFrame = (bytes: number) => `${Math.round(bytes / (frames - 1))} bytes a frame`
    const against = `the smallest difference, ${perFrame(sum(smallest.bytes))} without DEC 2026`
    const perEvent = (sent(ours.bytes) / (events * ((frames - 1) / frames))).toFixed(1)
    const what = `${rate} events/s:`
    all.push({
      what: `${what} sent, DEC 2026 included`,
      value: `${perFrame(sent(ours.bytes))}, ${perEvent} an event, ${ours.msPerFrame.toFixed(1)} ms`,
      against,
      ratio: times(sent(ours.bytes), sum(smallest.bytes)),
    })
    all.push({
      what: `${what} the difference alone`,
      value: perFrame(sum(ours.bytes)),
      against,
      ratio: times(sum(ours.bytes), sum(smallest.bytes)),
    })
    for (const incrementalRendering of [false, true]) {
      const options = { alternateScreen: true, incrementalRendering }
      const stock = (await stockBytes(snapshots, options)).slice(1)
      const name = incrementalRendering ? 'Ink with incrementalRendering' : 'Ink as it is'
      all.push({
        what: `${what} ${name}`,
        value: perFrame(sum(stock)),
        against,
        ratio: times(sum(stock), sum(smallest.bytes)),
      })
    }
  }
  return all
}
