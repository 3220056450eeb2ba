// Where the text does not tell which way is taken: each is walked on a copy of the state, and what all agree on stays.
import { limits } from '../limits.ts'

/** What a shell knows, as far as ways need it. */
export interface Knowledge<State> {
  readonly copy: (state: State) => State
  /** What is true after one way or the other. */
  readonly join: (a: State, b: State) => State
}

export class Ways<State> {
  readonly #knowledge: Knowledge<State>
  readonly #start: State
  readonly #ends: State[] = []

  constructor(knowledge: Knowledge<State>, start: State) {
    this.#knowledge = knowledge
    this.#start = start
  }

  /** One way, from what is known at the start by now. */
  take<T>(work: (own: State) => T): T {
    const own = this.#knowledge.copy(this.#start)
    const result = work(own)
    this.end(own)
    return result
  }

  /** It may be that nothing happens. */
  pass(): void {
    this.end(this.#knowledge.copy(this.#start))
  }

  end(own: State): void {
    this.#ends.push(own)
  }

  /** What is known behind them. */
  joined(): State {
    return this.#ends.reduce(this.#knowledge.join)
  }
}

/** A body that runs any number of times: until nothing new comes of it, or often enough. */
export function repeat<State>(
  {
    copy,
    join,
    same,
    become,
    widen,
  }: Knowledge<State> & {
    readonly same: (a: State, b: State) => boolean
    readonly become: (state: State, other: State) => void
    /** Of what has changed since `before` nothing is known. */
    readonly widen: (state: State, before: State) => void
  },
  state: State,
  body: (own: State) => void,
): void {
  for (let i = 0; ; i += 1) {
    const before = copy(state)
    const own = copy(state)
    body(own)
    const joined = join(state, own)
    const isSettled = same(joined, before)
    become(state, joined)
    if (isSettled) return
    if (i > limits.rounds * limits.rounds) throw new RangeError('a loop without end')
    if (i >= limits.rounds) widen(state, before)
  }
}
