import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { beganWalled, doubtIn, followed, nowhere, readLines } from '../../source/fleet/shipped.ts'

const lines = (...events: object[]) =>
  readLines(Buffer.from(events.map((each) => `${JSON.stringify(each)}\n`).join('')))
const at = { job: 1, step: 1, index: 0 }
const started = (network: string, more: object = {}) => ({
  seq: 1,
  type: 'run.started',
  sandbox: { kind: 'bubblewrap', network },
  settings: { tos: { exec: { writable: [], ...more } } },
})
const command = { seq: 3, type: 'command.started', code: 'make', ...at }

describe('what a worker reads in the lines that go through it', () => {
  test('a command is in doubt that had started and not finished, and no other', () => {
    assert.equal(doubtIn(lines(started('off'))), null)
    assert.equal(doubtIn(lines(started('off'), command))?.code, 'make')
    for (const type of ['command.finished', 'command.settled'])
      assert.equal(doubtIn(lines(started('off'), command, { seq: 4, type, ...at })), null)
  })

  test('it runs again by itself only where its walls held all it did in the project', () => {
    const isLocal = (...events: object[]) => doubtIn(lines(...events, command))?.isLocal
    const judged = (usesNetwork: boolean) => ({ seq: 2, type: 'command.judged', usesNetwork, ...at })
    assert.equal(isLocal(started('off')), true)
    assert.equal(isLocal(started('judged'), judged(false)), true)
    assert.equal(isLocal(started('judged'), judged(true)), false)
    assert.equal(isLocal(started('on')), false)
    assert.equal(isLocal(started('off', { writable: ['/data'] })), false)
    assert.equal(isLocal({ seq: 1, type: 'run.started', sandbox: { kind: 'none', network: 'on' } }), false)
  })

  test('a loop that ever ran behind walls is known as one', () => {
    assert.equal(beganWalled(lines(started('off'))), true)
    assert.equal(beganWalled(lines({ seq: 1, type: 'run.started', sandbox: { kind: 'none', network: 'on' } })), false)
    assert.equal(beganWalled([]), false)
  })

  test('what a loop cost is what its calls did, those that failed too', () => {
    const { standing } = followed(
      nowhere,
      lines(
        { seq: 1, type: 'model.answered', job: 1, step: 1, costUsd: 0.5 },
        { seq: 2, type: 'model.failed', job: 1, step: 1, costUsd: 0.25 },
        { seq: 3, type: 'model.answered', job: 1, step: 1, costUsd: null },
        { seq: 4, type: 'step.finished', job: 1, step: 1, usage: { calls: 3, costUsd: 0.75 } },
      ),
    )
    assert.equal(standing.costUsd, 0.75)
  })

  test('a question stands until it is answered, with the command it asks about', () => {
    const asked = followed(
      nowhere,
      lines(
        { seq: 1, type: 'reply.accepted', job: 1, step: 2, value: { final_commands: [{ code: 'a' }, { code: 'b' }] } },
        { seq: 2, type: 'approval.asked', job: 1, step: 2, question: 7, commands: [1] },
      ),
    )
    assert.partialDeepStrictEqual(asked.standing, { job: 1, step: 2, question: 7, asks: 'b' })
    const answered = followed(asked, lines({ seq: 3, type: 'approval.answered', question: 7 }))
    assert.partialDeepStrictEqual(answered.standing, { question: null, asks: null })
  })
})
