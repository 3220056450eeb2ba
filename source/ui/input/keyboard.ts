// The keyboard of a session: reads the terminal, decodes, and hands the keys to whoever listens.
import { createDecoder, nearWaits, remoteWaits, statusQuestion, type Waits } from './decoder.ts'
import type { Stroke } from './stroke.ts'

export type KeyListener = (strokes: readonly Stroke[]) => void

export interface Keyboard {
  /** The strokes of one read at a time; the function ends it. */
  readonly subscribe: (listener: KeyListener) => () => void
  /** Lets go of the terminal's keys until `resume`: another program has them. */
  readonly pause: () => void
  readonly resume: () => void
  /** Lets go for ever, when what the terminal was asked has been answered: the shell would take the answer for typed. */
  readonly close: () => Promise<void>
}

/** As much of a standard input as is used. */
export interface KeySource {
  readonly isTTY?: boolean
  readonly setRawMode?: (isRaw: boolean) => unknown
  readonly on: (event: 'data', listener: (bytes: Uint8Array | string) => void) => unknown
  readonly off: (event: 'data', listener: (bytes: Uint8Array | string) => void) => unknown
  readonly resume: () => unknown
  readonly pause: () => unknown
  readonly ref?: () => unknown
  readonly unref?: () => unknown
}

interface KeyboardWish {
  readonly source: KeySource
  /** Sends a question to the terminal. */
  readonly ask: (question: string) => void
  readonly waits: Waits
}

/** Milliseconds an answer is waited for at the end, and how old the question may be. */
const lastAnswerMs = 300
const lastQuestionMs = 1000

/** No key is ever pressed. */
export const noKeyboard: Keyboard = {
  subscribe: () => () => undefined,
  pause: () => undefined,
  resume: () => undefined,
  close: () => Promise.resolve(),
}

export const waitsFor = ({ SSH_TTY, SSH_CONNECTION }: NodeJS.ProcessEnv): Waits =>
  SSH_TTY || SSH_CONNECTION ? remoteWaits : nearWaits

/** Begins paused. */
export function createKeyboard({ source, ask, waits }: KeyboardWish): Keyboard {
  const decoder = createDecoder(waits)
  const listeners = new Set<KeyListener>()
  let timer: NodeJS.Timeout | undefined
  let isOpen = false
  let onAnswer: (() => void) | null = null
  let askedAt = 0

  const tell = (strokes: readonly Stroke[]): void => {
    if (strokes.length > 0) for (const listener of listeners) listener(strokes)
  }
  const wait = (): void => {
    clearTimeout(timer)
    const due = decoder.dueAt()
    if (due === null) return
    // What has been read meanwhile comes first: a busy process is no reason to tear a sequence.
    timer = setTimeout(() => setImmediate(expire), Math.max(0, due - performance.now()))
  }
  const expire = (): void => {
    if (!isOpen) return
    tell(decoder.expire(performance.now()))
    wait()
  }
  const read = (chunk: Uint8Array | string): void => {
    const strokes = decoder.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk, performance.now())
    if (decoder.isAsking()) {
      decoder.asked()
      askedAt = performance.now()
      ask(statusQuestion)
    }
    if (!decoder.isAsked()) onAnswer?.()
    tell(strokes)
    wait()
  }
  const resume = (): void => {
    if (isOpen || source.isTTY !== true) return
    isOpen = true
    source.ref?.()
    source.setRawMode?.(true)
    source.on('data', read)
    source.resume()
  }
  const pause = (): void => {
    if (!isOpen) return
    isOpen = false
    clearTimeout(timer)
    decoder.reset()
    source.off('data', read)
    source.pause()
    source.setRawMode?.(false)
    source.unref?.()
  }
  return {
    resume,
    pause,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      if (isOpen && decoder.isAsked() && performance.now() - askedAt < lastQuestionMs)
        await new Promise<void>((resolve) => {
          const late = setTimeout(resolve, lastAnswerMs)
          onAnswer = () => {
            clearTimeout(late)
            resolve()
          }
        })
      pause()
    },
  }
}
