// One name for each key press, however the terminal or the input method spelled it.
import type { Key } from 'ink'

const named = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageUp'],
  ['pageDown', 'pageDown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[]

/** Letters, digits and signs of a Japanese input method count as plain ones. */
export const narrow = (text: string): string =>
  text
    .replaceAll(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('、', ',')
    .replaceAll('。', '.')

/**
 * The keys of one input, in order: `q`, `G`, `ctrl+t`, `up`, `shift+tab`, `esc`. Fast typing and pasting put several
 * characters into one input. Alt chords are no key of ours: tmux and input methods lose them.
 */
export function keyNames(input: string, key: Key): string[] {
  if (key.tab) return [key.shift ? 'shift+tab' : 'tab']
  const special = named.find(([flag]) => key[flag])
  if (special) return [special[1]]
  if (key.meta) return []
  if (key.ctrl) return [`ctrl+${input}`]
  return Array.from(narrow(input))
}
