// The loop: decide -> perform -> append -> evolve. One awaited append; listeners are taps that fire after it.
import { decide } from '../core/decide.ts'
import type { Effect } from '../core/effect.ts'
import type { Event, Fact } from '../core/event.ts'
import { deadline, timeIsUp } from '../core/limits.ts'
import { answerRequest, isOvertaken, type Request } from '../core/request.ts'
import type { State } from '../core/state.ts'
import type { WritesBehind } from '../files/writes-behind.ts'
import type { Context } from './context.ts'
import { perform } from './perform.ts'
import { createTaps, type Taps } from './taps.ts'
import { mustWait } from './thought.ts'

export interface OrchestratorDependencies {
  /** Puts facts on disk and folds them; when it returns they have happened. Throws when that cannot be. */
  readonly append: (facts: readonly Fact[]) => readonly Event[]
  /** The files that tell of those facts, where they are written while the loop thinks on. */
  readonly files: Omit<WritesBehind, 'write' | 'begin' | 'holds'>
  readonly state: () => State
  readonly context: Context
}

export interface Orchestrator {
  /** Appends facts that no effect made: the start of a run, what a recovery found. */
  readonly record: (facts: readonly Fact[]) => void
  /** Drives the run that has been started until it has ended. */
  readonly drive: () => Promise<State>
  /** Takes a request from outside: at once a fact, if it changes anything. */
  readonly request: (request: Request) => void
  /** A tap behind append. */
  readonly on: Taps['on']
}

export function createOrchestrator({ append, files, state, context }: OrchestratorDependencies): Orchestrator {
  const taps = createTaps(files.pending)
  let current: { effect: Effect; controller: AbortController } | null = null
  let broken: unknown = null

  const record = (facts: readonly Fact[]): void => {
    if (facts.length === 0) return
    taps.tell(append(facts), state())
    if (current && isOvertaken(state(), current.effect)) current.controller.abort()
  }

  /** For facts from outside the loop: when the journal refuses, the loop must end with it, not the caller. */
  const attempt = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      broken = error
      current?.controller.abort()
    }
  }

  return {
    record,
    async drive() {
      const clock = watchDeadline(state, context, (fact) => attempt(() => record([fact])))
      try {
        for (;;) {
          if (broken) throw broken
          const effect = decide(state())
          if (mustWait(effect, files, context)) {
            // Then decided anew: a request may have come meanwhile, and between a decision and its effect none can.
            await files.settled()
            continue
          }
          if (effect.kind === 'finish') return state()
          current = { effect, controller: new AbortController() }
          for await (const facts of perform(effect, context, current.controller.signal)) record(facts)
          current = null
          clock.look()
        }
      } finally {
        clock.stop()
      }
    },
    request: (request) => attempt(() => record(answerRequest(state(), request, context.now()))),
    on: taps.on,
  }
}

/** Longest time a timer can wait. */
const maxTimerMs = 2 ** 31 - 1

/** Ends what is under way when the run's time is up. `look` reads the limit again: an operator may have raised it. */
function watchDeadline(state: () => State, context: Context, reached: (fact: Fact) => void) {
  let timer: NodeJS.Timeout | undefined
  let known: number | null = null
  const look = (): void => {
    const { loop, run } = state()
    const end = loop && run && !run.limit ? deadline({ loop, run }) : null
    if (end === known) return
    known = end
    clearTimeout(timer)
    if (end !== null) timer = setTimeout(due, Math.min(maxTimerMs, Math.max(0, end - context.now().getTime())))
  }
  const due = (): void => {
    const { loop, run } = state()
    const fact = loop && run && !run.limit ? timeIsUp({ loop, run }, context.now().toISOString()) : null
    known = null
    if (fact) reached(fact)
    else look()
  }
  look()
  return { look, stop: () => clearTimeout(timer) }
}
