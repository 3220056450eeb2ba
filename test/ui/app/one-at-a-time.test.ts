import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oneAtATime } from '../../../source/ui/app/one-at-a-time.ts'
import { until } from '../../helpers/until.ts'

test('work never overlaps with itself; however often it was asked for meanwhile, the last wish is done once more', async () => {
  const ends: (() => void)[] = []
  const done: number[] = []
  const ask = oneAtATime(async (what: number) => {
    await new Promise<void>((resolve) => ends.push(resolve))
    done.push(what)
  })
  ask(1)
  ask(2)
  ask(3)
  assert.equal(ends.length, 1)
  ends[0]?.()
  await until(() => ends.length === 2)
  ends[1]?.()
  await until(() => done.length === 2)
  assert.deepEqual([done, ends.length], [[1, 3], 2])
  ask(4)
  assert.equal(ends.length, 3)
})
