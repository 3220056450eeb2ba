// The table of keys: what each does, where it is valid and what it needs. Hints, help, `tos keys` and docs/keys.md come from here.
import type { Model } from '../app/model.ts'
import type { Need } from '../app/needs.ts'
import { metIn, momentOf } from '../app/seen.ts'
import { step } from '../app/step.ts'
import { openQuestion } from '../panels/question-rows.ts'
import type { PanelName } from '../panels/table.ts'
import { listed, type Binding } from './binding.ts'
import { checkpointKeys } from './checkpoint-keys.ts'
import { nightKeys } from './night-keys.ts'
import { questionKeys } from './question-keys.ts'
import { runKeys } from './run-keys.ts'
import { terminalKeys } from './terminal-keys.ts'
import { timeKeys } from './time-keys.ts'
import { viewKeys } from './view-keys.ts'

const helpKeys = listed([
  {
    action: 'help',
    keys: ['?'],
    group: 'everywhere',
    hint: 1,
    act: (model) => step(model, { type: 'now', message: { type: 'help' } }),
  },
])

export const bindings = [
  ...helpKeys,
  ...viewKeys,
  ...nightKeys,
  ...terminalKeys,
  ...runKeys,
  ...questionKeys,
  ...checkpointKeys,
  ...timeKeys,
] as const

export type Action = (typeof bindings)[number]['action']
export type KeyBinding = Binding
const table: readonly KeyBinding[] = bindings

/** What is so at the moment, as far as keys depend on it. */
export interface Situation {
  readonly panel: PanelName
  readonly met: ReadonlySet<Need>
}

export const situationOf = (model: Model): Situation => ({ panel: model.view.focus, met: metIn(model) })

/** The first need that is not met; null when the key acts. */
export const unmet = ({ needs = [] }: Pick<KeyBinding, 'needs'>, { met }: Situation): Need | null =>
  needs.find((need) => !met.has(need)) ?? null

/** Why a key does nothing now; null when it acts. */
export function whyNot(model: Model, binding: Pick<KeyBinding, 'needs'>): string | null {
  const { words, setting } = model
  const need = unmet(binding, situationOf(model))
  if (need === 'question' && openQuestion(momentOf(model).overview.state) !== null) return words.question.unread
  if (need === 'checkpoints' && !setting.isHere) return words.why.here
  return need && words.why[setting.isReadOnly && need === 'control' ? 'readOnly' : need]
}

/** The binding of a key with this panel in focus; null when it has none. */
export const bindingOf = (key: string, panel: PanelName): KeyBinding | null =>
  table.find(({ keys, panels }) => keys.includes(key) && (panels?.includes(panel) ?? true)) ?? null

const byAction = Object.fromEntries(table.map((binding) => [binding.action, binding])) as Readonly<
  Record<Action, KeyBinding>
>
export const bindingFor = (action: Action): KeyBinding => byAction[action]

/** Behind what helps and leaves. */
const homeHint = 2

/** Keys worth a hint now, the most useful first. */
export function hintsFor(situation: Situation): KeyBinding[] {
  const placeOf = ({ hint = 0, home }: KeyBinding): number => (home === situation.panel ? homeHint : hint)
  return table
    .filter((binding) => binding.hint !== undefined && unmet(binding, situation) === null)
    .filter(({ panels }) => panels?.includes(situation.panel) ?? true)
    .toSorted((a, b) => placeOf(a) - placeOf(b))
}
