import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { faultShim } from '../helpers/fault-shim.ts'
import { makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'

/** Error of the system, the file that it keeps from being written, and the cure that is named. */
const refused = [
  ['EIO', 'journal.ndjson', 'look after the disk'],
  ['EMFILE', 'phase_state.json', 'raise the limit of open files'],
  ['EISDIR', 'step_001.json', 'move away the folder that stands there'],
  ['EINVAL', 'phase_state.json', 'put the project on a file system that takes such writes'],
  ['EROFS', 'runner.lock', 'mount its file system writable'],
  ['EDQUOT', 'step_001.json', 'free some space of your quota'],
] as const

describe('a write that the system refuses', { concurrency: 2 }, () => {
  for (const [code, file, cure] of refused)
    test(`ends the run with ${code}, ${file} and what mends it, and the next run goes on`, async (t) => {
      const project = makeProject(t, {
        tos: { exec: { sandbox: 'off' } },
        steps: [{ commands: ['echo one'] }, { commands: [writeResult] }],
      })
      const environment = faultShim(join(temporaryFolder(t), 'shim'), file, code)
      const { err, code: exit } = await project.tos(['run'], { environment })
      assert.equal(exit, 1, err)
      for (const word of [code, file, cure]) assert.ok(err.includes(word), `${word}: ${err}`)
      assert.doesNotMatch(err, /unexpected|please report|\n\s+at /)
      const next = await project.tos(['resume'])
      assert.equal(next.code, 0, next.err)
    })
})

test('a result that a command linked to a device is named as that, and the run goes on', async (t) => {
  const result = 'workspace/results/result_v2.txt'
  const project = makeProject(t, {
    tos: { exec: { sandbox: 'off' } },
    steps: [{ commands: [`ln -s /dev/zero ${result}`] }, { commands: [`rm ${result}; ${writeResult}`] }],
  })
  const { out, err, code } = await project.tos(['run'])
  assert.equal(code, 0, err)
  assert.match(out, /result_v2\.txt is a (?:symbolic link|device), not a regular file/)
  assert.doesNotMatch(`${out}${err}`, /configuration is/)
})
