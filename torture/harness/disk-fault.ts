// A disk that fails for the program alone: inside of it, below its own folders, at one call or from it on.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../test/helpers/project.ts'
import type { World } from '../promise.ts'

export const diskKinds = ['write', 'sync', 'rename', 'mkdir', 'unlink', 'open', 'read', 'close'] as const
export const diskCodes = ['ENOSPC', 'EIO', 'EROFS', 'EDQUOT', 'EMFILE', 'short'] as const

export interface DiskFault {
  readonly kind: (typeof diskKinds)[number]
  readonly code: (typeof diskCodes)[number]
  /** Counted from 1, among the calls below the folders. */
  readonly at: number
  /** Every later one fails as well. */
  readonly lasts: boolean
  readonly below: readonly string[]
  /** Gets a line for each failed call. */
  readonly record: string
}

export interface ArmedFault {
  readonly environment: Record<string, string>
  /** What was refused; empty when the program made no such call. */
  readonly met: () => string
}

export function armFault(world: World, fault: Omit<DiskFault, 'record'>): ArmedFault {
  const record = join(temporaryFolder(world), 'met')
  return {
    environment: {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, '..', 'shims', 'disk-fault.js')}`,
      TORTURE_DISK: JSON.stringify({ ...fault, record }),
    },
    met: () => (existsSync(record) ? (readFileSync(record, 'utf8').split('\n')[0] ?? '') : ''),
  }
}
