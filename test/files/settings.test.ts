import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { defaultTos } from '../../source/core/tos-schema.ts'
import { failureOf, valueOf } from '../helpers/results.ts'
import { base, load, rootOf } from '../helpers/settings-files.ts'

const refused = (
  t: TestContext,
  files: { config?: object | string; tos?: object | string },
  where: string,
  what: string | RegExp,
  remedy: RegExp,
) => {
  const root = rootOf(t, files)
  const failure = failureOf(load(root))
  assert.equal(failure.where, join(root, 'config', where))
  if (typeof what === 'string') assert.equal(failure.what, what)
  else assert.match(failure.what, what)
  assert.match(failure.remedy, remedy)
  assert.equal(failure.exitCode, 2)
}

describe('settings', () => {
  test('without a tos.json are those of the configuration, with every default', (t) => {
    const { settings, tosFile } = valueOf(load(rootOf(t, {})))
    assert.equal(tosFile, null)
    assert.deepEqual(settings.tos, defaultTos())
    assert.partialDeepStrictEqual(settings.config, { ...base, max_steps: 8, api_retry: 2, allow_types: ['powershell'] })
  })
  test('of tos.json are taken over', (t) => {
    const { settings } = valueOf(load(rootOf(t, { tos: { review: { gate: false } } })))
    assert.deepEqual(settings.tos, { ...defaultTos(), review: { gate: false } })
  })
  test('may be written in UTF-16 with its mark', (t) => {
    const root = rootOf(t, {})
    writeFileSync(join(root, 'config', 'config_v0_3.json'), Buffer.from(`\uFEFF${JSON.stringify(base)}`, 'utf16le'))
    assert.equal(valueOf(load(root)).settings.config.workspace_dir, 'workspace')
  })
})

describe('an unknown key is refused with its line and the nearest known one', () => {
  test('at the top', (t) =>
    refused(t, { config: { ...base, max_step: 3 } }, 'config_v0_3.json:4', "unknown key 'max_step'", /'max_steps'/))
  test('inside objects', (t) => {
    const config = { ...base, s5_settings: { job_loop: { enabled: true, job_inputs: {} } } }
    refused(t, { config }, 'config_v0_3.json:7', "unknown key 's5_settings.job_loop.job_inputs'", /'job_input'/)
  })
  test('of tos.json', (t) =>
    refused(t, { tos: { model: {} } }, 'tos.json:2', "unknown key 'model'", /did you mean 'models'\?/))
  test('inside its objects', (t) =>
    refused(t, { tos: { models: { drat: {} } } }, 'tos.json:3', "unknown key 'models.drat'", /'draft'/))
  test('inside lists and alternatives', (t) => {
    const checks = [
      { kind: 'command', code: 'true' },
      { kind: 'file', path: 'x', contain: [] },
    ]
    refused(t, { tos: { done: { checks } } }, 'tos.json:11', "unknown key 'done.checks.1.contain'", /'contains'/)
  })
  test('or without one, when none is near', (t) =>
    refused(t, { config: { ...base, zzzzzz: 1 } }, 'config_v0_3.json:4', "unknown key 'zzzzzz'", /^remove it$/))
  for (const key of ['__proto__', 'constructor', 'toString'])
    test(`when it is called ${key}`, (t) => {
      const config = `{\n"workspace_dir": "w",\n"logs_dir": "l",\n"${key}": {"enabled": true}\n}`
      refused(t, { config }, 'config_v0_3.json:4', `unknown key '${key}'`, /^remove it$/)
      const deep = `{\n"exec": {\n"${key}": "off"\n}\n}`
      refused(t, { tos: deep }, 'tos.json:3', `unknown key 'exec.${key}'`, /^remove it$/)
    })
})

describe('a wrong value is refused with its key and line', () => {
  const cases: [name: string, config: object, line: number, what: RegExp][] = [
    ['a text for a number', { ...base, max_steps: '8' }, 4, /^'max_steps': expected number, received string/],
    ['a fraction for a count', { ...base, max_steps: 1.5 }, 4, /^'max_steps': expected int/],
    ['a negative count', { ...base, api_retry: -1 }, 4, /^'api_retry': /],
    ['no time at all', { ...base, timeout_sec: 0 }, 4, /^'timeout_sec': /],
    ['a time without end', { ...base, timeout_sec: 1e300 }, 4, /^'timeout_sec': /],
    ['null', { ...base, max_steps: null }, 4, /^'max_steps': expected number, received null/],
    ['null for a folder', { ...base, logs_dir: null }, 3, /^'logs_dir': expected string, received null/],
    ['an empty folder name', { ...base, logs_dir: '' }, 3, /^'logs_dir': /],
    ['an object for a list', { ...base, allow_types: {} }, 4, /^'allow_types': expected array, received object/],
    ['an unknown interpreter', { ...base, allow_types: ['bash', 'cmd'] }, 6, /^'allow_types\.1': /],
    [
      'a text for a switch',
      { ...base, s5_settings: { job_loop: { enabled: 'yes' } } },
      6,
      /job_loop\.enabled': expected boolean/,
    ],
    [
      'an unknown action',
      { ...base, execution_policy: { default_action: 'ask' } },
      5,
      /^'execution_policy\.default_action': /,
    ],
  ]
  for (const [name, config, line, what] of cases)
    test(name, (t) => refused(t, { config }, `config_v0_3.json:${line}`, what, /correct the value/))

  test('an unknown kind of check', (t) => {
    const tos = { done: { checks: [{ kind: 'fil', path: 'x' }] } }
    refused(t, { tos }, 'tos.json:5', /^'done\.checks\.0\.kind': .*'file' \| 'command'/, /correct the value/)
  })
  test('an empty list of checks: nothing would prove a job done', (t) =>
    refused(t, { tos: { done: { checks: [] } } }, 'tos.json:3', /^'done\.checks': /, /correct the value/))
  for (const [name, text] of [
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"x"'],
  ] as const)
    test(`${name} instead of the settings`, (t) => {
      refused(t, { config: text }, 'config_v0_3.json:1', /^expected object, received /, /correct the value/)
      refused(t, { tos: text }, 'tos.json:1', /^expected object, received /, /correct the value/)
    })
  test('a missing folder', (t) =>
    refused(t, { config: { logs_dir: 'l' } }, 'config_v0_3.json:1', "'workspace_dir' is missing", /add it/))
  test('a key that stands twice, even spelled in another way', (t) => {
    const config = '{\n"workspace_dir": "w",\n"logs_dir": "l",\n"logs\\u005fdir": "m"\n}'
    refused(t, { config }, 'config_v0_3.json:4', "the key 'logs_dir' stands twice", /remove one/)
  })
  test('a key that stands twice deep inside', (t) => {
    const tos = '{"done": {"checks": [\n{"kind": "file",\n"path": "a",\n"path": "b"}]}}'
    refused(t, { tos }, 'tos.json:4', "the key 'path' stands twice", /remove one/)
  })
  test('the same key in two objects is no doubt', (t) => {
    const checks = [
      { kind: 'file', path: 'a' },
      { kind: 'file', path: 'b' },
    ]
    valueOf(load(rootOf(t, { tos: { done: { checks } } })))
  })
})

describe('a file that cannot be read is refused with its place', () => {
  test('broken JSON', (t) =>
    refused(t, { config: '{\n"a" 1}' }, 'config_v0_3.json:2', /invalid JSON/, /correct the file/))
  test('an empty tos.json', (t) => refused(t, { tos: '' }, 'tos.json:1', /empty/, /correct the file/))
  test('more than 1 MiB', (t) =>
    refused(t, { config: ' '.repeat(1024 * 1024 + 1) }, 'config_v0_3.json', /more than the limit/, /smaller/))
  test('a folder called tos.json', (t) => {
    const root = rootOf(t, {})
    mkdirSync(join(root, 'config', 'tos.json'))
    assert.match(failureOf(load(root)).what, /not a regular file/)
  })
})
