import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { isGroupAlive, killTree } from '../../source/executor/kill-tree.ts'
import { refusals } from '../../source/executor/refusals.ts'
import { makeRunner, type Runner } from '../helpers/execution.ts'
import { eventually, isRunning, pidIn } from '../helpers/processes.ts'

const skip = process.platform === 'linux' ? false : 'setsid and /proc are of Linux'

/** One process of each shape; each writes its pid into a file of its name. */
const shapes = ['child', 'grandchild', 'bare', 'session', 'daemon']
const tree = `
sleep 300 & echo $! > child
bash -c 'sleep 300 & echo $! > grandchild; wait' &
env -i bash -c 'echo $$ > bare; exec sleep 300' &
setsid bash -c 'echo $$ > session; exec sleep 300' &
( ( setsid bash -c 'echo $$ > daemon; exec sleep 300' & ) & )
`

const pids = ({ path }: Runner, names: readonly string[]) => names.map((name) => pidIn(path(name)))
const running = (runner: Runner, names: readonly string[]) =>
  names.filter((name) => {
    const pid = pidIn(runner.path(name))
    return pid !== null && isRunning(pid)
  })

/** Runs the code, waits until all named processes live, stops it, and says which of them are left. */
async function stopped(runner: Runner, code: string, names: readonly string[]): Promise<string[]> {
  const stop = new AbortController()
  const ended = runner.run(code, {}, stop.signal)
  await eventually(`${names.join()} run`, () => running(runner, names).length === names.length)
  stop.abort()
  assert.equal((await ended).outcome, 'stopped')
  return running(runner, names)
}

describe('the whole tree of a command goes with it', { skip }, () => {
  test('at the time limit: children, grandchildren, those without environment, in sessions of their own, double-forked', async (t) => {
    const runner = makeRunner(t)
    const ended = await runner.run(`${tree}\nwait; sleep 300`, { timeoutMs: 2000 })
    assert.equal(ended.outcome, 'timed out')
    assert.ok(!pids(runner, shapes).includes(null), 'the tree was not complete before the limit')
    assert.deepEqual(running(runner, shapes), [])
  })
  test('at a stop', async (t) => {
    assert.deepEqual(await stopped(makeRunner(t), `${tree}\nwait; sleep 300`, shapes), [])
  })
  test('even when it does not care for SIGTERM', async (t) => {
    const code = "trap '' TERM; echo $$ > deaf; while [ -e deaf ]; do sleep 0.05; done"
    assert.deepEqual(await stopped(makeRunner(t), code, ['deaf']), [])
  })
  test('even when a session of its own does not care for SIGTERM', async (t) => {
    const code = `setsid bash -c 'trap "" TERM; echo $$ > deaf; while [ -e deaf ]; do sleep 0.05; done' & wait`
    assert.deepEqual(await stopped(makeRunner(t), code, ['deaf']), [])
  })
  test('even when it starts another one while it is being ended', async (t) => {
    const runner = makeRunner(t)
    const code = `
      again() { setsid bash -c 'echo $$ > reborn; exec sleep 300' & until [ -s reborn ]; do sleep 0.01; done; exit; }
      trap again TERM
      echo $$ > parent
      while [ -e parent ]; do sleep 0.02; done`
    await stopped(runner, code, ['parent'])
    assert.notEqual(pidIn(runner.path('reborn')), pidIn(runner.path('parent')))
    assert.notEqual(pidIn(runner.path('reborn')), null)
    assert.deepEqual(running(runner, ['parent', 'reborn']), [])
  })
  test('politely first: who wants to may tidy up', async (t) => {
    const runner = makeRunner(t)
    const code = "trap 'echo tidy > tidied; exit' TERM; echo $$ > polite; while [ -e polite ]; do sleep 0.02; done"
    await stopped(runner, code, ['polite'])
    assert.equal(readFileSync(runner.path('tidied'), 'utf8'), 'tidy\n')
  })
  test('and no other command with it', async (t) => {
    const [runner, other] = [makeRunner(t), makeRunner(t)]
    const waiting = other.run('echo $$ > pid; until [ -e go ]; do sleep 0.02; done; echo fine')
    await eventually('the other command runs', () => running(other, ['pid']).length === 1)
    await stopped(runner, `${tree}\nwait`, shapes)
    writeFileSync(other.path('go'), '')
    assert.partialDeepStrictEqual(await waiting, { outcome: 'exited', exitCode: 0, stdout: { text: 'fine\n' } })
  })
})

describe('processes a command leaves in the background', { skip }, () => {
  const noted = refusals.heldOpen()

  test('are ended and noted when they hold the output', async (t) => {
    const runner = makeRunner(t)
    const ended = await runner.run('sleep 300 & echo $! > left; echo hi; exit 4')
    assert.partialDeepStrictEqual(ended, { outcome: 'exited', exitCode: 4, stdout: { text: 'hi\n' }, error: noted })
    assert.notEqual(pidIn(runner.path('left')), null)
    assert.deepEqual(running(runner, ['left']), [])
  })
  test('are ended when they hold nothing', async (t) => {
    const runner = makeRunner(t)
    const ended = await runner.run('sleep 300 >/dev/null 2>&1 & echo $! > left')
    assert.partialDeepStrictEqual(ended, { outcome: 'exited', exitCode: 0, error: null })
    assert.notEqual(pidIn(runner.path('left')), null)
    assert.deepEqual(running(runner, ['left']), [])
  })
  test('are ended, as the note says, in a session of their own too', async (t) => {
    const runner = makeRunner(t)
    t.after(() => running(runner, ['left']).forEach(() => process.kill(pidIn(runner.path('left')) ?? 0)))
    const code = "setsid bash -c 'echo $$ > left; exec sleep 300' & until [ -s left ]; do sleep 0.01; done"
    assert.equal((await runner.run(code)).error, noted)
    assert.deepEqual(running(runner, ['left']), [])
  })
})

describe('a group', { skip }, () => {
  test('that was never there or is gone is not alive, and ending it is no error', async () => {
    const child = spawn('true', { detached: true, stdio: 'ignore' })
    await new Promise((resolve) => child.once('close', resolve))
    const pid = child.pid ?? 0
    assert.equal(isGroupAlive(pid), false)
    await killTree(pid, 'no-such-marker')
  })
  test('of processes that only wait for their parent to notice is not alive', async (t) => {
    const runner = makeRunner(t)
    const stop = new AbortController()
    t.after(() => stop.abort())
    // A shell that has become `sleep` looks after no child any more.
    const code = 'set -m; until [ -e go ]; do :; done & echo $! > dead; exec sleep 300'
    const parent = new Promise<number>((onSpawn) => void runner.run(code, { onSpawn }, stop.signal))
    const program = `/proc/${await parent}/comm`
    await eventually('the shell is a sleep', () => readFileSync(program, 'utf8') === 'sleep\n')
    writeFileSync(runner.path('go'), '')
    const dead = pidIn(runner.path('dead')) ?? 0
    await eventually('the child has ended', () => !isRunning(dead))
    assert.ok(existsSync(`/proc/${dead}`), 'it was noticed')
    assert.equal(isGroupAlive(dead), false)
  })
})
