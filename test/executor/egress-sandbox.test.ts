import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { openSandbox } from '../../source/executor/sandbox.ts'
import { makeRunner } from '../helpers/execution.ts'
import { cannotTry } from '../helpers/people.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })

async function opened(t: TestContext) {
  const runner = makeRunner(t)
  const { exec } = tosSchema.parse({ exec: { sandbox: 'required', network: ['listed.invalid'] } })
  const places = { root: runner.folder, readOnlyFolders: [join(runner.folder, 'logs')], readOnlyFiles: [], pinned: [] }
  const sandbox = await openSandbox({ places, exec, environment: process.env, writable: [] })
  assert.ok(typeof sandbox !== 'string')
  return { runner, sandbox }
}

/** As a program that obeys its environment does it. */
const fetching = (url: string) => `node -e '
  const { hostname: host, port } = new URL(process.env.http_proxy ?? "http://127.0.0.1:1")
  require("http").get({ host, port, path: "${url}" }, (answer) => answer.on("data", (text) => console.log(answer.statusCode, String(text))))
    .on("error", (error) => console.log("failed", error.code))'`

describe('a command whose network is a list of hosts', { skip }, () => {
  test('finds the proxy and is told which host it may not reach; that host is named', async (t) => {
    const { runner, sandbox } = await opened(t)
    const { stdout, refused } = await runner.run(fetching('http://other.invalid/'), {
      sandbox,
      reach: ['listed.invalid'],
    })
    assert.match(stdout.text, /^403 .*other\.invalid is not among/)
    assert.deepEqual(refused, [{ host: 'other.invalid', port: 80, reason: 'not listed', count: 1 }])
  })
  test('has no other way out, and its own loopback', async (t) => {
    const { runner, sandbox } = await opened(t)
    const code = `node -e '
      const net = require("net")
      net.connect(53, "1.1.1.1").on("error", (e) => console.log(e.code)).on("connect", () => console.log("out"))
      const server = net.createServer((c) => c.end("in")).listen(0, () =>
        net.connect(server.address().port).on("data", (d) => { console.log(String(d)); server.close() }))'; ls /run/tos`
    const { stdout } = await runner.run(code, { sandbox, reach: ['listed.invalid'] })
    assert.deepEqual(stdout.text.split('\n').toSorted(), ['', 'ENETUNREACH', 'bridge.mjs', 'in', 'node', 'proxy'])
  })
  test('without that reach finds no proxy either', async (t) => {
    const { runner, sandbox } = await opened(t)
    const { stdout, refused } = await runner.run(
      `${fetching('http://other.invalid/')}; ls /run/tos 2>&1; env | grep -ci proxy`,
      {
        sandbox,
        reach: 'none',
      },
    )
    assert.match(stdout.text, /^failed \w+\n.*No such file[^\n]*\n0\n$/)
    assert.deepEqual(refused, [])
  })
  test('keeps its exit code, its signal and its output', async (t) => {
    const { runner, sandbox } = await opened(t)
    const run = (code: string) => runner.run(code, { sandbox, reach: ['listed.invalid'] })
    assert.partialDeepStrictEqual(await run('echo a; echo b >&2; exit 7'), {
      exitCode: 7,
      stdout: { text: 'a\n' },
      stderr: { text: 'b\n' },
    })
    assert.equal((await run('kill -KILL $$')).exitCode, 137)
    assert.partialDeepStrictEqual(await run("trap 'echo bye; exit' TERM; kill -TERM $$; wait"), {
      stdout: { text: 'bye\n' },
    })
  })
})
