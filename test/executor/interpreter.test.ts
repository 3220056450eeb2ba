import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { findInterpreter, isCommandType } from '../../source/executor/interpreter.ts'
import { makeRunner } from '../helpers/execution.ts'

/** Stands in for PowerShell: notes its arguments, each ended by a NUL, and says its name. */
const shim = (name: string) =>
  `#!/bin/bash\nprintf '%s\\0' "$@" > arguments\necho ${name}\nread -r line && echo "stdin $line"\nexit 7\n`

function withShims(t: TestContext, ...names: string[]) {
  const runner = makeRunner(t)
  for (const name of names) {
    const [folder = '', program = ''] = name.split('/')
    mkdirSync(runner.path(folder), { recursive: true })
    writeFileSync(runner.path(name), shim(program))
    chmodSync(runner.path(name), 0o755)
  }
  const path = ['first', 'second'].map(runner.path).join(delimiter)
  const run = (code: string) => runner.run(code, { type: 'powershell', environment: { PATH: path } })
  const received = () => readFileSync(runner.path('arguments'), 'utf8').split('\0').slice(0, -1)
  return { ...runner, run, received, searched: path }
}

describe('powershell', () => {
  test('pwsh is preferred to powershell, wherever on the PATH the two are', async (t) => {
    const { run, searched, path } = withShims(t, 'first/powershell', 'second/pwsh')
    assert.equal(findInterpreter('powershell', searched), path('second/pwsh'))
    assert.partialDeepStrictEqual(await run('x'), { outcome: 'exited', exitCode: 7, stdout: { text: 'pwsh\n' } })
  })
  test('without pwsh it is powershell', async (t) => {
    const { run } = withShims(t, 'second/powershell')
    assert.equal((await run('x')).stdout.text, 'powershell\n')
  })
  const codes = {
    quotes: `Write-Output "a 'b' \`"c\`"" ; 'it''s'`,
    'line feeds': 'Get-Item .\n\nSet-Location ..\r\n',
    Japanese: 'Set-Content -Path 結果.txt -Value "合計: 6　平均: 2"',
    'shell syntax': '$HOME `whoami` $(id) > x | y && z; * ? [a] {b} ~ !1 #c \\',
    'white space at both ends': '  \t x \n ',
    'a dash first': '-NoExit -Command x',
    'an emoji and a tab': '😀\t𝒳',
  }
  for (const [what, code] of Object.entries(codes))
    test(`the code reaches it byte for byte: ${what}`, async (t) => {
      const { run, received } = withShims(t, 'first/pwsh')
      await run(code)
      assert.deepEqual(received(), ['-NoProfile', '-NonInteractive', '-Command', code])
    })
})

describe('looking for an interpreter', () => {
  test('the first one on the PATH is taken', (t) => {
    const { searched, path } = withShims(t, 'first/bash', 'second/bash')
    assert.equal(findInterpreter('bash', searched), path('first/bash'))
  })
  test('what cannot be executed is passed over, a folder too', (t) => {
    const { searched, path } = withShims(t, 'first/pwsh', 'second/pwsh')
    chmodSync(path('first/pwsh'), 0o644)
    assert.equal(findInterpreter('powershell', searched), path('second/pwsh'))
    chmodSync(path('second/pwsh'), 0o644)
    mkdirSync(path('second/powershell'))
    assert.equal(findInterpreter('powershell', searched), null)
  })
  test('an empty PATH, or an empty part of it, is not the current folder', (t) => {
    const { path } = withShims(t, 'first/bash')
    const before = process.cwd()
    t.after(() => process.chdir(before))
    process.chdir(path('first'))
    assert.equal(findInterpreter('bash', ''), null)
    assert.equal(findInterpreter('bash', `${delimiter}${delimiter}`), null)
  })
})

test('only types with an interpreter are types, and no name of an object is one', () => {
  assert.deepEqual(['bash', 'powershell'].filter(isCommandType), ['bash', 'powershell'])
  assert.deepEqual(
    ['', 'Bash', 'sh', 'python', 'toString', '__proto__', 'constructor', 'hasOwnProperty'].filter(isCommandType),
    [],
  )
})
