import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { faultShim } from '../helpers/fault-shim.ts'
import { loopOf, makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'

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
      // Nothing had begun.
      const next = ['runner.lock', 'journal.ndjson'].includes(file) ? 'then try again' : "then 'tos resume'"
      for (const word of [code, file, cure, next]) assert.ok(err.includes(word), `${word}: ${err}`)
      assert.doesNotMatch(err, /unexpected|please report|\n\s+at /)
      const resumed = await project.tos(['resume'])
      assert.equal(resumed.code, 0, resumed.err)
    })
})

for (const file of ['step_001.json', 'phase_state.json', 'phase_summary.json', 'last_run_summary.json'])
  test(`whoever listens is told of all that the journal holds when ${file} is refused`, async (t) => {
    const project = makeProject(t, {
      config: loopOf(2),
      tos: { exec: { sandbox: 'off' } },
      steps: [{ commands: [writeResult] }, { commands: [writeResult] }],
    })
    const environment = faultShim(join(temporaryFolder(t), 'shim'), file, 'EIO')
    const { out, err, code } = await project.tos(['run', '--loop', '--json'], { environment })
    assert.equal(code, 1, err)
    assert.match(err, new RegExp(file))
    // The last line is the failure.
    const lines = out.trimEnd().split('\n').slice(0, -1)
    const told = lines.map((line) => (JSON.parse(line) as Event).seq)
    const [, ...held] = project.events().map(({ seq }) => seq)
    assert.deepEqual(told, held)
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

test('a file that a person named and the system refuses is to be tried again, by the same command', async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  assert.equal((await project.tos(['run'])).code, 0)
  const long = project.path('x'.repeat(300))
  const below = project.path('file/x')
  project.write('file', '')
  for (const [call, cause] of [
    [['report', '-o', `${long}.html`], 'ENAMETOOLONG'],
    [['report', '-o', `${below}.html`], 'ENOTDIR'],
    [['report', '--archive', `${long}.tar.gz`], 'ENAMETOOLONG'],
    [['report', '--archive', `${below}.tar.gz`], 'ENOTDIR'],
    [['metrics', '--textfile', `${below}.prom`], 'ENOTDIR'],
    [['replay', '--record', `${below}.json`], 'ENOTDIR'],
  ] as const) {
    const { err, code } = await project.tos(call)
    assert.equal(code, 1, `${call.join(' ')}: ${err}`)
    assert.match(err, new RegExp(`cannot be written \\(${cause}[^;]*; .*, then try again\\n`), call.join(' '))
    assert.doesNotMatch(err, /resume/, call.join(' '))
  }
  const environment = faultShim(join(temporaryFolder(t), 'shim'), 'tos.json', 'ENOSPC')
  const { err, code } = await project.tos(['config', 'set', 'exec.max_processes', '99'], { environment })
  assert.equal(code, 1, err)
  assert.match(err, /tos\.json.*ENOSPC.*; free some space, then try again\n/)
})
