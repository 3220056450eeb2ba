import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact, FactOf } from '../../source/core/event.ts'
import { stepLog } from '../../source/views/step-log.ts'
import * as f from '../helpers/facts.ts'

interface Log {
  readonly final_commands: unknown
  readonly allowlist_summary: readonly Record<string, unknown>[] | null
  readonly execution: {
    readonly command_results: readonly Record<string, unknown>[]
    readonly execution_summary: Record<string, number>
  } | null
}
type Finished = Partial<FactOf<'command.finished'>>
const text = (text: string) => ({ text, bytes: text.length, cut: 0 })

function logOf(...facts: Fact[]): Log {
  const log = stepLog(f.fold(...facts))
  assert.ok(log)
  return log as Log
}
/** The log of a step with one command that ended so. */
const ran = (code: string, more: Finished): Log =>
  logOf(
    ...f.afterReplies(f.bash(code)),
    f.judged(0, 'allow', 'allowlist通過'),
    f.commandFinished(0, more),
    f.stepFinished('execute'),
  )
const result = ({ execution }: Log, index = 0) => execution?.command_results[index] ?? {}
const entry = { type: 'bash', code: 'c', allowed: true, allow_reason: 'allowlist通過' }
const summary = { type: 'bash', allowed: true, reason: 'allowlist通過', matched_pattern: null }

/** Values and the order of the keys. */
function assertSame(actual: object | undefined, expected: object): void {
  assert.deepEqual(actual, expected)
  assert.deepEqual(Object.keys(actual ?? {}), Object.keys(expected))
}

describe('the entry of a command', () => {
  test('that ran: its exit code and the output', () => {
    const log = ran('c', { exitCode: 3, stdout: text('out'), stderr: text('err') })
    const expected = { ...entry, executed: true, returncode: 3, stdout: 'out', stderr: 'err', timeout: false }
    assertSame(result(log), expected)
    assertSame(log.allowlist_summary?.[0], { ...summary, executed: true, returncode: 3, timeout: false })
  })
  test('that ran, with a note about its output behind the keys of the runbook', () => {
    const log = ran('c', { error: 'only the first bytes were kept' })
    assert.deepEqual(Object.keys(result(log)).at(-1), 'error')
  })
  test('that was timed out: the words, and the output so far behind the keys of the runbook', () => {
    const error = 'タイムアウト (5秒)'
    const log = ran('c', { outcome: 'timed out', exitCode: null, error, stdout: text('so far') })
    assertSame(result(log), { ...entry, executed: true, timeout: true, error, stdout: 'so far', stderr: '' })
    assertSame(log.allowlist_summary?.[0], { ...summary, executed: true, returncode: null, timeout: true })
  })
  test('that could not be started', () => {
    const log = ran('c', { outcome: 'not started', exitCode: null, error: 'no bash' })
    assertSame(result(log), { ...entry, executed: false, error: 'no bash' })
    assertSame(log.allowlist_summary?.[0], { ...summary, executed: false, returncode: null, timeout: false })
  })
  test('that was stopped by the operator', () => {
    const log = ran('c', { outcome: 'stopped', exitCode: null, error: 'stopped' })
    assert.partialDeepStrictEqual(result(log), { executed: true, returncode: null, timeout: false, error: 'stopped' })
  })
  test('that was denied while others ran', () => {
    const mixed = [...f.afterReplies(f.bash('no', 'yes')), { ...f.judged(0, 'deny', 'why'), matched: 'n' } as Fact]
    const log = logOf(...mixed, f.judged(1, 'allow', 'ok'), f.commandFinished(1), f.stepFinished('execute'))
    const expected = {
      type: 'bash',
      code: 'no',
      allowed: false,
      deny_reason: 'why',
      matched_pattern: 'n',
      executed: false,
    }
    assertSame(result(log), expected)
    const denied = { type: 'bash', allowed: false, reason: 'why', matched_pattern: 'n' }
    assertSame(log.allowlist_summary?.[0], { ...denied, executed: false, returncode: null, timeout: false })
    assert.equal(log.execution?.command_results.length, 2)
  })
  test('that a stop left out is none', () => {
    const two = [...f.afterReplies(f.bash('a', 'b')), f.judged(0, 'allow'), f.judged(1, 'allow')]
    const log = logOf(...two, f.commandFinished(0), f.stepFinished('execute'))
    assert.equal(log.execution?.command_results.length, 1)
    assert.equal(log.allowlist_summary?.length, 1)
  })
})

describe('lengths', () => {
  const emoji = (count: number) => '😀'.repeat(count)

  test('500 code points of code that ran', () => {
    assert.equal(result(ran(emoji(500), {}))['code'], emoji(500))
    assert.equal(result(ran(emoji(501), {}))['code'], `${emoji(500)}...`)
  })
  test('200 code points of code that was denied', () => {
    const mixed = (code: string) =>
      logOf(...f.afterReplies(f.bash(code, 'b')), f.judged(0, 'deny'), f.judged(1, 'allow'), f.stepFinished('execute'))
    assert.equal(result(mixed(emoji(200)))['code'], emoji(200))
    assert.equal(result(mixed(emoji(201)))['code'], `${emoji(200)}...`)
  })
  test('1000 code points of each output, without a mark, line ends as line feeds', () => {
    const long = text(`${emoji(1000)}more`)
    assert.partialDeepStrictEqual(result(ran('c', { stdout: long, stderr: long })), {
      stdout: emoji(1000),
      stderr: emoji(1000),
    })
    assert.equal(result(ran('c', { stdout: text('a\r\nb\rc\n') }))['stdout'], 'a\nb\nc\n')
    assert.equal(result(ran('c', { stdout: text('\r\n'.repeat(1500)) }))['stdout'], '\n'.repeat(1000))
  })
})

describe('the counters of a step', () => {
  test('executed, denied, timed out and failed', () => {
    const outcomes = ['exited', 'exited', 'stopped', 'timed out', 'not started'] as const
    const log = logOf(
      ...f.afterReplies(f.bash('0', '1', '2', '3', '4', '5')),
      ...outcomes.flatMap((outcome, i) => [f.judged(i, 'allow'), f.commandFinished(i, { outcome, exitCode: i })]),
      f.judged(5, 'deny'),
      f.stepFinished('execute'),
    )
    assertSame(log.execution?.execution_summary, {
      executed_count: 3,
      denied_count: 1,
      timeout_count: 1,
      failed_count: 1,
    })
  })
  test('no command at all is an execution of nothing', () => {
    const log = logOf(...f.afterReplies([]), f.stepFinished('execute'))
    assert.deepEqual([log.final_commands, log.allowlist_summary, log.execution?.command_results], [[], [], []])
  })
})

describe('a denied step', () => {
  const long = 'x'.repeat(300)
  const verdict: Fact = { ...f.judged(0, 'deny', 'first'), matched: 'w' } as Fact
  const log = logOf(
    ...f.afterReplies(f.bash(long, 'ok', 'b')),
    verdict,
    f.judged(1, 'allow', 'allowlist通過'),
    f.judged(2, 'deny', 'second'),
    f.stepFinished('deny', { isStopped: true }),
  )
  test('lists every command with its verdict, 200 characters of its code without a mark', () => {
    const [first, allowed, second] = log.allowlist_summary ?? []
    assertSame(first, { type: 'bash', code_snippet: 'x'.repeat(200), allowed: false, reason: 'first', matched: 'w' })
    assertSame(allowed, { type: 'bash', code_snippet: 'ok', allowed: true, reason: 'allowlist通過', matched: null })
    assert.partialDeepStrictEqual(second, { allowed: false, reason: 'second' })
  })
  test('executed nothing, and names the first denied command and all reasons', () => {
    assertSame(log.execution ?? {}, {
      command_results: [],
      execution_summary: { executed_count: 0, denied_count: 2, timeout_count: 0, failed_count: 0 },
      denied_command_snippet: 'x'.repeat(200),
      denied_reason: 'first; second',
    })
  })
  test('keeps the commands as they were received, blank ones too', () => {
    const received = f.bash('a', '  ')
    const blank = logOf(...f.afterReplies(received), f.judged(0, 'deny'), f.stepFinished('deny'))
    assert.deepEqual(blank.final_commands, received)
  })
})

test('without an executing or denied step there is no execution and no list', () => {
  for (const phase of ['done', 'max_steps_reached', 'fatal_error', 'rejected'] as const) {
    const log = logOf(...f.afterReplies(f.bash('a')), f.stepFinished(phase))
    assert.deepEqual([log.allowlist_summary, log.execution], [null, null], phase)
  }
})
