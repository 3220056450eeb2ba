import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fail, succeed } from '../../../source/core/failure.ts'
import type { Fact } from '../../../source/core/event.ts'
import type { Command } from '../../../source/ui/app/commands.ts'
import type { Message } from '../../../source/ui/app/message.ts'
import type { Model } from '../../../source/ui/app/model.ts'
import { factsOf } from '../../../source/ui/app/seen.ts'
import { update } from '../../../source/ui/app/update.ts'
import { fieldText } from '../../../source/ui/draw/field.ts'
import { rowText } from '../../../source/ui/draw/row.tsx'
import { jobsPanel } from '../../../source/ui/panels/jobs.tsx'
import { underCursor } from '../../../source/ui/panels/lists.ts'
import { eventsPanel } from '../../../source/ui/panels/events.tsx'
import { asked, asks } from '../../helpers/asking.ts'
import { entry } from '../../helpers/checkpoint-calls.ts'
import { modelOf, snapshotOf, type DrawOptions } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'
import { nightFacts } from '../../helpers/night.ts'

const running = f.afterReplies(f.bash('echo one', 'rm -rf build'), f.looping(3), { limits: { max_cost_usd: 5 } })
const ended: Fact[] = [...running, { type: 'run.ended', run: 1, why: 'limit', endReason: 'max_cost_usd', exitCode: 5 }]
const questioned: Fact[] = [...f.afterReplies(f.bash('curl x')), asks(0, 'net'), asked({ 0: ['net'] })]
const wide = { columns: 120, rows: 40, hasCheckpoints: true }

const come = (facts: readonly Fact[], isRunning = true, more: Partial<DrawOptions> = {}): Model =>
  modelOf(snapshotOf(facts, { isRunning }), { ...wide, ...more })

interface Told {
  readonly model: Model
  readonly commands: readonly Command[]
}

/** One message after the other; waiting is no deed. */
function tell(model: Model, ...messages: readonly Message[]): Told {
  let after = model
  const commands: Command[] = []
  for (const message of messages) {
    const [next, wanted] = update(after, message)
    after = next
    commands.push(...wanted.filter(({ type }) => type !== 'wait'))
  }
  return { model: after, commands }
}

const key = (name: string, isSure = true): Message => ({ type: 'key', name, isSure })
const text = (typed: string): Message => ({ type: 'text', text: typed })
const press = (model: Model, ...names: readonly string[]): Told => tell(model, ...names.map((name) => key(name)))

/** The dialog that is open, read long enough. */
const ready = (model: Model): Message => ({ type: 'ready', dialog: model.dialog?.number ?? 0 })
const inDialog = (model: Model, ...messages: readonly Message[]): Told => tell(model, ready(model), ...messages)
const title = ({ dialog }: Model): string | null => dialog?.shown.title ?? null

describe('a key that needs something', () => {
  test('does nothing without it, and says why', () => {
    const idle = press(come(ended, false), 'p')
    assert.deepEqual(idle.commands, [])
    assert.equal(idle.model.said?.text, 'nothing is running')
    const other = snapshotOf(running, { control: { isMine: false, by: 'someone' } })
    const { model, commands } = press(modelOf(other, wide), 'S')
    assert.deepEqual([commands, title(model)], [[], null])
    assert.equal(model.said?.text, 'another viewer steers; ctrl+t takes control')
  })
  test('acts with it: p asks for a pause and says so', () => {
    const { model, commands } = press(come(running), 'p')
    assert.deepEqual(commands, [{ type: 'send', asked: { kind: 'pause' } }])
    assert.equal(model.said?.text, 'asked to pause')
  })
  test('that nobody knows does nothing, and ends what was said', () => {
    const { model } = press(come(running), 'p', 'X')
    assert.equal(model.said, null)
  })
})

describe('what is said', () => {
  test('ends by itself, but not what was said after it', () => {
    const first = press(come(running), 'p').model
    const second = press(first, 's', 'y').model
    const late = tell(second, { type: 'silent', said: first.said?.number ?? 0 }).model
    assert.equal(late.said, second.said)
    assert.equal(tell(late, { type: 'silent', said: late.said?.number ?? 0 }).model.said, null)
  })
})

describe('an open question', () => {
  const open = () => come(questioned)
  const seenLong = (model: Model) =>
    tell(model, { type: 'readable', question: model.read.question, timer: model.read.timer ?? 0 }).model

  test('takes no answer before it was on the screen long enough', () => {
    assert.deepEqual(press(open(), 'a').commands, [])
    assert.equal(press(seenLong(open()), 'a').commands.length, 1)
  })
  test('takes none while another panel has the small screen, and waits anew when it is back', () => {
    const away = press(modelOf(snapshotOf(questioned), { columns: 80, rows: 24 }), '2').model
    assert.equal(away.read.timer, null)
    const early: Message = { type: 'readable', question: away.read.question, timer: 1 }
    assert.deepEqual(press(tell(away, early, key('0')).model, 'a').commands, [])
  })
  test('takes no key that came with other bytes', () => {
    const { model, commands } = tell(seenLong(open()), key('a', false))
    assert.deepEqual(commands, [])
    assert.match(model.said?.text ?? '', /press it once more/)
  })
  test('of another loop is not answered by a dialog that is open since before', () => {
    const denying = press(seenLong(open()), 'd').model
    assert.equal(title(denying), 'Deny')
    const other = snapshotOf([f.loopStarted({ loop: 'another' }), ...questioned.slice(1)])
    const { model, commands } = inDialog(
      tell(denying, { type: 'seen', snapshot: other }).model,
      text('no'),
      key('tab'),
      key('enter'),
    )
    assert.deepEqual(
      commands.filter(({ type }) => type === 'send'),
      [],
    )
    assert.equal(model.dialog, null)
  })
  test('rings once, and not for a person who came to it', () => {
    const came = come(running)
    const { commands, model } = tell(came, { type: 'seen', snapshot: snapshotOf(questioned) })
    assert.equal(commands.filter(({ type }) => type === 'ring').length, 1)
    const again = tell(model, { type: 'seen', snapshot: snapshotOf(questioned) })
    assert.equal(again.commands.filter(({ type }) => type === 'ring').length, 0)
  })
})

describe('a dialog', () => {
  test('takes no key before it could be read', () => {
    const opened = press(come(running), 'S').model
    const early = tell(opened, key('tab'), key('enter'))
    assert.equal(title(early.model), 'Stop the run')
    assert.deepEqual(early.commands, [])
  })
  test('does nothing on Enter alone, what is chosen otherwise', () => {
    const opened = press(come(running), 'S').model
    assert.deepEqual(inDialog(opened, key('enter')).commands, [])
    const { commands } = inDialog(opened, key('tab'), key('enter'))
    assert.deepEqual(commands, [{ type: 'send', asked: { kind: 'stop', when: 'step' } }])
  })
  test('keeps what was typed when the window changes', () => {
    const opened = press(come(running), 'c').model
    const typed = inDialog(opened, text('before lunch'), { type: 'resized', columns: 80, rows: 24 }).model
    assert.equal(typed.dialog && fieldText(typed.dialog.field), 'before lunch')
  })
  test('about work under way cannot be left, and gives way to what came of it', () => {
    const busy = inDialog(press(come(running), 'c').model, text('x'), key('enter'))
    assert.deepEqual(
      busy.commands.map(({ type }) => type),
      ['work'],
    )
    const stuck = inDialog(busy.model, key('esc'), key('enter')).model
    assert.deepEqual(stuck.dialog?.shown.choices, [])
    const failure = { what: 'the disk is full', remedy: 'free some', exitCode: 1 } as const
    const { model } = tell(stuck, { type: 'failed', title: 'Make a checkpoint', failure })
    assert.equal(model.dialog?.shown.choices.length, 1)
  })
})

describe('what takes its time to be read', () => {
  const listed = { checkpoints: [entry('s-014'), entry('s-013')] }
  const opened = () => press(come(ended, false, listed), '4').model
  const answer = { kind: 'patch', lines: succeed(['+added']) } as const

  test('comes up where it was asked for', () => {
    const { model, commands } = press(opened(), '=')
    assert.deepEqual(
      commands.map(({ type }) => type),
      ['read'],
    )
    const read = tell(model, { type: 'read', number: model.reading?.number ?? 0, answer }).model
    assert.equal(title(read), 'What changed since s-014')
  })
  test('never over what was begun since: a dialog, a line, another panel', () => {
    for (const between of [['c'], [':'], ['2'], ['/']]) {
      const asked = press(opened(), '=').model
      const number = asked.reading?.number ?? 0
      const { model } = tell(press(asked, ...between).model, { type: 'read', number, answer })
      assert.notEqual(title(model), 'What changed since s-014', between.join())
      assert.match(model.said?.text ?? '', /ready, ask again/)
    }
  })
  test('is forgotten when another was asked for', () => {
    const first = press(opened(), '=').model
    const second = press(first, 'j', '=').model
    assert.equal(tell(second, { type: 'read', number: first.reading?.number ?? 0, answer }).model, second)
  })
})

describe('looking back', () => {
  const journal = succeed({ length: 40, stops: [1, 10, 20, 30] })
  test('reads the journal once, then goes from stop to stop and not beyond either end', () => {
    const first = press(come(ended, false), '<')
    assert.deepEqual(first.commands, [{ type: 'remember' }])
    assert.deepEqual(press(first.model, '<', '<').commands, [])
    const there = tell(first.model, { type: 'remembered', journal })
    assert.deepEqual(there.commands, [{ type: 'recall', seq: 30 }])
    const { overview } = snapshotOf(ended)
    const at = (seq: number): Model =>
      tell(there.model, { type: 'moment', past: { length: 40, stops: [1, 10, 20, 30], seq, overview } }).model
    assert.deepEqual(press(at(30), '<').commands, [{ type: 'recall', seq: 20 }])
    assert.deepEqual(press(at(1), '<').commands, [{ type: 'recall', seq: 1 }])
    assert.deepEqual(press(at(30), '>').commands, [{ type: 'recall', seq: 40 }])
    assert.deepEqual(press(at(40), '.').commands, [{ type: 'recall', seq: 40 }])
  })
  test('changes nothing of the run, and Esc is back in the present', () => {
    const { overview } = snapshotOf(running)
    const past = tell(come(running), { type: 'moment', past: { length: 9, stops: [], seq: 5, overview } }).model
    assert.match(press(past, 'p').model.said?.text ?? '', /you look at the past/)
    assert.equal(press(past, 'esc').model.past, null)
  })
  test('in a journal that cannot be read says why', () => {
    const failure = { what: 'line 3 is torn', remedy: 'see tos doctor', exitCode: 1 } as const
    const asked = press(come(ended, false), '<').model
    assert.equal(title(tell(asked, { type: 'remembered', journal: fail(failure) }).model), 'Look back')
  })
})

describe('the `:` line', () => {
  test('does what a key does, and needs what it needs', () => {
    const paused = tell(press(come(running), ':').model, text('pause'), key('enter'))
    assert.deepEqual(paused.commands, [{ type: 'send', asked: { kind: 'pause' } }])
    const idle = tell(press(come(ended, false), ':').model, text('stop'), key('enter'))
    assert.equal(idle.model.said?.text, 'nothing is running')
  })
  test('is closed by a window that became too small for it', () => {
    const typed = tell(press(come(running), ':').model, text('sto'), { type: 'resized', columns: 40, rows: 10 })
    assert.equal(typed.model.line, null)
  })
})

describe('a filter of the events', () => {
  const brief = (seq: number) => ({ v: 1, seq, ts: '2026-01-02T03:04:05.000Z', type: 'run.paused', run: 1 }) as const
  test('is looked for in the whole journal, once it has been typed', () => {
    const typing = tell(press(come(running), '5', '/').model, text('paused'))
    assert.deepEqual(typing.commands, [])
    const { model, commands } = press(typing.model, 'enter')
    assert.deepEqual(commands, [{ type: 'search', filter: 'paused' }])
    const found = tell(model, { type: 'found', filter: 'paused', hits: succeed([brief(900), brief(3)]) }).model
    assert.equal(eventsPanel.list(factsOf(found, 'events')).entries.length, 2)
    assert.equal(press(found, 'esc').model.search, null)
  })
  test('that was changed since takes no answer of the one before', () => {
    const first = tell(press(come(running), '5', '/').model, text('paused'), key('enter')).model
    const second = tell(press(first, '/').model, text('x'), key('enter')).model
    const late = tell(second, { type: 'found', filter: 'paused', hits: succeed([brief(3)]) }).model
    assert.equal(late.search?.hits, null)
  })
})

describe('what a step changed', () => {
  const snapshotMade = (id: string, step: number): Fact => ({ type: 'snapshot.made', job: 1, step, id })
  const two: Fact[] = [...running, snapshotMade('s-001', 1), snapshotMade('s-002', 2), f.judged(0, 'allow')]
  const spanOf = ({ commands }: Told) => commands.flatMap((each) => (each.type === 'read' ? [each.reading] : []))
  test('is told between its own snapshots, from whatever moment it is looked at', () => {
    const model = come(two)
    const { overview } = snapshotOf([...running, snapshotMade('s-001', 1)])
    const [reading] = spanOf(press({ ...model, past: { length: 20, stops: [], seq: 9, overview } }, 'v'))
    assert.deepEqual(reading?.kind === 'patch' && reading.span, { from: 's-001', to: 's-002' })
  })
  test('of an archived loop is not told where nobody knows what came next', () => {
    const model = come([...running, snapshotMade('s-001', 1)])
    const past = { length: 20, stops: [], seq: 9, overview: model.present.overview }
    const archived = press({ ...model, setting: { ...model.setting, isArchived: true }, past }, 'v')
    assert.deepEqual(spanOf(archived), [])
    assert.equal(archived.model.said?.text, archived.model.words.step.unknownChanges)
  })
})

test('putting a file back asks for it at any moment, but not while a run goes on or somebody else steers', () => {
  const wanted: Message = { type: 'put back', id: 's-001', path: 'a.txt' }
  const reads = ({ commands }: Told) => commands.some(({ type }) => type === 'read')
  const idle = come(ended, false)
  const past = { length: 20, stops: [], seq: 9, overview: idle.present.overview }
  assert.equal(reads(tell(idle, wanted)), true)
  assert.equal(reads(tell({ ...idle, past }, wanted)), true)
  assert.equal(reads(tell(come(running), wanted)), false)
  const other = modelOf(snapshotOf(ended, { isRunning: false, control: { isMine: false, by: 'x' } }), wide)
  assert.equal(reads(tell(other, wanted)), false)
})

test('the time of a job that has none yet is that of the loop', () => {
  const finished = [...running, f.judged(0, 'allow'), f.stepFinished('execute')]
  const model = press(come(finished), '2', 'j', 'j', 'T').model
  const rows = model.dialog?.shown.rows
  assert.ok(typeof rows === 'function')
  assert.match(rows('', 80).map(rowText).join('\n'), /job 1 step 1/)
})

test('jobs by trouble begin with the worst, which is on the screen and under the cursor; in their own order the newest is followed', () => {
  const model = modelOf(snapshotOf(nightFacts(36, 40), { isRunning: false }), { columns: 80, rows: 24 })
  const underJobs = (at: Model) => underCursor(jobsPanel.list(factsOf(at, 'jobs')))?.job
  const byTrouble = press(model, '2', 's').model
  assert.equal(byTrouble.view.jobOrder, 'trouble')
  assert.equal(jobsPanel.list(factsOf(byTrouble, 'jobs')).cursor, 0)
  assert.equal((underJobs(byTrouble) ?? 0) % 9, 0)
  const again = press(byTrouble, 's', 's', 's').model
  assert.equal(again.view.jobOrder, 'order')
  assert.equal(underJobs(again), 36)
})
