// What is happening right now, for viewers on this machine: the answer being streamed. Not journalled, never synced.
import { closeSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { MaskStream } from './mask.ts'
import { openAnew } from './output-file.ts'

export interface LivePlace {
  readonly job: number
  readonly step: number
  readonly role: string
  readonly round: number
  readonly attempt: number
}

/** The file a call's answer is streamed to; it is there while the call is under way. */
export const liveReply = (live: string, { job, step, role, round, attempt }: LivePlace): string =>
  join(live, `j${job}-s${step}-${role}-${round}-${attempt}.txt`)

export interface LiveReply {
  readonly push: (text: string) => void
  readonly close: () => void
}

/** Trouble with the file is no trouble of the run: then nothing is streamed. */
export function openLiveReply(live: string, place: LivePlace, maskStream: MaskStream): LiveReply {
  const path = liveReply(live, place)
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
    // One that was killed left its file.
    descriptor = openAnew(path)
  } catch {
    descriptor = null
  }
  return {
    push: (text) => write(maskStream.push(text)),
    close() {
      // The finished answer is in the journal.
      if (descriptor !== null) closeSync(descriptor)
      descriptor = null
      rmSync(path, { force: true })
    },
  }
}
