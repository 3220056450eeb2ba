// The frames of a busy loop on the wide screen, and what Ink itself sends for them.
import { setTimeout as delay } from 'node:timers/promises'
import { EventEmitter } from 'node:events'
import { render, type RenderOptions } from 'ink'
import { createElement } from 'react'
import type { Event, Fact } from '../source/core/event.ts'
import { configSchema } from '../source/core/config-schema.ts'
import { layoutOf } from '../source/files/layout.ts'
import { openPreferences } from '../source/files/preferences.ts'
import { RunScreen } from '../source/ui/app/run-screen.tsx'
import type { SessionPorts } from '../source/ui/app/session-ports.ts'
import { createInkStdout } from '../source/ui/output/ink-stdout.ts'
import type { RunStore, Snapshot } from '../source/ui/app/store.ts'
import { evolveOverview, initialOverview } from '../source/views/overview.ts'
import * as f from '../test/helpers/facts.ts'

export const columns = 120
export const rows = 40

/** One job of endless steps; each runs three commands, one of them denied. */
function* facts(): Generator<Fact> {
  yield f.loopStarted()
  yield f.runStarted(f.looping(20))
  yield f.payloadRead()
  yield f.jobStarted({ index: 1, name: 'nightly' })
  for (let step = 1; ; step++) {
    const commands = f.bash(
      `npm test -- part-${step}`,
      `git commit -m "step ${step}"`,
      `rm -rf /tmp/scratch-${step * 7}`,
    )
    const within: Fact[] = [
      f.stepStarted(),
      ...f.agreed(commands),
      f.judged(0, 'allow'),
      f.judged(1, 'allow'),
      f.judged(2, 'deny'),
      f.snapshotSkipped,
      f.commandStarted(0),
      f.commandFinished(0),
      f.commandStarted(1),
      f.commandFinished(1),
      f.stepFinished('execute'),
    ]
    for (const fact of within) yield 'step' in fact ? { ...fact, step } : fact
  }
}

const control = { isMine: true, by: 'op' }

/** The store of a viewer, turned by hand; the first snapshot is that of an idle project. */
function handStore(): { store: RunStore; set: (next: Snapshot) => void } {
  let snapshot: Snapshot = {
    overview: initialOverview,
    isRunning: true,
    live: '',
    control,
    viewers: 1,
    now: 0,
    trouble: null,
  }
  const listeners = new Set<() => void>()
  return {
    store: {
      getSnapshot: () => snapshot,
      look: () => undefined,
      subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
      close: () => undefined,
    },
    set(next) {
      snapshot = next
      for (const listener of listeners) listener()
    },
  }
}

/** What a viewer shows while so many events a second come in, at ten frames a second, or one an event. */
export function snapshotsAt(eventsPerSecond: number, frames: number): { snapshots: Snapshot[]; events: number } {
  const source = facts()
  const start = Date.parse('2026-01-02T03:04:05.000Z')
  const perFrame = Math.max(1, eventsPerSecond / 10)
  const frameMs = (perFrame / eventsPerSecond) * 1000
  let overview = initialOverview
  let live = ''
  let seq = 0
  const snapshots = Array.from({ length: frames }, (_, i) => {
    const now = start + i * frameMs
    for (let n = 0; n < perFrame; n++) {
      seq += 1
      const event = { v: 1, seq, ts: new Date(now).toISOString(), ...source.next().value } as Event
      overview = evolveOverview(overview, event)
      live = `${live}${seq % 3 === 0 ? 'PASS' : 'ok  '} test/part-${seq}.test.ts (${(seq * 37) % 91} tests)\n`.slice(
        -8000,
      )
    }
    return { overview, isRunning: true, live, control, viewers: 1, now: Math.floor(now / 1000) * 1000, trouble: null }
  })
  return { snapshots, events: seq }
}

const config = configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs' })
const project = {
  config,
  layout: layoutOf('/srv/project', config),
  foldOf: { initial: initialOverview, evolve: evolveOverview, version: 'bench' },
}
const refused = () => {
  throw new Error('nobody presses a key here')
}
const ports: SessionPorts = {
  by: 'op',
  folder: '/srv/project',
  open: refused,
  start: refused,
  initProject: refused,
  makeDemo: refused,
  report: refused,
  verify: refused,
  checkpoints: () => null,
  repository: () => Promise.resolve(null),
  judge: refused,
  page: refused,
  preferences: openPreferences({}),
}

const app = (store: RunStore) =>
  createElement(RunScreen, {
    project,
    ports,
    store,
    isReadOnly: false,
    isFromList: false,
    away: null,
    pastJournal: null,
    act: null,
    onLanguage: () => undefined,
    onMenu: () => undefined,
    onLeave: () => undefined,
  })

/** Long enough for React and for Ink's own pace of 1,000 frames a second. */
const turnMs = 4

/** The frames as Ink hands them over. */
export async function framesOf(snapshots: readonly Snapshot[]): Promise<string[]> {
  let frame = ''
  const ink = createInkStdout({ columns, rows }, (next) => (frame = next))
  const { store, set } = handStore()
  const drawn = render(app(store), { stdout: ink.stream, debug: true, interactive: true, patchConsole: false })
  const frames: string[] = []
  for (const snapshot of snapshots) {
    set(snapshot)
    await delay(turnMs)
    frames.push(frame)
  }
  drawn.unmount()
  return frames
}

/** Bytes that Ink writes for each of the same frames. */
export async function stockBytes(snapshots: readonly Snapshot[], options: RenderOptions): Promise<number[]> {
  let bytes = 0
  const stream = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write(text: string) {
      bytes += Buffer.byteLength(text)
      return true
    },
  })
  const { store, set } = handStore()
  const stdout = stream as unknown as NodeJS.WriteStream
  const drawn = render(app(store), { stdout, interactive: true, patchConsole: false, maxFps: 1000, ...options })
  const each: number[] = []
  for (const snapshot of snapshots) {
    const before = bytes
    set(snapshot)
    await delay(turnMs)
    each.push(bytes - before)
  }
  drawn.unmount()
  return each
}
