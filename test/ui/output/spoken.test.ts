import assert from 'node:assert/strict'
import { describe, mock, test, type TestContext } from 'node:test'
import { createSpokenWriter } from '../../../source/ui/output/spoken.ts'

function open(t: TestContext) {
  mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] })
  const sent: string[] = []
  const takes: (() => void)[] = []
  const writer = createSpokenWriter((text, done) => {
    sent.push(text)
    takes.push(done)
  })
  t.after(() => {
    writer.close()
    mock.timers.reset()
  })
  const show = (...lines: string[]): void => {
    writer.show(lines.join('\n'))
    mock.timers.tick(0)
  }
  return { writer, sent, show, taken: () => takes.shift()?.(), pass: () => mock.timers.tick(500) }
}

describe('for a screen reader', () => {
  test('a frame is its lines, without colours, columns and empty rows', (t) => {
    const { sent, show } = open(t)
    show('\u001B[1m tos \u001B[22mRUNNING     ', '', '  jobs      2 of 3 \u001B]0;x\u0007')
    assert.deepEqual(sent, ['tos RUNNING\njobs 2 of 3\n'])
  })
  test('then only what is new is said, a line that comes a second time as well', (t) => {
    const { sent, show, taken, pass } = open(t)
    const next = (...lines: string[]) => {
      taken()
      pass()
      show(...lines)
    }
    show('state', 'ok')
    next('state', 'ok', 'ok', 'more')
    assert.equal(sent[1], 'ok\nmore\n')
    next('ok', 'ok', 'more')
    assert.equal(sent.length, 2)
  })
  test('of a cursor that moves, where it is now', (t) => {
    const { sent, show, taken, pass } = open(t)
    show('title', '> one', 'two')
    taken()
    pass()
    show('title', 'one', '> two')
    assert.equal(sent[1], '> two\n')
  })
  test('what comes faster than it can be said is left out; the last of it is said', (t) => {
    const { sent, show, taken, pass } = open(t)
    show('1')
    taken()
    for (let i = 2; i < 100; i++) show(String(i))
    assert.equal(sent.length, 1)
    pass()
    assert.deepEqual(sent.slice(1), ['99\n'])
  })
  test('a terminal that takes nothing gets no second write', (t) => {
    const { sent, show, taken, pass } = open(t)
    show('1')
    pass()
    show('2')
    pass()
    assert.equal(sent.length, 1)
    taken()
    assert.equal(sent[1], '2\n')
  })
  test('everything is said again when told to', (t) => {
    const { writer, sent, show, taken, pass } = open(t)
    show('a', 'b')
    taken()
    pass()
    writer.redraw()
    show('a', 'b')
    assert.equal(sent[1], 'a\nb\n')
  })
})
