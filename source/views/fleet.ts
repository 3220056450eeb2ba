// The fleet as people see it: its loops, hosts, limits and schedules, whatever keeps them; which section each stands in.
import { printableLine } from '../core/printable.ts'

export interface FleetLoop {
  readonly name: string
  readonly project: string
  readonly team: string
  readonly by: string
  readonly state: 'queued' | 'running' | 'lost' | 'asks' | 'ended' | 'poisoned'
  /** Null before its end. */
  readonly exitCode: number | null
  /** Workers it was given to so far. */
  readonly attempt: number
  /** Who runs it; null when nobody does. */
  readonly host: string | null
  /** Folder, or remote and commit. */
  readonly from: string
  readonly job: number | null
  readonly maxJobs: number
  readonly step: number | null
  /** Number of the open question; null when none is open. */
  readonly question: number | null
  /** The first command that it asks about. */
  readonly asks: string | null
  readonly costUsd: number
  readonly priority: number
  /** Not taken before, UTC; null: at once. */
  readonly notBefore: string | null
  /** UTC, as the next. */
  readonly submittedAt: string
  /** The last change. */
  readonly at: string
}

export interface FleetHost {
  readonly name: string
  readonly version: string
  readonly slots: number
  readonly running: number
  /** Since it was last heard. */
  readonly silentSec: number
}

/** Of a team or project; what has no limit is null. */
export interface FleetLimit {
  readonly name: string
  readonly maxRunning: number | null
  readonly usdPerDay: number | null
  readonly spentUsd: number | null
  readonly requestsPerMinute: number | null
}

export interface FleetSchedule {
  readonly name: string
  readonly project: string
  readonly cron: string
  readonly by: string
  /** UTC. */
  readonly next: string
}

export interface FleetPicture {
  /** In the order of submission. */
  readonly loops: readonly FleetLoop[]
  readonly hosts: readonly FleetHost[]
  readonly limits: readonly FleetLimit[]
  readonly schedules: readonly FleetSchedule[]
}

/** Everything in it as it may be drawn: what could steer the terminal is told, before anything is measured or cut. */
export const printablePicture = ({ loops, hosts, limits, schedules }: FleetPicture): FleetPicture => ({
  loops: loops.map(printableLoop),
  hosts: hosts.map((host) => Object.assign({}, host, lines({ name: host.name, version: host.version }))),
  limits: limits.map((limit) => Object.assign({}, limit, lines({ name: limit.name }))),
  schedules: schedules.map(({ name, project, cron, by, next }) => lines({ name, project, cron, by, next })),
})

/** One that did not change is not cleaned again: there may be many. */
const cleaned = new WeakMap<FleetLoop, FleetLoop>()

function printableLoop(loop: FleetLoop): FleetLoop {
  const known = cleaned.get(loop)
  if (known) return known
  const { name, project, team, by, host, from, asks } = loop
  const clean: FleetLoop = {
    ...loop,
    ...lines({ name, project, team, by, from }),
    host: host && printableLine(host),
    asks: asks && printableLine(asks),
  }
  cleaned.set(loop, clean)
  return clean
}

const lines = <K extends string>(texts: Record<K, string>): Record<K, string> => {
  const clean = { ...texts }
  for (const key in clean) clean[key] = printableLine(clean[key])
  return clean
}

/** A person is waited for. */
export const isAsking = ({ state, question }: Pick<FleetLoop, 'state' | 'question'>): boolean =>
  state === 'asks' || (state === 'running' && question !== null)

export type LoopSection = 'asks' | 'running' | 'queued' | 'ended'

/** What asks stands with what asks, whoever runs it. */
export function sectionOf(loop: FleetLoop): LoopSection {
  if (isAsking(loop)) return 'asks'
  if (loop.state === 'running' || loop.state === 'lost') return 'running'
  return loop.state === 'queued' ? 'queued' : 'ended'
}

export const fleetOrders = ['order', 'newest', 'cost', 'project'] as const
export type FleetOrder = (typeof fleetOrders)[number]

const comparing: Readonly<Record<FleetOrder, (a: FleetLoop, b: FleetLoop) => number>> = {
  order: () => 0,
  newest: (a, b) => Date.parse(b.at) - Date.parse(a.at),
  cost: (a, b) => b.costUsd - a.costUsd,
  project: (a, b) => a.project.localeCompare(b.project, 'en'),
}

/** The loops of a section. In their own order those that ended stand the latest first. */
export function loopsIn({ loops }: FleetPicture, section: LoopSection, order: FleetOrder): FleetLoop[] {
  const own = loops.filter((loop) => sectionOf(loop) === section)
  return own.toSorted(comparing[order === 'order' && section === 'ended' ? 'newest' : order])
}
