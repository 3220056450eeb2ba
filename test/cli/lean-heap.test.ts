import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

const module = pathToFileURL(join(import.meta.dirname, '..', '..', 'source', 'cli', 'lean-heap.js')).href

/** Many functions get hot at once in a tight heap: at the exit some are being compiled, and one of them finds no room. */
const busy = String.raw`
import { keepRunnerLean } from ${JSON.stringify(module)}
keepRunnerLean()
const codeOf = (i) => 'let s = ' + i + '; for (let j = 0; j < 200; j++) { s += a * j + b; if (s % 7 === ' + (i % 7)
  + ') s += [j, s].length; const o = { x: s, y: j, k' + i + ': 1 }; s += o.x - o.y } return { s, a: [s, b] }'
const functions = Array.from({ length: 400 }, (_, i) => new Function('a', 'b', codeOf(i)))
const kept = []
const end = performance.now() + Number(process.argv[1])
for (let n = 0; performance.now() < end; ) for (let k = 0; k < 20; k++, n++) kept[n % 5000] = functions[n % 400](n, k)
process.exit(7)`

/** For one that never goes by itself: no machine is so busy. */
const patienceMs = 60_000

test('a process with a lean heap goes when it is told to, whatever is being compiled', async () => {
  const codes: unknown[] = []
  for (let i = 0; i < 30 && codes.every((code) => code === 7); i++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', busy, String(60 + 4 * i)], {
      stdio: 'ignore',
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    })
    codes.push((await once(child, 'exit'))[0])
  }
  assert.deepEqual([...new Set(codes)], [7])
})
