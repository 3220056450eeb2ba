// Keys as data: what they are called, what they mean, and the sentence that explains them.
import type { Key } from 'ink'
import { panelKeys, panelOrder, type PanelName } from './layout.ts'

export type Intent =
  | { readonly kind: 'focus'; readonly panel: PanelName }
  | { readonly kind: 'focusNext' }
  | { readonly kind: 'focusPrevious' }
  | { readonly kind: 'move'; readonly by: 'line' | 'page' | 'end'; readonly direction: 1 | -1 }
  | { readonly kind: 'leave' }

export interface Binding {
  /** As it is shown to people. */
  readonly label: string
  readonly help: string
  readonly matches: (input: string, key: Key) => boolean
  readonly intent: (input: string) => Intent
}

const panelOf = (input: string): PanelName | undefined => panelOrder.find((panel) => panelKeys[panel] === input)
const isArrow = (key: Key): boolean => key.upArrow || key.downArrow || key.leftArrow || key.rightArrow

export const bindings: readonly Binding[] = [
  {
    label: panelOrder.map((panel) => panelKeys[panel]).join(' '),
    help: 'go to a panel',
    matches: (input, key) => !isArrow(key) && panelOf(input) !== undefined,
    intent: (input) => ({ kind: 'focus', panel: panelOf(input) ?? 'step' }),
  },
  {
    label: 'tab →',
    help: 'next panel',
    matches: (input, key) => (key.tab && !key.shift) || key.rightArrow || input === 'l',
    intent: () => ({ kind: 'focusNext' }),
  },
  {
    label: 'shift+tab ←',
    help: 'previous panel',
    matches: (input, key) => (key.tab && key.shift) || key.leftArrow || input === 'h',
    intent: () => ({ kind: 'focusPrevious' }),
  },
  {
    label: '↓ j',
    help: 'down',
    matches: (input, key) => key.downArrow || input === 'j',
    intent: () => ({ kind: 'move', by: 'line', direction: 1 }),
  },
  {
    label: '↑ k',
    help: 'up',
    matches: (input, key) => key.upArrow || input === 'k',
    intent: () => ({ kind: 'move', by: 'line', direction: -1 }),
  },
  {
    label: 'PgDn',
    help: 'a page down',
    matches: (_input, key) => key.pageDown,
    intent: () => ({ kind: 'move', by: 'page', direction: 1 }),
  },
  {
    label: 'PgUp',
    help: 'a page up',
    matches: (_input, key) => key.pageUp,
    intent: () => ({ kind: 'move', by: 'page', direction: -1 }),
  },
  {
    label: 'g',
    help: 'to the top',
    matches: (input) => input === 'g',
    intent: () => ({ kind: 'move', by: 'end', direction: -1 }),
  },
  {
    label: 'G',
    help: 'to the bottom',
    matches: (input) => input === 'G',
    intent: () => ({ kind: 'move', by: 'end', direction: 1 }),
  },
  {
    label: 'q',
    help: 'leave (the run goes on)',
    matches: (input, key) => input === 'q' || (key.ctrl && input === 'c'),
    intent: () => ({ kind: 'leave' }),
  },
]

/** What a key press means; null when nothing. Full-width letters of a Japanese input method count as plain ones. */
export function intentOf(input: string, key: Key): Intent | null {
  const plain = input.replaceAll(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  return bindings.find((binding) => binding.matches(plain, key))?.intent(plain) ?? null
}
