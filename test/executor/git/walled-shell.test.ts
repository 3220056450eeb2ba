import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { openWalledShell, quoted, type WalledShell } from '../../../source/executor/git/walled-shell.ts'
import { temporaryFolder } from '../../helpers/project.ts'

/** A shell with a program called git that does this; without walls, which are tried with the fence. */
function shellWith(t: TestContext, code: string): { folder: string; shell: WalledShell } {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'git'), `#!/bin/bash\n${code}\n`)
  chmodSync(join(folder, 'git'), 0o755)
  writeFileSync(join(folder, 'start'), 'exec /bin/sh')
  const shell = openWalledShell(['/bin/sh', join(folder, 'start')], { PATH: `${folder}:${process.env['PATH'] ?? ''}` })
  t.after(() => shell.end())
  return { folder, shell }
}

const call = (folder: string, args: string[] = [], more: { input?: Buffer; silenceMs?: number } = {}) => ({
  folder,
  args,
  environment: {},
  silenceMs: 600_000,
  ...more,
})

describe('a shell that starts git again and again', () => {
  test('hands on every byte of words, input and output as it is', async (t) => {
    const { folder, shell } = shellWith(t, `printf '%s|' "$@"; cat; printf '%s' "$ODD" >&2; exit 3`)
    const odd = `it's "$HOME" \\ $(id)\n; \u0001 é`
    const input = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 256))
    for (const given of [input, Buffer.alloc(0)]) {
      const answer = await shell.call({ ...call(folder, [odd, '', '-n'], { input: given }), environment: { ODD: odd } })
      assert.deepEqual(answer, { code: 3, out: Buffer.concat([Buffer.from(`${odd}||-n|`), given]), err: odd })
    }
  })
  test('answers calls in their order, each with its own words', async (t) => {
    const { folder, shell } = shellWith(t, 'echo "$1"')
    const answers = await Promise.all(['1', '2', '3'].map((word) => shell.call(call(folder, [word]))))
    assert.deepEqual(
      answers.map(({ out }) => out.toString()),
      ['1\n', '2\n', '3\n'],
    )
  })
  test('tells of a git that a signal ended, and of its own end, and goes on', async (t) => {
    const { folder, shell } = shellWith(t, '[ "$1" = ok ] || kill -9 $([ "$1" = self ] && echo $$ || echo $PPID)')
    for (const what of ['self', 'shell', 'self']) {
      assert.equal((await shell.call(call(folder, [what]))).code, null, what)
      assert.equal((await shell.call(call(folder, ['ok']))).code, 0, what)
    }
  })
  test('ends a git that says nothing for too long, and goes on', async (t) => {
    const { folder, shell } = shellWith(t, '[ "$1" = ok ] || exec sleep 1000')
    const answer = await shell.call(call(folder, [], { silenceMs: 1 }))
    assert.deepEqual([answer.code, answer.err], [null, 'block timeout reached'])
    assert.equal((await shell.call(call(folder, ['ok']))).code, 0)
  })
  test('takes no git for silent that spoke while this process was held up', async (t) => {
    const { folder, shell } = shellWith(t, '[ "$1" = ok ] || { echo spoken; : >said; }')
    assert.equal((await shell.call(call(folder, ['ok']))).code, 0)
    const answer = shell.call(call(folder, [], { silenceMs: 400 }))
    await new Promise(setImmediate)
    const began = performance.now()
    while (performance.now() - began < 1000 || !existsSync(join(folder, 'said'))) continue
    assert.equal((await answer).out.toString(), 'spoken\n')
  })
  test('says why when the folder is not there', async (t) => {
    const { folder, shell } = shellWith(t, 'exit 0')
    const answer = await shell.call(call(join(folder, 'gone')))
    assert.notEqual(answer.code, 0)
    assert.match(answer.err, /gone/)
  })
  test('keeps nobody from ending, and ends with whoever started it', (t) => {
    const { folder } = shellWith(t, 'echo $PPID')
    const module = pathToFileURL(join(import.meta.dirname, '../../../source/executor/git/walled-shell.js')).href
    const code = `const { openWalledShell } = await import(${JSON.stringify(module)})
const shell = openWalledShell(['/bin/sh', ${JSON.stringify(join(folder, 'start'))}], { PATH: ${JSON.stringify(folder)} + ':' + process.env.PATH })
const { out } = await shell.call({ folder: '/', args: [], environment: {}, silenceMs: 600000 })
console.log(out.toString().trim())`
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
    assert.equal(status, 0)
    assert.match(stdout, /^\d+\n$/)
    // Its input has ended with its parent; it reads that and is gone.
    const gone = spawnSync('bash', ['-c', `while kill -0 ${stdout.trim()} 2>/dev/null; do sleep 0.05; done`])
    assert.equal(gone.status, 0)
  })
})

test('a word is quoted so that a shell takes it for one', () => {
  assert.equal(quoted(`a'b`), `'a'\\''b'`)
})
