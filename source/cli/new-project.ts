// Lays out a project folder: the two configuration files, the runbook's folders, and what git must not see.
import { closeSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { providerRow, providers, type ProviderName } from '../core/providers.ts'
import { isThere, makeFolder, openToAppend, readIfThere } from '../files/open-regular.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { usualWishes, type ProjectWishes } from './init-wishes.ts'
import { templates } from './templates.ts'

/** The runbook's text rules are there to be filled; what guards a new project are the packs of `newTos`. */
export function newConfig(): Record<string, unknown> {
  return {
    config_version: 'v0.3',
    sprint: 'S-6',
    s5_settings: {
      enabled: false,
      description: 'job loop',
      experimental_warning: true,
      job_loop: {
        enabled: true,
        max_jobs: 3,
        job_name: 'sample',
        job_input: { path: 'workspace/artifacts/job_input.json', required: false },
        job_result: { path: 'workspace/artifacts/job_result.json' },
      },
    },
    openai_model: providers.openai.model,
    anthropic_model: providers.anthropic.model,
    max_steps: 8,
    api_retry: 2,
    json_retry: 2,
    timeout_sec: 120,
    workspace_dir: 'workspace',
    logs_dir: 'logs',
    execution_policy: { default_action: 'allow', stop_on_deny: true, deny_if_contains: [] },
    allow_types: ['bash'],
    deny_patterns: [],
    ...templates,
  }
}

/** Where editors find what may stand in config/tos.json; the program never asks there. */
const tosSchemaAddress = 'https://unpkg.com/tos-tui/config/schema/tos.v1.json'

/**
 * Rules on the parsed command: the project is free, the rest of the machine is protected. Without presets the models are
 * those of config_v0_3.json.
 */
export function newTos({ presets, packs, network, done }: ProjectWishes = usualWishes): Record<string, unknown> {
  const [first, second = first] = presets
  return {
    $schema: tosSchemaAddress,
    ...(first && second && { models: { draft: roleOf(first), review: roleOf(second), final: roleOf(first) } }),
    policy: { packs, rules: [] },
    ...(network !== usualWishes.network && { exec: { network } }),
    ...(done !== null && { done: { checks: [{ kind: 'file', path: done }] } }),
  }
}

/** What a preset leaves open stands in the file to be filled in. */
function roleOf(provider: ProviderName): Record<string, unknown> {
  const row = providerRow(provider)
  const model = row?.model ?? 'NAME-OF-YOUR-MODEL'
  return { provider, model, ...(row?.address === null && { base_url: 'https://YOUR-RESOURCE.example/openai/v1' }) }
}

/** `.env` stands for the one beside the configuration too: keys never get into git. */
const ignored = ['logs/', 'workspace/', '.env*', '!.env.example']
const maxIgnoreBytes = 16 * 1024 * 1024

/** Writes what is missing and nothing else; the paths that were made, relative to the folder, which is there. */
export function layOutProject(folder: string, files: Record<string, unknown>): string[] {
  const root = realpathSync(folder)
  const made: string[] = []
  for (const folder of [
    'config',
    'logs',
    ...['artifacts', 'generated', 'results'].map((name) => join('workspace', name)),
  ])
    makeFolder(join(root, folder))
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name)
    if (isThere(path)) continue
    writeAtomic(path, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`)
    made.push(name)
  }
  const ignore = join(root, '.gitignore')
  const present = (readIfThere(ignore, maxIgnoreBytes)?.toString('utf8') ?? '').split('\n').map((line) => line.trim())
  const missing = ignored.filter((line) => !present.includes(line) && !present.includes(`/${line}`))
  if (missing.length > 0) {
    const descriptor = openToAppend(ignore)
    try {
      writeFileSync(descriptor, `${present.at(-1) === '' ? '' : '\n'}${missing.join('\n')}\n`)
    } finally {
      closeSync(descriptor)
    }
    made.push('.gitignore')
  }
  return made
}
