// Steps whose commands a person is asked about, as facts and as a small world that answers effects without doing anything.
import type { Effect } from '../../source/core/effect.ts'
import type { Event, Fact, FactOf } from '../../source/core/event.ts'
import { decide } from '../../source/core/decide.ts'
import { evolve } from '../../source/core/evolve.ts'
import { answerRequest, isOvertaken, type Request } from '../../source/core/request.ts'
import { initialState, type Judgement, type State } from '../../source/core/state.ts'
import * as f from './facts.ts'

const at = { job: 1, step: 1 }

export const asks = (index: number, ...rules: string[]): Fact => ({
  type: 'command.judged',
  ...at,
  index,
  verdict: 'ask',
  reason: `ask ${index}`,
  matched: null,
  rule: rules[0] ?? '',
  place: '',
  part: '',
  rules,
})

/** `commands`: index -> the rules that ask. */
export const asked = (
  commands: Record<number, string[]>,
  more: Partial<FactOf<'approval.asked'>> = {},
): FactOf<'approval.asked'> => {
  const reasons = Object.entries(commands).map(([index, rules]) => ({
    index: Number(index),
    rules,
    reason: `ask ${index}`,
  }))
  const indexes = reasons.map(({ index }) => index)
  return { type: 'approval.asked', ...at, question: 1, commands: indexes, reasons, expiresAt: null, ...more }
}

export const answered = (
  answer: 'allow' | 'deny',
  more: Partial<FactOf<'approval.answered'>> = {},
): FactOf<'approval.answered'> => ({
  type: 'approval.answered',
  ...at,
  question: 1,
  answer,
  scope: 'once',
  until: null,
  reason: '',
  by: 'ann',
  ...more,
})

export const allow = (more: Partial<Extract<Request, { kind: 'approve' }>> = {}): Request => ({
  kind: 'approve',
  by: 'ann',
  question: null,
  scope: 'once',
  minutes: null,
  ...more,
})
export const no = (reason = 'not now', question: number | null = null): Request => ({
  kind: 'deny',
  by: 'ann',
  question,
  reason,
})

export interface World {
  readonly judge: (code: string) => Judgement
  /** Commands of each step; behind them the job is done. */
  readonly steps: readonly (readonly string[])[]
  /** Minutes, 0: for ever. */
  readonly timeout: number
}

/** Milliseconds that pass with every event of a world. */
const tick = 1000

/** Drives a run without doing anything: effects answer at once, a question waits until something is put in. */
export class Drive {
  readonly events: Event[] = []
  state: State = initialState
  /** The policy asks by one rule more, as if its file had been changed. */
  isHardened = false
  readonly #world: World
  #now = Date.parse('2026-01-02T03:04:05.000Z')

  constructor(world: World) {
    this.#world = world
  }

  append(...facts: readonly Fact[]): void {
    for (const fact of facts) {
      const ts = new Date((this.#now += tick)).toISOString()
      const event: Event = Object.assign({ v: 1 as const, seq: this.events.length + 1, ts }, fact)
      this.events.push(event)
      this.state = evolve(this.state, event)
    }
  }

  request(request: Request): void {
    this.append(...answerRequest(this.state, request, new Date(this.#now)))
  }

  sleep(minutes: number): void {
    this.#now += minutes * 60_000
  }

  /** One effect; false when the run has ended or waits for what only a request or the clock brings. */
  move(): boolean {
    const effect = decide(this.state)
    if (effect.kind === 'finish') return false
    const facts = this.#perform(effect)
    this.append(...facts)
    return facts.length > 0
  }

  /** Until it ends or waits. */
  go(): Effect['kind'] {
    while (this.move());
    return decide(this.state).kind
  }

  #hardened(judged: Judgement): Judgement {
    if (!this.isHardened || judged.verdict === 'deny') return judged
    return { ...judged, verdict: 'ask', rules: [...(judged.rules ?? []), 'hard'] }
  }

  #perform(effect: Effect): Fact[] {
    const { steps, timeout, judge } = this.#world
    switch (effect.kind) {
      case 'record':
        return [...effect.facts]
      case 'readPayload':
        return [f.payloadRead()]
      case 'beginJob':
        return [f.jobStarted({ job: effect.job, index: effect.index, firstStep: effect.firstStep })]
      case 'checkDone':
        return [{ ...place(effect), type: 'done.checked', isDone: effect.step > steps.length, results: [] }]
      case 'askModel': {
        const commands = f.bash(...(steps[effect.step - 1] ?? []))
        const value = { commands, improved_commands: commands, approval: true, final_commands: commands, summary: 's' }
        return [{ ...place(effect), type: 'reply.accepted', role: effect.role, value }]
      }
      case 'judge':
        return effect.commands.map(({ index, command }) => ({
          ...place(effect),
          type: 'command.judged',
          index,
          ...this.#hardened(judge(command.code)),
        }))
      case 'askPerson': {
        const { reasons, question } = effect
        const expiresAt = timeout === 0 ? null : new Date(this.#now + timeout * 60_000).toISOString()
        const commands = reasons.map(({ index }) => index)
        return [{ ...place(effect), type: 'approval.asked', question, commands, reasons, expiresAt }]
      }
      case 'waitForAnswer': {
        if (isOvertaken(this.state, effect)) throw new Error('decided to wait for what has happened')
        const isUp = effect.expiresAt !== null && this.#now >= Date.parse(effect.expiresAt)
        return isUp ? [{ ...place(effect), type: 'approval.expired', question: effect.question }] : []
      }
      case 'takeSnapshot':
        return [{ ...place(effect), type: 'snapshot.skipped', reason: 'off' }]
      case 'runCommand':
        return [
          { ...f.commandStarted(effect.index, effect.command.code), ...place(effect) },
          { ...f.commandFinished(effect.index), ...place(effect) },
        ]
      case 'makeCheckpoint':
      case 'waitForRequest':
      case 'finish':
        return []
    }
  }
}

const place = ({ job, step }: { job: number; step: number }) => ({ job, step })

/** Judges by the word before the colon: `ask-a+b: code` is asked by the rules a and b. */
export function byWord(code: string): Judgement {
  const [word = ''] = code.split(':')
  const [verdict, rules = ''] = word.split('-')
  const base = { matched: null, place: '', part: '' }
  if (verdict === 'ask')
    return { ...base, verdict, reason: word, rule: rules.split('+')[0] ?? '', rules: rules.split('+') }
  return { ...base, verdict: verdict === 'deny' ? 'deny' : 'allow', reason: word, rule: '' }
}

export const started = ({ events }: Drive): string[] =>
  events.flatMap((event) => (event.type === 'command.started' ? [event.code] : []))
