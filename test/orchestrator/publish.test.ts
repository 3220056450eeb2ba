import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { configSchema } from '../../source/core/config-schema.ts'
import { evolve } from '../../source/core/evolve.ts'
import { initialState } from '../../source/core/state.ts'
import { unsynced } from '../../source/files/journal-synced.ts'
import { layoutOf } from '../../source/files/layout.ts'
import { publish } from '../../source/orchestrator/publish.ts'
import { makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'

test('what is written at once tells only what is on disk: a power cut would look like lines that were cut off', async (t) => {
  const project = makeProject(t, { steps: [{ commands: ['true'] }, { commands: [writeResult] }] })
  assert.equal((await project.tos(['run', '--loop'])).code, 0)
  const layout = layoutOf(temporaryFolder(t), configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs' }))
  const told = () => (existsSync(layout.phaseState) ? readFileSync(layout.phaseState, 'utf8') : null)
  let state = initialState
  const telling = new Set<Event['type']>()
  const later: [path: string, text: string][] = []
  for (const line of project.text('logs/journal.ndjson').trimEnd().split('\n')) {
    const event: Event = JSON.parse(line)
    const before = told()
    state = evolve(state, event)
    publish(layout, event, state, (path, text) => later.push([path, text]))
    if (told() !== before) telling.add(event.type)
  }
  assert.ok(telling.has('job.finished'))
  assert.ok(later.some(([path]) => path === layout.phaseState))
  assert.deepEqual(
    [...telling].filter((type) => unsynced.has(type)),
    [],
  )
})
