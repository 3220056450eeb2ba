import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { describe, test } from 'node:test'
import { startChild } from '../helpers/children.ts'
import { cannotTry } from '../helpers/people.ts'
import { eventually } from '../helpers/processes.ts'
import { makeProject, tos, type CallOptions, type Project } from '../helpers/project.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })
/** Options stand before `--`, so the root does too. */
const call = ({ root }: Project, [name = '', ...rest]: readonly string[], options?: CallOptions) =>
  tos([name, '--root', root, ...rest], options)
const exec = (project: Project, ...words: string[]) => call(project, ['exec', '--', ...words])
const typesOf = (project: Project) => project.events().flatMap(({ type }) => (type.startsWith('exec.') ? [type] : []))

describe('tos exec', () => {
  test('passes output and exit code through, and journals both', async (t) => {
    const project = makeProject(t)
    const { code, out, err } = await exec(project, "printf 'o\\377'; printf e >&2; exit 42")
    assert.deepEqual([code, out, err], [42, 'o\ufffd', 'e'])
    assert.deepEqual(typesOf(project), ['exec.judged', 'exec.started', 'exec.finished'])
    const finished = project.events().at(-1)
    assert.partialDeepStrictEqual(finished, { type: 'exec.finished', outcome: 'exited', exitCode: 42 })
  })
  test('one word is shell code, several are one command and its arguments', async (t) => {
    const project = makeProject(t)
    assert.equal((await exec(project, 'echo a; echo b')).out, 'a\nb\n')
    assert.equal((await exec(project, 'printf', '%s|', 'a b', "it's", '$HOME', ';')).out, "a b|it's|$HOME|;|")
  })
  test('needs neither keys nor models', async (t) => {
    const project = makeProject(t)
    project.write('config/tos.json', JSON.stringify({ exec: { sandbox: 'off' } }))
    assert.equal((await exec(project, 'echo fine')).out, 'fine\n')
  })
  test('a denied command does not run: exit code 1, with rule and place', async (t) => {
    const project = makeProject(t, { config: { deny_patterns: ['touch\\s'] } })
    const { code, err } = await exec(project, 'touch ran')
    assert.equal(code, 1)
    assert.match(err, /^tos: denied: .*deny_patterns.*config_v0_3\.json:\d+/)
    assert.equal(existsSync(project.path('ran')), false)
    assert.deepEqual(typesOf(project), ['exec.judged'])
  })
  test('the time limit is 124, an end by a signal 128 and its number', async (t) => {
    const project = makeProject(t)
    const limited = await call(project, ['exec', '--timeout', '0.5', '--', 'sleep 300'])
    assert.equal(limited.code, 124)
    assert.match(limited.err, /^tos: timeout \(0\.5 s\)$/m)
    assert.equal((await exec(project, 'kill -9 $$')).code, 137)
  })
  test('a stop ends the command: 130', async (t) => {
    const project = makeProject(t)
    const running = call(project, ['exec', '--', 'touch began; sleep 300'], {
      onStart: (child) =>
        void eventually('it has begun', () => existsSync(project.path('began'))).then(() => child.kill('SIGINT')),
    })
    assert.equal((await running).code, 130)
  })
  test('waits for nobody: 3 while another holds the project', async (t) => {
    const project = makeProject(t)
    await startChild(t, 'hold-lock', [project.path('logs/runner.lock'), project.root]).said()
    assert.equal((await exec(project, 'touch ran')).code, 3)
    assert.equal(existsSync(project.path('ran')), false)
  })
  test('with --json prints the journal lines and nothing else', async (t) => {
    const project = makeProject(t)
    const { out } = await call(project, ['exec', '--json', '--', 'echo hidden'])
    const types = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
    assert.deepEqual(types, ['exec.judged', 'exec.started', 'exec.finished'])
  })
  test('wrong calls are usage errors', async (t) => {
    const project = makeProject(t)
    for (const args of [['exec'], ['exec', '--type', 'cmd', '--', 'x'], ['exec', '--timeout', '-1', '--', 'x']])
      assert.equal((await call(project, args)).code, 2, args.join(' '))
  })
  test('keys stand neither in the environment nor in the journal', async (t) => {
    const project = makeProject(t)
    const environment = { OPENAI_API_KEY: 'sk-secret-0123456789abcdef' }
    const { out } = await call(project, ['exec', '--', 'env; echo sk-secret-0123456789abcdef'], { environment })
    assert.doesNotMatch(out, /OPENAI_API_KEY/)
    assert.doesNotMatch(project.text('logs/journal.ndjson'), /sk-secret/)
  })
})

describe('settings of commands that cannot be kept refuse to start', () => {
  const refused = async (project: Project, pattern: RegExp) => {
    for (const args of [['exec', '--', 'touch ran'], ['run']]) {
      const { code, err } = await call(project, args)
      assert.equal(code, 2)
      assert.match(err, pattern)
    }
    for (const name of ['ran', 'logs']) assert.equal(existsSync(project.path(name)), false)
  }
  test('a key in env_allow, whatever it is called', async (t) => {
    const project = makeProject(t)
    const settings = { models: { draft: { api_key_env: 'MY_KEY' } }, exec: { env_allow: ['CI', 'MY_KEY'] } }
    project.write('config/tos.json', JSON.stringify(settings, null, 2))
    await refused(project, /tos\.json:10: 'exec\.env_allow' names the API key MY_KEY/)
    project.write('config/tos.json', JSON.stringify({ exec: { env_allow: ['ANTHROPIC_API_KEY'] } }))
    await refused(project, /names the API key ANTHROPIC_API_KEY/)
  })
  test('a required sandbox that is not there', async (t) => {
    const project = makeProject(t, { tos: { exec: { sandbox: 'required' } } })
    project.write('bin/bash', '')
    const { code, err } = await call(project, ['exec', '--', 'touch ran'], {
      environment: { PATH: project.path('bin') },
    })
    assert.equal(code, 2)
    assert.match(err, /tos\.json:\d+: 'exec\.sandbox' is "required": (?:bubblewrap|no bubblewrap)/)
  })
  test('a wrapper beside a sandbox that is off', async (t) => {
    const project = makeProject(t, { tos: { exec: { sandbox: 'off', wrapper: ['env'] } } })
    await refused(project, /'exec\.wrapper' is set but 'exec\.sandbox' is "off"/)
  })
  test('a writable folder that is relative, or not there', async (t) => {
    for (const path of ['cache', '/no/such/folder'])
      await refused(makeProject(t, { tos: { exec: { writable: [path] } } }), /'exec\.writable': '/)
  })
  test('settings under a symbolic link', { skip }, async (t) => {
    const project = makeProject(t, { tos: { exec: {} } })
    project.write('other/x', '')
    symlinkSync('other', project.path('logs'))
    const { code, err } = await exec(project, 'touch ran')
    assert.equal(code, 2)
    assert.match(err, /logs: is a symbolic link/)
  })
})

describe('what commands run in is said', () => {
  test('in the journal of a run, and by doctor', { skip }, async (t) => {
    const project = makeProject(t, { tos: { exec: { sandbox: 'required' } }, answers: [] })
    const { out } = await call(project, ['doctor'])
    assert.match(
      out,
      /^ok +sandbox +sandbox: bubblewrap [\d.]+, network judged, at most 1024 processes, \d+ MB of memory in all, 10240 MB a file$/m,
    )
  })
  test('on stderr when it is less than was wanted', async (t) => {
    const project = makeProject(t, { tos: { exec: {} } })
    project.write('bin/x', '')
    const bash = spawnSync('bash', ['-c', 'command -v bash'], { encoding: 'utf8' }).stdout.trim()
    symlinkSync(bash, project.path('bin/bash'))
    const { out, err } = await call(project, ['exec', '--', 'echo ran'], { environment: { PATH: project.path('bin') } })
    assert.equal(out, 'ran\n')
    assert.match(err, /^tos: sandbox: off \(.*bubblewrap.*\)\n$/)
  })
})
