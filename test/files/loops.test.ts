import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findProjectRoot } from '../../source/files/project-root.ts'
import { loopsOf } from '../../source/files/loops.ts'
import { loadSettings } from '../../source/files/settings.ts'
import { makeProject, writeResult } from '../helpers/project.ts'
import { valueOf } from '../helpers/results.ts'

test('the loops of a project, newest first: when each began, and how its last run ended', async (t) => {
  const project = makeProject(t, {
    steps: [{ commands: [writeResult] }, { commands: ['false'] }, { commands: [writeResult] }],
  })
  const { layout } = valueOf(loadSettings(valueOf(findProjectRoot(project.root, project.root))))
  assert.deepEqual(loopsOf(layout), [])
  await project.tos(['run'])
  const [only] = loopsOf(layout)
  assert.partialDeepStrictEqual(only, { isCurrent: true, end: { exitCode: 0 } })
  await project.tos(['cleanrun'])
  const loops = loopsOf(layout)
  assert.deepEqual(
    loops.map(({ isCurrent }) => isCurrent),
    [true, false],
  )
  assert.equal(loops[1]?.id, only?.id)
  assert.ok((loops[0]?.startedAt ?? '') > (loops[1]?.lastAt ?? ''))
})
