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

/** One key press: its name, and the text it puts into a field (empty for keys that are no text). */
export interface Stroke {
  readonly name: string
  readonly text: string
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\t': 'tab',
  '\u001B': 'esc',
  '\b': 'backspace',
  '\u007F': 'backspace',
}

/** Control characters stand among letters when keys come faster than they are read. */
function strokeOf(text: string): Stroke {
  const control = controls[text] ?? (text < ' ' ? `ctrl+${String.fromCharCode(text.charCodeAt(0) + 96)}` : null)
  if (narrow(text) === ' ') return { name: 'space', text }
  return control === null ? { name: narrow(text), text } : { name: control, text: '' }
}

/**
 * The key presses of one input, in order: `q`, `G`, `ctrl+t`, `up`, `shift+tab`, `esc`. Fast typing and input methods put
 * several characters into one input. Alt chords are no key of ours: tmux and input methods lose them.
 */
export function strokesOf(input: string, key: Key): Stroke[] {
  if (key.tab) return [{ name: key.shift ? 'shift+tab' : 'tab', text: '' }]
  const special = named.find(([flag]) => key[flag])
  if (special) return [{ name: special[1], text: '' }]
  if (key.meta) return []
  if (key.ctrl) return [{ name: `ctrl+${input}`, text: '' }]
  return Array.from(segmenter.segment(input), ({ segment }) => strokeOf(segment))
}
