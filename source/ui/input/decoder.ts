// What a terminal sends, read byte by byte: keys, text and pasted text come out, everything else is nothing. Where the
// line cuts the bytes makes no difference.
import { begun, begunByControl, beginsString, step, type Sequence } from './sequences.ts'
import { keyStroke, strokesOf, type Stroke } from './stroke.ts'
import { createCharacters } from './utf8.ts'

/** Milliseconds. */
export interface Waits {
  /** An ESC with nothing behind it is the Esc key after that, where the terminal does not answer. */
  readonly unanswered: number
  /** After its answer, where it does: something between may have answered in its place. */
  readonly answered: number
  /** A sequence whose rest does not come is given up. */
  readonly abandoned: number
  /** What comes so soon after an ESC may be a part of what it began: it decides nothing. */
  readonly unsure: number
}

export const nearWaits: Waits = { unanswered: 600, answered: 50, abandoned: 3000, unsure: 600 }
/** Over a network the parts of a sequence arrive further apart. */
export const remoteWaits: Waits = { ...nearWaits, unanswered: 1000, answered: 150, abandoned: 5000 }

export interface Decoder {
  /** The keys in one read of `bytes`, at a time in milliseconds. */
  readonly push: (bytes: Uint8Array, at: number) => Stroke[]
  /** When `expire` is to be called if nothing is read before; null: there is nothing to wait for. */
  readonly dueAt: () => number | null
  readonly expire: (at: number) => Stroke[]
  /** An ESC waits and the terminal was not asked yet: it is to be sent `statusQuestion`, and `asked` to be called. */
  readonly isAsking: () => boolean
  readonly asked: () => void
  /** The terminal was asked and has not answered. */
  readonly isAsked: () => boolean
  /** Forgets what is half read. */
  readonly reset: () => void
}

/** DSR: every terminal since the VT100 answers `ESC [ 0 n`, behind all that it has sent before. */
export const statusQuestion = '\u001B[5n'

type State =
  | { readonly kind: 'text' | 'paste' }
  /** ESC one behind the other; `isSettled`: the terminal says that they are keys. */
  | { readonly kind: 'escape'; readonly count: number; readonly isSettled: boolean }
  /** An ESC that ends a string: with what stands behind it, or with nothing. */
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly sequence: Sequence }

const text: State = { kind: 'text' }
const ESC = 0x1b
const interrupt = 0x03
/** What makes keys of ESC: `[` and `O`. */
const openers: readonly number[] = [0x5b, 0x4f]
const pasteEnd = Array.from('\u001B[201~', (c) => c.charCodeAt(0))
/** Bytes of pasted text that are kept. */
const mostPasted = 4 * 1024 * 1024

export function createDecoder(waits: Waits): Decoder {
  const characters = createCharacters()
  let state: State = text
  let typed = ''
  let strokes: Stroke[] = []
  let pasted: number[] = []
  let byteAt = 0
  let escapeAt = Number.NEGATIVE_INFINITY
  let isAnswerDue = false
  /** The last ESC was told as a key: what looks like its rest is nothing all the same. */
  let isTold = false

  const press = (...more: readonly Stroke[]): void => {
    // What was pasted unmarked may be more than a call can have arguments.
    strokes = strokes.concat(typed === '' ? [] : strokesOf(typed), more)
    typed = ''
  }
  const tellEscapes = (count: number): void => {
    isTold = true
    press(...Array.from({ length: count }, () => keyStroke('esc')))
  }
  const within = (sequence: Sequence | null): State => (sequence ? { kind: 'sequence', sequence } : text)
  const escaped = (at: number, count: number): State => {
    press()
    characters.drop()
    escapeAt = at
    isTold = false
    return { kind: 'escape', count, isSettled: false }
  }

  function next(byte: number, at: number): State {
    switch (state.kind) {
      case 'text':
        return inText(byte, at)
      case 'escape':
        if (state.isSettled && byte !== openers[0] && byte !== openers[1]) return behindKey(state.count, byte, at)
        return byte === ESC ? escaped(at, state.count + 1) : within(begun(byte, state.count - 1))
      case 'end':
        return byte === ESC ? { kind: 'end' } : within(begun(byte, 0))
      case 'sequence':
        return inSequence(state.sequence, byte, at)
      case 'paste':
        return inPaste(byte)
    }
  }
  function behindKey(count: number, byte: number, at: number): State {
    tellEscapes(count)
    return inText(byte, at)
  }
  function inText(byte: number, at: number): State {
    if (byte === ESC) return escaped(at, 1)
    const character = characters.take(byte)
    const opened = begunByControl(character === null ? byte : (character.codePointAt(0) ?? 0))
    if (opened) {
      press()
      escapeAt = at
      return within(opened)
    }
    if (character !== null && !/[\u0080-\u009F]/.test(character)) typed += character
    return text
  }
  function inSequence(sequence: Sequence, byte: number, at: number): State {
    const { next: rest, key, event } = step(sequence, byte)
    if (key) press(key)
    if (event === 'paste') return { kind: 'paste' }
    if (event === 'answer' && 'alone' in sequence) return answered(sequence.alone)
    if (event !== 'again') return within(rest)
    if (byte !== ESC) return inText(byte, at)
    const behind = escaped(at, 1)
    return sequence.kind === 'string' ? { kind: 'end' } : behind
  }
  /** What the terminal sent before its answer is all there is: those ESC are keys. */
  function answered(alone: number): State {
    const isOurs = isAnswerDue
    isAnswerDue = false
    return isOurs && alone > 0 ? { kind: 'escape', count: alone, isSettled: true } : text
  }
  function inPaste(byte: number): State {
    pasted.push(byte)
    const end = pasted.length - pasteEnd.length
    if (byte === pasteEnd.at(-1) && pasteEnd.every((each, i) => pasted[end + i] === each)) {
      const pastedText = new TextDecoder().decode(Uint8Array.from(pasted.slice(0, end)))
      press({ name: 'paste', text: pastedText, isSure: false })
      pasted = []
      return text
    }
    if (pasted.length > mostPasted) pasted = pasted.slice(end)
    return { kind: 'paste' }
  }
  /** The state before a read: an ESC that was taken for a key may turn out to begin a sequence. */
  function before(bytes: Uint8Array, at: number): State {
    const [first = 0] = bytes
    // Somebody who wants to get out of a paste that never ends.
    if (state.kind === 'paste' && bytes.length === 1 && first === interrupt) reset()
    const isHeld = state.kind === 'escape' && state.isSettled
    const isLate =
      state.kind === 'text' && isTold && at - escapeAt < (bytes.length > 1 ? waits.abandoned : waits.unsure)
    const isRest = openers.includes(first) || (bytes.length > 1 && beginsString(String.fromCharCode(first)))
    return (isHeld || isLate) && isRest ? { kind: 'escape', count: 1, isSettled: false } : state
  }
  const isWhole = (): boolean => state.kind === 'text' && !characters.isPending()
  const taken = (): Stroke[] => {
    press()
    const all = strokes
    strokes = []
    return all
  }
  const dueAt = (): number | null => {
    if (state.kind === 'escape') return escapeAt + (state.isSettled ? waits.answered : waits.unanswered)
    return state.kind === 'paste' || isWhole() ? null : byteAt + waits.abandoned
  }
  const reset = (): void => {
    characters.drop()
    pasted = []
    state = text
  }

  return {
    dueAt,
    push(bytes, at) {
      const wasWhole = isWhole()
      const isLongAgo = at - escapeAt >= waits.unsure
      state = before(bytes, at)
      for (const byte of bytes) state = next(byte, at)
      byteAt = at
      const all = taken()
      const isSure = wasWhole && isWhole() && all.length === 1 && isLongAgo && at - escapeAt >= waits.unsure
      return isSure ? all.map(({ name, text }) => ({ name, text, isSure })) : all
    },
    expire(at) {
      const due = dueAt()
      if (due === null || at < due) return []
      if (state.kind === 'escape') tellEscapes(state.count)
      reset()
      return taken()
    },
    isAsking: () => state.kind === 'escape' && !state.isSettled && !isAnswerDue,
    asked() {
      isAnswerDue = true
    },
    isAsked: () => isAnswerDue,
    reset() {
      reset()
      isAnswerDue = false
    },
  }
}
