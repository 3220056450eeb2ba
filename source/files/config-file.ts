// Loads config_v0_3.json: all that is needed to look at a project.
import { configSchema, type Config } from '../core/config-schema.ts'
import { fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'
import { readChecked, type CheckedJson } from './checked-json.ts'
import { layoutOf, type Layout } from './layout.ts'
import { foundation, takenPlace } from './own-places.ts'
import { isBelow, linkOnTheWay, type ProjectRoot } from './project-root.ts'

export interface LoadedConfig {
  readonly config: Config
  readonly layout: Layout
  readonly configFile: CheckedJson<Config>['file']
}

export function loadConfig({ root, configFile }: ProjectRoot): Result<LoadedConfig> {
  const read = readChecked(configFile, configSchema)
  if (!read.ok) return read
  const { file, value: config } = read.value
  const loaded = { config, layout: layoutOf(root, config), configFile: file }
  const impossible = combination(loaded)
  return impossible ? fail(impossible) : succeed(loaded)
}

/** Values that are right one by one but not together. */
function combination(loaded: LoadedConfig): Failure | null {
  const stray = strayPath(loaded) ?? overwritten(loaded)
  if (stray) return stray
  const { config, configFile } = loaded
  const input = config.s5_settings.job_loop.job_input
  if (!input.required || input.path !== '') return null
  return misconfigured(
    "'s5_settings.job_loop.job_input' is required but has no path",
    configFile.place(['s5_settings', 'job_loop', 'job_input', 'required']),
    "set 'path' or set 'required' to false",
  )
}

const resultKeys = ['s5_settings', 'job_loop', 'job_result', 'path']

function strayPath({ layout, configFile }: LoadedConfig): Failure | null {
  const paths: [string[], string | null][] = [
    [['workspace_dir'], layout.workspace],
    [['logs_dir'], layout.logs],
    [['s5_settings', 'job_loop', 'job_input', 'path'], layout.jobInput],
    [resultKeys, layout.jobResult],
  ]
  for (const [keys, path] of paths) {
    if (path === null) continue
    if (isBelow(layout.root, path)) {
      const found = linkOnTheWay(layout.root, path)
      if (found) return isLink(keys.join('.'), found)
      continue
    }
    return misconfigured(
      `'${keys.join('.')}' leaves the project root (${path})`,
      configFile.place(keys),
      'name a path inside the project root',
    )
  }
  return null
}

/** The settings, the repository and the program's own files are no place for what a loop writes. */
function overwritten({ layout, configFile }: LoadedConfig): Failure | null {
  const paths: [string[], string, string | null][] = [
    [['workspace_dir'], layout.workspace, foundation(layout, layout.workspace)],
    [['logs_dir'], layout.logs, foundation(layout, layout.logs)],
    [resultKeys, layout.jobResult, takenPlace(layout, layout.jobResult)],
  ]
  const [found] = paths.flatMap(([keys, path, what]) => (what === null ? [] : [{ keys, path, what }]))
  if (!found) return null
  const { keys, path, what } = found
  return misconfigured(
    `'${keys.join('.')}' names a place of ${what} (${path})`,
    configFile.place(keys),
    'name a path of its own',
  )
}

/** What the program writes and reads it reaches without links: a command may have made one, and lead it anywhere. */
const isLink = (key: string, { link, to }: { link: string; to: string }): Failure =>
  misconfigured(
    `is a symbolic link (to ${to}), and '${key}' lies behind it`,
    link,
    "put the folder or file itself there; what lies on another disk can be mounted there ('mount --bind')",
  )
