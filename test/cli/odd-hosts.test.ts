// What a host may be like on a morning: without the folder of temporary files.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { makeProject, writeResult } from '../helpers/project.ts'
import { initRepository } from '../helpers/worktree.ts'

describe('a TMPDIR', () => {
  test('that is not there keeps nobody from looking', async (t) => {
    const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
    initRepository(project.root)
    await project.tos(['run'])
    const environment = { ...process.env, TMPDIR: project.path('no-such-folder') }
    for (const call of [['diff'], ['checkpoints'], ['report']]) {
      const { code, err } = await project.tos(call, { environment, isProcess: true })
      assert.equal(code, 0, err)
    }
  })
  test('that is relative gets nothing of the program: it is the project that it would be in', async (t) => {
    const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
    initRepository(project.root)
    mkdirSync(project.path('here'))
    const options = { environment: { ...process.env, TMPDIR: 'here' }, isProcess: true, folder: project.root }
    for (const call of [['run'], ['diff']]) assert.equal((await project.tos(call, options)).code, 0)
    assert.deepEqual(readdirSync(project.path('here')), [])
  })
})
