// Everything that can stop a run is looked at before anything is written or deleted.
import { tmpdir } from 'node:os'
import { dirname, relative } from 'node:path'
import { nothingHeld, type Containment } from '../core/containment.ts'
import type { Command } from '../core/event.ts'
import { roles } from '../core/event-place.ts'
import { exitCodes, fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'
import { priceDate, priceOf } from '../core/price.ts'
import { providerRow } from '../core/providers.ts'
import { doneChecks, modelName, type Settings } from '../core/settings.ts'
import type { Judgement } from '../core/state.ts'
import { findStore, noStore } from '../checkpoints/claim.ts'
import { isOutsideGit } from '../checkpoints/find-repository.ts'
import { homeFolder } from '../executor/home-folder.ts'
import { findInterpreter, findProgram, interpreterNames } from '../executor/interpreter.ts'
import type { Sandbox } from '../executor/sandbox.ts'
import { storesFolder } from '../files/layout.ts'
import { readRegular } from '../files/open-regular.ts'
import { ownPlaces } from '../files/own-places.ts'
import { readPayload } from '../files/payload.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import { loadSettings, type LoadedSettings } from '../files/settings.ts'
import { mayWriteIn, permissionsLetWriteIn, refusedIn } from '../files/writable.ts'
import { loadModels, type Models } from '../models/catalog.ts'
import { keyVariables, type AskedKeys } from '../models/keys.ts'
import { openJudge } from '../policy/judge.ts'
import { containmentOf } from './containment-of.ts'
import { openModelAccess } from './model-access.ts'
import { withHostPacks } from './host-packs.ts'
import { openProjectSandbox, withWalls } from './open-sandbox.ts'

/** What a single command needs: the rules it is judged by, and what it runs in. */
export interface PreparedCommands extends LoadedSettings {
  readonly judge: (command: Command) => Promise<Judgement>
  /** Tried out. */
  readonly sandbox: Sandbox
  /** What sandbox and snapshots guarantee of a step's commands. */
  readonly containment: Containment
}

export interface Prepared extends PreparedCommands {
  readonly models: Models
  /** Printed by the keys' commands; to be masked like all keys. */
  readonly askedKeys: AskedKeys
}

const maxRecordingBytes = 256 * 1024 * 1024
const readRecording = (path: string): string => readRegular(path, maxRecordingBytes, { links: 'any' }).toString('utf8')

/** Loads and checks settings and rules, and tries the sandbox. Nothing is written. `coverage`: what a snapshot is made before. */
export async function prepareCommands(
  project: ProjectRoot,
  environment: NodeJS.ProcessEnv,
  coverage: 'steps' | 'nothing' = 'steps',
): Promise<Result<PreparedCommands>> {
  const read = loadSettings(project)
  if (!read.ok) return read
  const loaded = { value: withHostPacks(withWalls(read.value, environment), environment) }
  const { settings, layout, configFile, tosFile } = loaded.value
  const shownKey = shownKeyFailure(loaded.value)
  if (shownKey) return fail(shownKey)
  const sandbox = await openProjectSandbox(loaded.value, environment)
  if (!sandbox.ok) return sandbox
  const containment = await containmentOf(loaded.value, sandbox.value, environment)
  const rules = await openJudge({
    config: settings.config,
    policy: settings.tos.policy,
    placeOf: (keys) => relative(layout.root, configFile.place(keys)),
    placeOfRule: (keys) => relative(layout.root, tosFile?.place(keys) ?? 'config/tos.json'),
    around: {
      root: layout.root,
      home: homeFolder(environment) ?? '/',
      temporary: tmpdir(),
      own: ownPlaces(layout, settings.tos.checkpoints.store, environment),
    },
    containment: coverage === 'steps' ? containment : nothingHeld('no snapshot is made before it'),
  })
  if (!rules.ok) return rules
  return succeed({ ...loaded.value, judge: rules.value.judge, sandbox: sandbox.value, containment })
}

/** The same for a run: interpreters, keys, models and job input too. */
export async function preflight(project: ProjectRoot, environment: NodeJS.ProcessEnv): Promise<Result<Prepared>> {
  const prepared = await prepareCommands(project, environment)
  if (!prepared.ok) return prepared
  const { settings, layout, configFile } = prepared.value
  const wrong =
    interpreterFailure(settings, configFile.path, environment) ??
    modelFailure(prepared.value) ??
    snapshotFailure(prepared.value, environment) ??
    closedFailure(prepared.value) ??
    unwritable(prepared.value)
  if (wrong) return fail(wrong)
  const payload = readPayload(layout, settings.config)
  if (!payload.ok) return payload
  const access = await openModelAccess(prepared.value, environment)
  if (!access.ok) return access
  const { askedKeys } = access.value
  const models = await loadModels({ root: layout.root, settings, readRecording, ...access.value })
  return models.ok ? succeed({ ...prepared.value, models: models.value, askedKeys }) : models
}

/** Some allowed type must have an interpreter here, and so must every command that proves a job done. */
function interpreterFailure(settings: Settings, configFile: string, environment: NodeJS.ProcessEnv): Failure | null {
  const path = environment['PATH'] ?? ''
  const allowed = settings.config.allow_types
  if (allowed.length > 0 && allowed.every((type) => findInterpreter(type, path) === null)) {
    const programs = allowed.map((type) => `${type}: ${interpreterNames(type)}`).join(', ')
    const remedy = "install one of them, or change 'allow_types'"
    return misconfigured(`no interpreter on the PATH for any allowed type (${programs})`, configFile, remedy)
  }
  const check = doneChecks(settings).find(
    (check) => check.kind === 'command' && findInterpreter(check.type, path) === null,
  )
  if (check?.kind !== 'command') return null
  const what = `no interpreter on the PATH for the done check's type '${check.type}' (${interpreterNames(check.type)})`
  return misconfigured(what, 'config/tos.json', 'install it, or change the check')
}

/** Why no snapshot could be made before the first step, as far as a look tells: by then its models have been paid. */
function snapshotFailure({ settings, layout }: LoadedSettings, environment: NodeJS.ProcessEnv): Failure | null {
  const { snapshots, store } = settings.tos.checkpoints
  if (!snapshots || isOutsideGit(layout.root)) return null
  if (findProgram('git', environment['PATH'] ?? '') === null)
    return {
      what: 'no snapshot can be made before a step (git is not on the PATH)',
      where: layout.root,
      remedy: "install git 2.30 or newer, or set 'checkpoints.snapshots' to false in config/tos.json",
      exitCode: exitCodes.failed,
    }
  const stores = storesFolder(environment, store)
  const place = findStore({ stores, idFile: layout.storeId, root: layout.root }) ?? stores
  return mayWriteIn(place) ? null : noStore(place, 'this user cannot write there')
}

/** In the sandbox root has none of its powers: another user's project is closed to its commands, and no job would ever be done. */
function closedFailure({ layout: { root, workspace }, sandbox }: PreparedCommands): Failure | null {
  if (sandbox.state.kind !== 'bubblewrap' || process.getuid?.() !== 0) return null
  if ([root, workspace].some(permissionsLetWriteIn)) return null
  return {
    what: 'commands can write nothing here: the folder is of another user, and in the sandbox root has no powers',
    where: root,
    remedy: "run tos as the folder's owner ('sudo -u NAME tos …'), or make the folder root's with chown",
    exitCode: exitCodes.failed,
  }
}

/** Another user's project can be looked at: a run would end at its first word. */
const unwritable = ({ layout }: LoadedSettings): Failure | null =>
  refusedIn(layout.logs) ?? refusedIn(dirname(layout.phaseState))

/** What a model cannot do, or a limit cannot hold, is said before the first call. */
function modelFailure({ settings, tosFile }: LoadedSettings): Failure | null {
  const place = (keys: string[]) => tosFile?.place(keys) ?? 'config/tos.json'
  for (const role of roles) {
    const { provider, json } = settings.tos.models[role]
    const row = providerRow(provider)
    const keys = ['models', role, 'json']
    if (row && !row.json.includes(json)) {
      const others = row.json
        .map((mode) => `"${mode}"`)
        .toReversed()
        .join(' or ')
      return misconfigured(`'${keys.join('.')}': ${provider} knows no "${json}"`, place(keys), `use ${others}`)
    }
    const model = modelName(settings, role)
    if (row && model === '') {
      const what = `'models.${role}' names no model, and ${row.title} has none of its own`
      return misconfigured(what, place(['models', role]), `set 'models.${role}.model'`)
    }
    if (settings.tos.limits.max_cost_usd !== null && !priceOf(settings, model)) {
      const what = `'limits.max_cost_usd' cannot be kept: the price of '${model}' (${role}) is not known`
      return misconfigured(
        what,
        place(['limits', 'max_cost_usd']),
        `add it to 'models.prices' (shipped prices are of ${priceDate})`,
      )
    }
  }
  return null
}

/** Keys are for the models' adapters alone; no setting hands one to a command. */
function shownKeyFailure({ settings, tosFile }: LoadedSettings): Failure | null {
  const keys = keyVariables(settings)
  const index = settings.tos.exec.env_allow.findIndex((name) => keys.has(name))
  if (index < 0) return null
  const name = settings.tos.exec.env_allow[index] ?? ''
  const where = tosFile?.place(['exec', 'env_allow', index]) ?? 'config/tos.json'
  return misconfigured(`'exec.env_allow' names the API key ${name}`, where, 'remove it: commands never see keys')
}
