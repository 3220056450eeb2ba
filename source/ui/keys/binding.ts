// What a row of the table of keys says: its keys, where they are valid, what they need, and what they do.
import type { Need } from '../app/needs.ts'
import type { Model } from '../app/model.ts'
import type { Step } from '../app/step.ts'
import type { PanelName } from '../panels/table.ts'
import type { Words } from '../words/words.ts'

export type KeyGroup = keyof Words['help']['groups']
export const keyGroups: readonly KeyGroup[] = ['everywhere', 'run', 'question', 'policy', 'checkpoints', 'time']

/** What a key does. Pure; `key` is the one of the row that was pressed. */
export type Act = (model: Model, key: string) => Step

export interface Binding<A extends keyof Words['actions'] = keyof Words['actions']> {
  /** Its words are called so. */
  readonly action: A
  /** The first is the one that is shown in hints. */
  readonly keys: readonly string[]
  readonly group: KeyGroup
  readonly needs?: readonly Need[]
  /** Only with one of these panels in focus. */
  readonly panels?: readonly PanelName[]
  /** Place among the hints, the lowest first; without it a key stands in the help only. */
  readonly hint?: number
  /** What this panel is for: with it in focus the hint stands before those of the run. */
  readonly home?: PanelName
  readonly act: Act
}

export const listed = <const T extends readonly Binding[]>(table: T): T => table
