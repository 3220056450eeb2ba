import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

interface Done {
  readonly tree: string
  readonly out?: string
  readonly code?: string
  readonly exit?: number
}

/** Steps one after another; `tree` is what lies there behind each. The first look is at tree `0`. */
function stalledAfter(...steps: Done[]): number | undefined {
  const facts: Fact[] = [f.loopStarted(), f.runStarted(), f.payloadRead(), f.jobStarted()]
  let tree = '0'
  for (const [i, { tree: behind, out = '', code = 'x', exit = 0 }] of steps.entries()) {
    const at = { job: 1, step: i + 1 }
    const command = [{ type: 'bash', code }]
    const stream = { text: out, bytes: out.length, cut: 0 }
    facts.push(
      f.stepStarted(i + 1),
      { ...f.doneChecked(false, i + 1), tree } as Fact,
      { ...f.accepted('final', { final_commands: command }), ...at },
      { ...f.judged(0, 'allow'), ...at },
      { ...f.commandStarted(0), ...at },
      { ...f.commandFinished(0), ...at, exitCode: exit, stdout: stream } as Fact,
      { ...f.stepFinished('execute'), step: i + 1 } as Fact,
    )
    tree = behind
  }
  facts.push(f.stepStarted(steps.length + 1), { ...f.doneChecked(false, steps.length + 1), tree } as Fact)
  return f.fold(...facts).job?.stalledSteps
}
const same = (out: string, code = 'x'): Done => ({ tree: '0', out, code })

describe('a step gets nowhere', () => {
  test('when tree and output are those of an earlier step, whatever its command is called', () => {
    assert.equal(stalledAfter(same('a', 'cat f'), same('a', 'cat f # 2'), same('a', 'cat ./f')), 2)
  })
  test('when it alternates between two or three that change nothing', () => {
    assert.equal(stalledAfter(same('a'), same('b'), same('a'), same('b'), same('a')), 3)
    assert.equal(stalledAfter(same('a'), same('b'), same('c'), same('a'), same('b'), same('c')), 3)
  })
  test('when it undoes what the step before did, and does it again', () => {
    assert.equal(stalledAfter({ tree: '1' }, { tree: '0' }, { tree: '1' }, { tree: '0' }), 3)
  })
  test('when it says nothing and changes nothing, from the first one on', () => {
    assert.equal(stalledAfter({ tree: '0' }, { tree: '0' }), 2)
  })
  test('when its output differs in times, durations and process numbers alone', () => {
    const said = [
      '2026-11-28 10:00:01 started as pid 4711 in 12 ms',
      '2026-11-28 10:05:44 started as pid 4822 in 9 ms',
      '2026-11-28T10:06:00Z started as pid 99 in 1.5 s',
    ]
    assert.equal(stalledAfter(...said.map((out) => same(out))), 2)
    assert.equal(stalledAfter(same('Sat Nov 28 17:26:48 UTC 2026'), same('Sun Nov 29 07:00:00 UTC 2026')), 1)
  })
})

describe('a step gets somewhere', () => {
  test('when the tree is new, though it says the same', () => {
    assert.equal(stalledAfter({ tree: '1' }, { tree: '2' }, { tree: '3' }), 0)
  })
  test('when it says something new: a count that rose, another exit code', () => {
    assert.equal(stalledAfter(same('46 passed'), same('47 passed')), 0)
    assert.equal(stalledAfter(same('x'), { ...same('x'), exit: 1 }), 0)
  })
  test('and what stood still before is forgotten', () => {
    assert.equal(stalledAfter(same('a'), same('a'), { tree: '1', out: 'a' }), 0)
  })
})

test('without a look at the tree nothing is judged', () => {
  const facts = [...f.inStep(), f.stepFinished('execute'), f.stepStarted(2), f.doneChecked(false, 2)]
  assert.equal(f.fold(...facts).job?.stalledSteps, 0)
})
