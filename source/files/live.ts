// What is happening right now, for viewers on this machine: the answer being streamed. Not journalled, never synced.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { MaskStream } from './mask.ts'

/** The file the current answer is streamed to: a head line of JSON, then the text so far. */
export const liveReply = (live: string): string => join(live, 'reply.txt')

export interface LiveReply {
  readonly push: (text: string) => void
  readonly close: () => void
}

/** Begins the file anew. Trouble with it is no trouble of the run: then nothing is streamed. */
export function openLiveReply(live: string, head: object, maskStream: MaskStream): LiveReply {
  let descriptor: number | null = null
  const write = (text: string) => {
    if (descriptor === null || text === '') return
    try {
      writeSync(descriptor, text)
    } catch {
      descriptor = null
    }
  }
  try {
    mkdirSync(live, { recursive: true })
    descriptor = openSync(liveReply(live), 'w', 0o600)
  } catch {
    descriptor = null
  }
  write(`${JSON.stringify(head)}\n`)
  return {
    push: (text) => write(maskStream.push(text)),
    close() {
      write(maskStream.end())
      if (descriptor !== null) closeSync(descriptor)
      descriptor = null
    },
  }
}
