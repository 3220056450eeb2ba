// fleet without a word: the screen of the queue on a terminal, or a line for each change.
import { fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadConfig } from '../files/config-file.ts'
import { readFleetSettings } from '../files/fleet-file.ts'
import type { Engine } from '../fleet/engine.ts'
import { openEngine } from '../fleet/open-engine.ts'
import type { OpenedLoop } from '../ui/app/session-ports.ts'
import { overviewFold } from '../views/overview.ts'
import { report, type Invocation, type Terminal } from './command.ts'
import { openFleetFeed } from './fleet-feed.ts'
import { showSession } from './open.ts'
import { version } from './version.ts'

export async function showFleet(invocation: Invocation, terminal: Terminal): Promise<number> {
  const { environment } = terminal
  const settings = readFleetSettings(environment)
  if (!settings.ok) return report(settings.failure, terminal)
  const { url } = settings.value
  const feed = openFleetFeed(() => openEngine(environment))
  const fleet = {
    place: url === null ? null : placeOf(url),
    feed,
    async open(name: string): Promise<Result<OpenedLoop>> {
      const engine = await feed.engine()
      return engine.ok ? openLoop(engine.value, name, terminal) : engine
    },
  }
  try {
    return await showSession(invocation, terminal, { project: null, page: { kind: 'fleet' }, fleet })
  } finally {
    await feed.close()
  }
}

/** Host and database; whatever else stands in an address is nobody's to see. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return '?'
  }
}

/** Of this machine: its folder. Of another host: a copy of its journal, kept up. */
async function openLoop(engine: Engine, name: string, terminal: Terminal): Promise<Result<OpenedLoop>> {
  const { travel } = engine
  if (travel !== null) {
    const { openFar } = await import('./afar.ts')
    return openFar({ ...engine, travel }, name)
  }
  const loop = (await engine.list()).find((each) => each.name === name)
  if (!loop) return fail(gone(name))
  const found = findProjectRoot(terminal.folder, loop.root)
  const loaded = found.ok ? loadConfig(found.value) : found
  if (!loaded.ok) return loaded
  const project = { ...loaded.value, foldOf: overviewFold(version) }
  return succeed({ project, close: () => undefined })
}

const gone = (name: string): Failure => ({
  what: `no loop '${name}' is in the queue any more`,
  remedy: 'look at the list again',
  exitCode: 1,
})
