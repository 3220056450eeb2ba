import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { openSandbox } from '../../source/executor/sandbox.ts'
import { refusals } from '../../source/executor/refusals.ts'
import { openDisk } from '../helpers/disk.ts'
import { makeRunner } from '../helpers/execution.ts'
import { cannotTry } from '../helpers/people.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })
const module = join(import.meta.dirname, '../../source/executor/limits.js')

/** The limits of a command, as the kernel tells them, below a process that was started with these limits itself. */
function limitsUnder(limits: readonly string[]): Record<string, string> {
  const wanted = { maxProcesses: 1024, maxMemoryMb: 4096, maxFileMb: 10_240 }
  const program = `import { limitArguments } from ${JSON.stringify(module)}
import { spawnSync } from 'node:child_process'
const [file, ...rest] = [...limitArguments(${JSON.stringify(wanted)}, true), 'cat', '/proc/self/limits']
const { stdout, stderr } = spawnSync(file, rest, { encoding: 'utf8' })
console.log(stdout + stderr)`
  const call = [process.execPath, '--input-type=module', '-e', program]
  const { stdout } = spawnSync('prlimit', [...limits, ...call], { encoding: 'utf8' })
  return Object.fromEntries(
    stdout.split('\n').map((line) => [line.slice(0, 25).trim(), line.slice(25).replace(/ +/g, ' ')]),
  )
}

describe('limits', { skip }, () => {
  test('are those of the settings, for raising and lowering', () => {
    assert.partialDeepStrictEqual(limitsUnder(['--nproc=2000:2000']), {
      'Max core file size': ' 0 0 bytes ',
      'Max processes': ' 1024 1024 processes ',
      'Max data size': ' 4294967296 4294967296 bytes ',
      'Max file size': ' 10737418240 10737418240 bytes ',
    })
  })
  test('that whoever started this program set lower hold; none is raised', () => {
    assert.partialDeepStrictEqual(limitsUnder(['--nproc=500:500', '--fsize=1000000:1000000']), {
      'Max processes': ' 500 500 processes ',
      'Max data size': ' 4294967296 4294967296 bytes ',
      'Max file size': ' 999936 999936 bytes ',
    })
  })
  test('of a file hold without any setting, and null lifts them', () => {
    assert.equal(tosSchema.parse({}).exec.max_file_mb, 10_240)
    assert.equal(tosSchema.parse({ exec: { max_file_mb: null } }).exec.max_file_mb, null)
  })
})

describe('a command that takes too much is ended, and told which setting says how much', { skip }, () => {
  const opened = async (root: string, writable: readonly string[] = []) => {
    const { exec } = tosSchema.parse({ exec: { sandbox: 'required' } })
    const places = { root, readOnlyFolders: [], readOnlyFiles: [], pinned: [] }
    const sandbox = await openSandbox({ places, exec, environment: process.env, writable })
    if (typeof sandbox === 'string') throw new Error(sandbox)
    return sandbox
  }
  const waits = 'import time; time.sleep(300)'
  const greedy: Readonly<Record<string, string>> = {
    'memory of one process': `python3 -c 'x = b"1" * (400 << 20); ${waits}'`,
    'memory of several together': `for i in 1 2 3 4; do python3 -c 'x = b"1" * (100 << 20); ${waits}' & done; wait`,
    'memory of a process that left the others': `(setsid python3 -c 'x = b"1" * (400 << 20); ${waits}' &) ; sleep 300`,
    'memory shared between processes': `python3 -c 'import mmap; m = mmap.mmap(-1, 400 << 20); m.write(b"1" * (400 << 20)); ${waits}'`,
    'files in memory': 'head -c 400M /dev/zero > /tmp/big; sleep 300',
    'files in the own home': 'head -c 400M /dev/zero > ~/big; sleep 300',
  }
  for (const [what, code] of Object.entries(greedy))
    test(what, async (t) => {
      const runner = makeRunner(t)
      const ended = await runner.run(code, { sandbox: await opened(runner.folder), maxMemoryMb: 300 })
      assert.equal(ended.error, refusals.tooMuchMemory(300))
      assert.equal(ended.signal, 'SIGKILL')
    })
  test('but not for memory that its processes only share', async (t) => {
    const runner = makeRunner(t)
    const code = `python3 -c '
import os, time
x = b"1" * (150 << 20)
children = []
for _ in range(3):
    child = os.fork()
    if child == 0:
        time.sleep(0.6); os._exit(0)
    children.append(child)
for child in children: os.waitpid(child, 0)
print("done")'`
    const ended = await runner.run(code, { sandbox: await opened(runner.folder), maxMemoryMb: 300 })
    assert.equal(ended.stdout.text, 'done\n', ended.error ?? '')
  })
  test("the last of a disk, the project's or another one it may write on", async (t) => {
    const disk = openDisk(t)
    if (disk === null) return t.skip('no disk can be mounted here')
    const runner = makeRunner(t)
    const code = `head -c 45M /dev/zero > ${disk.folder}/big; sleep 300`
    const here = await runner.run(code, { folder: disk.folder, keepFreeMb: 25 })
    assert.match(here.error ?? '', /^ended: less than \d+ MB are free on the disk of .*mounted; .*'exec.keep_free_mb'$/)
    rmSync(join(disk.folder, 'big'))
    const sandbox = await opened(runner.folder, [disk.folder])
    assert.equal((await runner.run(code, { sandbox, keepFreeMb: 25 })).error, here.error)
  })
})
