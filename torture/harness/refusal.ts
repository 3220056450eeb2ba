// Which call of the disk fails: each below the project's own folders in its turn, or any of the kernel's, git's included.
import { join } from 'node:path'
import type { World } from '../promise.ts'
import { commandExists } from './commands.ts'
import { armFault, diskCodes, diskKinds, type DiskFault } from './disk-fault.ts'
import type { StartOptions } from './program.ts'

const stateFolder = (): string => process.env['XDG_STATE_HOME'] ?? '/nowhere'

/** So many calls of each kind a loop of one job makes below the project's folders, with git; a little more than were counted. */
const callsOfLoop: Readonly<Record<DiskFault['kind'], number>> = {
  write: 155,
  sync: 57,
  rename: 33,
  mkdir: 17,
  unlink: 27,
  open: 126,
  read: 45,
  close: 115,
}
/** Every call of every kind once, so far apart that a short run meets all kinds (the golden section, without a common divisor). */
const places = diskKinds.flatMap((kind) => Array.from({ length: callsOfLoop[kind] }, (_, i) => ({ kind, at: i + 1 })))
const stride = 356
const placeAt = (n: number): (typeof places)[number] => places[(n * stride) % places.length] ?? { kind: 'write', at: 1 }
/** A rollback, an undo and a checkpoint make fewer calls. */
export const callsOfRestore = 30
const kernelCalls = [
  'fsync,fdatasync',
  'rename,renameat,renameat2',
  'mkdir,mkdirat',
  'unlink,unlinkat',
  'link,linkat',
  'pipe2',
  'ftruncate',
]

export interface Refusal {
  readonly what: string
  readonly options: Pick<StartOptions, 'before' | 'environment'>
  /** What was refused; empty when the program made no such call. */
  readonly met: () => string
  readonly isJournalSync: boolean
}

/** Any call of that name, git's own included. */
function kernelFault({ random }: World, n: number): Refusal {
  const name = kernelCalls[n % kernelCalls.length] ?? ''
  const code = name === 'pipe2' ? 'EMFILE' : random.pick(['ENOSPC', 'EIO', 'EROFS', 'EDQUOT'])
  // The first pipes are the runtime's own, which ends without them.
  const at = (name === 'pipe2' ? 8 : 1) + random.below(12)
  const inject = `inject=${name}:error=${code}:when=${at}`
  return {
    what: `${code} of ${name} number ${at} (kernel)`,
    options: {
      before: ['strace', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', `trace=${name}`, '-e', inject],
    },
    met: () => 'a call',
    isJournalSync: false,
  }
}

/** The n-th place below the project's own folders; another error in each round through all of them. */
function ownFault(world: World, n: number, root: string, atMost: number): Refusal {
  const { kind, at: wanted } = placeAt(n)
  const at = ((wanted - 1) % atMost) + 1
  const codes = kind === 'write' ? diskCodes : diskCodes.filter((code) => code !== 'short')
  const fault: Omit<DiskFault, 'record'> = {
    kind,
    code: codes[(wanted + Math.floor(n / places.length)) % codes.length] ?? 'EIO',
    at,
    lasts: world.random.below(2) === 0,
    below: [join(root, 'logs'), join(root, 'workspace'), stateFolder()],
  }
  const armed = armFault(world, fault)
  return {
    what: `${fault.code} of ${kind} number ${at}${fault.lasts ? ' and all behind it' : ''}`,
    options: { environment: armed.environment },
    met: armed.met,
    isJournalSync: kind === 'sync',
  }
}

/** Every fourth is the kernel's, where strace is there. */
const hasStrace = commandExists('strace')
const isKernels = (n: number): boolean => n % 4 === 3 && hasStrace
const ownNumber = (n: number): number => (hasStrace ? n - Math.floor(n / 4) : n)
export const faultFor = (world: World, n: number, root: string, atMost = Infinity): Refusal =>
  isKernels(n) ? kernelFault(world, (n - 3) / 4) : ownFault(world, ownNumber(n), root, atMost)

/** Is the n-th one a sync below the project's own folders? */
export const isOwnSync = (n: number): boolean => !isKernels(n) && placeAt(ownNumber(n)).kind === 'sync'
