// A disk of its own whose power can be cut: an ext4 image on a loop device. What has not been synced is not on it.
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scope } from './scope.ts'

const imageBytes = 64 * 1024 * 1024

export interface Disk {
  /** Where it is mounted. */
  readonly folder: string
  /** All that was written so far is on it. */
  readonly sync: () => void
  /** What would be on it after a power cut now, as an image. Whoever writes should be stopped meanwhile. */
  readonly cut: (name: string) => string
  /** Mounts such an image; the kernel replays its journal, as after a restart. */
  readonly restarted: (image: string) => string
}

/** Null where this process may not mount. */
export function openDisk(t: Scope): Disk | null {
  const place = mkdtempSync(join(tmpdir(), 'tos-disk-'))
  const mounted: string[] = []
  t.after(() => {
    for (const folder of mounted) execFileSync('umount', [folder])
    rmSync(place, { recursive: true })
  })
  const image = join(place, 'disk')
  writeFileSync(image, '')
  truncateSync(image, imageBytes)
  if (spawnSync('mkfs.ext4', ['-q', '-F', image]).status !== 0) return null
  // Nothing is written but what is synced: the kernel's own turn comes after five minutes.
  const mount = (file: string, folder: string): boolean => {
    mkdirSync(folder)
    if (spawnSync('mount', ['-o', 'loop,commit=300', file, folder]).status !== 0) return false
    mounted.push(folder)
    return true
  }
  const folder = join(place, 'mounted')
  if (!mount(image, folder)) return null
  return {
    folder,
    sync: () => void execFileSync('sync', ['-f', folder]),
    cut(name) {
      const copy = join(place, name)
      copyFileSync(image, copy)
      return copy
    },
    restarted(copy) {
      const again = `${copy}-mounted`
      if (!mount(copy, again)) throw new Error(`${copy} cannot be mounted`)
      return again
    },
  }
}
