import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { parseEvent, type Event } from '../../source/core/event.ts'
import { evolveOverview, initialOverview, type Overview } from '../../source/views/overview.ts'
import { all } from '../../source/views/recent.ts'
import { repository } from '../helpers/repository.ts'

/** Written by released programs, never again: whatever is changed, these fold for ever. */
const folder = join(repository, 'test/journals')

function eventsOf(name: string): Event[] {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
  return lines.map((line, i) => {
    const parsed = parseEvent(JSON.parse(line))
    assert.ok(parsed.ok, parsed.ok ? '' : `${name}:${i + 1}: ${parsed.reason}`)
    return parsed.event
  })
}

const folded = (name: string): Overview => eventsOf(name).reduce(evolveOverview, initialOverview)

describe('every journal that a released program wrote', () => {
  for (const path of globSync('*.ndjson', { cwd: folder }))
    test(`${basename(path)} is read, line by line, and nothing of it is lost`, () => {
      const written = readFileSync(join(folder, path), 'utf8').trimEnd().split('\n')
      assert.deepEqual(
        JSON.parse(JSON.stringify(eventsOf(path))),
        written.map((line) => JSON.parse(line)),
      )
    })
})

test('the loop of 0.1 is what it was: three jobs, nine steps, a rollback that was undone', () => {
  const { state, totals, jobs, checkpoints } = folded('0.1.ndjson')
  assert.deepEqual(totals, { allow: 8, ask: 0, deny: 1, rejected: 1, commands: 8, failedCommands: 1 })
  assert.equal(state.run?.ended?.why, 'loop_complete')
  assert.equal(state.loop?.jobsDone, 3)
  assert.equal(all(jobs).length, 3)
  assert.deepEqual(
    all(checkpoints).map(({ id }) => id),
    ['s-001', 's-002', 's-003', 's-004', 'c-001', 'u-001', 'u-002'],
  )
})
