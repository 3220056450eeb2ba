import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { test } from 'node:test'
import { makeProject, writeResult } from '../helpers/project.ts'

test('lines cut off a journal whose stored fold is gone too stop with exit code 5, for phase_state.json knows them', async (t) => {
  const project = makeProject(t, { steps: [{ commands: ['echo x >> count'] }, { commands: [writeResult] }] })
  assert.equal((await project.tos(['run'])).code, 0)
  const lines = project.text('logs/journal.ndjson').split('\n')
  const cut = lines.slice(
    0,
    lines.findIndex((line) => line.includes('"type":"command.started"')),
  )
  project.write('logs/journal.ndjson', `${cut.join('\n')}\n`)
  rmSync(project.path('logs/journal.fold.json'))
  const { code, err } = await project.tos(['resume'])
  assert.equal(code, 5, err)
  assert.match(err, /missing at the journal's end.*remove .*phase_state\.json/)
  assert.equal(readFileSync(project.path('count'), 'utf8'), 'x\n')
  rmSync(project.path('workspace/artifacts/phase_state.json'))
  assert.notEqual((await project.tos(['resume'])).code, 5)
})
