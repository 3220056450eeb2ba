// The judges of the torture suite are not blind: each finds what a broken program would leave, and nothing where all is well.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { randomOf } from '../../torture/harness/random.ts'
import { judgeLedger } from '../../torture/harness/ledger.ts'
import { isTrace } from '../../torture/harness/program.ts'
import { tornFiles } from '../../torture/harness/whole-files.ts'
import { judgeMessage } from '../../torture/promises/broken-state.ts'
import { judgeChildren } from '../../torture/promises/children.ts'
import { judgeStop } from '../../torture/promises/clean-stop.ts'
import { judgeClock } from '../../torture/promises/clock.ts'
import { judgeFault } from '../../torture/promises/disk.ts'
import { judgeMemory } from '../../torture/promises/memory.ts'
import { judgeModels } from '../../torture/promises/models.ts'
import { judgeJournal } from '../../torture/promises/power-cut.ts'
import { leaks } from '../../torture/promises/secrets.ts'
import { judgeStarters } from '../../torture/promises/starters.ts'
import { judgeBytes } from '../../torture/promises/terminal.ts'
import { makeProject } from '../helpers/project.ts'

/** What is well, and ways in which it is not. */
const judges: readonly (readonly [promise: string, well: () => string[], ...ill: (() => string[])[]])[] = [
  [
    'kills: repeated, cut off, skipped, out of order',
    () => judgeLedger(['a', 'b'], ['begin a', 'end a', 'begin b'], ['b']),
    () => judgeLedger(['a'], ['begin a', 'end a', 'begin a', 'end a'], []),
    () => judgeLedger(['a'], ['begin a'], []),
    () => judgeLedger(['a', 'b'], ['begin a', 'end a'], []),
    () => judgeLedger(['a', 'b'], ['begin b', 'end b', 'begin a', 'end a'], []),
  ],
  [
    'clean stop: children, exit code, lock, journal',
    () => judgeStop(stopped),
    () => judgeStop({ ...stopped, isGone: false }),
    () => judgeStop({ ...stopped, code: 143 }),
    () => judgeStop({ ...stopped, isLocked: true }),
    () => judgeStop({ ...stopped, lastEvent: 'command.started' }),
  ],
  [
    'disk: a cause, no success behind a failed sync, nothing torn',
    () => judgeFault(refused),
    () => judgeFault({ ...refused, ended: { ...refused.ended, err: '' } }),
    () => judgeFault({ ...refused, mustFail: true, ended: { ...refused.ended, code: 0 } }),
    () => judgeFault({ ...refused, torn: ['phase_state.json is torn'] }),
    () => judgeFault({ ...refused, ended: { ...refused.ended, isHung: true } }),
  ],
  [
    'power cut: acknowledged events',
    () => judgeJournal({ told: ['1', '2'], found: ['1', '2', '3'] }),
    () => judgeJournal({ told: ['1', '2'], found: ['1'] }),
  ],
  [
    'broken state: file, remedy, trace, hang',
    () =>
      judgeMessage({
        ended: { ...refused.ended, err: 'tos: a/lock.json:3: is broken; remove it' },
        file: 'a/lock.json',
      }),
    () => judgeMessage({ ended: { ...refused.ended, err: 'tos: broken; remove it' }, file: 'a/lock.json' }),
    () =>
      judgeMessage({ ended: { ...refused.ended, err: 'Error: x\n    at read (lock.json:3:4)' }, file: 'a/lock.json' }),
    () => judgeMessage({ ended: { ...refused.ended, isHung: true }, file: 'a/lock.json' }),
  ],
  [
    'clock: limits and order',
    () => judgeClock(timed),
    () => judgeClock({ ...timed, ended: { ...timed.ended, code: 4 } }),
    () => judgeClock({ ...timed, events: [finished(1, 'exited', 30_000)] }),
    () => judgeClock({ ...timed, events: [finished(1, 'timeout', 3000), finished(2, 'exited', -5)] }),
    () => judgeClock({ ...timed, status: { out: 'seen -3 min ago', err: '' } }),
  ],
  [
    'starters: one winner, the others say so',
    () => judgeStarters(raced),
    () => judgeStarters({ ...raced, winners: 2 }),
    () => judgeStarters({ ...raced, ended: [raced.ended[0], raced.ended[0]] }),
    () => judgeStarters({ ...raced, ended: [raced.ended[0], { code: 3, err: 'no', out: '' }] }),
  ],
  [
    'models: a name for everything, nothing left open',
    () => judgeModels(asked),
    () => judgeModels({ ...asked, isClosed: false }),
    () => judgeModels({ ...asked, calls: 2 }),
    () => judgeModels({ ...asked, events: [{ ...failed, kind: 'odd' } as unknown as Event, ended] }),
  ],
  [
    'children: none left',
    () => judgeChildren({ left: 0, code: 130, way: 'a stop' }),
    () => judgeChildren({ left: 1, code: 130, way: 'a stop' }),
  ],
  [
    'terminal: no control byte of a text',
    () => judgeBytes('\u001B[?1049h\u001B[2;3Hwell\u001B[m\u001B]2;tos-tui: p\u0007'),
    () => judgeBytes('\u001B]52;c;cm0gLXJmIC8=\u0007'),
    () => judgeBytes('x\u0005'),
    () => judgeBytes('\u001B]0;owned\u0007'),
  ],
  [
    'secrets: the key, its beginning, other spellings of it',
    () => leaks([key], { log: 'Bearer [masked:abcdef-1]' }),
    () => leaks([key], { log: `Bearer ${key}` }),
    () => leaks([key], { log: key.slice(0, 20) }),
    () => leaks([key], { log: Buffer.from(key).toString('base64') }),
    () => leaks([key], { log: Buffer.from(key).toString('hex') }),
  ],
  [
    'memory: runner and viewer',
    () => judgeMemory({ runner: 90, viewer: 110 }),
    () => judgeMemory({ runner: 130, viewer: 110 }),
    () => judgeMemory({ runner: 90, viewer: 160 }),
  ],
]
const key = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789'
const stopped = {
  code: 130,
  err: '',
  isHung: false,
  isGone: true,
  wasAsked: true,
  lastEvent: 'run.ended',
  isLocked: false,
}
const refused = {
  ended: { code: 1, out: '', err: 'tos: x: cannot be written (EIO: i/o error); look after the disk', isHung: false },
  met: 'fsyncSync of logs/journal.ndjson',
  mustFail: false,
  torn: [],
}
const finished = (seq: number, outcome: string, durationMs: number) =>
  ({ seq, type: 'command.finished', outcome, durationMs }) as unknown as Event
const timed = {
  ended: { code: 0, err: '', isHung: false },
  status: { out: 'seen 3 min ago', err: '' },
  events: [finished(1, 'timeout', 3000), finished(2, 'exited', 200)],
}
const raced = {
  ended: [
    { code: 0, err: '', out: '' },
    { code: 3, err: 'tos: held by pid 7', out: '' },
  ] as const,
  winners: 1,
  isElsewhere: false,
}
const failed = { type: 'model.failed', kind: 'timeout' } as unknown as Event
const ended = { type: 'run.ended' } as unknown as Event
const asked = { ended: { code: 1, err: '', isHung: false }, events: [failed, ended], calls: 1, isClosed: true }

for (const [promise, well, ...ill] of judges)
  test(`what breaks a promise is found: ${promise}`, () => {
    assert.deepEqual(well(), [])
    for (const [i, judge] of ill.entries()) assert.notDeepEqual(judge(), [], `way ${i + 1}`)
  })

test('a torn file is found: half a JSON, a journal with a broken line; a torn last line is none', (t) => {
  const project = makeProject(t, { files: { 'logs/journal.ndjson': '{"v":1}\n{"v":1,"s', 'logs/a.json.1-2.tmp': '{' } })
  assert.deepEqual(tornFiles(project.root), [])
  project.write('logs/journal.ndjson', '{"v":1\n{"v":1}\n')
  project.write('workspace/artifacts/phase_state.json', '')
  assert.equal(tornFiles(project.root).length, 2)
})

test('a trace is told from a message', () => {
  assert.ok(isTrace('TypeError: x'))
  assert.ok(isTrace('tos: unexpected: x; please report this'))
  assert.ok(!isTrace('tos: logs/journal.ndjson:5: the journal is broken; put the line back'))
})

test('the same seed gives the same faults', () => {
  const some = (seed: string) => Array.from({ length: 5 }, () => randomOf(seed).below(1000))
  assert.deepEqual(some('1 kills 0'), some('1 kills 0'))
  assert.notDeepEqual(some('1 kills 0'), some('2 kills 0'))
})
