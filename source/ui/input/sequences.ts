// The inside of what a terminal sends behind ESC, a byte at a time: control sequences, strings, clicks, chords.
import { csiKey, ss3Key } from './sequence-keys.ts'
import { keyStroke, type Stroke } from './stroke.ts'

/** What is half read. `alone`: so many ESC came before its own that may be keys. */
export type Sequence =
  | { readonly kind: 'csi' | 'ss3'; readonly alone: number; readonly body: string }
  /** Until its terminator; `last` is the byte before this. */
  | { readonly kind: 'string'; readonly endsWithBell: boolean; readonly last: number }
  /** So many units are left: bytes, or pairs of a lead and what continues it. */
  | { readonly kind: 'coordinates'; readonly left: number; readonly isLed: boolean }
  /** Bytes of one character that are left. */
  | { readonly kind: 'chord'; readonly left: number }

/** What a byte makes of a sequence. */
export interface Step {
  /** Null: it is over. */
  readonly next: Sequence | null
  readonly key?: Stroke | null
  /** Pasted text begins; the terminal's answer to the status question; a byte that belongs to what comes next. */
  readonly event?: 'paste' | 'answer' | 'again'
}

const over: Step = { next: null }
const again: Step = { next: null, event: 'again' }
const ESC = 0x1b

/** Letters behind ESC that begin a string; true: BEL ends it, too. */
const strings: Readonly<Record<string, boolean>> = { ']': true, P: false, _: false, '^': false, X: false }
/** C1 controls, and the letter behind ESC that says the same. */
const c1: Readonly<Record<number, string>> = {
  0x8f: 'O',
  0x90: 'P',
  0x98: 'X',
  0x9b: '[',
  0x9d: ']',
  0x9e: '^',
  0x9f: '_',
}
/** CSI finals without parameters that bytes follow: a click (X10), highlight tracking. */
const coordinates: Readonly<Record<string, number>> = { M: 3, t: 2, T: 6 }
/** rxvt ends keys that are held with shift in what is no final elsewhere. */
const rxvtShift = /^(?:[235678]|2[3-9]|3[0-4])$/

export const beginsString = (letter: string): boolean => strings[letter] !== undefined

/** What a byte behind `alone + 1` ESC begins; null: it is over with it. */
export function begun(byte: number, alone: number): Sequence | null {
  const letter = String.fromCharCode(byte)
  if (letter === '[') return { kind: 'csi', alone, body: '' }
  if (letter === 'O') return { kind: 'ss3', alone, body: '' }
  const endsWithBell = strings[letter]
  if (endsWithBell !== undefined) return { kind: 'string', endsWithBell, last: 0 }
  // Sequences of three bytes, such as of a VT52.
  if (/[ -/?]/.test(letter)) return { kind: 'chord', left: 1 }
  // A character held with Alt is no key of ours.
  const length = byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
  return length === 1 ? null : { kind: 'chord', left: length - 1 }
}

/** What a C1 control begins; null for other characters. */
export const begunByControl = (code: number): Sequence | null => {
  const letter = c1[code]
  return letter === undefined ? null : begun(letter.charCodeAt(0), 0)
}

/** A byte inside of a sequence. Ctrl-C is always a key: it leads out of what never ends. */
export function step(sequence: Sequence, byte: number): Step {
  if (byte === 0x03) return { next: null, key: keyStroke('ctrl+c') }
  if (byte === ESC) return again
  switch (sequence.kind) {
    case 'csi':
      return inCsi(sequence, byte)
    case 'ss3':
      return inSs3(sequence, byte)
    case 'string': {
      const { endsWithBell, last } = sequence
      const isEnd =
        (byte === 0x07 && endsWithBell) || byte === 0x18 || byte === 0x1a || (last === 0xc2 && byte === 0x9c)
      return isEnd ? over : { next: { ...sequence, last: byte } }
    }
    case 'coordinates':
      return inCoordinates(sequence, byte)
    case 'chord':
      return sequence.left > 1 ? { next: { kind: 'chord', left: sequence.left - 1 } } : over
  }
}

type Control = Extract<Sequence, { kind: 'csi' | 'ss3' }>

function inSs3(sequence: Control, byte: number): Step {
  const { alone, body } = sequence
  if (byte < 0x20 || byte > 0x7e) return over
  const letter = String.fromCharCode(byte)
  if (/[\d;]/.test(letter)) return { next: { ...sequence, body: body + letter } }
  return { next: null, key: alone === 0 ? ss3Key(body, letter) : null }
}

/** Parameters of any length are read over, and not kept. */
const longestBody = 100

function inCsi(sequence: Control, byte: number): Step {
  const { alone, body } = sequence
  if (byte < 0x20 || byte > 0x7e) return over
  const letter = String.fromCharCode(byte)
  // The function keys of the Linux console: `ESC [ [ A`.
  if (body === '[') return over
  const isFinal = byte >= 0x40 || (letter === '$' && rxvtShift.test(body))
  if (!isFinal || (letter === '[' && body === ''))
    return { next: { ...sequence, body: body.length < longestBody ? body + letter : body } }
  const left = body === '' ? coordinates[letter] : undefined
  if (left !== undefined) return { next: { kind: 'coordinates', left, isLed: false } }
  if (letter === '~' && body === '200') return { next: null, event: 'paste' }
  if (letter === 'n' && /^[03]$/.test(body)) return { next: null, event: 'answer' }
  return { next: null, key: alone === 0 ? csiKey(body, letter) : null }
}

function inCoordinates({ left, isLed }: Extract<Sequence, { kind: 'coordinates' }>, byte: number): Step {
  if (byte > 0 && byte < 0x20) return over
  const rest = (units: number): Step => ({
    next: units > 0 ? { kind: 'coordinates', left: units, isLed: false } : null,
  })
  if (isLed && byte >= 0x80 && byte < 0xc0) return rest(left - 1)
  // The lead before was a byte of its own.
  const units = isLed ? left - 1 : left
  if (units === 0) return again
  return byte >= 0xc2 && byte < 0xe0 ? { next: { kind: 'coordinates', left: units, isLed: true } } : rest(units - 1)
}
