// Which policy a check judges by: the project's, or one pack alone.
import { existsSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { homeFolder } from '../executor/home-folder.ts'
import { relative, resolve } from 'node:path'
import type { Containment } from '../core/containment.ts'
import { fail, succeed, type Result } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { packNames, type PackName } from '../core/policy-settings.ts'
import { configSchema } from '../core/config-schema.ts'
import { defaultTos } from '../core/tos-schema.ts'
import type { Config } from '../core/settings.ts'
import { ownPlaces } from '../files/own-places.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { openJudge, type Judge } from '../policy/judge.ts'
import type { Surroundings } from '../policy/model/place.ts'
import type { PlacedRule } from '../policy/rules/evaluate.ts'
import { usageFailure } from './arguments.ts'
import { assumed, containmentHere, wishOf, type SandboxWish } from './policy-sandbox.ts'
import { text, type Invocation, type Terminal } from './command.ts'

export interface OpenedPolicy {
  readonly policy: Judge
  readonly around: Surroundings
  /** The project's own rules. */
  readonly own: readonly PlacedRule[]
  readonly packs: readonly PackName[]
}

export function surroundingsOf(root: string, environment: NodeJS.ProcessEnv): Surroundings {
  return {
    root: existsSync(root) ? realpathSync(root) : root,
    home: homeFolder(environment) ?? '/',
    temporary: tmpdir(),
  }
}

export async function openPolicy(invocation: Invocation, terminal: Terminal): Promise<Result<OpenedPolicy>> {
  const pack = text(invocation, 'pack')
  const workspace = text(invocation, 'workspace')
  const root = workspace === null ? null : resolve(terminal.folder, workspace)
  const wish = wishOf(invocation)
  if (!wish.ok) return wish
  if (pack === null) return ofProject(invocation, terminal, { workspace: root, wish: wish.value })
  const name = packNames.find((known) => known === pack)
  if (!name) {
    const near = nearestWord(pack, packNames)
    return fail(
      usageFailure(`unknown pack '${pack}'`, near ? `did you mean '${near}'?` : `write one of ${packNames.join(', ')}`),
    )
  }
  const around = surroundingsOf(root ?? terminal.folder, terminal.environment)
  const home = workspace === null ? around.home : homeOf(around)
  // A pack alone has no project that could be tried.
  const containment = assumed(wish.value === 'on' ? 'on' : 'off', around.root, defaultTos().exec.network)
  return build({ config: openConfig(), packs: [name], around: { ...around, home }, containment })
}

/** A named workspace below somebody's home is judged as that person's. */
function homeOf({ root, home }: Surroundings): string {
  return /^(?:\/home\/[^/]+|\/Users\/[^/]+|\/root)(?=\/)/.exec(root)?.[0] ?? home
}

/** Nothing but the pack speaks: no words, no expressions, every type. */
const openConfig = (): Config =>
  configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash', 'powershell'] })

async function build({
  config,
  packs,
  around,
  containment,
}: {
  config: Config
  packs: PackName[]
  around: Surroundings
  containment: Containment
}): Promise<Result<OpenedPolicy>> {
  const policy = { ...defaultTos().policy, packs }
  const compiled = await openJudge({
    config,
    policy,
    placeOf: (keys) => keys.join('.'),
    placeOfRule: (keys) => keys.join('.'),
    around,
    containment,
  })
  return compiled.ok ? succeed({ policy: compiled.value, around, own: [], packs }) : compiled
}

async function ofProject(
  invocation: Invocation,
  terminal: Terminal,
  { workspace, wish }: { workspace: string | null; wish: SandboxWish },
): Promise<Result<OpenedPolicy>> {
  const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
  if (!found.ok) return found
  const loaded = loadSettings(found.value)
  if (!loaded.ok) return loaded
  const { settings, layout, configFile, tosFile } = loaded.value
  const named = surroundingsOf(workspace ?? layout.root, terminal.environment)
  const guarded = ownPlaces(layout, settings.tos.checkpoints.store, terminal.environment)
  const around = workspace === null ? { ...named, own: guarded } : { ...named, home: homeOf(named) }
  const containment =
    wish === 'auto'
      ? await containmentHere(loaded.value, terminal.environment)
      : assumed(wish, around.root, settings.tos.exec.network)
  const placeOfRule = (keys: readonly PropertyKey[]) => relative(layout.root, tosFile?.place(keys) ?? 'config/tos.json')
  const compiled = await openJudge({
    config: settings.config,
    policy: settings.tos.policy,
    placeOf: (keys) => relative(layout.root, configFile.place(keys)),
    placeOfRule,
    around,
    containment,
  })
  if (!compiled.ok) return compiled
  const own = settings.tos.policy.rules.map((rule, i) => ({ rule, place: placeOfRule(['policy', 'rules', i]) }))
  return succeed({ policy: compiled.value, around, own, packs: settings.tos.policy.packs })
}
