// Loads config_v0_3.json and config/tos.json.
import { lstatSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'
import { doneChecks, usesReplay, type Settings } from '../core/settings.ts'
import { defaultTos, tosSchema, type TosSettings } from '../core/tos-schema.ts'
import { readChecked, type CheckedJson } from './checked-json.ts'
import { loadConfig, type LoadedConfig } from './config-file.ts'
import type { JsonFile } from './json-file.ts'
import { separators } from './layout.ts'
import { isBelow, type ProjectRoot } from './project-root.ts'

export interface LoadedSettings extends Omit<LoadedConfig, 'config'> {
  readonly settings: Settings
  readonly tosFile: JsonFile | null
}

export function loadSettings(project: ProjectRoot): Result<LoadedSettings> {
  const loaded = loadConfig(project)
  if (!loaded.ok) return loaded
  const tosPath = join(project.root, 'config', 'tos.json')
  const tos = lstatSync(tosPath, { throwIfNoEntry: false }) ? readTosSettings(tosPath) : null
  if (tos && !tos.ok) return tos
  const { config, ...rest } = loaded.value
  const settings = { config, tos: tos ? tos.value.value : defaultTos() }
  const all = { ...rest, settings, tosFile: tos ? tos.value.file : null }
  const impossible = combination(all)
  return impossible ? fail(impossible) : succeed(all)
}

/** A settings file of its own, like config/tos.json; comments may stand in it. `text`: in place of what the file holds. */
export const readTosSettings = (path: string, text?: string): Result<CheckedJson<TosSettings>> =>
  readChecked(path, tosSchema, { hasComments: true, ...(text !== undefined && { text }) })

/** Values that are right one by one but not together. */
function combination({ settings, layout, configFile, tosFile }: LoadedSettings): Failure | null {
  if (usesReplay(settings) && settings.tos.models.replay === null && tosFile)
    return misconfigured(
      "a model's provider is 'replay' but 'models.replay' names no file",
      tosFile.place(['models']),
      "set 'models.replay' to the file of recorded answers",
    )
  const checks = doneChecks(settings).filter((check) => check.kind === 'file')
  const stray = checks.find((check) => !isBelow(layout.root, resolve(layout.root, separators(check.path))))
  if (!stray) return null
  const place =
    settings.tos.done.checks && tosFile ? tosFile.place(['done', 'checks']) : configFile.place(['workspace_dir'])
  return misconfigured(`the done check's path '${stray.path}' leaves the project root`, place, 'name a path inside it')
}
