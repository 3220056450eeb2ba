// A clock that stands still until a test moves it.
import type { Clock } from '../../source/models/clock.ts'

interface Timer {
  readonly due: number
  readonly act: () => void
}

export class TestClock implements Clock {
  #now = 0
  #armings = 0
  readonly #timers = new Set<Timer>()
  readonly #waiting = new Set<() => void>()

  after(ms: number, act: () => void): () => void {
    const timer = { due: this.#now + ms, act }
    this.#timers.add(timer)
    this.#armings++
    for (const wake of this.#waiting) wake()
    return () => this.#timers.delete(timer)
  }

  /** Timers that were started so far. */
  get armings(): number {
    return this.#armings
  }

  /** Resolves when `count` timers have been started in all. */
  async armed(count: number): Promise<void> {
    while (this.#armings < count)
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake)
          resolve()
        }
        this.#waiting.add(wake)
      })
  }

  advance(ms: number): void {
    this.#now += ms
    for (const timer of [...this.#timers].toSorted((a, b) => a.due - b.due))
      if (timer.due <= this.#now && this.#timers.delete(timer)) timer.act()
  }
}
