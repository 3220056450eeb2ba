import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import { describe, test } from 'node:test'
import { stepLogKeys } from '../helpers/step-log-keys.ts'
import { gitIn } from '../helpers/worktree.ts'
import { answersOf, loopOf, makeProject, tos, writeResult } from '../helpers/project.ts'

const work = { commands: [writeResult] }

describe('one run', () => {
  test('is one job: it drafts, runs, proves done, and says so in the runbook’s words', async (t) => {
    const project = makeProject(t, { steps: [work] })
    const { code, out, err } = await project.tos(['run', '--plain'])
    assert.equal(code, 0)
    assert.equal(err, 'tos: nothing can be put back: the project is in no git repository\n')
    const expected = [
      'TOS cc_run start',
      `Root ${project.root}`,
      'Mode run',
      `設定ファイル読み込み完了: ${project.path('config/config_v0_3.json')}`,
      'TOS v0.3 Orchestrator 開始',
      '新規開始',
      'APIキー確認完了',
      '',
      'Step 1/8',
      'done判定: result_v2.txt が存在しない',
      'ドラフト生成開始 (step=1)',
      'レビュー開始 (step=1)',
      '最終決定開始 (step=1)',
      'コマンド許可: allowlist通過',
      `  $ ${writeResult}`,
      'bash実行完了 (rc=0)',
      `ステップログ出力: ${project.path('logs/steps/step_001.json')}`,
      `フェーズ状態保存: ${project.path('workspace/artifacts/phase_state.json')}`,
      '',
      'Step 2/8',
      'done判定: 全条件クリア',
      'done=True に到達。ループ終了。',
      `ステップログ出力: ${project.path('logs/steps/step_002.json')}`,
      `フェーズ状態保存: ${project.path('workspace/artifacts/phase_state.json')}`,
      `フェーズサマリ出力: ${project.path('logs/phase_summary.json')}`,
      '',
      'TOS v0.3 Orchestrator 終了 (done)',
      'phase_state phase=done step=2 done=True',
      'latest_step step_002.json total=2',
      'phase_summary exists stop_on_deny=True',
      'end_reason done',
      'TOS cc_run end',
      '',
    ]
    // Behind the runbook's lines, before its last, stands the summary, whose times differ.
    const said = out.split('\n')
    // What is missing depends on who runs the tests; that is told behind what is ready.
    const isBeware = (line: string) => line.startsWith('beware: ')
    assert.equal(said.findIndex(isBeware), said.indexOf('APIキー確認完了') + 1)
    const lines = said.filter((line) => !isBeware(line))
    const summary = lines.indexOf('outcome     the job is done')
    const names = lines.slice(summary, -2).map((line) => line.split(' ')[0])
    assert.deepEqual(names, ['outcome', 'beware', 'beware', 'jobs', 'files', 'money', 'time', 'slowest', 'next'])
    assert.deepEqual(lines.toSpliced(summary, names.length), expected)
  })

  test('writes the runbook’s files, and the journal behind them', async (t) => {
    const project = makeProject(t, { steps: [work] })
    await project.tos(['run'])
    assert.deepEqual(Object.keys(project.json('logs/steps/step_001.json')).slice(0, 35), stepLogKeys)
    assert.partialDeepStrictEqual(project.json('workspace/artifacts/phase_state.json'), {
      current_phase: 'done',
      previous_phase: 'S-4',
      current_step: 2,
      last_done: true,
      next_instruction_id: '指示書010',
      job_index: null,
    })
    assert.partialDeepStrictEqual(project.json('logs/phase_summary.json'), {
      total_steps: 2,
      success_count: 2,
      end_reason: 'done',
    })
    assert.match(
      project.text('logs/last_run_summary.txt'),
      /^phase=done step=2 done=True latest_step=step_002\.json step_count=2 /,
    )
    assert.deepEqual(
      project.events().map(({ seq }) => seq),
      project.events().map((_, i) => i + 1),
    )
  })

  test('with --json prints the journal’s lines and nothing else', async (t) => {
    const project = makeProject(t, { steps: [work] })
    const { out } = await project.tos(['run', '--json'])
    const lines = out.trimEnd().split('\n')
    assert.deepEqual(lines, project.text('logs/journal.ndjson').trimEnd().split('\n').slice(-lines.length))
    assert.equal(JSON.parse(lines[0] ?? '').type, 'run.started')
  })

  test('in the runbook’s spelling prints the same lines, case ignored', async (t) => {
    const modern = makeProject(t, { steps: [work] })
    const runbook = makeProject(t, { steps: [work] })
    const first = await modern.tos(['run'])
    const second = await tos(['-MODE', 'Run', '-rOOT', runbook.root])
    // How long it took is the machine's.
    const plain = (text: string, root: string) =>
      text
        .replaceAll(root, 'ROOT')
        .replace('Mode Run', 'Mode run')
        .replace(/^(time|slowest) .*$/gm, '$1')
    assert.equal(plain(second.out, runbook.root), plain(first.out, modern.root))
  })

  test('saves a copy of the summary where it is wanted, the text beside it', async (t) => {
    const project = makeProject(t, { steps: [work] })
    const { out } = await project.tos(['run', '--summary-file', 'logs\\sum.json'])
    assert.match(out, new RegExp(`summary saved ${project.path('logs/sum.json')}\n`))
    assert.equal(project.text('logs/sum.txt'), project.text('logs/last_run_summary.txt'))
    assert.deepEqual(project.json('logs/sum.json'), project.json('logs/last_run_summary.json'))
  })

  test('refuses before anything ran to put it where settings, repository or record are, or a folder is', async (t) => {
    const project = makeProject(t, { steps: [work] })
    gitIn(project.root, 'init', '-q')
    const before = project.text('config/config_v0_3.json')
    const places = [
      'config/config_v0_3.json',
      '.git/HEAD',
      'logs\\journal.ndjson',
      'logs/last_checkpoint.json',
      'config',
    ]
    for (const place of places)
      for (const mode of ['run', 'cleanrun', 'test', 'checkpoint', 'rollback']) {
        const operands = mode === 'checkpoint' ? ['name'] : []
        const { code, err } = await project.tos([mode, '--summary-file', place, ...operands])
        assert.equal(code, 2, `${mode} ${place}: ${err}`)
        assert.match(err, /take a place of|is a folder/)
      }
    assert.equal(project.text('config/config_v0_3.json'), before)
    assert.equal(existsSync(project.path('logs/journal.ndjson')), false)
  })
})

describe('a step', () => {
  test('a denied command stops it before anything ran, and the run with exit code 1', async (t) => {
    const config = { execution_policy: { deny_if_contains: ['rm -rf'] } }
    const project = makeProject(t, { config, steps: [{ commands: ['touch ran', 'rm -rf x'] }] })
    const { code, out } = await project.tos(['run'])
    assert.equal(code, 1)
    assert.equal(existsSync(project.path('ran')), false)
    const reason = "deny_if_contains 'rm -rf' に一致"
    for (const line of [
      'phase_state phase=deny step=2 done=False',
      `deny deny: ${reason}`,
      'stopped phase=deny step=1',
    ])
      assert.ok(out.includes(`${line}\n`), line)
    assert.ok(project.events().every(({ type }) => type !== 'command.started'))
  })

  test('without stop_on_deny the model is told what was denied and why, and the rest runs', async (t) => {
    const config = {
      execution_policy: { deny_if_contains: ['rm -rf'], stop_on_deny: false },
      draft_prompt_template: '{history_json}',
    }
    const steps = [{ commands: ['touch ran', 'rm -rf x'] }, { commands: ['rm -rf y'] }, work]
    const project = makeProject(t, { config, steps })
    assert.equal((await project.tos(['run'])).code, 0)
    assert.equal(existsSync(project.path('ran')), true)
    const prompts = project
      .events()
      .flatMap((event) => (event.type === 'model.asked' && event.role === 'draft' ? [event.prompt] : []))
    const denied = (step: number, outcome: string) => ({
      step,
      summary: 's',
      outcome,
      reason: "deny_if_contains 'rm -rf' に一致",
    })
    assert.deepEqual(JSON.parse(prompts[2] ?? ''), [denied(1, 'partly denied'), denied(2, 'denied')])
  })

  test('a review that does not approve: nothing runs, the next step sees why', async (t) => {
    const config = { draft_prompt_template: '{history_json}' }
    const project = makeProject(t, {
      config,
      steps: [{ commands: ['touch ran'], approval: false, review: 'no!' }, work],
    })
    assert.equal((await project.tos(['run'])).code, 0)
    assert.equal(existsSync(project.path('ran')), false)
    assert.equal(project.json('logs/steps/step_001.json')['phase'], 'rejected')
    assert.match(JSON.stringify(project.events()), /レビューが却下: no!/)
  })

  test('a failing command is seen by the model with exit code and output', async (t) => {
    const config = { draft_prompt_template: '{observations_json}' }
    const project = makeProject(t, { config, steps: [{ commands: ['echo out; echo err >&2; exit 3'] }, work] })
    await project.tos(['run'])
    const asked = project.events().findLast((event) => event.type === 'model.asked' && event.role === 'draft')
    assert.ok(asked?.type === 'model.asked')
    assert.deepEqual(JSON.parse(asked.prompt), [
      {
        step: 1,
        code: 'echo out; echo err >&2; exit 3',
        outcome: 'exited',
        exit_code: 3,
        stdout_tail: 'out\n',
        stderr_tail: 'err\n',
      },
    ])
  })

  test('that fails is a fatal_error with its cause; the next run does it again and keeps the first log', async (t) => {
    const failure = { kind: 'auth', message: 'bad key', status: 401, permanent: true }
    const steps = [{ role: 'draft', failure }]
    const project = makeProject(t, { answers: steps })
    const first = await project.tos(['run'])
    assert.equal(first.code, 1)
    assert.ok(first.out.includes('fatal_error fatal_error: draft生成失敗\n'))
    assert.equal(project.json('logs/steps/step_001.json')['error_detail'], 'auth (status 401): bad key')
    project.write('config/recording.json', JSON.stringify({ v: 1, answers: [...steps, ...answersOf(work)] }))
    assert.equal((await project.tos(['run'])).code, 0)
    assert.equal(project.json('logs/steps/step_001.json')['phase'], 'execute')
    const loop = project.events()[0]
    assert.ok(loop?.type === 'loop.started')
    assert.equal(project.json(`logs/archive/${loop.loop}/job_001/step_001.attempt1.json`)['phase'], 'fatal_error')
  })

  test('evidence older than the job is no evidence; accept_existing brings the old rule back', async (t) => {
    const files = { 'workspace/results/result_v2.txt': '合計: 1\n平均: 1\n件数: 1\n' }
    const strict = makeProject(t, { config: { max_steps: 0 }, files })
    assert.equal((await strict.tos(['run'])).code, 4)
    const lenient = makeProject(t, {
      config: { max_steps: 0 },
      files,
      tos: { done: { accept_existing: true }, models: replayModels },
    })
    assert.equal((await lenient.tos(['run'])).code, 0)
  })

  test('done can be proved by a command with an expected exit code', async (t) => {
    const checks = [
      { kind: 'file', path: 'a.txt', contains: ['x'] },
      { kind: 'command', code: 'test -s a.txt && exit 7', exit_code: 7 },
    ]
    const project = makeProject(t, {
      tos: { done: { checks }, models: replayModels },
      steps: [{ commands: ['echo x > a.txt'] }],
    })
    assert.equal((await project.tos(['run'])).code, 0)
    const check = project.events().findLast((event) => event.type === 'done.checked')
    assert.ok(check?.type === 'done.checked' && check.isDone && check.results.length === 2)
  })
})

const replay = { provider: 'replay' }
const replayModels = { draft: replay, review: replay, final: replay, replay: 'config/recording.json' }

describe('the job loop', () => {
  test('with --loop runs every job and completes by itself', async (t) => {
    const project = makeProject(t, { config: loopOf(3), steps: [work, work, work] })
    const { code, out } = await project.tos(['run', '--loop'])
    assert.equal(code, 0)
    assert.ok(
      out.includes('job_loop_complete job_loop_complete: max_jobs(3)に到達\njob_index 4\njob_result.json exists\n'),
    )
    assert.partialDeepStrictEqual(project.json('workspace/artifacts/job_result.json'), {
      job_name: 'sample',
      max_jobs: 3,
      jobs_executed: 3,
      end_reason: 'job_loop_complete: max_jobs(3)に到達',
      last_phase: 'job_loop_complete',
      last_step: 3,
    })
  })

  test('each job counts its steps from 1; the finished job’s files move to the archive when the next begins', async (t) => {
    const project = makeProject(t, { config: loopOf(2), steps: [work, work] })
    await project.tos(['run'])
    assert.ok(existsSync(project.path('logs/steps/step_002.json')))
    await project.tos(['run'])
    const loop = project.events()[0]
    assert.ok(loop?.type === 'loop.started')
    assert.equal(project.json(`logs/archive/${loop.loop}/job_001/step_002.json`)['job_index'], 1)
    assert.equal(project.json('logs/steps/step_001.json')['job_index'], 2)
    assert.partialDeepStrictEqual(project.json('logs/phase_summary.json'), { total_steps: 4, success_count: 4 })
  })

  test('the result takes the place of another file only when that lies in the archive', async (t) => {
    const path = 'data/sales.csv'
    const project = makeProject(t, { steps: [work], config: loopOf(1, { job_result: { path } }) })
    project.write(path, 'a,b\n')
    assert.equal((await project.tos(['run', '--loop'])).code, 0)
    assert.equal(project.json(path)['jobs_executed'], 1)
    const loop = project.events()[0]
    assert.ok(loop?.type === 'loop.started')
    assert.equal(project.text(`logs/archive/${loop.loop}/sales.csv`), 'a,b\n')
  })

  test('a complete loop says so again with exit code 0 and rewrites nothing but the run summary', async (t) => {
    const project = makeProject(t, { config: loopOf(1), steps: [work] })
    await project.tos(['run', '--loop'])
    const names = [
      'logs/phase_summary.json',
      'workspace/artifacts/phase_state.json',
      'workspace/artifacts/job_result.json',
      'logs/steps/step_003.json',
    ]
    const before = names.map((name) => project.text(name))
    const { code, out } = await project.tos(['run'])
    assert.equal(code, 0)
    assert.ok(out.includes('job_loop_complete job_loop_complete: max_jobs(1)に到達\n'))
    assert.deepEqual(
      names.map((name) => project.text(name)),
      before,
    )
  })

  test('clean archives the loop whole and begins anew with job 1', async (t) => {
    const project = makeProject(t, { config: loopOf(2), steps: [work, work] })
    await project.tos(['run'])
    const journal = project.text('logs/journal.ndjson')
    const loop = project.events()[0]
    assert.ok(loop?.type === 'loop.started')
    project.write('config/recording.json', JSON.stringify({ v: 1, answers: answersOf(work) }))
    const { out, code } = await project.tos(['cleanrun'])
    assert.equal(code, 0)
    assert.ok(out.includes('cleanup start\ncleanup done\n'))
    assert.ok(project.text(`logs/archive/${loop.loop}/journal.ndjson`).startsWith(journal))
    assert.equal(project.json(`logs/archive/${loop.loop}/phase_summary.json`)['total_steps'], 2)
    assert.equal(project.json('workspace/artifacts/phase_state.json')['job_index'], 2)
    assert.equal(project.json('logs/phase_summary.json')['total_steps'], 2)
  })

  test('the job input names the job and reaches the draft as it is spelled', async (t) => {
    const input = '{"job_name": "custom", "n": 1.0, "10": 1e3}'
    const job = { job_input: { path: 'workspace/artifacts/job_input.json', required: true } }
    const config = { ...loopOf(1, job), draft_prompt_template: '{job_payload_json}' }
    const project = makeProject(t, { config, steps: [work], files: { 'workspace/artifacts/job_input.json': input } })
    await project.tos(['run'])
    const asked = project.events().find((event) => event.type === 'model.asked')
    assert.ok(asked?.type === 'model.asked')
    assert.equal(asked.prompt, input)
    assert.partialDeepStrictEqual(project.json('logs/steps/step_001.json'), {
      job_name: 'custom',
      job_payload: input,
      job_payload_size: input.length,
    })
  })

  test('steps used up end with exit code 4, again and again, until the evidence is there', async (t) => {
    const project = makeProject(t, { config: { max_steps: 1 }, steps: [{ commands: ['true'] }] })
    const first = await project.tos(['run'])
    assert.equal(first.code, 4)
    const state = project.text('workspace/artifacts/phase_state.json')
    assert.equal((await project.tos(['run'])).code, 4)
    assert.equal(project.text('workspace/artifacts/phase_state.json'), state)
    project.write('workspace/results/result_v2.txt', '合計: 平均: 件数:')
    assert.equal((await project.tos(['run'])).code, 0)
  })

  test('steps used up under another max_steps are told with the number of now', async (t) => {
    const project = makeProject(t, {
      config: { max_steps: 2 },
      steps: [{ commands: ['true'] }, { commands: ['true'] }],
    })
    assert.equal((await project.tos(['run'])).code, 4)
    project.write(
      'config/config_v0_3.json',
      JSON.stringify({ ...project.json('config/config_v0_3.json'), max_steps: 1 }),
    )
    assert.equal((await project.tos(['run'])).code, 4)
    assert.equal(project.json('logs/phase_summary.json')['end_reason'], 'max_steps_reached: 1')
  })
})

test('a job that a later run goes on with is not done by what the job before left, though it was put back in between', async (t) => {
  const project = makeProject(t, { config: loopOf(2), steps: [work, { commands: ['rm -rf /'] }, work] })
  assert.equal((await project.tos(['run', '--loop'])).code, 1)
  const path = 'workspace/results/result_v2.txt'
  const content = project.text(path)
  rmSync(project.path(path))
  project.write(path, content)
  const resumed = await project.tos(['resume', '--loop'])
  assert.equal(resumed.code, 0, resumed.err)
  const executed = project.events().flatMap((event) => (event.type === 'command.finished' ? [event.job] : []))
  assert.deepEqual(executed, [1, 2])
})

describe('test mode', () => {
  test('is a run with checks: passed', async (t) => {
    const project = makeProject(t, { config: loopOf(2), steps: [work] })
    const { code, out } = await project.tos(['test'])
    assert.equal(code, 0)
    const tail = out.slice(out.indexOf('TOS v0.3 Orchestrator 終了'))
    assert.equal(
      tail,
      'TOS v0.3 Orchestrator 終了 (done (job 1/2 completed))\n' +
        'job_loop enabled=True job_name=sample job_index=1 max_jobs=2 completed=False\n' +
        'WARNING: job_loop enabled but not completed\n' +
        'WARNING: job_payload_present=false\n' +
        'test passed\n',
    )
  })

  test('failed with exit code 1 when a step was stopped', async (t) => {
    const config = { execution_policy: { deny_if_contains: ['x'] } }
    const project = makeProject(t, { config, steps: [{ commands: ['x'] }] })
    const { code, out } = await project.tos(['test'])
    assert.equal(code, 1)
    assert.ok(
      out.includes(
        "FAIL phase is deny: deny: deny_if_contains 'x' に一致\nFAIL step step_001.json stopped=true phase=deny\ntest failed\n",
      ),
    )
  })

  test('failed with exit code 1 also where its job used its steps, and with 4 where that is all', async (t) => {
    const config = { max_steps: 2, execution_policy: { deny_if_contains: ['x'] } }
    const project = makeProject(t, { config, steps: [{ commands: ['x'] }, { commands: ['echo'] }] })
    await project.tos(['run'])
    const failed = await project.tos(['test'])
    assert.match(failed.out, /FAIL step step_001\.json stopped=true phase=deny\n(?:WARNING.*\n)*test failed\n/)
    assert.equal(failed.code, 1)
    const plain = makeProject(t, { config: { max_steps: 1 }, steps: [{ commands: ['echo'] }] })
    const used = await plain.tos(['test'])
    assert.match(used.out, /test passed\n$/)
    assert.equal(used.code, 4)
  })

  test('--verify-only looks without running', async (t) => {
    const project = makeProject(t, { steps: [work] })
    const before = await project.tos(['test', '--verify-only'])
    assert.equal(before.code, 1)
    assert.equal(existsSync(project.path('logs/journal.ndjson')), false)
    await project.tos(['run'])
    const journal = project.text('logs/journal.ndjson')
    assert.equal((await project.tos(['test', '--verify-only'])).code, 0)
    assert.equal(project.text('logs/journal.ndjson'), journal)
  })
})

test('commands get an allow-listed environment: no key of the runner reaches them', async (t) => {
  const project = makeProject(t, { steps: [{ commands: ['env'] }, work] })
  await project.tos(['run'], { environment: { OPENAI_API_KEY: 'sk-secret-of-mine', MY_VARIABLE: 'seen' } })
  const text = project.text('logs/journal.ndjson')
  assert.doesNotMatch(text, /sk-secret-of-mine|MY_VARIABLE/)
  assert.match(text, /PATH=/)
})

test('a secret in a command runs as it is and is masked wherever it is written', async (t) => {
  const secret = 'sk-abcdefghijklmnopqrstuvwxyz123456'
  const steps = [{ commands: [`printf %s ${secret} | wc -c > n.txt; echo ${secret} | rev > r.txt`] }, work]
  const project = makeProject(t, { steps })
  await project.tos(['run'])
  assert.equal(project.text('n.txt').trim(), String(secret.length))
  const written = ['logs/journal.ndjson', 'logs/steps/step_001.json', 'logs/journal.fold.json'].map((name) =>
    project.text(name),
  )
  assert.ok(written.every((text) => !text.includes(secret)))
})

test('commands run in the project root, their types by allow_types', async (t) => {
  const project = makeProject(t, { steps: [{ commands: ['pwd > where.txt'] }, work] })
  await project.tos(['run'], { folder: '/' })
  assert.equal(project.text('where.txt').trim(), project.root)
})
