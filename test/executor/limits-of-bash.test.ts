import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { noSandbox } from '../../source/executor/sandbox.ts'
import { makeRunner } from '../helpers/execution.ts'

const module = join(import.meta.dirname, '../../source/executor/limits-of-bash.js')

describe('a bash without a sandbox sets its limits itself', { skip: !existsSync('/proc/self/fd') }, () => {
  const limits = ' 0 0 bytes \n 10737418240 10737418240 bytes \n'
  const look = `sed -n -E 's/ +/ /g; s/^Max (core file|file) size//p' /proc/self/limits | sort`
  const inFront = { argv: ['/bin/sh', '-c'] }
  const byItself = (program: string) => ({ argv: [program, '-c', 'true'] })
  const exec = tosSchema.parse({}).exec
  const sandbox = noSandbox({ exec }, 'not wanted')
  const wrapped = (program: string, environment: Record<string, string>) =>
    sandbox.wrap({ argv: [program, '-c', 'true'], environment, folder: '/' })

  test('with nothing in front of it, and nothing of that left for the command', async (t) => {
    assert.partialDeepStrictEqual(wrapped('/bin/bash', {}), byItself('/bin/bash'))
    const code = `[ "$_" = "$BASH" ] && ${look}; printenv BASH_ENV; [ -e /proc/$$/fd/3 ] || echo "$LINENO"`
    const ended = await makeRunner(t).run(code, { sandbox })
    assert.equal(ended.stdout.text, `${limits}1\n`)
  })
  test("a shell stands in front of other programs, and where a person's own BASH_ENV is read", async (t) => {
    for (const launch of [wrapped('/usr/bin/pwsh', {}), wrapped('/bin/bash', { BASH_ENV: '/etc/own' })])
      assert.partialDeepStrictEqual(launch, inFront)
    const { run, path } = makeRunner(t)
    writeFileSync(path('own.sh'), 'own=read')
    const environment = { ...process.env, BASH_ENV: path('own.sh') }
    const ended = await run(`echo $own; ${look}`, { sandbox, environment, allowedVariables: ['BASH_ENV'] })
    assert.equal(ended.stdout.text, `read\n${limits}`)
  })
  for (const [name, value] of [
    ['POSIXLY_CORRECT', '1'],
    ['SHELLOPTS', 'posix'],
    ['SHELLOPTS', 'privileged'],
    ['SHELLOPTS', 'xtrace'],
  ] as const)
    test(`a shell stands in front where ${name}=${value} keeps bash from it, or makes it speak`, async (t) => {
      assert.partialDeepStrictEqual(wrapped('/bin/bash', { [name]: value }), inFront)
      const environment = { ...process.env, [name]: value }
      const ended = await makeRunner(t).run(look, { sandbox, environment, allowedVariables: [name] })
      assert.equal(ended.stdout.text, limits)
    })
  test('a program of that name is what it does', (t) => {
    const { path } = makeRunner(t)
    const script = (body: string): string => {
      const file = join(mkdtempSync(path('bin-')), 'bash')
      writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
      return file
    }
    const passesOn = script('exec /bin/bash "$@"')
    assert.partialDeepStrictEqual(wrapped(passesOn, {}), byItself(passesOn))
    for (const body of ['exec env -i /bin/bash "$@"', 'exec 3<&-; exec /bin/bash "$@"', 'exec /bin/sh "$@"', 'exit 1'])
      assert.partialDeepStrictEqual(wrapped(script(body), {}), inFront, body)
  })
  test('one descriptor does for all runs of a process', () => {
    const again = noSandbox({ exec }, 'not wanted').wrap({ ...byItself('/bin/bash'), environment: {}, folder: '/' })
    assert.ok(typeof again === 'object' && again.limits !== undefined)
    assert.partialDeepStrictEqual(wrapped('/bin/bash', {}), { limits: again.limits })
  })
  test('where there is no room for such a file, a shell stands in front', () => {
    const program = `import { limitsOfBash } from ${JSON.stringify(module)}
const own = limitsOfBash({ maxProcesses: 1024, maxMemoryMb: null, maxFileMb: 10_240 })
console.log(own({ argv: ['/bin/bash'], environment: {} }))`
    const call = ['--fsize=0:unlimited', process.execPath, '--input-type=module', '-e', program]
    const { stdout, stderr } = spawnSync('prlimit', call, { encoding: 'utf8' })
    assert.equal(stdout, 'null\n', stderr)
  })
})
