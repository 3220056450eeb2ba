// One name for each key press, however the terminal or the input method spelled it.

/** One key press: its name (`q`, `G`, `ctrl+t`, `up`, `shift+tab`, `esc`), and the text it puts into a field. */
export interface Stroke {
  readonly name: string
  /** Empty for keys that are no text. */
  readonly text: string
  /** It came alone and long after anything a terminal says by itself: surely a finger. Only such a key decides. */
  readonly isSure: boolean
}

/** Letters, digits and signs of a Japanese input method count as plain ones. */
export const narrow = (text: string): string =>
  text
    .replaceAll(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('、', ',')
    .replaceAll('。', '.')

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007F': 'backspace',
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The key presses of a text without escape sequences: fast typing and input methods send several characters at once. */
export const strokesOf = (text: string): Stroke[] =>
  Array.from(segmenter.segment(text), ({ segment }) => strokeOf(segment))

function strokeOf(text: string): Stroke {
  const control = controls[text] ?? (text < ' ' ? controlName(text) : null)
  if (control !== null) return keyStroke(control)
  return { name: narrow(text) === ' ' ? 'space' : narrow(text), text, isSure: false }
}

const controlName = (text: string): string => `ctrl+${String.fromCharCode(text.charCodeAt(0) + 96)}`

/** A key that is no text. */
export const keyStroke = (name: string): Stroke => ({ name, text: '', isSure: false })
