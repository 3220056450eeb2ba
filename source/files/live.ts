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
  // A call that was killed left its file.
  rmSync(path, { force: true })
  let descriptor: number | null = null
  let isLost = false
  const write = (text: string) => {
    if (isLost || text === '') return
    try {
      descriptor ??= openAnew(path)
      writeSync(descriptor, text)
    } catch {
      isLost = true
    }
  }
  return {
    push: (text) => write(maskStream.push(text)),
    close() {
      isLost = true
      if (descriptor === null) return
      closeSync(descriptor)
      descriptor = null
      // The finished answer is in the journal.
      rmSync(path, { force: true })
    },
  }
}
