// Where each setting comes from: a line of one of the two files, or nowhere, which means its default.
import type { JsonFile } from './json-file.ts'
import type { LoadedSettings } from './settings.ts'

export interface SettingRow {
  /** `policy.packs`; the keys of the runbook's file stand as they do there. */
  readonly key: string
  readonly value: unknown
  /** `config/tos.json:4`; null for a default. */
  readonly place: string | null
}

/** Every setting, the runbook's first; a list is one setting. */
export function settingRows({ settings, configFile, tosFile, layout }: LoadedSettings): SettingRow[] {
  const short = (place: string): string =>
    place.startsWith(`${layout.root}/`) ? place.slice(layout.root.length + 1) : place
  const from = (file: JsonFile | null, path: readonly string[]): string | null =>
    file && stands(file.value, path) ? short(file.place(path)) : null
  const rows = (value: unknown, file: JsonFile | null): SettingRow[] =>
    leaves(value, []).map(({ path, value: leaf }) => ({ key: path.join('.'), value: leaf, place: from(file, path) }))
  return [...rows(settings.config, configFile), ...rows(settings.tos, tosFile)]
}

interface Leaf {
  readonly path: readonly string[]
  readonly value: unknown
}

function leaves(value: unknown, path: readonly string[]): Leaf[] {
  const isFolder = value !== null && typeof value === 'object' && !Array.isArray(value)
  const entries = isFolder ? Object.entries(value) : []
  if (entries.length === 0) return [{ path, value }]
  return entries.flatMap(([key, part]) => leaves(part, [...path, key]))
}

/** Is there a value at this path? */
export function stands(value: unknown, path: readonly string[]): boolean {
  let at: unknown = value
  for (const key of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return false
    at = (at as Record<string, unknown>)[key]
  }
  return true
}
