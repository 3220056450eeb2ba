import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { commandEnvironment, markerName } from '../../source/executor/environment.ts'
import { makeRunner } from '../helpers/execution.ts'

const keys = { OPENAI_API_KEY: 'sk-openai-0123456789', ANTHROPIC_API_KEY: 'sk-ant-0123456789', GITHUB_TOKEN: 'ghp_x' }
const usual = { PATH: '/usr/bin:/bin', HOME: '/h', USER: 'u', LOGNAME: 'u', SHELL: '/bin/sh', TZ: 'Asia/Tokyo' }

describe('the environment of a command', () => {
  test('holds the usual names, every LC_ name, and nothing else', () => {
    const language = { LANG: 'ja_JP.UTF-8', LANGUAGE: 'ja', LC_ALL: 'C.UTF-8', LC_TIME: 'C' }
    const folders = { TMPDIR: '/t', TMP: '/t', TEMP: '/t' }
    const own = { ...usual, ...language, ...folders, ...keys, EDITOR: 'vi', LD_PRELOAD: 'x.so', LCX: 'no', path: 'no' }
    const expected = { ...usual, ...language, ...folders, TERM: 'dumb', [markerName]: 'm' }
    assert.deepEqual(commandEnvironment(own, [], 'm'), expected)
  })
  test('tells where version managers keep their programs, by absolute paths alone', () => {
    const places = { RUSTUP_HOME: '/usr/local/rustup', JAVA_HOME: '/opt/java' }
    const own = { ...usual, ...places, PYENV_ROOT: 'token', CARGO_HOME: '/usr/local/cargo', NVM_DIR: '' }
    assert.deepEqual(commandEnvironment(own, [], 'm'), { ...usual, ...places, TERM: 'dumb', [markerName]: 'm' })
  })
  test('has no terminal, unless TERM itself is allowed', () => {
    const own = { ...usual, TERM: 'xterm-256color' }
    assert.equal(commandEnvironment(own, [], 'm')['TERM'], 'dumb')
    assert.equal(commandEnvironment(own, ['TERM'], 'm')['TERM'], 'xterm-256color')
    assert.equal(commandEnvironment(usual, ['TERM'], 'm')['TERM'], 'dumb')
  })
  test('env_allow adds names, and only names that exist', () => {
    const environment = commandEnvironment({ ...usual, ...keys, CI: '1', EMPTY: '' }, ['CI', 'EMPTY', 'MISSING'], 'm')
    assert.deepEqual(environment, { ...usual, CI: '1', EMPTY: '', TERM: 'dumb', [markerName]: 'm' })
  })
  test('carries the mark of its own command, not one that the runner has', () => {
    const own = { ...usual, [markerName]: 'of the runner' }
    assert.equal(commandEnvironment(own, [markerName], 'm')[markerName], 'm')
  })
})

describe('a real command', () => {
  test('never sees the API keys, but sees what is allowed', async (t) => {
    const environment = { ...process.env, ...keys, LC_MESSAGES: 'C', TERM: 'xterm', ALLOWED: 'yes' }
    const { stdout } = await makeRunner(t).run('env -0', { environment, allowedVariables: ['ALLOWED'] })
    const names = new Set(stdout.text.split('\0').map((entry) => entry.split('=')[0] ?? ''))
    assert.deepEqual(
      Object.keys(keys).filter((name) => names.has(name)),
      [],
    )
    assert.doesNotMatch(stdout.text, /sk-openai|sk-ant|ghp_x/)
    for (const entry of ['ALLOWED=yes', 'LC_MESSAGES=C', 'TERM=dumb', `PATH=${process.env['PATH']}`])
      assert.ok(stdout.text.split('\0').includes(entry), entry)
  })
  test('is not preceded by a start-up file of the shell', async (t) => {
    const { run, path, folder } = makeRunner(t)
    for (const name of ['.bashrc', '.bash_profile', '.profile', 'env.sh'])
      writeFileSync(path(name), `echo read ${name}\n`)
    const environment = { ...process.env, HOME: folder, BASH_ENV: path('env.sh'), ENV: path('env.sh') }
    assert.equal((await run('echo only', { environment })).stdout.text, 'only\n')
  })
})
