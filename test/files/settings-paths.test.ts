import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { temporaryFolder } from '../helpers/project.ts'
import { failureOf, valueOf } from '../helpers/results.ts'
import { base, load, rootOf } from '../helpers/settings-files.ts'

const loop = (more: object) => ({ ...base, s5_settings: { job_loop: { enabled: true, ...more } } })
const checkOf = (path: string) => ({ done: { checks: [{ kind: 'file', path }] } })

describe('the paths of a project', () => {
  test('are taken from its root', (t) => {
    const config = loop({ job_input: { path: 'in/job.json' }, job_result: { path: 'out/result.json' } })
    const root = rootOf(t, { config })
    assert.partialDeepStrictEqual(valueOf(load(root)).layout, {
      root,
      logs: join(root, 'logs'),
      journal: join(root, 'logs', 'journal.ndjson'),
      workspace: join(root, 'workspace'),
      jobInput: join(root, 'in', 'job.json'),
      jobResult: join(root, 'out', 'result.json'),
    })
  })
  test('may be spelled with backslashes, as on Windows', (t) => {
    const config = { ...loop({ job_input: { path: 'in\\job.json' } }), workspace_dir: '.\\deep\\workspace' }
    const root = rootOf(t, { config })
    const { layout } = valueOf(load(root))
    assert.deepEqual([layout.workspace, layout.jobInput], [join(root, 'deep/workspace'), join(root, 'in/job.json')])
  })
  test('may go up and come back', (t) => {
    valueOf(load(rootOf(t, { config: { ...base, logs_dir: 'a/../logs' }, tos: checkOf('workspace/../x') })))
  })
  test('may begin with two dots that are part of a name', (t) => {
    valueOf(load(rootOf(t, { config: { ...base, logs_dir: '..logs' } })))
  })
})

describe('a path that leaves the project root is refused with its key and line', () => {
  const configs: Record<string, [config: object, line: number, key: string]> = {
    'the workspace': [{ ...base, workspace_dir: '../x' }, 2, 'workspace_dir'],
    'the logs': [{ ...base, logs_dir: 'a/../../x' }, 3, 'logs_dir'],
    'an absolute one': [{ ...base, logs_dir: '/var/log' }, 3, 'logs_dir'],
    'one with backslashes': [{ ...base, logs_dir: '..\\x' }, 3, 'logs_dir'],
    'the job input': [loop({ job_input: { path: '../x' } }), 8, 's5_settings.job_loop.job_input.path'],
    'the job result': [loop({ job_result: { path: '../x' } }), 8, 's5_settings.job_loop.job_result.path'],
  }
  for (const [name, [config, line, key]] of Object.entries(configs))
    test(name, (t) => {
      const root = rootOf(t, { config })
      const failure = failureOf(load(root))
      assert.equal(failure.where, join(root, 'config', `config_v0_3.json:${line}`))
      assert.match(failure.what, new RegExp(`^'${key}' leaves the project root`))
      assert.match(failure.remedy, /inside the project root/)
      assert.equal(failure.exitCode, 2)
    })
  for (const path of ['../x', '..\\x', 'a/../../x', '/etc/passwd'])
    test(`the evidence ${path}`, (t) => {
      const root = rootOf(t, { tos: checkOf(path) })
      const failure = failureOf(load(root))
      assert.equal(failure.where, join(root, 'config', 'tos.json:3'))
      assert.match(failure.what, /leaves the project root/)
      assert.ok(failure.what.includes(path))
      assert.equal(failure.exitCode, 2)
    })
})

describe('what a loop writes takes no place of the settings, of git or of the record', () => {
  const configs: Record<string, [config: object, key: string, what: string]> = {
    'the result, of the settings': [
      loop({ job_result: { path: 'config/config_v0_3.json' } }),
      'job_result.path',
      'the settings',
    ],
    'the result, of git': [loop({ job_result: { path: 'x/../.git/config' } }), 'job_result.path', 'the repository'],
    'the result, of a repository below': [loop({ job_result: { path: 'sub/.git/x' } }), 'path', 'the repository'],
    'the result, of the journal': [loop({ job_result: { path: 'logs/journal.ndjson' } }), 'path', 'the record'],
    'the result, of a step': [loop({ job_result: { path: 'logs\\steps\\x.json' } }), 'path', 'the record'],
    'the result, of the state': [
      loop({ job_result: { path: 'workspace/artifacts/phase_state.json' } }),
      'path',
      'the record',
    ],
    'the result, of the input': [loop({ job_input: { path: 'a' }, job_result: { path: './a' } }), 'path', 'the input'],
    'the logs': [{ ...base, logs_dir: 'config' }, 'logs_dir', 'the settings'],
    'the logs, of git': [{ ...base, logs_dir: '.git/logs' }, 'logs_dir', 'the repository'],
    'the workspace': [{ ...base, workspace_dir: '.git' }, 'workspace_dir', 'the repository'],
  }
  for (const [name, [config, key, what]] of Object.entries(configs))
    test(name, (t) => {
      const failure = failureOf(load(rootOf(t, { config })))
      assert.match(failure.what, new RegExp(`${key}' names a place of ${what}`))
      assert.match(failure.where ?? '', /config_v0_3\.json:\d+$/)
      assert.equal(failure.exitCode, 2)
    })
  test('but the result may lie in the logs, and the input in the settings', (t) => {
    const config = loop({ job_input: { path: 'config/job.json' }, job_result: { path: 'logs/job_result.json' } })
    valueOf(load(rootOf(t, { config })))
  })
})

test('what no file can be called is no path', (t) => {
  for (const name of ['a\0b', '\ud800'])
    for (const config of [{ ...base, logs_dir: name }, loop({ job_input: { path: name } })]) {
      const failure = failureOf(load(rootOf(t, { config })))
      assert.match(failure.what, /no name of a file/)
      assert.equal(failure.exitCode, 2)
    }
})

describe('settings that are right one by one but not together are refused', () => {
  test('a job input that is required but has no path', (t) => {
    const root = rootOf(t, { config: loop({ job_input: { required: true } }) })
    const failure = failureOf(load(root))
    assert.equal(failure.where, join(root, 'config', 'config_v0_3.json:8'))
    assert.match(failure.what, /'s5_settings\.job_loop\.job_input' is required but has no path/)
    assert.match(failure.remedy, /set 'path'/)
    assert.equal(failure.exitCode, 2)
  })
  test('replayed answers without a file of them', (t) => {
    const root = rootOf(t, { tos: { models: { review: { provider: 'replay' } } } })
    const failure = failureOf(load(root))
    assert.equal(failure.where, join(root, 'config', 'tos.json:2'))
    assert.match(failure.what, /'models\.replay' names no file/)
    assert.match(failure.remedy, /set 'models\.replay'/)
    assert.equal(failure.exitCode, 2)
  })
  test('replayed answers with a file of them are accepted', (t) => {
    valueOf(load(rootOf(t, { tos: { models: { replay: 'r.json', review: { provider: 'replay' } } } })))
  })
})

describe('a link on the way to what the program writes is named, before anything is done', () => {
  const links: [string, Record<string, unknown>, string, (t: TestContext) => string][] = [
    ['to a folder outside', base, 'workspace', (t) => temporaryFolder(t)],
    ['to what is not there yet', base, 'workspace', (t) => join(temporaryFolder(t), 'later')],
    ['to a folder of the project', base, 'logs', () => 'config'],
    ['above something new', { ...base, workspace_dir: 'link/new/workspace' }, 'link', (t) => temporaryFolder(t)],
  ]
  for (const [name, config, link, target] of links)
    test(name, (t) => {
      const root = rootOf(t, { config })
      const to = target(t)
      symlinkSync(to, join(root, link))
      const failure = failureOf(load(root))
      assert.equal(failure.where, join(root, link))
      assert.ok(failure.what.startsWith(`is a symbolic link (to ${to})`))
      assert.match(failure.remedy, /mount/)
      assert.equal(failure.exitCode, 2)
    })
})

test('a link that took the place of evidence is no fault of the settings', (t) => {
  const root = rootOf(t, { tos: checkOf('link/x') })
  symlinkSync(temporaryFolder(t), join(root, 'link'))
  valueOf(load(root))
})
