// Before a command writes: a rollback or undo that was interrupted is finished, or taken back.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { succeed, type Result } from '../core/failure.ts'
import { restorePath } from '../files/layout.ts'
import { createMasker } from '../files/mask.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { settle } from '../orchestrator/settle.ts'
import { openSession } from '../orchestrator/session.ts'
import { secretsOf } from '../orchestrator/secrets.ts'
import { text, type Invocation, type Terminal } from './command.ts'
import { version } from './version.ts'

/** Does nothing when none was. Fails when another process holds the project, or when neither works. */
export async function settleInterrupted(invocation: Invocation, terminal: Terminal): Promise<Result<void>> {
  const found = locate(invocation, terminal)
  if (!found) return succeed(undefined)
  const say = (line: string) => terminal.error(`tos: ${line}\n`)
  const settled = await settle({ ...found, environment: terminal.environment, say })
  if (!settled.ok) return settled
  const loaded = load(invocation, terminal)
  if (settled.value.length === 0 || !loaded?.ok) return succeed(undefined)
  const { layout } = loaded.value
  const masker = createMasker(secretsOf(terminal.environment, loaded.value))
  const opened = await openSession({
    layout,
    masker,
    version,
    now: () => new Date(),
    purpose: 'rollback',
    isClean: false,
  })
  if (!opened.ok) {
    // The files are whole again; a journal that cannot be written is told by the command itself.
    return succeed(undefined)
  }
  opened.value.append(settled.value)
  opened.value.close()
  return succeed(undefined)
}

function load(invocation: Invocation, terminal: Terminal) {
  const project = findProjectRoot(terminal.folder, text(invocation, 'root'))
  return project.ok ? loadSettings(project.value) : null
}

/** The project may be without its configuration now: then its usual log folder tells. */
function locate(invocation: Invocation, terminal: Terminal): { root: string; logs: string } | null {
  const loaded = load(invocation, terminal)
  if (loaded?.ok) {
    const { layout } = loaded.value
    return existsSync(layout.restore) ? { root: layout.root, logs: layout.logs } : null
  }
  const given = text(invocation, 'root')
  for (let folder = resolve(terminal.folder, given ?? '.'); ; folder = dirname(folder)) {
    const logs = join(folder, 'logs')
    if (existsSync(restorePath(logs))) return { root: folder, logs }
    if (given !== null || dirname(folder) === folder) return null
  }
}
