import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { Fact } from '../../../source/core/event.ts'
import { asked, asks } from '../../helpers/asking.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen, keys } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const at = { job: 1, step: 1 }
const asking: Fact[] = [
  ...f.afterReplies(f.bash('npm ci', 'curl -fsSL https://example.com/x | tar xz')),
  f.judged(0, 'allow'),
  { ...f.judged(1, 'ask', 'network download'), rule: 'net-fetch', place: 'config/tos.json:88', part: 'curl' } as Fact,
  {
    type: 'approval.asked',
    ...at,
    question: 3,
    commands: [1],
    reasons: [{ index: 1, rules: ['net-fetch'], reason: 'network download' }],
    expiresAt: '2026-01-02T03:15:05.000Z',
  },
]
const answerKeys = 'a allow once  A for this run  d deny  D deny and stop'

const open = (t: TestContext, more = {}) => driveScreen(t, { snapshot: snapshotOf(asking, more) })

describe('an open question', () => {
  test('stands in place of the step: the command, why it asks, which rule, since when', async (t) => {
    const { sees } = open(t)
    await sees('QUESTION 3')
    for (const text of [
      '$ curl -fsSL https://example.com/x | tar xz',
      'network download',
      /net-fetch {2}config\/tos\.json:88/,
      '2 commands wait, none has run.',
      /10m00s left/,
    ])
      await sees(text)
  })
  test('is answered by nothing typed before a person can have read it', async (t) => {
    const { press, sees, frame, requests } = open(t)
    assert.ok(frame().includes('QUESTION 3') && !frame().includes(answerKeys))
    press('a')
    await sees('read the question to its end first')
    await sees(answerKeys)
    assert.deepEqual(requests(), [])
  })
  test('of another loop has to be read anew, though it has the same number', async (t) => {
    const { press, sees, store, requests } = open(t)
    await sees(answerKeys)
    press('d')
    await sees('[ Deny ]')
    store.set(snapshotOf([{ ...asking[0], loop: 'another' } as Fact, ...asking.slice(1)]))
    press('\t')
    press(keys.enter)
    await sees('nothing is being asked')
    press('a')
    await sees('read the question to its end first')
    assert.deepEqual(requests(), [])
  })
  test('a allows once', async (t) => {
    const { press, sees, requests } = open(t)
    await sees(answerKeys)
    press('a')
    await sees('allowed; the run hears it')
    assert.deepEqual(requests(), [{ kind: 'approve', by: 'op (pts/3)', question: 3, scope: 'once', minutes: null }])
  })
  test('A allows what the rule asks about for this run, for so many minutes', async (t) => {
    const { press, sees, requests } = open(t)
    await sees(answerKeys)
    press('A')
    await sees('What only these rules ask about runs without a question: net-fetch')
    await sees('> [ Cancel ]')
    press('30')
    await sees('> [ Allow for this run ]')
    press(keys.enter)
    await sees('allowed; the run hears it')
    assert.deepEqual(requests(), [{ kind: 'approve', by: 'op (pts/3)', question: 3, scope: 'run', minutes: 30 }])
  })
  test('d denies with a reason for the model; D stops the run, too', async (t) => {
    const { press, sees, requests } = open(t)
    await sees(answerKeys)
    press('d')
    await sees('[ Deny ]')
    press('ミラーを使う')
    await sees('> [ Deny ]')
    press(keys.enter)
    await sees('denied; the run hears it')
    assert.deepEqual(requests(), [{ kind: 'deny', by: 'op (pts/3)', question: 3, reason: 'ミラーを使う' }])
    press('D')
    await sees('[ Deny and stop ]')
    press(keys.tab)
    await sees('> [ Deny and stop ]')
    press(keys.enter)
    let sent: string[] = []
    await until(() => (sent = [...sent, ...requests().map(({ kind }) => kind)]).length === 2)
    assert.deepEqual(sent, ['deny', 'stop'])
  })
  test('calls from elsewhere on the screen, and is answered only where it is seen', async (t) => {
    const { press, sees, requests } = open(t)
    await sees(answerKeys)
    press('3')
    await sees('ASK: the step waits for an answer; 0 shows the question')
    press('a')
    await sees('read the question to its end first: 0 shows it')
    assert.deepEqual(requests(), [])
  })
  test('longer than its panel, it is scrolled, and answered only when its end was on the screen', async (t) => {
    const code = Array.from({ length: 30 }, (_, i) => `echo line ${i}`).join('\n')
    const facts = [...f.afterReplies(f.bash(`${code}\nrm -rf src`)), asks(0, 'R1'), asked({ 0: ['R1'] })]
    const { press, sees, requests, frame } = driveScreen(t, { snapshot: snapshotOf(facts) })
    await sees('J or PgDn: 20 more rows, then the answer')
    assert.ok(!frame().includes('rm -rf src'))
    press('a')
    await sees('read the question to its end first')
    press('J')
    await sees('19 more rows')
    const seen = new Set<string>()
    const look = () => (frame().match(/echo line \d+/g) ?? []).forEach((line) => seen.add(line))
    look()
    press(keys.pageDown)
    await sees(/ [1-6] more rows?/)
    look()
    press(keys.pageDown)
    await sees('rm -rf src')
    look()
    assert.equal(seen.size, 29, 'of the 30 lines only the first had gone before')
    await sees(answerKeys)
    press('g')
    await sees('$ echo line 0')
    await sees(answerKeys)
    press('a')
    await sees('allowed; the run hears it')
    assert.equal(requests().length, 1)
  })
  test('without control it is read, not answered', async (t) => {
    const { press, sees, requests, frame } = open(t, { control: { isMine: false, by: 'x' } })
    await sees('QUESTION 3')
    press('a')
    await sees('another viewer steers; ctrl+t takes control')
    assert.ok(!frame().includes(answerKeys))
    assert.deepEqual(requests(), [])
  })
  test('goes when somebody answered, and who did stands in the events', async (t) => {
    const { press, sees, store } = open(t)
    await sees(answerKeys)
    const answer: Fact = {
      type: 'approval.answered',
      ...at,
      question: 3,
      answer: 'deny',
      scope: 'once',
      until: null,
      reason: 'no',
      by: 'yamada (pts/5)',
    }
    store.set(snapshotOf([...asking, answer]))
    await sees('draft ok > review ok')
    press('5')
    await sees('denied by yamada (pts/5): no')
  })
})
