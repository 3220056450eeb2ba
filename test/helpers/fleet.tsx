// The fleet's screen drawn from rows, without a terminal and without a queue.
import { renderToString } from 'ink'
import { LookContext, type Look } from '../../source/ui/draw/look.ts'
import type { FleetSnapshot } from '../../source/ui/fleet/feed.ts'
import { initialFleetView, type FleetModel, type FleetView } from '../../source/ui/fleet/model.ts'
import { FleetScreen } from '../../source/ui/fleet/screen.tsx'
import type { Language } from '../../source/ui/words/words.ts'
import type { FleetLoop, FleetPicture } from '../../source/views/fleet.ts'
import { lookOf } from './draw.tsx'

export const now = Date.parse('2026-12-01T12:00:00.000Z')
export const minutesAgo = (minutes: number): string => new Date(now - minutes * 60_000).toISOString()

let made = 0
export const loop = (project: string, more: Partial<FleetLoop> = {}): FleetLoop => ({
  name: `l-${String(++made).padStart(4, '0')}`,
  project,
  team: '',
  by: 'ops',
  state: 'queued',
  exitCode: null,
  attempt: more.state && more.state !== 'queued' ? 1 : 0,
  host: null,
  from: `/srv/${project}`,
  job: null,
  maxJobs: 1,
  step: null,
  question: null,
  asks: null,
  costUsd: 0,
  priority: 0,
  notBefore: null,
  submittedAt: minutesAgo(30),
  at: minutesAgo(12),
  ...more,
})

export const nothing: FleetPicture = { loops: [], hosts: [], limits: [], schedules: [] }

/** Of every section something. */
export const full = (): FleetPicture => ({
  loops: [
    loop('billing', { state: 'ended', exitCode: 0, job: 3, maxJobs: 3, step: 1, costUsd: 1.2 }),
    loop('etl', { state: 'ended', exitCode: 5, at: minutesAgo(1) }),
    loop('shop', { state: 'running', host: 'h-17', job: 2, maxJobs: 3, step: 4, costUsd: 0.41 }),
    loop('docs', { state: 'lost', attempt: 2, job: 1, maxJobs: 1, step: 2 }),
    loop('search', { state: 'asks', question: 3, asks: 'curl -X POST https://example.org/', step: 6, job: 1 }),
    loop('売上集計', { priority: 5, team: 'web', notBefore: '2026-12-02T02:00:00.000Z' }),
  ],
  hosts: [
    { name: 'h-03', version: '0.1.0', slots: 4, running: 0, silentSec: 90 },
    { name: 'h-17', version: '0.1.0', slots: 4, running: 1, silentSec: 0 },
  ],
  limits: [{ name: 'web', maxRunning: 3, usdPerDay: 50, spentUsd: 12.5, requestsPerMinute: 60 }],
  schedules: [{ name: 'nightly', project: 'etl', cron: '0 2 * * *', by: 'ops', next: '2026-12-02T02:00:00.000Z' }],
})

export const seen = (picture: FleetPicture | null, more: Partial<FleetSnapshot> = {}): FleetSnapshot => ({
  picture,
  at: now,
  trouble: null,
  ...more,
})

export interface FleetOptions {
  readonly columns?: number
  readonly rows?: number
  readonly language?: Language
  readonly look?: Partial<Look>
  readonly view?: Partial<FleetView>
}

export function fleetModel(snapshot: FleetSnapshot, options: FleetOptions = {}): FleetModel {
  const { columns = 80, rows = 24, language, view } = options
  return {
    words: lookOf(language).words,
    columns,
    rows,
    isSpoken: false,
    place: 'db.example.org/fleet',
    snapshot,
    now,
    view: { ...initialFleetView, ...view },
    dialog: null,
    said: null,
    opening: null,
    noticed: null,
    title: '',
    opened: 0,
    count: 0,
  }
}

export function drawFleet(model: FleetModel, { language, look }: FleetOptions = {}): string[] {
  const node = (
    <LookContext value={lookOf(language, look)}>
      <FleetScreen model={model} />
    </LookContext>
  )
  return renderToString(node, { columns: model.columns }).split('\n')
}
