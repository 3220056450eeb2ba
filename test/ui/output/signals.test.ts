import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { repository } from '../../helpers/repository.ts'

/** A viewer whose libraries listen, too, and end nothing; it tells what it does. */
const viewer = `
  import { watchSignals } from '${join(repository, 'source/ui/output/signals.ts')}'
  process.on('SIGTERM', () => setImmediate(() => console.log('reads keys')))
  const nothing = () => undefined
  watchSignals({ giveBack: () => console.log('given back'), take: nothing, retake: nothing, lost: nothing })
  setInterval(nothing, 1000)
  console.log('ready')`

test('a viewer that has given the terminal back takes no key any more, whoever listens to the signal beside it', async (t) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', viewer], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (text.includes('ready')) child.kill('SIGTERM')
    if (text.includes('reads keys')) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  assert.equal(said, 'ready\ngiven back\n')
  assert.equal(signal, 'SIGTERM')
})
