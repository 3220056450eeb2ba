// What a person likes, kept by `conf` in the user's own configuration folder. Nothing a run depends on.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type Conf from 'conf'
import * as z from 'zod'
import { makeFolders } from '../core/make-folders.ts'
import { isThere, readRegular } from './open-regular.ts'

/** How far a viewer had seen a loop when it was left. */
const seenSchema = z.object({
  root: z.string(),
  loop: z.string(),
  at: z.string(),
  jobs: z.number(),
  allow: z.number(),
  ask: z.number(),
  deny: z.number(),
  costUsd: z.number(),
})
export type Seen = z.infer<typeof seenSchema>

const preferredSchema = z.object({
  /** A code, or `auto`; one that this version does not know counts as that. */
  language: z.string().default('auto').catch('auto'),
  frame: z.enum(['auto', 'lines', 'ascii']).default('auto').catch('auto'),
  lastProject: z.string().default('').catch(''),
  seen: z.array(seenSchema).default([]).catch([]),
})
export type Preferred = z.infer<typeof preferredSchema>

export interface Preferences {
  readonly path: string
  readonly preferred: Preferred
  /** Changes and keeps some of it. A disk that refuses is no trouble of the session. */
  readonly save: (change: Partial<Preferred>) => Promise<void>
  /** Resolves when everything saved so far is on disk. */
  readonly saved: () => Promise<void>
}

/** Projects whose last look is remembered. */
export const mostSeen = 20

const fileName = 'preferences'
const mostBytes = 1024 * 1024

/** Of the file, not of the program; raised with a migration. */
const format = '1.0.0'

/** To a format from those before it. */
const migrations = {
  /** Files without a number. A value of theirs that the schema does not take would have the whole file given up. */
  '1.0.0': (store: Conf<Preferred>): void => store.set(preferredSchema.parse(store.store, { jitless: true })),
}

/** Where they are kept: `$XDG_CONFIG_HOME/tos-tui`, else `~/.config/tos-tui`; null without a home. */
export function preferencesFolder({ XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string | null {
  if (XDG_CONFIG_HOME) return join(XDG_CONFIG_HOME, 'tos-tui')
  return HOME ? join(HOME, '.config', 'tos-tui') : null
}

/** Read without `conf`, which takes a fifth of a second of the processor to load and check a file; written with it. */
export function openPreferences(environment: NodeJS.ProcessEnv): Preferences {
  const folder = preferencesFolder(environment)
  const path = folder === null ? '' : join(folder, `${fileName}.json`)
  let preferred = readPreferred(path)
  let last: Promise<void> = Promise.resolve()
  return {
    path,
    get preferred() {
      return preferred
    },
    save(change) {
      preferred = { ...preferred, ...change }
      last = last.then(() => write(folder, change))
      return last
    },
    saved: () => last,
  }
}

/**
 * `conf` checks what is written by the same schema, and takes the place of what it cannot read by what could be read of it.
 * Whatever another screen wrote meanwhile stays.
 */
async function write(folder: string | null, change: Partial<Preferred>): Promise<void> {
  if (folder === null) return
  try {
    // Else `conf` makes it, with a call of Node that never ends below /proc.
    makeFolders(folder, (each) => mkdirSync(each))
    // `conf` opens whatever stands there.
    const path = join(folder, `${fileName}.json`)
    if (isThere(path)) readRegular(path, mostBytes, { links: 'any' })
    const { default: Store } = await import('conf')
    new Store<Preferred>({
      cwd: folder,
      configName: fileName,
      configFileMode: 0o600,
      schema: z.toJSONSchema(preferredSchema, { io: 'input' }).properties ?? {},
      defaults: readPreferred(path),
      clearInvalidConfig: true,
      projectVersion: format,
      migrations,
    }).set(change)
  } catch {
    // A read-only home, a pipe: the choice holds for this session.
  }
}

function readPreferred(path: string): Preferred {
  try {
    // A person's own link is followed; what is no file, or has no end, is not waited for.
    const text = readRegular(path, mostBytes, { links: 'any' }).toString('utf8')
    return preferredSchema.parse(JSON.parse(text), { jitless: true })
  } catch {
    return preferredSchema.parse({}, { jitless: true })
  }
}
