// Keeps the picture of the fleet up while somebody looks: on a notification, and by the clock; away, it tries on.
import { isDeepStrictEqual } from 'node:util'
import { describeFailure, Failed, type Result } from '../core/failure.ts'
import { Away, type Engine } from '../fleet/engine.ts'
import type { FleetFeed, FleetSnapshot } from '../ui/fleet/feed.ts'
import { openPicture, type PictureReader } from './fleet-picture.ts'

export interface LiveFeed extends FleetFeed {
  /** The queue, as soon as it answers. */
  readonly engine: () => Promise<Result<Engine>>
  readonly close: () => Promise<void>
}

export interface FeedTimes {
  /** Milliseconds between two looks, at least. */
  readonly restMs: number
  /** Between two looks that nothing asked for. */
  readonly pollMs: number
}

const usual: FeedTimes = { restMs: 500, pollMs: 2000 }
/** Looks after which everything is read anew. */
const wholeEvery = 300

export function openFleetFeed(open: () => Promise<Result<Engine>>, { restMs, pollMs }: FeedTimes = usual): LiveFeed {
  const listeners = new Set<() => void>()
  let snapshot: FleetSnapshot = { picture: null, at: Date.now(), trouble: null }
  let known: { readonly engine: Engine; readonly reader: PictureReader; readonly unwatch: () => void } | null = null
  let timer: NodeJS.Timeout | null = null
  let isLooking = false
  let isWanted = false
  let isClosed = false
  let looks = 0
  let lookedAt = 0

  async function opened(): Promise<NonNullable<typeof known>> {
    if (known) return known
    const engine = await open()
    if (!engine.ok) throw new Failed(engine.failure)
    const unwatch = engine.value.watch(want)
    known = { engine: engine.value, reader: openPicture(engine.value), unwatch }
    return known
  }

  async function read(): Promise<FleetSnapshot> {
    try {
      const { reader } = await opened()
      const picture = await reader.read(looks++ % wholeEvery === 0 || snapshot.trouble !== null)
      const isSame = isDeepStrictEqual(picture, snapshot.picture)
      return { picture: isSame ? snapshot.picture : picture, at: Date.now(), trouble: null }
    } catch (error) {
      if (!(error instanceof Failed)) throw error
      // Nothing was ever heard: it may be away as well.
      const isAway = error instanceof Away
      return { ...snapshot, trouble: { isAway, text: describeFailure(error.failure) } }
    }
  }

  async function look(): Promise<void> {
    isLooking = true
    isWanted = false
    const next = await read()
    isLooking = false
    lookedAt = Date.now()
    const isSame = next.picture === snapshot.picture && isDeepStrictEqual(next.trouble, snapshot.trouble)
    snapshot = next
    if (!isSame) for (const listener of listeners) listener()
    plan(isWanted ? restMs : pollMs)
  }

  function plan(ms: number): void {
    if (timer) clearTimeout(timer)
    timer = isClosed || listeners.size === 0 ? null : setTimeout(() => void look(), ms)
  }

  /** Something may have changed. */
  function want(): void {
    if (isWanted) return
    isWanted = true
    // At once behind a silence, calmly among many changes.
    if (!isLooking) plan(Math.max(0, lookedAt + restMs - Date.now()))
  }

  return {
    getSnapshot: () => snapshot,
    look() {
      looks = 0
      if (!isLooking) plan(0)
      else isWanted = true
    },
    subscribe(listener) {
      listeners.add(listener)
      if (!isLooking) plan(0)
      return () => void listeners.delete(listener)
    },
    async engine() {
      try {
        return { ok: true, value: (await opened()).engine }
      } catch (error) {
        if (error instanceof Failed) return { ok: false, failure: error.failure }
        throw error
      }
    },
    async close() {
      isClosed = true
      listeners.clear()
      if (timer) clearTimeout(timer)
      known?.unwatch()
      await known?.engine.close()
    },
  }
}
