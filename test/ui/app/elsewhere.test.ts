import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FarNote } from '../../../source/ui/app/elsewhere.ts'
import { asWaiting } from '../../../source/ui/app/elsewhere.ts'
import { update } from '../../../source/ui/app/update.ts'
import { asked, asks } from '../../helpers/asking.ts'
import { draw, modelOf, snapshotOf } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'

const size = { columns: 80, rows: 24 }
const far = (note: FarNote = null) => ({ far: { note, at: Date.parse('2026-01-02T03:05:05.000Z') } })
const questioned = [...f.afterReplies(f.bash('curl x')), asks(0, 'net'), asked({ 0: ['net'] })]

test('what needs the folder of a loop says that it is on another host', () => {
  const model = modelOf(snapshotOf(f.afterReplies(f.bash('echo one')), far()), size)
  for (const name of ['x', 't', 'c', 'v']) {
    const [after] = update(model, { type: 'key', name, isSure: true })
    assert.match(after.said?.text ?? '', /the loop is on another host; 'tos fleet get'/, name)
  }
})

test('a parked loop waits with its question as open as it was', () => {
  const ended = [
    ...questioned,
    { type: 'run.ended', run: 1, why: 'stopped', endReason: 'stopped', exitCode: 0 } as const,
  ]
  const snapshot = snapshotOf(ended, far('parked'))
  const screen = draw({ ...snapshot, overview: asWaiting(snapshot.overview) }, size).join('\n')
  assert.match(screen, / ASK .*curl x.*a allow once/s)
  assert.match(screen, /no host has it/)
  // What has ended without one stays so.
  const other = snapshotOf([...f.afterReplies(f.bash('x')), ...ended.slice(-1)])
  assert.equal(asWaiting(other.overview), other.overview)
})

test('a queue that does not answer is told with the time of what is shown, in both languages', () => {
  const running = snapshotOf(f.afterReplies(f.bash('echo one')), far('silent'))
  assert.match(draw(running, size).join('\n'), /the queue does not answer; this is as of \d\d:\d\d:05/)
  assert.match(draw(running, { ...size, language: 'ja' }).join('\n'), /キューが応答しません。\d\d:\d\d:05 時点/)
})
