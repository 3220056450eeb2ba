// Which key a control sequence of a terminal is. What is not a key of ours is null: replies, mouse, focus, chords.
import { keyStroke, strokesOf, type Stroke } from './stroke.ts'

const letters: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
}

const numbered: Readonly<Record<string, string>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'pageUp',
  6: 'pageDown',
  7: 'home',
  8: 'end',
}

/** The keypad in its application mode: `ESC O p` is 0. */
const keypad: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('0123456789', (digit, i) => [String.fromCharCode(0x70 + i), digit])),
  j: '*',
  k: '+',
  l: ',',
  m: '-',
  n: '.',
  o: '/',
  X: '=',
  ' ': ' ',
  I: '\t',
  M: '\r',
}

/** Code points of the kitty protocol that are named keys. */
const functional: Readonly<Record<number, string>> = {
  9: 'tab',
  13: 'enter',
  27: 'esc',
  127: 'backspace',
  57_414: 'enter',
  57_417: 'left',
  57_418: 'right',
  57_419: 'up',
  57_420: 'down',
  57_421: 'pageUp',
  57_422: 'pageDown',
  57_423: 'home',
  57_424: 'end',
  57_426: 'delete',
}
const firstPrivate = 57_344
const lastPrivate = 63_743
const shift = 1
const ctrl = 4
/** Caps lock and num lock are no chord. */
const locks = 64 | 128

interface Held {
  /** Bits: 1 shift, 2 alt, 4 ctrl, 8 super, 16 hyper, 32 meta. */
  readonly bits: number
  readonly isRelease: boolean
}

/** `5` or `5:3`: one more than the bits, and what happened to the key. */
function heldOf(parameter = ''): Held {
  const [mask = '', event = ''] = parameter.split(':')
  return { bits: (Math.max(1, Number(mask) || 1) - 1) & ~locks, isRelease: event === '3' }
}

const plainKey = (name: string | undefined, { bits, isRelease }: Held): Stroke | null =>
  name === undefined || bits !== 0 || isRelease ? null : keyStroke(name)

/** `ESC [ body final`; the body holds parameters and intermediates. */
export function csiKey(body: string, final: string): Stroke | null {
  if (!/^[\d;:]*$/.test(body)) return null
  const parameters = body.split(';')
  const [first = '', second, third] = parameters
  if (final === 'Z' && body === '') return keyStroke('shift+tab')
  if (final === '~') {
    // What xterm sends when it is told to spell other keys, too.
    if (first === '27' && third !== undefined) return codeKey(Number(third), heldOf(second), '')
    return parameters.length > 2 ? null : plainKey(numbered[first], heldOf(second))
  }
  if (final === 'u')
    return first === '' ? null : codeKey(Number(first.split(':')[0]), heldOf(second), third ?? '', first)
  if (letters[final] && (body === '' || first === '1' || first.startsWith('1:')) && parameters.length <= 2)
    return plainKey(letters[final], heldOf(second))
  return null
}

/** `ESC O body final`. */
export function ss3Key(body: string, final: string): Stroke | null {
  if (body !== '') return letters[final] ? plainKey(letters[final], heldOf(body.split(';').at(-1))) : null
  if (letters[final]) return keyStroke(letters[final])
  const [stroke = null] = keypad[final] === undefined ? [] : strokesOf(keypad[final])
  return stroke
}

/** A key of the kitty protocol: its code point, or what it types when that is told. */
function codeKey(code: number, held: Held, typed: string, spelled = ''): Stroke | null {
  const { bits, isRelease } = held
  if (isRelease || !Number.isInteger(code)) return null
  const name = functional[code]
  if (name === 'tab' && bits === shift) return keyStroke('shift+tab')
  if (name !== undefined) return plainKey(name, held)
  if (code < 32 || code > 0x10_ffff || (code >= firstPrivate && code <= lastPrivate)) return null
  if (code >= 0xd800 && code <= 0xdfff) return null
  const letter = String.fromCodePoint(code)
  if (bits === ctrl) return /[a-z]/.test(letter) ? keyStroke(`ctrl+${letter}`) : null
  if ((bits & ~shift) !== 0) return null
  return shownStroke(bits === shift ? shifted(letter, typed, spelled) : letter)
}

function shifted(letter: string, typed: string, spelled: string): string {
  const [, alternate = ''] = spelled.split(':')
  const code = Number(typed.split(':')[0] || alternate)
  return code > 32 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : letter.toUpperCase()
}

function shownStroke(text: string): Stroke | null {
  const [stroke = null, ...others] = strokesOf(text)
  return others.length === 0 ? stroke : null
}
