import assert from 'node:assert/strict'
import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { archiveLoop } from '../../source/files/archive.ts'
import { layoutOf } from '../../source/files/layout.ts'
import { removeLeftovers } from '../../source/files/leftovers.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { settingsOf } from '../helpers/facts.ts'

/** No process has such a number. */
const left = 'phase_state.json.99999999-0123456789abcdef.tmp'

test('temporary files of dead processes go; behind a link that took the place of their folder nothing goes', (t) => {
  const root = temporaryFolder(t)
  const layout = layoutOf(root, settingsOf().config)
  const [artifacts, outside] = [join(layout.phaseState, '..'), join(root, 'outside')]
  for (const folder of [artifacts, layout.steps, outside]) mkdirSync(folder, { recursive: true })
  for (const folder of [artifacts, layout.steps, outside]) writeFileSync(join(folder, left), 'x')
  removeLeftovers(layout)
  assert.deepEqual([existsSync(join(artifacts, left)), existsSync(join(layout.steps, left))], [false, false])
  renameSync(artifacts, join(root, 'away'))
  symlinkSync(outside, artifacts)
  removeLeftovers(layout)
  assert.ok(existsSync(join(outside, left)))
})

test('archiving a loop removes a link where the live files were, not what it leads to', (t) => {
  const root = temporaryFolder(t)
  const layout = layoutOf(root, settingsOf().config)
  const outside = join(root, 'outside')
  for (const folder of [layout.logs, outside]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(outside, 'kept'), 'x')
  symlinkSync(outside, layout.live)
  archiveLoop(layout, join(layout.archive, 'loop-1'))
  assert.ok(existsSync(join(outside, 'kept')))
  assert.equal(existsSync(layout.live), false)
})
