import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import type { Request } from '../../source/core/request.ts'
import { createOrchestrator } from '../../source/orchestrator/orchestrator.ts'
import type { Context } from '../../source/orchestrator/context.ts'
import { eventsOf, fold, loopStarted, runStarted } from '../helpers/facts.ts'

/** A run whose next effect reads the job input, while files are under way; `meanwhile` is asked for before they are there. */
function waiting(meanwhile: Request, refuse: (facts: readonly Fact[]) => void = () => undefined) {
  const facts: Fact[] = [loopStarted(), runStarted()]
  const done: string[] = []
  let standing: 'under way' | 'settled' = 'under way'
  const readPayload = () => {
    done.push('readPayload')
    throw new Error('not now')
  }
  const orchestrator = createOrchestrator({
    append(added) {
      refuse(added)
      facts.push(...added)
      return eventsOf(...facts).slice(-added.length)
    },
    files: {
      standing: () => standing,
      pending: () => null,
      async settled() {
        orchestrator.request(meanwhile)
        standing = 'settled'
      },
    },
    state: () => fold(...facts),
    context: { now: () => new Date(), readPayload } as unknown as Context,
  })
  return { orchestrator, done, types: () => facts.map(({ type }) => type) }
}

describe('a request while files are under way', () => {
  test('is obeyed when they are there', async () => {
    const { orchestrator, done, types } = waiting({
      kind: 'stop',
      by: 'someone',
      when: 'now',
    })
    assert.equal((await orchestrator.drive()).run?.ended?.why, 'stopped')
    assert.deepEqual(done, [])
    assert.deepEqual(types().slice(2), ['run.stopRequested', 'run.ended'])
  })
  test('that the journal refuses ends the run, and nothing is done behind it', async () => {
    const refused = new Error('ENOSPC')
    const { orchestrator, done } = waiting({ kind: 'pause', by: 'someone' }, () => {
      throw refused
    })
    await assert.rejects(orchestrator.drive(), refused)
    assert.deepEqual(done, [])
  })
})
