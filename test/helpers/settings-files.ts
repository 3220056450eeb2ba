// Settings files in a temporary project root.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { loadSettings } from '../../source/files/settings.ts'
import { temporaryFolder } from './project.ts'

export const base = { workspace_dir: 'workspace', logs_dir: 'logs' }

/** A root with these files; objects are written with an indent of 1, so that every key has a line of its own. */
export function rootOf(
  t: TestContext,
  { config = base, tos }: { config?: object | string; tos?: object | string },
): string {
  const root = temporaryFolder(t)
  const write = (name: string, content: object | string) =>
    writeFileSync(join(root, 'config', name), typeof content === 'string' ? content : JSON.stringify(content, null, 1))
  mkdirSync(join(root, 'config'))
  write('config_v0_3.json', config)
  if (tos !== undefined) write('tos.json', tos)
  return root
}

export const load = (root: string) => loadSettings({ root, configFile: join(root, 'config', 'config_v0_3.json') })
