import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { outcomeOf } from '../../source/fleet/outcome.ts'
import { startRunnerProcess } from '../../source/fleet/runner-process.ts'
import { temporaryFolder } from '../helpers/project.ts'

const gone = { code: 0, wasCut: false, isFull: false, isSpent: false, isParking: false, hasQuestion: false }

describe('what became of a loop whose runner is gone', () => {
  test('it ended with its exit code, or waits for a person, or goes on elsewhere', () => {
    assert.equal(outcomeOf(gone), 'ended')
    assert.equal(outcomeOf({ ...gone, code: 4 }), 'ended')
    assert.equal(outcomeOf({ ...gone, code: null }), 'cut off')
    assert.equal(outcomeOf({ ...gone, code: 5 }), 'parked')
    assert.equal(outcomeOf({ ...gone, isParking: true, hasQuestion: true }), 'parked')
    assert.equal(outcomeOf({ ...gone, isParking: true }), 'cut off')
    assert.equal(outcomeOf({ ...gone, code: 3, isSpent: true, wasCut: true }), 'postponed')
  })

  test('a runner whose lines nobody takes has not ended its loop, whatever its exit code', () => {
    for (const code of [0, 3, 5]) assert.equal(outcomeOf({ ...gone, code, wasCut: true }), 'cut off')
  })

  test('a run that failed on a host without room goes on elsewhere; one that was stopped or done there does not', () => {
    assert.equal(outcomeOf({ ...gone, code: 1, isFull: true }), 'cut off')
    for (const code of [0, 4, 130]) assert.equal(outcomeOf({ ...gone, code, isFull: true }), 'ended')
    assert.equal(outcomeOf({ ...gone, code: 1 }), 'ended')
  })

  test('it is known of a runner that it was cut, and of one that ended that it was not', async (t) => {
    const root = temporaryFolder(t)
    mkdirSync(join(root, 'logs'))
    const run = async (text: string, act: (runner: ReturnType<typeof startRunnerProcess>) => void, isLost = false) => {
      const program = join(root, 'runner.mjs')
      writeFileSync(program, text)
      const runner = startRunnerProcess({
        command: [process.execPath, program],
        root,
        log: join(root, 'logs', 'runner.log'),
        environment: {},
        ship: () => (isLost ? Promise.reject(new Error('nobody')) : Promise.resolve('held')),
      })
      act(runner)
      return { code: await runner.ended, wasCut: runner.wasCut() }
    }
    const frame = `import { readSync, writeSync } from 'node:fs'
      writeSync(3, Buffer.from([0, 0, 0, 1, 10]))
      let read = 0
      try { read = readSync(3, Buffer.alloc(1)) } catch {}
      process.exit(read === 1 ? 0 : 3)`
    assert.deepEqual(await run(frame, () => undefined), { code: 0, wasCut: false })
    assert.deepEqual(await run(frame, () => undefined, true), { code: 3, wasCut: true })
    const waiting = `import { readSync } from 'node:fs'
      try { readSync(4, Buffer.alloc(1)) } catch {}
      process.exit(3)`
    assert.deepEqual(await run(waiting, (runner) => runner.cut()), { code: 3, wasCut: true })
  })
})
