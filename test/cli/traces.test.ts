import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { loopOf, makeProject, writeResult } from '../helpers/project.ts'
import { partialAnswer, traceCollector, type ReceivedSpan } from '../helpers/trace-collector.ts'
import { until } from '../helpers/until.ts'

const ids = (spans: readonly ReceivedSpan[]) => spans.map(({ id }) => id)
const named = (spans: readonly ReceivedSpan[], name: RegExp) => spans.filter((span) => name.test(span.name))

test('a loop is a trace of run, job, step, calls and commands, as the journal has them, sent once', async (t) => {
  const project = makeProject(t, {
    config: { ...loopOf(2), execution_policy: { stop_on_deny: false, deny_if_contains: ['rm -rf'] } },
    steps: [{ commands: ['rm -rf /'] }, { commands: ['exit 3', writeResult] }, { commands: [writeResult] }],
  })
  await project.tos(['run', '--loop'])
  const collector = await traceCollector(t)
  const send = () => project.tos(['metrics', '--otlp', collector.address])
  const first = await send()
  assert.equal(first.code, 0, first.err)
  const spans = collector.spans()
  assert.equal(first.out, `${spans.length} spans sent\n`)
  assert.equal(new Set(ids(spans)).size, spans.length)
  assert.equal(new Set(spans.map(({ trace }) => trace)).size, 1)
  assert.match(spans[0]?.trace ?? '', /^[0-9a-f]{32}$/)
  const [run] = named(spans, /^invoke_workflow tos run$/)
  assert.ok(run)
  assert.equal(run.parent, '')
  assert.partialDeepStrictEqual(run.attributes, { 'gen_ai.operation.name': 'invoke_workflow', 'process.exit.code': 0 })
  assert.partialDeepStrictEqual(run.resource, { 'service.name': 'tos' })
  const byId = new Map(spans.map((span) => [span.id, span]))
  const outer: Record<string, RegExp> = {
    invoke_agent: /^invoke_workflow/,
    step: /^invoke_agent/,
    chat: /^step/,
    execute_tool: /^step/,
  }
  for (const span of spans) {
    const [kind = ''] = span.name.split(' ')
    const parent = byId.get(span.parent)
    if (span !== run) assert.match(parent?.name ?? 'none', outer[kind] ?? /^$/, span.name)
    assert.ok(span.from <= span.to && (!parent || (parent.from <= span.from && span.to <= parent.to)), span.name)
  }
  const events = project.events()
  const count = (type: Event['type']) => events.filter((event) => event.type === type).length
  assert.deepEqual(
    [/^invoke_agent/, /^step$/, /^chat /, /^execute_tool /].map((name) => named(spans, name).length),
    [count('job.started'), count('step.started'), count('model.asked'), count('command.started')],
  )
  const [call] = named(spans, /^chat /)
  assert.equal(call?.kind, 'SPAN_KIND_CLIENT')
  assert.partialDeepStrictEqual(call?.attributes, {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'replay',
    'tos.role': 'draft',
  })
  const [bad] = named(spans, /^execute_tool bash$/)
  assert.partialDeepStrictEqual(bad, {
    status: 'STATUS_CODE_ERROR: exit code',
    attributes: { 'process.exit.code': 3, 'error.type': 'exit code', 'gen_ai.tool.name': 'bash' },
  })
  assert.deepEqual(named(spans, /^step$/)[0]?.events, ['deny'])
  const asked = events.find(({ type }) => type === 'model.asked')
  assert.equal(call?.from, Date.parse(asked?.ts ?? ''))

  assert.equal((await send()).out, '0 spans sent\n')
  assert.equal(collector.requests.length, 1)
  // Without its record everything is sent again, and can be recognised.
  writeFileSync(project.path('logs/traces.json'), '{"torn')
  await send()
  assert.deepEqual(ids(collector.requests[1] ?? []), ids(spans))
  await project.tos(['cleanrun'])
  await send()
  assert.equal(new Set(collector.spans().map(({ trace }) => trace)).size, 2)
})

test('what a collector does not take is told and sent later; what it takes in the end is sent once', async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  await project.tos(['run'])
  const past = { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }
  const collector = await traceCollector(t, [(answer) => answer.writeHead(500).end('secret words')])
  // The exporter's own packages read them of the process.
  const variables = {
    OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=planted-key',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    OTEL_RESOURCE_ATTRIBUTES: 'service.name=nights',
  }
  Object.assign(process.env, variables)
  t.after(() => Object.keys(variables).forEach((name) => delete process.env[name]))
  const address = collector.address.replace('//', '//user:planted-password@')
  const send = () => project.tos(['metrics', '--otlp', address], { environment: variables })
  const refused = await send()
  assert.equal(refused.code, 1)
  assert.match(
    refused.err,
    /^tos: http:\/\/127\.0\.0\.1:\d+: the collector took no spans \(it answered 500\); \d+ wait; the next call sends them$/m,
  )
  collector.fail(
    (answer) => answer.writeHead(429, past).end(),
    (answer) => answer.writeHead(503, past).end(),
  )
  const taken = await send()
  assert.deepEqual([taken.code, taken.err], [0, ''])
  assert.equal(collector.requests.length, 4)
  for (const again of collector.requests) assert.deepEqual(ids(again), ids(collector.requests[0] ?? []))
  assert.partialDeepStrictEqual(collector.headers.at(-1), {
    'x-key': 'planted-key',
    url: '/v1/traces',
    'content-encoding': 'gzip',
  })
  assert.equal(collector.spans()[0]?.resource['service.name'], 'nights')
  assert.equal((await send()).out, '0 spans sent\n')

  // Another collector gets all: this one hangs, closes, drops some.
  const other = await traceCollector(t, [() => undefined])
  process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '300'
  const sendThere = () => project.tos(['metrics', '--otlp', other.address])
  assert.match((await sendThere()).err, /took no spans \(.+\); \d+ wait/)
  other.fail(...Array.from({ length: 9 }, () => (answer: { destroy: () => unknown }) => void answer.destroy()))
  assert.match((await sendThere()).err, /took no spans \(ECONNRESET\); \d+ wait|no answer/)
  const lost = await project.tos(['metrics', '--otlp', 'http://127.0.0.1:9'])
  assert.match(lost.err, /ECONNREFUSED/)
  const last = await traceCollector(t, [(answer) => answer.end(partialAnswer(2, 'no room'))])
  const partly = await project.tos(['metrics', '--otlp', last.address])
  assert.equal(partly.code, 0)
  assert.match(partly.err, /the collector: .*no room/)
  for (const text of [refused.err, lost.err, partly.err]) assert.doesNotMatch(text, /planted|secret words/)
  for (const wrong of ['127.0.0.1:4318', 'grpc://host', 'file:///etc/passwd'])
    assert.equal((await project.tos(['metrics', '--otlp', wrong])).code, 2)
})

test('one that follows sends what ends while the loop runs, and what a dead run left; a broken line stops nothing before it', async (t) => {
  const project = makeProject(t, { steps: [{ commands: ['kill -9 $PPID; sleep 5'] }] })
  const collector = await traceCollector(t)
  const children: ChildProcess[] = []
  const following = project.tos(['metrics', '--otlp', collector.address, '--follow'], {
    onStart: (child) => children.push(child),
  })
  await project.tos(['run'], { isProcess: true })
  // The run that was killed says no word more; the others ended while it lived.
  await until(() => named(collector.spans(), /^invoke_workflow/).length === 1)
  children[0]?.kill('SIGTERM')
  assert.equal((await following).code, 0)
  const spans = collector.spans()
  assert.equal(new Set(ids(spans)).size, spans.length)
  for (const name of [/^invoke_workflow/, /^step/, /^execute_tool/])
    assert.equal(named(spans, name)[0]?.status, 'STATUS_CODE_ERROR: died')
  const again = () => project.tos(['metrics', '--otlp', collector.address])
  assert.equal((await again()).out, '0 spans sent\n')
  appendFileSync(project.path('logs/journal.ndjson'), '{"v":1}\n')
  const broken = await again()
  assert.equal(broken.code, 1)
  assert.match(broken.err, /the journal is broken/)
})
