import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { answer, modelServer, type ModelServer, type Reply, type Script } from '../helpers/model-server.ts'
import { loopOf, makeProject, writeResult, type Project } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'

const keys = { OPENAI_API_KEY: 'sk-openai-0123456789abcdefghij', ANTHROPIC_API_KEY: 'sk-ant-0123456789abcdefghijkl' }

interface Online {
  readonly project: Project
  readonly server: ModelServer
  readonly environment: Record<string, string>
}

/** A project whose models are a server on this machine. */
async function online(
  t: TestContext,
  scripts: Script[],
  tos: object = {},
  config: Record<string, unknown> = {},
): Promise<Online> {
  const server = await modelServer(t, ...scripts)
  const project = makeProject(t, { config, tos: { models: {}, ...tos } })
  return {
    project,
    server,
    environment: { ...keys, OPENAI_BASE_URL: server.openAiUrl, ANTHROPIC_BASE_URL: server.url },
  }
}

const commands = [{ type: 'bash', code: writeResult }]
const draft = JSON.stringify({ commands })
const review = JSON.stringify({ improved_commands: commands, approval: true })
const final = JSON.stringify({ final_commands: commands, summary: 's' })
const wholeStep = [draft, review, final]

const events = (project: Project, type: string) => project.events().filter((event) => event.type === type)

describe('a run with real clients', () => {
  test('asks draft and final of OpenAI, review of Anthropic, with what the configuration says', async (t) => {
    const config = { openai_model: 'gpt-4o-mini', anthropic_model: 'claude-3-haiku-20240307' }
    const { project, server, environment } = await online(t, wholeStep, {}, config)
    const { code, err } = await project.tos(['run'], { environment })
    assert.equal(code, 0, err)
    assert.deepEqual(
      server.calls.map(({ vendor, body }) => [
        vendor,
        body['model'],
        body['max_tokens'],
        body['temperature'],
        body['stream'],
      ]),
      [
        ['openai', 'gpt-4o-mini', 2000, 0.7, true],
        ['anthropic', 'claude-3-haiku-20240307', 2000, 0.7, true],
        ['openai', 'gpt-4o-mini', 2000, 0.7, true],
      ],
    )
    // Bundling changes no name that a server sees.
    assert.match(String(server.calls[0]?.headers['user-agent']), /^OpenAI\/JS \d/)
  })

  test('tells tokens and money per step, job and loop, and says what has no price', async (t) => {
    const { project, environment } = await online(
      t,
      wholeStep,
      {},
      { openai_model: 'gpt-4o-mini', anthropic_model: 'unknown-model' },
    )
    await project.tos(['run'], { environment })
    // Two calls of 8 fresh and 3 cached tokens in, 7 out: the third model has no price.
    const priced = 2 * (8 * 0.15 + 3 * 0.075 + 7 * 0.6)
    const usage = {
      calls: 3,
      input_tokens: 36,
      output_tokens: 21,
      cached_tokens: 9,
      cost_usd: Number((priced / 1e6).toFixed(6)),
      unpriced_calls: 1,
      estimated_calls: 0,
    }
    assert.deepEqual(project.json('logs/steps/step_001.json')['usage'], usage)
    assert.deepEqual(project.json('logs/phase_summary.json')['usage'], usage)
    assert.deepEqual(project.json('logs/last_run_summary.json')['usage'], usage)
    const finished = events(project, 'job.finished')[0]
    assert.ok(finished?.type === 'job.finished' && finished.usage?.calls === 3)
  })

  test('a server that tells no tokens is counted by the worst case of each call, and every surface says so', async (t) => {
    const scripts = wholeStep.map((text) => (reply: Reply) => {
      reply.begin()
      reply.send(...reply.events(text).filter((event) => !event.includes('usage')))
      reply.response.end()
    })
    const { project, server, environment } = await online(t, [])
    server.next(...scripts)
    const role = { provider: 'openai', model: 'gpt-4o-mini', base_url: server.openAiUrl }
    const models = { draft: role, review: role, final: role }
    project.write('config/tos.json', JSON.stringify({ models, exec: { sandbox: 'off' } }))
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 0, out)
    const prompts = server.calls.map(({ body }) => body['messages'] as { content: string }[])
    const read = prompts.map(([message]) => Buffer.byteLength(message?.content ?? '')).reduce((a, b) => a + b, 0)
    const usage = { calls: 3, input_tokens: read, output_tokens: 6000, estimated_calls: 3, unpriced_calls: 0 }
    assert.partialDeepStrictEqual(project.json('logs/last_run_summary.json')['usage'], usage)
    assert.ok(events(project, 'model.answered').every((event) => event.type === 'model.answered' && event.charged))
    assert.match(out, /トークン数の報告なし: counted as \d+ \+ 2000 tokens, the most it can be/)
    const status = await project.tos(['status'])
    assert.match(status.out, /usage .*at most \d+ \+ 6000 tokens.*3 calls by their worst case/)
    assert.partialDeepStrictEqual(JSON.parse((await project.tos(['status', '--json'])).out), { usage })
    assert.match((await project.tos(['runs', 'show'])).out, /at most \d+ \+ 2000 tokens/)
  })

  test('an answer that breaks off is paid for: retries count against the limit', async (t) => {
    const broken = (reply: Reply) => {
      reply.begin()
      reply.send(...reply.events('half of it', { finish: null }))
      reply.response.end()
    }
    const limits = { max_tokens: 3000 }
    const { project, server, environment } = await online(t, [broken], { limits }, { draft_prompt_template: 'd' })
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 4, out)
    assert.equal(server.calls.length, 1)
    assert.match(out, /limit: max_tokens 3000 tokens \(used 2001 tokens/)
  })

  test('a connection that ends without a word behind the whole request may be paid for, on every surface', async (t) => {
    const gone = (reply: Reply) => void reply.response.socket?.destroy()
    const { project, environment } = await online(t, [gone, ...wholeStep])
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 0, out)
    const [failed] = events(project, 'model.failed')
    assert.ok(failed?.type === 'model.failed' && failed.kind === 'connection' && failed.charged !== undefined)
    assert.partialDeepStrictEqual(project.json('logs/last_run_summary.json')['usage'], { calls: 4, estimated_calls: 1 })
    assert.match(out, /at most/)
  })

  test('an error behind the beginning of an answer leaves the beginning to be paid for', async (t) => {
    const broken = (parts: boolean) => (reply: Reply) => {
      reply.begin()
      if (parts) reply.send(...reply.events('half of it', { finish: null }))
      reply.response.end(`data: ${JSON.stringify({ error: { message: 'engine died', code: 500 } })}\n\n`)
    }
    for (const [parts, isPaid] of [
      [true, true],
      [false, false],
    ] as const) {
      const { project, environment } = await online(t, [broken(parts), ...wholeStep])
      const { code, out } = await project.tos(['run'], { environment })
      assert.equal(code, 0, out)
      const [failed] = events(project, 'model.failed')
      assert.equal(failed?.type === 'model.failed' && failed.charged !== undefined, isPaid)
    }
  })

  test('an answer of no use counts as what the server told of it, on every surface', async (t) => {
    const tool = (reply: Reply) => answer(reply, '', { finish: 'tool_calls' })
    const { project, server } = await online(t, [tool, ...wholeStep])
    const role = { provider: 'openai', model: 'gpt-4o-mini', base_url: server.openAiUrl }
    project.write('config/tos.json', JSON.stringify({ models: { draft: role, review: role, final: role } }))
    const { code, out } = await project.tos(['run'], { environment: keys })
    assert.equal(code, 0, out)
    const usage = { calls: 4, input_tokens: 44, output_tokens: 28 }
    const summary = project.json('logs/last_run_summary.json')['usage']
    assert.partialDeepStrictEqual(summary, { ...usage, estimated_calls: 0 })
    assert.doesNotMatch(out, /トークン数の報告なし/)
    assert.match(
      (await project.tos(['runs', 'show'])).out,
      /wrong shape[^]*?11 \+ 7 tokens|11 \+ 7 tokens[^]*?wrong shape/,
    )
    const report = JSON.parse((await project.tos(['report', '--json'])).out)
    assert.partialDeepStrictEqual(report.usage, usage)
  })

  test('any vendor can have any role, and a local server that wants no key', async (t) => {
    const { project, server } = await online(t, wholeStep)
    const local = { provider: 'openai', base_url: server.openAiUrl, api_key_env: 'none', model: 'local' }
    project.write(
      'config/tos.json',
      JSON.stringify({ models: { draft: local, review: local, final: local }, exec: { sandbox: 'off' } }),
    )
    const { code, err } = await project.tos(['run'])
    assert.equal(code, 0, err)
    assert.deepEqual(
      server.calls.map(({ vendor, body }) => `${vendor} ${String(body['model'])}`),
      ['openai local', 'openai local', 'openai local'],
    )
    assert.match((await project.tos(['doctor'])).out, /warn {2}models +draft and review are both of openai/)
  })

  test('every attempt, wait and reason of a failing call is an event; then it goes on', async (t) => {
    const fault = (reply: Reply) => reply.json(500, { error: { message: 'boom' } })
    const { project, environment } = await online(t, [fault, ...wholeStep])
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 0)
    const planned = events(project, 'model.retryPlanned')[0]
    assert.ok(planned?.type === 'model.retryPlanned' && planned.waitMs === 1000 && planned.attempt === 2)
    assert.ok(out.includes('OpenAI API呼び出し失敗: overloaded 500: boom\nリトライ 1/2 (1 s)\n'))
  })

  test('a server that finds the prompt too long gets a shorter one, and the loop goes on', async (t) => {
    const limit = 6000
    const promptOf = ({ call }: Reply): string => JSON.stringify(call.body['messages'])
    const fits =
      (text: string) =>
      (reply: Reply): void =>
        promptOf(reply).length > limit
          ? reply.json(400, {
              error: { message: "This model's maximum context length is 2048 tokens", code: 'context_length_exceeded' },
            })
          : answer(reply, text)
    const wordy = JSON.stringify({ final_commands: [{ type: 'bash', code: 'true' }], summary: 'w'.repeat(9000) })
    const scripts = [draft, review, wordy, fits(draft), fits(draft), fits(draft), review, final]
    const { project, server, environment } = await online(
      t,
      scripts,
      {},
      {
        api_retry: 0,
        draft_prompt_template: 'Go on from here: {history_json}',
      },
    )
    const { code, err } = await project.tos(['run'], { environment })
    assert.equal(code, 0, err)
    const tooLong = events(project, 'model.failed')
    assert.ok(
      tooLong.length > 0 && tooLong.every((event) => event.type === 'model.failed' && event.kind === 'prompt too long'),
    )
    const lengths = server.calls.slice(3, 4 + tooLong.length).map(({ body }) => JSON.stringify(body['messages']).length)
    assert.deepEqual(
      lengths,
      lengths.toSorted((a, b) => b - a),
    )
    assert.match(JSON.stringify(server.calls[3 + tooLong.length]?.body), /shortened: \d+ characters left out/)
  })

  test('a permanent failure ends the run at once, and the step log says why', async (t) => {
    const { project, server, environment } = await online(t, [
      (reply: Reply) => reply.json(401, { error: { message: 'Incorrect API key' } }),
    ])
    assert.equal((await project.tos(['run'], { environment })).code, 1)
    assert.equal(server.calls.length, 1)
    assert.equal(project.json('logs/steps/step_001.json')['error_detail'], 'auth (status 401): Incorrect API key')
  })

  test('a long rate limit pauses the loop visibly instead of ending it; stop ends the wait at once', async (t) => {
    const limited = (reply: Reply) => reply.json(429, { error: { message: 'slow down' } }, { 'retry-after': '1800' })
    const { project, environment } = await online(t, [limited])
    const journal = project.path('logs/journal.ndjson')
    const outcome = await project.tos(['run'], {
      environment,
      onStart: (child) =>
        void until(() => existsSync(journal) && readFileSync(journal, 'utf8').includes('retryPlanned')).then(() =>
          child.kill('SIGINT'),
        ),
    })
    assert.equal(outcome.code, 130)
    const planned = events(project, 'model.retryPlanned')[0]
    assert.ok(planned?.type === 'model.retryPlanned' && planned.waitMs === 1_800_000)
  })

  test('a rate limit beyond models.max_wait_min ends the run', async (t) => {
    const limited = (reply: Reply) => reply.json(429, { error: { message: 'slow down' } }, { 'retry-after': '7200' })
    const { project, environment } = await online(t, [limited])
    assert.equal((await project.tos(['run'], { environment })).code, 1)
  })

  test('stop ends a call in flight at once, and closes its connection', async (t) => {
    const { project, server, environment } = await online(t, [
      (reply: Reply) => (reply.begin(), reply.send(...reply.events('half', { finish: null }))),
    ])
    const outcome = await project.tos(['run'], {
      environment,
      onStart: (child) => void until(() => server.calls.length > 0).then(() => child.kill('SIGTERM')),
    })
    assert.equal(outcome.code, 130)
    await server.calls[0]?.closed
    const failed = events(project, 'model.failed')[0]
    assert.ok(failed?.type === 'model.failed' && failed.kind === 'cancelled')
  })

  test('a call without an answer before a crash is asked again, and the event says it may be billed twice', async (t) => {
    const { project, server, environment } = await online(t, [() => undefined])
    await project.tos(['run'], {
      environment,
      onStart: (child) => void until(() => server.calls.length > 0).then(() => child.kill('SIGKILL')),
    })
    server.next(...wholeStep)
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 0)
    assert.match(out, /ドラフト生成開始 \(step=1\) \(asked again after a crash; may be billed twice\)/)
    const again = events(project, 'model.asked')[1]
    assert.ok(again?.type === 'model.asked' && again.askedBefore)
  })
})

describe('limits are kept before the next call', () => {
  test('money: a call whose worst case would pass it is not made; exit code 4, and the operator can raise it', async (t) => {
    const { project, server, environment } = await online(
      t,
      wholeStep,
      { limits: { max_cost_usd: 0.0013 } },
      { openai_model: 'gpt-4o-mini', anthropic_model: 'claude-3-haiku' },
    )
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 4)
    // 2,000 tokens of the reviewer may cost $0.0025: only the draft was asked for.
    assert.equal(server.calls.length, 1)
    assert.match(out, /limit: max_cost_usd \$0\.0013 \(used \$0\.0000, the next call may need \$0\.0025\)/)
    assert.partialDeepStrictEqual(JSON.parse((await project.tos(['status', '--json'], { environment })).out), {
      exit_code: 4,
    })
    server.next(review, final)
    assert.equal((await project.tos(['resume', '--raise', 'max_cost_usd=1'], { environment })).code, 0)
    assert.equal(server.calls.length, 3)
  })

  test('money without a known price is refused before anything is asked', async (t) => {
    const { project, environment } = await online(
      t,
      wholeStep,
      { limits: { max_cost_usd: 1 } },
      { openai_model: 'mystery' },
    )
    const { code, err } = await project.tos(['run'], { environment })
    assert.equal(code, 2)
    assert.match(err, /the price of 'mystery' \(draft\) is not known; add it to 'models\.prices'/)
  })

  test('tokens', async (t) => {
    const { project, server, environment } = await online(
      t,
      wholeStep,
      { limits: { max_tokens: 2001 } },
      { draft_prompt_template: 'd' },
    )
    assert.equal((await project.tos(['run'], { environment })).code, 4)
    assert.equal(server.calls.length, 1)
  })

  test('time ends even the call in flight', async (t) => {
    const { project, environment } = await online(t, [() => undefined], { limits: { max_minutes: 0.005 } })
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 4)
    assert.match(out, /limit: max_minutes 0\.0 min/)
  })

  test('steps that change nothing', async (t) => {
    const idle = (role: string) =>
      role === 'draft'
        ? { commands: [] }
        : role === 'review'
          ? { improved_commands: [], approval: true }
          : { final_commands: [] }
    const scripts = ['draft', 'review', 'final', 'draft', 'review', 'final', 'draft'].map((role) =>
      JSON.stringify(idle(role)),
    )
    const { project, server, environment } = await online(t, scripts, { limits: { no_progress_steps: 2 } })
    const { code, out } = await project.tos(['run'], { environment })
    assert.equal(code, 4)
    assert.equal(server.calls.length, 6)
    assert.match(out, /limit: no_progress_steps 2 steps \(used 2 steps\)/)
  })
})

test('runs show gives prompt and reply of every call', async (t) => {
  const { project, environment } = await online(
    t,
    wholeStep,
    {},
    { ...loopOf(1), draft_prompt_template: 'the draft prompt' },
  )
  await project.tos(['run'], { environment })
  const { out } = await project.tos(['runs', 'show'], { environment })
  assert.match(
    out,
    /=== run 1 {2}job 1 {2}step 1 {2}draft {2}round 1 {2}attempt 1\n.*answered.*11 \+ 7 tokens.*\n--- prompt\nthe draft prompt\n--- reply\n\{"commands"/,
  )
  const rows = JSON.parse((await project.tos(['runs', 'show', '1', '--role', 'review', '--json'], { environment })).out)
  assert.deepEqual(
    rows.map((row: { role: string; reply: string }) => [row.role, row.reply]),
    [['review', review]],
  )
  assert.equal((await project.tos(['runs', 'show', '9'], { environment })).code, 1)
})

describe('doctor --online', () => {
  test('makes one small call per configured model and tells latency, name and permission', async (t) => {
    const { project, server, environment } = await online(t, ['ready'])
    assert.equal((await project.tos(['doctor'], { environment })).code, 0)
    assert.equal(server.calls.length, 0)
    const { code, out } = await project.tos(['doctor', '--online'], { environment })
    assert.equal(code, 0, out)
    assert.match(
      out,
      /warn {2}online draft +openai gpt-4o-mini answered in \d+ ms; the key may use it; no JSON as asked for \(.*\); usage told \(11 \+ 7 tokens\)/,
    )
    assert.equal(server.calls.length, 2)
  })
  test('leaves a thinking model the room it has in a run, and says whether JSON and usage came', async (t) => {
    const silent = (reply: Reply) => {
      reply.begin()
      reply.send(...reply.events(draft).filter((event) => !event.includes('usage')))
      reply.response.end()
    }
    const { project, server, environment } = await online(t, [silent])
    const role = { provider: 'openai', model: 'gpt-4o-mini', base_url: server.openAiUrl, max_tokens: 300 }
    const models = { draft: role, review: { ...role, api_key_env: 'none' }, final: role }
    project.write('config/tos.json', JSON.stringify({ models, exec: { sandbox: 'off' } }))
    const { code, out } = await project.tos(['doctor', '--online'], { environment })
    assert.equal(code, 0, out)
    assert.match(out, /warn {2}online draft .*; JSON as asked for; usage not told: calls count by their worst case/)
    assert.ok(server.calls.every(({ body }) => Number(body['max_tokens']) >= 2000))
  })
  test('names what a key may not do', async (t) => {
    const { project, environment } = await online(t, [
      (reply: Reply) =>
        reply.json(403, { error: { message: 'not yours' } }, { 'x-request-id': 'r1', 'request-id': 'r1' }),
    ])
    const { code, out } = await project.tos(['doctor', '--online'], { environment })
    assert.equal(code, 1)
    assert.match(out, /FAIL {2}online draft +openai gpt-4o-mini: auth 403: not yours, request r1\n +-> check the key/)
  })
  const remedies: [script: Script, said: RegExp][] = [
    [(reply: Reply) => reply.json(402, { error: 'Insufficient credits' }), /quota 402: .*\n +-> top up/],
    [(reply: Reply) => reply.json(200, '<title>Sign in</title>'), /malformed: .*Sign in.*\n +-> check base_url/],
    [(reply: Reply) => reply.json(400, { error: 'the prompt is too long' }), /too long.*\n +-> lower .*max_tokens/],
  ]
  for (const [script, said] of remedies)
    test(`says what helps: ${said.source}`, async (t) => {
      const { project, environment } = await online(t, [script])
      assert.match((await project.tos(['doctor', '--online'], { environment })).out, said)
    })
})

test('no key appears in any file, line, error or report, wherever a model or a command plants it', async (t) => {
  const { OPENAI_API_KEY: mine, ANTHROPIC_API_KEY: theirs } = keys
  const planted = [
    `echo ${mine}; echo ${theirs} >&2; echo ${mine} | base64; echo ${mine} | rev; printf '%s' ${theirs} | od -An -tx1`,
    `printf '\\033[31m${mine.slice(0, 9)}\\033[0m${mine.slice(9)}'; head -c 100000 /dev/zero | tr '\\0' 'x'; echo ${mine}`,
    writeResult,
  ].map((code) => ({ type: 'bash', code }))
  const leak = (value: object) =>
    JSON.stringify({ ...value, thought: `the keys are ${mine} and ${theirs}`, review: theirs, summary: mine })
  const scripts: Script[] = [
    (reply: Reply) =>
      reply.json(500, { error: { message: `proxy saw authorization: Bearer ${mine}` } }, { 'x-echo': mine }),
    leak({ commands: planted }),
    leak({ improved_commands: planted, approval: true }),
    (reply: Reply) => answer(reply, leak({ final_commands: planted })),
  ]
  const { project, environment } = await online(t, scripts)
  const { code, out, err } = await project.tos(['run', '--summary-file', 'sum.json'], { environment })
  assert.equal(code, 0, out)
  const shown = await project.tos(['runs', 'show'], { environment })
  const doctor = await project.tos(['doctor', '--online', '--json'], { environment })
  const files = globSync('**/*', { cwd: project.root }).filter((name) => statSync(project.path(name)).isFile())
  const written = files.map((name) => readFileSync(project.path(name), 'latin1'))
  const spellings = [
    mine,
    theirs,
    mine.slice(0, 16),
    Buffer.from(mine).toString('base64').slice(4, -4),
    mine.split('').toReversed().join(''),
  ]
  for (const text of [out, err, shown.out, doctor.out, ...written])
    assert.ok(!spellings.some((secret) => text.includes(secret)), text.slice(0, 2000))
  assert.ok(
    files.some((name) => name.startsWith('logs/output/')),
    'the long output lies in a file',
  )
})
