// What the fleet's screen shows, asked of whatever keeps the queue: the first time all, then what changed.
import { isDeepStrictEqual } from 'node:util'
import type { Engine, Host, Limit, Travel } from '../fleet/engine.ts'
import type { Schedule } from '../fleet/schedule.ts'
import { standingOf } from '../fleet/standing.ts'
import type { QueuedLoop } from '../fleet/submission.ts'
import type { FleetHost, FleetLimit, FleetLoop, FleetPicture, FleetSchedule } from '../views/fleet.ts'
import { version } from './version.ts'

export interface PictureReader {
  /** `isWhole`: everything anew. @throws Failed */
  readonly read: (isWhole: boolean) => Promise<FleetPicture>
}

export const openPicture = ({ list, travel }: Pick<Engine, 'list' | 'travel'>): PictureReader =>
  travel === null ? ofFolder(list) : ofHosts(travel)

/** Here a loop's standing is read in its folder: while it runs each time, of one that has ended once. */
function ofFolder(list: Engine['list']): PictureReader {
  const ended = new Map<string, FleetLoop>()
  return {
    async read() {
      const loops = (await list()).map((loop): FleetLoop => {
        const key = `${loop.name} ${loop.at}`
        const known = ended.get(key)
        if (known) return known
        const seen = loopOf(
          loop,
          loop.attempt > 0 ? standingOf(loop.root, version) : null,
          loop.worker && `pid ${loop.worker.pid}`,
        )
        if (loop.state === 'ended' || loop.state === 'poisoned') ended.set(key, seen)
        return seen
      })
      return { loops, hosts: [], limits: [], schedules: [] }
    },
  }
}

function ofHosts(travel: Travel): PictureReader {
  const known = new Map<string, FleetLoop>()
  let since = ''
  let shown: readonly FleetLoop[] = []
  return {
    async read(isWhole) {
      const [{ loops, at }, hosts, limits, schedules] = await Promise.all([
        travel.changed(isWhole ? '' : since),
        travel.hosts(),
        travel.limits(),
        travel.schedules(),
      ])
      since = at
      if (isWhole) known.clear()
      let hasChanged = isWhole
      for (const loop of loops) {
        const next = loopOf(loop, loop.standing, loop.worker?.host ?? null)
        if (isDeepStrictEqual(next, known.get(loop.name))) continue
        known.set(loop.name, next)
        hasChanged = true
      }
      // The same list while nothing in it changed: there may be many.
      if (hasChanged) shown = [...known.values()].toSorted((a, b) => numberOf(a) - numberOf(b))
      return {
        loops: shown,
        hosts: hosts.map(hostOf),
        limits: limits.map(limitOf),
        schedules: schedules.map(scheduleOf),
      }
    },
  }
}

const numberOf = ({ name }: FleetLoop): number => Number(name.slice('l-'.length))

function loopOf(loop: QueuedLoop, standing: QueuedLoop['standing'], host: string | null): FleetLoop {
  const { name, project, team, by, state, exitCode, attempt, root, origin, priority, notBefore, submittedAt, at } = loop
  const asks = state === 'running' || state === 'asks' ? standing : null
  return {
    name,
    team,
    by,
    state,
    exitCode,
    attempt,
    priority,
    notBefore,
    submittedAt,
    at,
    project: project || (root.split('/').at(-1) ?? root),
    host,
    from: origin === null ? root : `${origin.remote} ${origin.commit}`,
    job: standing?.job ?? null,
    maxJobs: standing?.maxJobs ?? 1,
    step: standing?.step ?? null,
    question: asks?.question ?? null,
    asks: asks?.asks ?? null,
    costUsd: standing?.costUsd ?? 0,
  }
}

/** The seconds of a host that is heard say nothing: what does not change is not drawn anew. */
const hostOf = ({ name, version: at, slots, running, silentSec }: Host): FleetHost => ({
  name,
  slots,
  running,
  version: at,
  silentSec: silentSec < 30 ? 0 : Math.floor(silentSec / 10) * 10,
})

const limitOf = ({ team, project, maxRunning, usdPerDay, requestsPerMin, spentToday }: Limit): FleetLimit => ({
  name: team === '' ? `project:${project}` : team,
  maxRunning,
  usdPerDay,
  spentUsd: usdPerDay === null ? null : spentToday,
  requestsPerMinute: requestsPerMin,
})

const scheduleOf = ({ name, project, cron, zone, by, next }: Schedule): FleetSchedule => ({
  name,
  project,
  cron: `${cron} ${zone}`,
  by,
  next,
})
