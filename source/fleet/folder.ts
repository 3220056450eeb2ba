// The embedded engine: a folder with a file for each loop, for the workers of one machine and one user.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isSystemError, remedyOf } from '../core/errno.ts'
import { exitCodes, fail, misconfigured, succeed, Failed, type Failure, type Result } from '../core/failure.ts'
import { acquireLock } from '../files/lock.ts'
import { makeFolder, readRegular } from '../files/open-regular.ts'
import { isOwn, maxRecordBytes, mayBeAlive, ownProcess } from '../files/process-identity.ts'
import { watchFolder } from '../files/watch-folder.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import type { Engine, Lease } from './engine.ts'
import { maxFruitless, queuedLoopSchema, type QueuedLoop } from './submission.ts'

/** A folder is looked at this often where the kernel does not tell of changes, and for what begins later. */
const pollMs = 2000
/** Between two tries for the lock, which is held for one change. */
const lockedMs = 5

const isOver = ({ state }: QueuedLoop): boolean => state === 'ended' || state === 'poisoned'

export interface FolderOptions {
  readonly now?: () => Date
  /** Hears of a file that is no submission; the other loops go on without it. */
  readonly tell?: (failure: Failure) => void
}

export function openFolderEngine(
  folder: string,
  { now = () => new Date(), tell = () => undefined }: FolderOptions = {},
): Engine {
  const pathOf = (name: string) => join(folder, `${name}.json`)
  const stamped = (loop: QueuedLoop) => ({ ...loop, at: now().toISOString() })
  const write = (loop: QueuedLoop) =>
    writeAtomic(pathOf(loop.name), JSON.stringify(stamped(loop), null, 2), 'all', 0o600)
  const all = (): QueuedLoop[] =>
    namesIn(folder).flatMap((name) => {
      const loop = read(pathOf(name))
      if (!loop.ok) tell(loop.failure)
      return loop.ok ? [loop.value] : []
    })

  /** One change at a time, whoever makes it. @throws Failed when the folder refuses it */
  const alone = <T>(change: () => T): Promise<T> => changed(change).catch(withoutResuming)

  async function changed<T>(change: () => T): Promise<T> {
    makeFolder(folder)
    for (;;) {
      // Not inside: a change of the folder wakes who waits for one.
      const locked = await acquireLock(`${folder}.lock`, folder, 'queue')
      if (!locked.ok) {
        await delay(lockedMs)
        continue
      }
      try {
        return change()
      } finally {
        locked.value.release()
      }
    }
  }

  /** The loop of a lease, while the lease holds. */
  const held = ({ submission, attempt }: Lease): QueuedLoop | null => {
    const loop = all().find(({ name }) => name === submission.name)
    return loop?.state === 'running' && loop.attempt === attempt && loop.worker && isOwn(loop.worker) ? loop : null
  }

  return {
    submit: (wish) =>
      alone(() => {
        const loops = all()
        const same = loops.find((loop) => loop.root === wish.root && !isOver(loop))
        if (same) return fail(queuedAlready(same))
        const name = nameAfter(namesIn(folder).at(-1))
        const none = { attempt: 0, fruitless: 0, worker: null, exitCode: null, standing: null }
        const submittedAt = now().toISOString()
        write({ v: 1, ...wish, name, submittedAt, state: 'queued', ...none, at: submittedAt })
        return succeed(name)
      }),

    take: (most) =>
      alone(() => {
        const leases: Lease[] = []
        for (const loop of all().map(withoutDeadWorker).filter(isTakeable(now())).toSorted(byUrgency)) {
          if (loop.fruitless >= maxFruitless) {
            write({ ...loop, state: 'poisoned', worker: null })
            continue
          }
          if (leases.length === most) break
          const attempt = loop.attempt + 1
          write({ ...loop, state: 'running', attempt, fruitless: loop.fruitless + 1, worker: ownProcess() })
          leases.push({ submission: loop, attempt })
        }
        return leases
      }),

    async append(lease, lines) {
      // The lines are in the project's own journal; what is asked is whether they were this worker's to write.
      const loop = held(lease)
      if (!loop) return 'lost'
      if (loop.fruitless > 0 && lines.includes('"type":"command.finished"'))
        await alone(() => write({ ...loop, fruitless: 0 }))
      return 'held'
    },

    end: (lease, exitCode) =>
      alone(() => {
        const loop = held(lease)
        if (loop) write({ ...loop, state: exitCode === null ? 'lost' : 'ended', worker: null, exitCode })
      }),

    list: () => Promise.resolve(all().map(withoutDeadWorker)),
    watch: (changed) => watchFolder(folder, changed, pollMs),
    travel: null,
    close: () => Promise.resolve(),
  }
}

/** No run was under way that could go on: the call is made again. @throws */
function withoutResuming(error: unknown): never {
  if (!(error instanceof Failed) || !isSystemError(error.cause)) throw error
  const remedy = `${remedyOf(error.cause, 'write')}, or name another folder in XDG_STATE_HOME; then call again`
  throw new Failed({ ...error.failure, remedy }, error.cause)
}

/** A name is given once, whatever became of the ones before. */
const nameAfter = (last: string | undefined): string =>
  `l-${String(Number(last?.slice('l-'.length) ?? 0) + 1).padStart(4, '0')}`

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .flatMap((file) => (/^l-\d{4,9}\.json$/.test(file) ? [file.slice(0, -'.json'.length)] : []))
      .toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function read(path: string): Result<QueuedLoop> {
  try {
    return succeed(queuedLoopSchema.parse(JSON.parse(readRegular(path, maxRecordBytes).toString('utf8'))))
  } catch (error) {
    if (error instanceof Failed) return fail(error.failure)
    return fail(misconfigured('that is no submission', path, 'remove it, and submit the project again'))
  }
}

const withoutDeadWorker = (loop: QueuedLoop): QueuedLoop =>
  loop.state === 'running' && loop.worker && !mayBeAlive(loop.worker) ? { ...loop, state: 'lost', worker: null } : loop

const isTakeable =
  (now: Date) =>
  ({ state, notBefore }: QueuedLoop): boolean =>
    state === 'lost' || (state === 'queued' && (notBefore === null || Date.parse(notBefore) <= now.getTime()))

const byUrgency = (a: QueuedLoop, b: QueuedLoop): number =>
  Number(b.state === 'lost') - Number(a.state === 'lost') || b.priority - a.priority

const queuedAlready = ({ name, root, state }: QueuedLoop): Failure => ({
  what: `the project is in the queue already (${name}, ${state})`,
  where: root,
  remedy: "see 'tos fleet list'; when it has ended it can be submitted again",
  exitCode: exitCodes.locked,
})
