// A loop that another host runs, as a project that the screen and the lines can look at: a copy of its journal, kept up.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { configSchema } from '../core/config-schema.ts'
import { exitCodes, fail, Failed, type Result } from '../core/failure.ts'
import { privateFolder } from '../executor/private-folder.ts'
import { layoutOf } from '../files/layout.ts'
import type { Engine, Travel } from '../fleet/engine.ts'
import { openMirror, type Mirror } from '../fleet/mirror.ts'
import type { QueuedLoop } from '../fleet/submission.ts'
import type { Elsewhere, FarNote, FarState } from '../ui/app/elsewhere.ts'
import type { Project } from '../ui/app/session-ports.ts'
import { overviewFold } from '../views/overview.ts'
import { report, type Invocation, type Terminal } from './command.ts'
import { version } from './version.ts'
import { lookAt } from './watch.ts'

type FarEngine = Pick<Engine, 'watch'> & { readonly travel: Travel }

export interface FarProject {
  readonly project: Project
  readonly close: () => void
}

export async function lookFromAfar(
  engine: FarEngine,
  loop: QueuedLoop,
  invocation: Invocation,
  terminal: Terminal,
): Promise<number> {
  const isReadOnly = invocation.name === 'watch'
  if (!isReadOnly && isOver(loop)) {
    const what = `${loop.name} has ended`
    const remedy = `'tos watch ${loop.name}' shows it, 'tos fleet get ${loop.name}' gets what it left`
    return report({ what, remedy, exitCode: exitCodes.failed }, terminal)
  }
  const opened = await openFar(engine, loop.name)
  if (!opened.ok) return report(opened.failure, terminal)
  try {
    return await lookAt(opened.value.project, invocation, terminal, isReadOnly)
  } finally {
    opened.value.close()
  }
}

export async function openFar(engine: FarEngine, name: string): Promise<Result<FarProject>> {
  // Of this process: what one that was killed leaves, the next one removes.
  const folder = mkdtempSync(join(privateFolder(), 'afar-'))
  const config = configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash'] })
  const layout = layoutOf(folder, config)
  mkdirSync(dirname(layout.journal))
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const mirror = await openMirror(engine, name, layout.journal)
    const project = { layout, config, foldOf: overviewFold(version), elsewhere: elsewhereOf(engine.travel, mirror) }
    return {
      ok: true,
      value: {
        project,
        close: () => {
          mirror.close()
          close()
        },
      },
    }
  } catch (error) {
    close()
    if (error instanceof Failed) return fail(error.failure)
    throw error
  }
}

const isOver = ({ state }: QueuedLoop): boolean => state === 'ended' || state === 'poisoned'

const elsewhereOf = ({ ask }: Travel, mirror: Mirror): Elsewhere => ({
  title() {
    const { name, project, worker } = mirror.loop()
    return `${name} ${project}${worker ? `@${worker.host}` : ''}`
  },
  state: () => stateOf(mirror),
  async ask(request) {
    try {
      return await ask(mirror.loop().name, request)
    } catch (error) {
      if (error instanceof Failed) return fail(error.failure)
      throw error
    }
  },
  follow: mirror.follow,
})

function stateOf(mirror: Mirror): FarState {
  const loop = mirror.loop()
  const unheard = mirror.unheard()
  return {
    isRunning: loop.state === 'running',
    isParked: loop.state === 'asks',
    isOver: isOver(loop),
    note: unheard?.isAway ? 'silent' : noteOf(loop),
    at: unheard?.since ?? Date.now(),
    trouble: unheard && !unheard.isAway ? `${unheard.failure.what}; ${unheard.failure.remedy}` : null,
  }
}

const noteOf = ({ state }: QueuedLoop): FarNote =>
  state === 'queued' || state === 'lost' ? state : state === 'asks' ? 'parked' : null
