// What the sandbox says of itself on descriptor 3: the first process in it, and whether the command began.
import type { ChildProcess } from 'node:child_process'
import { processAt, type KnownProcess } from './namespace-end.ts'

export interface StartReport {
  readonly hasBegun: () => boolean
  /** The sandbox's first process; when it is gone, so is everything in the sandbox. */
  readonly init: () => KnownProcess | null
}

/** Bubblewrap tells the command's exit code only when the command has begun. */
export function startReport(child: ChildProcess): StartReport {
  let text = ''
  let init: KnownProcess | null = null
  const pipe = child.stdio[3] as NodeJS.ReadableStream | null | undefined
  pipe?.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
    const [, pid] = /"child-pid": (\d+)/.exec(text) ?? []
    // At once, while the number cannot be another process's.
    if (init === null && pid !== undefined) init = processAt(Number(pid))
  })
  pipe?.on('error', () => undefined)
  return { hasBegun: () => text.includes('"exit-code"'), init: () => init }
}
