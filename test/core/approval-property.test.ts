import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../helpers/properties.ts'
import type { Event, EventOf } from '../../source/core/event.ts'
import { allow, byWord, Drive, no } from '../helpers/asking.ts'
import * as f from '../helpers/facts.ts'

const rule = fc.constantFrom('net', 'del', 'new')
const code = fc.oneof(
  fc.constant('plain'),
  fc.constant('deny-x: n'),
  fc.uniqueArray(rule, { minLength: 1, maxLength: 3 }).map((rules) => `ask-${rules.join('+')}: c`),
)
const steps = fc.array(fc.array(code, { maxLength: 4 }), { minLength: 1, maxLength: 4 })
const settings = fc.record({
  stop_on_deny: fc.boolean(),
  mixed_step: fc.constantFrom('stop' as const, 'run_allowed' as const),
  timeout: fc.constantFrom(0, 10),
})
type Outside = (run: Drive) => void
/** Starts another run, whose policy may judge otherwise: `hardened` asks by one rule more. */
const restart =
  (isHardened: boolean): Outside =>
  (run) => {
    const last = run.state.run
    run.append({ ...f.runStarted(), run: (last?.run ?? 0) + 1, settings: { ...last?.settings } } as never)
    run.isHardened = isHardened
  }
const outside: fc.Arbitrary<Outside> = fc.oneof(
  fc.nat({ max: 12 }).map((count): Outside => (run) => {
    for (let i = 0; i < count; i++) run.move()
  }),
  fc.record({ scope: fc.constantFrom('once' as const, 'run' as const), minutes: fc.constantFrom(null, 1, 30) }).map(
    (more): Outside =>
      (run) =>
        run.request(allow(more)),
  ),
  fc.nat({ max: 3 }).map(
    (n): Outside =>
      (run) =>
        run.request(allow({ question: n + 1 })),
  ),
  fc.constant<Outside>((run) => run.request(no())),
  fc.constantFrom(1, 20, 60).map(
    (minutes): Outside =>
      (run) =>
        run.sleep(minutes),
  ),
  fc.boolean().map(restart),
  fc.constantFrom('pause' as const, 'resume' as const).map(
    (kind): Outside =>
      (run) =>
        run.request({ kind, by: 'op' }),
  ),
  fc.constantFrom('step' as const, 'now' as const).map(
    (when): Outside =>
      (run) =>
        run.request({ kind: 'stop', by: 'op', when }),
  ),
)

type Judged = EventOf<'command.judged'>
const sameStep = (a: { job: number; step: number }, b: { job: number; step: number }) =>
  a.job === b.job && a.step === b.step

/** Read from the journal alone: what allowed this command to start, or why nothing did. */
function permission(before: readonly Event[], start: EventOf<'command.started'>): string {
  const isThis = (event: Event): event is Judged =>
    event.type === 'command.judged' && sameStep(event, start) && event.index === start.index
  const judged = before.findLast(isThis)
  if (!judged) return 'never judged'
  const rules = judged.rules ?? []
  const answers = before.flatMap((event) => {
    if (event.type !== 'approval.answered') return []
    const question = before.find(
      (other) => other.type === 'approval.asked' && other.question === event.question && sameStep(other, event),
    )
    return question?.type === 'approval.asked' ? [{ event, question }] : []
  })
  const own = answers.flatMap(({ event, question }) => {
    const reason = question.reasons.find(({ index }) => index === start.index)
    return reason && sameStep(event, start) ? [{ event, reason }] : []
  })
  if (own.some(({ event }) => event.answer === 'deny')) return 'denied by a person'
  if (judged.verdict !== 'ask') return judged.verdict
  const isAnswered = own.some(
    ({ event, reason }) => event.answer === 'allow' && rules.every((name) => reason.rules.includes(name)),
  )
  const runStart = before.findLast(({ type }) => type === 'run.started')?.seq ?? 0
  const granted = new Set(
    answers.flatMap(({ event, question }) => {
      const isGrant =
        event.answer === 'allow' && event.scope === 'run' && event.seq > runStart && event.seq < judged.seq
      const holds = event.until === null || judged.ts <= event.until
      return isGrant && holds ? question.reasons.flatMap((reason) => reason.rules) : []
    }),
  )
  return isAnswered || rules.every((name) => granted.has(name)) ? 'allow' : 'nobody allowed it'
}

interface Case {
  readonly steps: string[][]
  readonly settings: { stop_on_deny: boolean; mixed_step: 'stop' | 'run_allowed'; timeout: number }
  readonly outside: Outside[]
}
const cases: fc.Arbitrary<Case> = fc.record({ steps, settings, outside: fc.array(outside, { maxLength: 25 }) })

function played({ steps: given, settings: { stop_on_deny, mixed_step, timeout }, outside: acts }: Case): Drive {
  const run = new Drive({ steps: given, judge: byWord, timeout })
  const config = { max_steps: 20, execution_policy: { stop_on_deny } }
  run.append(f.loopStarted(), f.runStarted(config, { policy: { mixed_step } }))
  for (const act of acts) act(run)
  run.go()
  return run
}

describe('whatever people, clocks and crashes do', () => {
  test('no command runs that a rule asks about and nobody allowed, and none a person denied', () => {
    const permissions = new Set<string>()
    let asked = 0
    fc.assert(
      fc.property(cases, (given) => {
        const { events } = played(given)
        for (const [i, event] of events.entries()) {
          if (event.type === 'approval.asked') asked++
          if (event.type !== 'command.started') continue
          const found = permission(events.slice(0, i), event)
          permissions.add(found)
          assert.equal(found, 'allow', JSON.stringify(events.slice(Math.max(0, i - 12), i + 1), null, 1))
        }
      }),
      { numRuns: 3000 },
    )
    assert.deepEqual([...permissions], ['allow'])
    assert.ok(asked > 1000)
  })
  test('a question is answered at most once, and nothing of its step starts while it is open', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const answered = new Set<number>()
        let open: number | null = null
        for (const event of played(given).events) {
          if (event.type === 'approval.asked') open = event.question
          if (event.type === 'command.judged' || event.type === 'run.started') open = null
          if (event.type === 'approval.answered' || event.type === 'approval.expired') {
            assert.ok(!answered.has(event.question))
            answered.add(event.question)
            open = null
          }
          assert.ok(event.type !== 'command.started' || open === null)
        }
      }),
      { numRuns: 2000 },
    )
  })
  test('a run that nobody disturbs but to say yes ends, and has run every command that is not denied', () => {
    fc.assert(
      fc.property(fc.array(fc.array(code.filter((text) => !text.startsWith('deny')))), (given) => {
        const run = new Drive({ steps: given, judge: byWord, timeout: 0 })
        run.append(f.loopStarted(), f.runStarted({ max_steps: 50 }))
        while (run.go() === 'waitForAnswer') run.request(allow())
        const ran = run.events.flatMap((event) => (event.type === 'command.started' ? [event.code] : []))
        assert.deepEqual(ran, given.flat())
        assert.equal(run.state.run?.ended?.why, 'done')
      }),
      { numRuns: 300 },
    )
  })
})
