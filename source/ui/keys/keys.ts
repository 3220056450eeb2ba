// Keys as data: which key does what, where it is valid and what it needs. Hints, help, `tos keys` and the README come from here.
import type { PanelName } from '../draw/layout.ts'

/** What must be so for a key to act; each has a sentence that says why it does not. */
export type Need =
  | 'control'
  | 'running'
  | 'idle'
  | 'limits'
  | 'question'
  | 'checkpoints'
  | 'review'
  | 'live'
  | 'size'
  | 'wide'

export type KeyGroup = 'everywhere' | 'run' | 'question' | 'policy' | 'checkpoints' | 'time'
export const keyGroups: readonly KeyGroup[] = ['everywhere', 'run', 'question', 'policy', 'checkpoints', 'time']

interface Binding<A extends string = string> {
  readonly action: A
  /** The first is the one that is shown in hints. */
  readonly keys: readonly string[]
  readonly group: KeyGroup
  readonly needs?: readonly Need[]
  /** Only with one of these panels in focus. */
  readonly panels?: readonly PanelName[]
  /** Place among the hints, the lowest first; without it a key stands in the help only. */
  readonly hint?: number
}

const listed = <const T extends readonly Binding[]>(table: T): T => table

export const bindings = listed([
  { action: 'help', keys: ['?'], group: 'everywhere', hint: 1 },
  { action: 'focusStep', keys: ['0'], group: 'everywhere' },
  { action: 'focusRun', keys: ['1'], group: 'everywhere' },
  { action: 'focusJobs', keys: ['2'], group: 'everywhere' },
  { action: 'focusPolicy', keys: ['3'], group: 'everywhere' },
  { action: 'focusCheckpoints', keys: ['4'], group: 'everywhere' },
  { action: 'focusEvents', keys: ['5'], group: 'everywhere' },
  { action: 'nextPanel', keys: ['tab', 'right', 'l'], group: 'everywhere', hint: 60 },
  { action: 'previousPanel', keys: ['shift+tab', 'left', 'h'], group: 'everywhere' },
  { action: 'down', keys: ['j', 'down'], group: 'everywhere' },
  { action: 'up', keys: ['k', 'up'], group: 'everywhere' },
  { action: 'pageDown', keys: ['pageDown', 'ctrl+d'], group: 'everywhere' },
  { action: 'pageUp', keys: ['pageUp', 'ctrl+u'], group: 'everywhere' },
  { action: 'top', keys: ['g', 'home'], group: 'everywhere' },
  { action: 'bottom', keys: ['G', 'end'], group: 'everywhere' },
  { action: 'stepDown', keys: ['J'], group: 'everywhere' },
  { action: 'stepUp', keys: ['K'], group: 'everywhere' },
  { action: 'open', keys: ['enter'], group: 'everywhere', hint: 50 },
  { action: 'back', keys: ['esc'], group: 'everywhere' },
  { action: 'zoom', keys: ['+'], group: 'everywhere', needs: ['wide'], hint: 70 },
  { action: 'unzoom', keys: ['_'], group: 'everywhere' },
  { action: 'filter', keys: ['/'], group: 'everywhere', hint: 40 },
  { action: 'nextHit', keys: ['n'], group: 'everywhere' },
  { action: 'previousHit', keys: ['N'], group: 'everywhere' },
  { action: 'follow', keys: ['f'], group: 'everywhere', hint: 45 },
  { action: 'commandLine', keys: [':'], group: 'everywhere', needs: ['size'] },
  { action: 'needsMe', keys: ['!'], group: 'everywhere', hint: 8 },
  {
    action: 'changes',
    keys: ['v'],
    group: 'everywhere',
    panels: ['step', 'jobs'],
    needs: ['checkpoints', 'size'],
    hint: 55,
  },
  { action: 'sort', keys: ['s'], group: 'everywhere', panels: ['jobs'], hint: 56 },
  { action: 'timeline', keys: ['T'], group: 'everywhere', needs: ['size'] },
  { action: 'menu', keys: ['m'], group: 'everywhere', needs: ['idle'], hint: 15 },
  { action: 'copy', keys: ['y'], group: 'everywhere', needs: ['size'] },
  { action: 'openOutside', keys: ['o'], group: 'everywhere', panels: ['step', 'policy', 'checkpoints', 'events'] },
  { action: 'transcript', keys: ['['], group: 'everywhere', needs: ['size'] },
  { action: 'redraw', keys: ['ctrl+l'], group: 'everywhere' },
  { action: 'suspend', keys: ['ctrl+z'], group: 'everywhere' },
  { action: 'leave', keys: ['q'], group: 'everywhere', hint: 2 },
  { action: 'interrupt', keys: ['ctrl+c'], group: 'everywhere' },
  { action: 'takeControl', keys: ['ctrl+t'], group: 'run', needs: ['live'] },
  { action: 'pause', keys: ['p'], group: 'run', needs: ['live', 'running', 'control'], hint: 20 },
  { action: 'stop', keys: ['S'], group: 'run', needs: ['live', 'running', 'control', 'size'], hint: 35 },
  { action: 'raise', keys: ['b'], group: 'run', needs: ['live', 'limits', 'control', 'size'] },
  { action: 'goOn', keys: ['r'], group: 'run', needs: ['live', 'idle', 'control', 'size'], hint: 10 },
  { action: 'verify', keys: ['t'], group: 'run', needs: ['size'] },
  { action: 'allowOnce', keys: ['a'], group: 'question', needs: ['live', 'question', 'control', 'size'], hint: 3 },
  { action: 'allowRun', keys: ['A'], group: 'question', needs: ['live', 'question', 'control', 'size'], hint: 4 },
  { action: 'deny', keys: ['d'], group: 'question', needs: ['live', 'question', 'control', 'size'], hint: 5 },
  { action: 'denyAndStop', keys: ['D'], group: 'question', needs: ['live', 'question', 'control', 'size'], hint: 6 },
  { action: 'explain', keys: ['e'], group: 'policy', panels: ['policy', 'step'], needs: ['size'], hint: 12 },
  { action: 'whatIf', keys: ['w'], group: 'policy', panels: ['policy'], needs: ['size'], hint: 14 },
  {
    action: 'checkpoint',
    keys: ['c'],
    group: 'checkpoints',
    needs: ['live', 'checkpoints', 'control', 'size'],
    hint: 25,
  },
  {
    action: 'rollBack',
    keys: ['R'],
    group: 'checkpoints',
    needs: ['live', 'idle', 'checkpoints', 'control', 'size'],
    hint: 30,
  },
  { action: 'undo', keys: ['z'], group: 'checkpoints', needs: ['live', 'idle', 'checkpoints', 'control', 'size'] },
  {
    action: 'diff',
    keys: ['='],
    group: 'checkpoints',
    panels: ['checkpoints'],
    needs: ['checkpoints', 'size'],
    hint: 11,
  },
  { action: 'mark', keys: ['space'], group: 'checkpoints', panels: ['checkpoints'], needs: ['size'], hint: 13 },
  {
    action: 'pin',
    keys: ['P'],
    group: 'checkpoints',
    panels: ['checkpoints'],
    needs: ['live', 'checkpoints', 'control', 'size'],
  },
  { action: 'eventBack', keys: [','], group: 'time' },
  { action: 'eventForward', keys: ['.'], group: 'time', needs: ['review'] },
  { action: 'stopBack', keys: ['<'], group: 'time', hint: 80 },
  { action: 'stopForward', keys: ['>'], group: 'time', needs: ['review'], hint: 7 },
])

export type Action = (typeof bindings)[number]['action']
export type KeyBinding = Binding<Action>

/** What is so at the moment, as far as keys depend on it. */
export interface Situation {
  readonly panel: PanelName
  readonly met: ReadonlySet<Need>
}

/** The first need that is not met; null when the key acts. */
export const unmet = ({ needs = [] }: KeyBinding, { met }: Situation): Need | null =>
  needs.find((need) => !met.has(need)) ?? null

/** The binding of a key with this panel in focus; null when it has none. */
export function bindingOf(key: string, panel: PanelName): KeyBinding | null {
  const table: readonly KeyBinding[] = bindings
  return table.find(({ keys, panels }) => keys.includes(key) && (panels?.includes(panel) ?? true)) ?? null
}

const byAction = Object.fromEntries(bindings.map((binding: KeyBinding) => [binding.action, binding])) as Readonly<
  Record<Action, KeyBinding>
>
export const bindingFor = (action: Action): KeyBinding => byAction[action]

/** Keys worth a hint now, the most useful first. */
export function hintsFor(situation: Situation): KeyBinding[] {
  const table: readonly KeyBinding[] = bindings
  return table
    .filter((binding) => binding.hint !== undefined && unmet(binding, situation) === null)
    .filter(({ panels }) => panels?.includes(situation.panel) ?? true)
    .toSorted((a, b) => (a.hint ?? 0) - (b.hint ?? 0))
}
