// What is found while a text is followed: the calls in turn, and the actions that the next one takes.
import type { Action, Doubt, SimpleCommand } from '../model/action.ts'
import { limits } from '../limits.ts'

export class CommandRecord {
  readonly commands: SimpleCommand[] = []
  #pending: Action[] = []
  /** Actions that may still be told; what is more is a doubt. */
  #room: number = limits.actions

  get hasPending(): boolean {
    return this.#pending.length > 0
  }

  add(...actions: readonly Action[]): void {
    this.#pending.push(...actions)
  }

  doubt(doubt: Doubt, detail = ''): void {
    this.add({ kind: 'unknown', doubt, ...(detail !== '' && { detail }) })
  }

  /** One command with its actions, and with those that were waiting for it. */
  put(command: Omit<SimpleCommand, 'actions'>, ...own: readonly Action[]): void {
    const actions = [...own, ...this.#pending]
    const told = actions.slice(0, this.#room)
    this.#room -= told.length
    if (told.length < actions.length)
      told.push({ kind: 'unknown', doubt: 'too-complex', detail: `${actions.length} actions` })
    this.#pending = []
    this.commands.push({ ...command, actions: [{ kind: 'run' }, ...told] })
  }

  /** What waits now is for a command further out: commands of `work` do not take it. */
  apart<T>(work: () => T): T {
    return this.changed(work, (actions) => actions)
  }

  /** The actions that `work` leaves waiting, changed. */
  changed<T>(work: () => T, change: (actions: readonly Action[]) => readonly Action[]): T {
    const outer = this.#pending
    this.#pending = []
    try {
      return work()
    } finally {
      this.#pending = [...outer, ...change(this.#pending)]
    }
  }

  /** Only what `work` gives counts: its commands were put down before. */
  again<T>(work: () => T): T {
    const { length } = this.commands
    try {
      return this.changed(work, () => [])
    } finally {
      this.commands.length = length
    }
  }

  /** The last word of a command is kept, also where it told nothing. */
  hasForgotten = false

  /** Forgets of secrets what waits. */
  forget(isTold: (detail: string) => boolean = () => false): void {
    const kept = this.#pending.filter(({ kind, detail = '' }) => kind !== 'secret' || isTold(detail))
    this.hasForgotten ||= kept.length < this.#pending.length
    this.#pending = kept
  }
}
