// Tells that something may have changed in a folder: by the kernel's word where there is one, and always by the clock.
import { watch, type FSWatcher } from 'node:fs'
import { makeFolder } from './open-regular.ts'

/** Calls `changed` at every change and every `pollMs` milliseconds. Returns the way to stop. */
export function watchFolder(folder: string, changed: () => void, pollMs: number): () => void {
  let watcher: FSWatcher | null = null
  try {
    makeFolder(folder)
    watcher = watch(folder, { persistent: false }, changed)
    watcher.on('error', () => undefined)
  } catch {
    // No watch is left on this machine, or no folder may be made here: the clock is slower, not blind.
  }
  const timer = setInterval(changed, pollMs)
  return () => {
    watcher?.close()
    clearInterval(timer)
  }
}
