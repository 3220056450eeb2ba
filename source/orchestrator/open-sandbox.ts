// The sandbox of a project, from its settings: what it must protect there, and what is wrong when there is none.
import { dirname, join, resolve } from 'node:path'
import { fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'
import { exchangeable, type ProjectPlaces } from '../executor/mounts.ts'
import { isFolder, liesIn } from '../executor/paths.ts'
import { isPassing } from '../executor/passing.ts'
import { openSandbox, type Sandbox } from '../executor/sandbox.ts'
import { storesFolder } from '../files/layout.ts'
import { preferencesFolder } from '../files/preferences.ts'
import type { LoadedSettings } from '../files/settings.ts'

/** Set by a worker for a loop that may not run without walls, whatever its settings say. */
export const requireSandboxVariable = 'TOS_REQUIRE_SANDBOX'

/** The settings that count here. */
export function withWalls(loaded: LoadedSettings, environment: NodeJS.ProcessEnv): LoadedSettings {
  if (environment[requireSandboxVariable] !== '1') return loaded
  const { settings } = loaded
  const exec = { ...settings.tos.exec, sandbox: 'required' as const }
  return { ...loaded, settings: { ...settings, tos: { ...settings.tos, exec } } }
}

/** Tried out here. Fails when the settings want a sandbox and it does not work. */
export async function openProjectSandbox(
  loaded: LoadedSettings,
  environment: NodeJS.ProcessEnv,
): Promise<Result<Sandbox>> {
  const { exec } = loaded.settings.tos
  const place = (key: string) => loaded.tosFile?.place(['exec', key]) ?? 'config/tos.json'
  if (exec.wrapper && exec.sandbox === 'off') {
    const what = "'exec.wrapper' is set but 'exec.sandbox' is \"off\""
    return fail(misconfigured(what, place('wrapper'), 'remove one of the two'))
  }
  const writable = exec.writable.map((path) => resolve(path.replace(/^~(?=\/)/, environment['HOME'] ?? '~')))
  for (const [i, path] of writable.entries()) {
    const failure = writableFailure(exec.writable[i] ?? '', path, place('writable'))
    if (failure) return fail(failure)
  }
  const store = storesFolder(environment, loaded.settings.tos.checkpoints.store)
  // It may name a database, with its password.
  const preferences = preferencesFolder(environment)
  const places = { ...placesOf(loaded), gone: [store, ...(preferences === null ? [] : [preferences])] }
  // No reason to fall back: the link may be the work of a command.
  const link = exec.sandbox === 'off' || exec.wrapper ? null : exchangeable(places)
  if (link !== null) return fail(misconfigured(link, loaded.layout.root, 'put a real folder or file in its place'))
  const opened = await openSandbox({ places, exec, environment, writable })
  if (typeof opened !== 'string') return succeed(opened)
  if (isPassing(opened)) {
    const room = 'run it again when the machine has room, or raise the limit of processes, open files or memory'
    return fail(misconfigured(`the sandbox could not be tried: ${opened}`, place('sandbox'), room))
  }
  const remedy = exec.wrapper
    ? "correct 'exec.wrapper'"
    : 'install bubblewrap and let it make user namespaces (docs/sandbox.md), or set \'exec.sandbox\' to "auto" or "off"'
  const what = exec.wrapper ? opened : `'exec.sandbox' is "required": ${opened}`
  return fail(misconfigured(what, place(exec.wrapper ? 'wrapper' : 'sandbox'), remedy))
}

function writableFailure(spelled: string, path: string, where: string): Failure | null {
  const name = `'exec.writable': '${spelled}'`
  if (!/^(?:\/|~\/)/.test(spelled)) return misconfigured(`${name} is relative`, where, 'write it as /… or ~/…')
  if (!isFolder(path)) return misconfigured(`${name} is no folder`, where, 'make it, or remove it from the list')
  return null
}

/** Journal, requests and settings are out of reach; where the program writes itself no link may be put. */
export function placesOf({ layout, configFile }: LoadedSettings): ProjectPlaces {
  const { root, logs, workspace } = layout
  const isMixed = liesIn(logs, workspace)
  const own = [layout.inbox, layout.steps, layout.archive, layout.output, layout.live]
  const records = [layout.journal, layout.storedFold, layout.lock, layout.runnerLog, layout.phaseSummary]
  return {
    root,
    readOnlyFolders: [join(root, 'config'), ...(isMixed ? own : [logs])],
    readOnlyFiles: [configFile.path, ...(isMixed ? records : [])],
    unreadable: [layout.lock],
    pinned: [workspace, dirname(layout.phaseState), dirname(layout.jobResult)],
  }
}
