// The standard output Ink is given: it takes whole frames and hands them on, and lets nothing else through.
import { EventEmitter } from 'node:events'
import type { Size } from './writer.ts'

// What Ink and its hooks send besides frames: cursor on and off.
const modes = /^(?:\u001B\[\?\d+[hl])+$/

export interface InkStdout {
  readonly stream: NodeJS.WriteStream
  readonly resize: (size: Size) => void
}

/** `onFrame` gets rows of text with SGR. */
export function createInkStdout(initial: Size, onFrame: (frame: string) => void): InkStdout {
  const write = (chunk: string, ...rest: unknown[]): boolean => {
    // Ink sends nothing, with a callback, to learn when all has been sent.
    if (chunk !== '' && !modes.test(chunk)) onFrame(chunk)
    const done = rest.find((argument) => typeof argument === 'function')
    if (done) setImmediate(() => Reflect.apply(done, undefined, []))
    return true
  }
  const stream = Object.assign(new EventEmitter(), { ...initial, isTTY: true, writable: true, write })
  return {
    // Ink uses no more of a stream than this.
    stream: stream as unknown as NodeJS.WriteStream,
    resize(size) {
      Object.assign(stream, size)
      stream.emit('resize')
    },
  }
}
