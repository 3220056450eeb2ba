import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import { makeRunner, never } from '../helpers/execution.ts'
import { eventually, isRunning } from '../helpers/processes.ts'

describe('a command that ends', () => {
  for (const code of [0, 1, 3, 130, 255])
    test(`exit code ${code} is reported as it is`, async (t) => {
      const ended = await makeRunner(t).run(`exit ${code}`)
      assert.partialDeepStrictEqual(ended, { outcome: 'exited', exitCode: code, signal: null, error: null })
    })
  test('an end by a signal is its number, negative', async (t) => {
    const { run } = makeRunner(t)
    assert.partialDeepStrictEqual(await run('kill -KILL $$'), { outcome: 'exited', exitCode: -9, signal: 'SIGKILL' })
    assert.partialDeepStrictEqual(await run('kill -TERM $$'), { outcome: 'exited', exitCode: -15, signal: 'SIGTERM' })
    assert.partialDeepStrictEqual(await run('kill -SEGV $$'), { outcome: 'exited', exitCode: -11, signal: 'SIGSEGV' })
  })
  test('the two streams are kept apart, with their bytes', async (t) => {
    const { stdout, stderr } = await makeRunner(t).run("printf '日本'; printf 'warn\\n' >&2")
    assert.deepEqual(stdout, { text: '日本', bytes: 6, cut: 0 })
    assert.deepEqual(stderr, { text: 'warn\n', bytes: 5, cut: 0 })
  })
  test('silence is an empty text', async (t) => {
    const { stdout, stderr, spill } = await makeRunner(t).run('true')
    assert.deepEqual([stdout, stderr, spill], [{ text: '', bytes: 0, cut: 0 }, { text: '', bytes: 0, cut: 0 }, null])
  })
  test('output that is still on its way when the command ends is not lost', async (t) => {
    const { stdout } = await makeRunner(t).run("head -c 8000 /dev/zero | tr '\\0' x")
    assert.equal(stdout.text, 'x'.repeat(8000))
  })
  test('a later stop finds nobody listening', async (t) => {
    const signal = never()
    await makeRunner(t).run('true', {}, signal)
    assert.deepEqual(getEventListeners(signal, 'abort'), [])
  })
})

describe('what a command finds', () => {
  test('stdin is closed: who reads it ends at once', async (t) => {
    const { run } = makeRunner(t)
    assert.partialDeepStrictEqual(await run('cat'), { outcome: 'exited', exitCode: 0, stdout: { bytes: 0 } })
    assert.partialDeepStrictEqual(await run('read line || echo none'), { stdout: { text: 'none\n' } })
  })
  test('it stands in the project root', async (t) => {
    const { run, folder } = makeRunner(t)
    assert.equal((await run('pwd -P')).stdout.text, `${folder}\n`)
  })
  test('it leads a process group of its own, and its pid is told while it runs', async (t) => {
    const pids: number[] = []
    const { stdout } = await makeRunner(t).run('kill -0 -- -$$ && echo $$', { onSpawn: (pid) => pids.push(pid) })
    assert.deepEqual(stdout.text, `${pids.join()}\n`)
    assert.equal(pids.length, 1)
  })
  test('the code reaches bash unchanged: quotes, line feeds, backslashes, Japanese', async (t) => {
    const body = 'a "b" \'c\' $HOME `d` \\n \\\\ 「合計: 6」 😀\n\tlast'
    const { stdout } = await makeRunner(t).run(`cat <<'END'\n${body}\nEND\n`)
    assert.equal(stdout.text, `${body}\n`)
  })
  test('/dev/stdout and /dev/stderr can be opened, by all of their names', async (t) => {
    const { run } = makeRunner(t)
    const code =
      'echo a > /dev/stdout; echo b | tee /dev/stderr > /dev/null; echo c > /dev/fd/1; echo d > /proc/self/fd/2'
    assert.partialDeepStrictEqual(await run(code), {
      exitCode: 0,
      stdout: { text: 'a\nc\n' },
      stderr: { text: 'b\nd\n' },
    })
  })
  test('code that begins with a dash is still code, not an option of bash', async (t) => {
    const { run } = makeRunner(t)
    assert.partialDeepStrictEqual(await run('--version'), { outcome: 'exited', exitCode: 127, stdout: { text: '' } })
    assert.partialDeepStrictEqual(await run('-x\necho next'), { exitCode: 0, stdout: { text: 'next\n' } })
  })
})

describe('a command that cannot be started is an outcome, never a throw', () => {
  test('without an interpreter: the names it was looked for under', async (t) => {
    const { run, folder } = makeRunner(t)
    const pids: number[] = []
    const onSpawn = (pid: number) => pids.push(pid)
    const ended = await run('echo x', { environment: { PATH: folder }, onSpawn })
    assert.partialDeepStrictEqual(ended, { outcome: 'not started', exitCode: null, signal: null, spill: null })
    assert.match(ended.error ?? '', /^no interpreter for type 'bash' on the PATH \(bash\); /)
    const other = await run('echo x', { type: 'powershell', environment: { PATH: folder } })
    assert.match(other.error ?? '', /^no interpreter for type 'powershell' on the PATH \(pwsh or powershell\); /)
    assert.deepEqual(pids, [])
  })
  test('without any PATH', async (t) => {
    assert.equal((await makeRunner(t).run('echo x', { environment: {} })).outcome, 'not started')
  })
  test('with a NUL in its code', async (t) => {
    const ended = await makeRunner(t).run('echo a\0b')
    assert.equal(ended.outcome, 'not started')
    assert.match(ended.error ?? '', /bash could not be started \(.*null byte/)
  })
  test('with more code than the system passes on', async (t) => {
    const ended = await makeRunner(t).run(`true ${'x'.repeat(3_000_000)}`)
    assert.equal(ended.outcome, 'not started')
    assert.match(ended.error ?? '', /E2BIG/)
  })
  test('in a folder that is not there', async (t) => {
    const { run, path } = makeRunner(t)
    const ended = await run('touch started', { folder: path('nowhere') })
    assert.equal(ended.outcome, 'not started')
    assert.match(ended.error ?? '', /bash could not be started/)
    // Node tells of this failure in an event as well, which must not become a throw.
    await new Promise((resolve) => setImmediate(resolve))
  })
})

describe('the time limit and the stop', () => {
  test('at the limit the output so far is kept, and the words are those of the runbook', async (t) => {
    const { run, path } = makeRunner(t)
    const ended = await run("printf 'so far'; printf 'worse' >&2; touch began; sleep 300", { timeoutMs: 1500 })
    assert.ok(existsSync(path('began')))
    assert.partialDeepStrictEqual(ended, { outcome: 'timed out', exitCode: null, signal: null, spill: null })
    assert.deepEqual([ended.stdout.text, ended.stderr.text], ['so far', 'worse'])
    assert.equal(ended.error, 'タイムアウト (1.5秒)')
  })
  test('a limit shorter than the start of the program is kept too', async (t) => {
    assert.equal((await makeRunner(t).run('sleep 300', { timeoutMs: 1 })).outcome, 'timed out')
  })
  test('a stop ends the command and keeps its output', async (t) => {
    const { run, path } = makeRunner(t)
    const stop = new AbortController()
    const running = run('echo here; touch began; sleep 300', {}, stop.signal)
    await eventually('the command has begun', () => existsSync(path('began')))
    stop.abort()
    const ended = await running
    assert.partialDeepStrictEqual(ended, { outcome: 'stopped', exitCode: null, signal: null })
    assert.deepEqual([ended.stdout.text, ended.error], ['here\n', 'stopped by the operator'])
  })
  test('a stop from before the start leaves nothing running', async (t) => {
    const stop = new AbortController()
    stop.abort()
    const pids: number[] = []
    const onSpawn = (pid: number) => pids.push(pid)
    assert.equal((await makeRunner(t).run('sleep 300', { onSpawn }, stop.signal)).outcome, 'stopped')
    assert.deepEqual(pids.filter(isRunning), [])
  })
})
