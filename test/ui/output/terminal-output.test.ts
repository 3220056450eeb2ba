import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { descriptorOutput, type TerminalOutput } from '../../../source/ui/output/terminal-output.ts'
import { temporaryFolder } from '../../helpers/project.ts'
import { until } from '../../helpers/until.ts'

interface Stalled {
  readonly output: TerminalOutput
  /** Everything that has arrived since. */
  readonly read: () => string
  readonly hangUp: () => void
  readonly lost: Error[]
}

/** A pipe stands for a terminal that nobody reads: it takes 64 kB and then nothing. */
function open(t: TestContext): Stalled {
  const path = join(temporaryFolder(t), 'pipe')
  execFileSync('mkfifo', [path])
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const lost: Error[] = []
  const output = descriptorOutput(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK), (error) =>
    lost.push(error),
  )
  let isOpen = true
  const hangUp = (): void => {
    if (isOpen) closeSync(reader)
    isOpen = false
  }
  t.after(() => {
    output.close()
    hangUp()
  })
  const buffer = Buffer.alloc(1024 * 1024)
  const read = (): string => {
    try {
      return buffer.toString('utf8', 0, readSync(reader, buffer))
    } catch {
      return ''
    }
  }
  return { output, read, hangUp, lost }
}

describe('the way to the terminal', () => {
  test('never blocks: what is not taken waits, and is told when it has gone, in order', async (t) => {
    const { output, read } = open(t)
    const done: string[] = []
    output.write('x'.repeat(300_000), () => done.push('first'))
    output.write('end', () => done.push('second'))
    assert.deepEqual(done, [])
    let arrived = ''
    await until(() => {
      arrived += read()
      return done.length === 2
    })
    arrived += read()
    assert.deepEqual(done, ['first', 'second'])
    assert.equal(arrived, `${'x'.repeat(300_000)}end`)
  })

  test('last words come after what was on its way, at once', (t) => {
    const { output, read } = open(t)
    output.write('frame ')
    output.writeNow('bye')
    assert.equal(read(), 'frame bye')
  })

  test('last words to a stalled terminal are given up', (t) => {
    const { output } = open(t)
    output.write('x'.repeat(300_000))
    output.writeNow('bye')
  })

  test('a terminal that is gone is told of, once', (t) => {
    const { output, hangUp, lost } = open(t)
    hangUp()
    output.write('frame')
    assert.deepEqual(
      lost.map(({ message }) => message),
      ['EPIPE: broken pipe, write'],
    )
  })
})
