import assert from 'node:assert/strict'
import { readFileSync, rmSync, utimesSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import { makeProject, writeResult } from '../helpers/project.ts'

const phaseState = 'workspace/artifacts/phase_state.json'

/** A project whose journal was cut before its first command, and that has no stored fold. */
async function cutProject(t: TestContext) {
  const project = makeProject(t, { steps: [{ commands: ['echo x >> count'] }, { commands: [writeResult] }] })
  assert.equal((await project.tos(['run'])).code, 0)
  const lines = project.text('logs/journal.ndjson').split('\n')
  const cut = lines.slice(
    0,
    lines.findIndex((line) => line.includes('"type":"command.started"')),
  )
  project.write('logs/journal.ndjson', `${cut.join('\n')}\n`)
  rmSync(project.path('logs/journal.fold.json'))
  return project
}

test('lines cut off a journal whose stored fold is gone too stop with exit code 5, for phase_state.json knows them', async (t) => {
  const project = await cutProject(t)
  const { code, err } = await project.tos(['resume'])
  assert.equal(code, 5, err)
  assert.match(err, /missing at the journal's end.*remove .*phase_state\.json/)
  assert.equal(readFileSync(project.path('count'), 'utf8'), 'x\n')
  rmSync(project.path(phaseState))
  assert.notEqual((await project.tos(['resume'])).code, 5)
})

test('a phase_state.json that came from elsewhere, where clocks show another time, says nothing about the journal', async (t) => {
  const project = await cutProject(t)
  const told = JSON.parse(project.text(phaseState))
  const ahead = new Date(Date.parse(`${told.updated_at}Z`) + 9 * 3_600_000).toISOString().slice(0, 23)
  // As a clone or a carried tree has it: the time of a clock in Tokyo, and of the file that of the checkout.
  project.write(phaseState, JSON.stringify({ ...told, updated_at: `${ahead}000`, current_step: 9 }))
  const { code, err } = await project.tos(['resume'])
  assert.equal(code, 0, err)
})

test('a phase_state.json that was copied later is no witness either', async (t) => {
  const project = await cutProject(t)
  const later = Date.now() / 1000 + 3600
  utimesSync(project.path(phaseState), later, later)
  const { code, err } = await project.tos(['resume'])
  assert.equal(code, 0, err)
})
