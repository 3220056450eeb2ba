import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { loopOf, makeProject, program, temporaryFolder, tos, writeResult, type Project } from '../helpers/project.ts'

const config = 'config/config_v0_3.json'
const base = '"workspace_dir": "workspace", "logs_dir": "logs", "allow_types": ["bash"]'
const deep = '['.repeat(200_000) + ']'.repeat(200_000)

/** What is written where -> what the error must say. Each ends with exit code 2, before anything is written. */
const rows: [title: string, file: string, content: string | Buffer, message: RegExp][] = [
  ['an empty configuration', config, '', /config_v0_3\.json:1: the file is empty; correct the file/],
  ['a truncated one', config, `{${base}, "max_steps": 3`, /config_v0_3\.json:1: invalid JSON/],
  ['a comment', config, `{\n// no\n${base}}`, /config_v0_3\.json:2: invalid JSON \(InvalidCommentToken\)/],
  ['50 MB', config, Buffer.alloc(50 * 1024 * 1024, ' '), /config_v0_3\.json: 52428800 bytes is more than the limit/],
  ['deep nesting', config, deep, /nested deeper than 200 levels/],
  ['a list instead of an object', config, '[]', /config_v0_3\.json:1: expected object, received array/],
  [
    'an unknown key',
    config,
    `{${base},\n"max_step": 3}`,
    /config_v0_3\.json:2: unknown key 'max_step'; did you mean 'max_steps'\?/,
  ],
  [
    'an unknown nested key',
    config,
    `{${base}, "s5_settings": {"job_loop":\n{"max_job": 3}}}`,
    /:2: unknown key 's5_settings\.job_loop\.max_job'; did you mean 'max_jobs'/,
  ],
  ['a wrong type', config, `{${base},\n"max_steps": "8"}`, /:2: 'max_steps': expected number, received string/],
  ['a negative count', config, `{${base}, "max_steps": -1}`, /'max_steps': /],
  ['null', config, `{${base}, "s5_settings": null}`, /'s5_settings': expected object, received null/],
  ['a missing key', config, '{"logs_dir": "logs"}', /'workspace_dir' is missing; add it/],
  [
    'a key that stands twice',
    config,
    `{${base},\n"max_steps": 1,\n"max_steps": 2}`,
    /:3: the key 'max_steps' stands twice/,
  ],
  ['__proto__', config, `{${base}, "__proto__": {"max_steps": 1}}`, /unknown key '__proto__'/],
  [
    'an unknown default_action',
    config,
    `{${base}, "execution_policy": {"default_action": "maybe"}}`,
    /'execution_policy\.default_action'/,
  ],
  ['a type without an executor', config, `{${base.replace('bash', 'python')}}`, /'allow_types\.0'/],
  [
    'an expression RE2 does not know',
    config,
    `{${base}, "deny_patterns": ["ok",\n"(?=x)"]}`,
    /:2: 'deny_patterns.1': invalid expression '\(\?=x\)'.*RE2 syntax/,
  ],
  [
    'a path that leaves the root',
    config,
    `{${base.replace('"workspace"', '"../out"')}}`,
    /'workspace_dir' leaves the project root/,
  ],
  [
    'a result path that leaves the root',
    config,
    `{${base}, "s5_settings": {"job_loop": {"job_result": {"path": "../../x"}}}}`,
    /'s5_settings\.job_loop\.job_result\.path' leaves the project root/,
  ],
  [
    'an unknown key of tos.json',
    'config/tos.json',
    '{\n"modles": {}}',
    /tos\.json:2: unknown key 'modles'; did you mean 'models'\?/,
  ],
  [
    'an impossible combination',
    'config/tos.json',
    '{"models": {"draft": {"provider": "replay"}}}',
    /'models\.replay' names no file/,
  ],
  ['a recording that is missing', 'config/recording.json', '', /recording\.json: the recording cannot be read/],
  [
    'a recording of a wrong shape',
    'config/recording.json',
    '{"v":1,"answers":[{"role":"x"}]}',
    /the recording's 'answers\.0\.role'/,
  ],
]

const untouched = (project: Project) =>
  ['logs/journal.ndjson', 'logs/steps', 'logs/phase_summary.json', 'workspace/artifacts/phase_state.json'].every(
    (name) => !existsSync(project.path(name)),
  )
const noTrace = (text: string) => !/\n\s+at /.test(text) && !text.includes('unexpected:')

describe('bad configuration ends with exit code 2, names file, line and remedy, and writes nothing:', () => {
  for (const [title, file, content, message] of rows)
    test(title, async (t) => {
      const project = makeProject(t)
      project.write(file, content)
      const { code, err } = await project.tos(['run', '--clean'])
      assert.equal(code, 2, err)
      assert.match(err, message)
      assert.ok(noTrace(err) && untouched(project))
    })
})

describe('a bad job input ends with exit code 2 before anything is written:', () => {
  const inputs: [string, string | Buffer | null, RegExp][] = [
    ['missing though required', null, /the required job input is missing/],
    ['empty', '', /job_input\.json:1: the file is empty/],
    ['truncated', '{"a":\n', /job_input\.json:\d: invalid JSON/],
    ['a list', '[1]', /the job input is not a JSON object/],
    ['a name that is no string', '{"job_name":\n 5}', /job_input\.json:2: 'job_name' is not a string/],
    ['50 MB', Buffer.alloc(50 * 1024 * 1024, ' '), /more than the limit/],
    ['deeply nested', `{"a":${deep}}`, /nested deeper/],
  ]
  for (const [title, content, message] of inputs)
    test(title, async (t) => {
      const input = { job_input: { path: 'workspace/artifacts/job_input.json', required: true } }
      const project = makeProject(t, { config: loopOf(1, input) })
      if (content !== null) project.write('workspace/artifacts/job_input.json', content)
      const { code, err } = await project.tos(['run'])
      assert.equal(code, 2, err)
      assert.match(err, message)
      assert.ok(noTrace(err) && untouched(project))
    })
})

describe('a folder that cannot be used', () => {
  test('a workspace that is a symlink out of the root is refused', async (t) => {
    const project = makeProject(t)
    symlinkSync(temporaryFolder(t), project.path('workspace'))
    const { code, err } = await project.tos(['run'])
    assert.equal(code, 2)
    assert.match(err, /workspace: is a symbolic link .*'workspace_dir' lies behind it/)
  })
  test('logs that are a file, not a folder: an error, no trace', async (t) => {
    const project = makeProject(t, { files: { logs: 'I am a file' } })
    const { code, err } = await project.tos(['run'])
    assert.ok(code === 1 || code === 2)
    assert.match(err, /logs/)
    assert.ok(noTrace(err))
  })
  test('no project here: the next step is named', async (t) => {
    const { code, err } = await tos(['run'], { folder: temporaryFolder(t) })
    assert.equal(code, 2)
    assert.match(err, /no project here.*run 'tos init'/)
  })
  test('the folder of the call is gone: no project, and one that is named runs', async (t) => {
    const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
    const gone = join(temporaryFolder(t), 'gone')
    const inGone = (...words: string[]) => {
      mkdirSync(gone)
      const call = ['-c', 'cd "$1"; rmdir "$1"; shift; exec "$@"', 'bash', gone, process.execPath, program, ...words]
      return spawnSync('bash', call, { encoding: 'utf8' })
    }
    const { status, stderr } = inGone('status')
    assert.deepEqual([status, noTrace(stderr)], [2, true], stderr)
    assert.match(stderr, /no project here/)
    assert.equal(inGone('run', '--root', project.root).status, 0)
    for (const call of [['init'], ['init', 'new'], ['demo', '--prepare', '--dir', 'new']]) {
      const made = inGone(...call)
      assert.deepEqual([made.status, readdirSync(dirname(gone))], [2, []], made.stderr)
      assert.match(made.stderr, /the folder of this call is not there any more/)
    }
  })
  test('a folder whose name is no text is no other one', async (t) => {
    const project = makeProject(t)
    const inside = (...words: string[]) => {
      const call = ['-c', 'd=$1/$(printf "a\\377"); mkdir -p "$d"; cd "$d"; shift; exec "$@"', 'bash', project.root]
      return spawnSync('bash', [...call, process.execPath, program, ...words], { encoding: 'utf8' })
    }
    for (const call of [['init'], ['status'], ['demo', '--prepare', '--dir', 'new']]) {
      const { status, stderr } = inside(...call)
      assert.equal(status, 2)
      assert.match(stderr, /the name of this folder is no UTF-8; give it another name/)
    }
    assert.equal(inside('policy', 'check', 'ls', '--pack', 'guarded').status, 0)
    assert.equal(inside('status', '--root', project.root).status, 0)
    assert.equal(readdirSync(project.root).filter((name) => name.startsWith('a')).length, 1)
  })
  test('two configurations are one too many', async (t) => {
    const project = makeProject(t, { files: { 'config_v0_3.json': '{}' } })
    assert.match((await project.tos(['run'])).err, /there are two configurations/)
  })
  test('a step file is where a folder should be: nothing is lost', async (t) => {
    const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
    mkdirSync(project.path('logs/steps/step_001.json'), { recursive: true })
    const { code } = await project.tos(['run'])
    assert.equal(code, 0)
    assert.equal(project.json('logs/steps/step_001.json')['phase'], 'execute')
  })
})

describe('the call itself', () => {
  const calls: [string, string[], RegExp][] = [
    ['an unknown command names the nearest', ['statsu'], /unknown command 'statsu'; did you mean 'tos status'\?/],
    [
      'an option far from all names the help of its command',
      ['checkpoint', '-m', 'x'],
      /unknown option '-m'; see 'tos checkpoint --help'/,
    ],
    ['an unknown option names the nearest', ['run', '--looop'], /unknown option '--looop'; did you mean '--loop'\?/],
    ['an option without its value', ['run', '--root'], /--root/],
    ['a stray argument', ['run', 'x'], /unexpected argument 'x'/],
    ['a wrong decision', ['resume', '--in-doubt', 'maybe'], /--in-doubt takes stop, skip, rerun, not 'maybe'/],
  ]
  for (const [title, args, message] of calls)
    test(title, async () => {
      const { code, err } = await tos(args)
      assert.equal(code, 2)
      assert.match(err, message)
      assert.ok(noTrace(err))
    })
  test('a mode the runbook does not know prints its usage', async () => {
    for (const args of [['-Mode', 'fly'], ['-Mode'], ['-Clean']]) {
      const { code, out } = await tos(args)
      assert.equal(code, 2)
      assert.equal(
        out,
        'usage cc_run.ps1 -Mode run|test|cleanrun|checkpoint|rollback -Clean -SummaryFile path\n' +
          '  checkpoint: -CheckpointName <text>\n' +
          '  rollback: -TargetCommit <hash> (optional, uses last_checkpoint.txt if not specified)\n',
      )
    }
  })
})

test('hostile text of models and commands reaches no terminal as control characters', async (t) => {
  const hostile = "printf 'a\\033]52;c;x\\007\\033[2Jb\\000c\\r\\n'; echo '\u001B[31mred \u202E'"
  const steps = [{ commands: [hostile], review: '\u001B]0;title\u0007\u0000' }, { commands: [writeResult] }]
  const project = makeProject(t, { steps })
  const { code, out } = await project.tos(['run'])
  assert.equal(code, 0)
  // oxlint-disable-next-line no-control-regex -- control characters are the point
  assert.doesNotMatch(out, /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/)
})
