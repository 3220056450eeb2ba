// What attempts left on this host that did not end well: their folders are kept, and one is copied out with its journal.
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { readIfThere } from '../files/open-regular.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import type { Travel } from './engine.ts'
import type { QueuedLoop } from './submission.ts'

export interface Attempt {
  /** Of its loop. */
  readonly name: string
  readonly attempt: number
  /** The last change of its folder, UTC. */
  readonly at: string
  /** Absolute: the folder that was laid out. */
  readonly folder: string
}

/** `root` is where loops are laid out. In the order of loops and attempts. */
export function attemptsIn(root: string): Attempt[] {
  const folder = join(root, 'loops')
  return numbersIn(folder, /^l-(\d{4,15})$/)
    .flatMap((name) =>
      numbersIn(join(folder, name), /^(\d{1,9})$/).map((attempt) => ({
        name,
        attempt: Number(attempt),
        folder: join(folder, name, attempt, 'tree'),
      })),
    )
    .filter((each) => existsSync(each.folder))
    .map(({ name, attempt, folder: left }) => ({
      name,
      attempt,
      folder: left,
      at: statSync(left).mtime.toISOString(),
    }))
}

function numbersIn(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return []
  const number = (name: string): number => Number(pattern.exec(name)?.[1])
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .toSorted((a, b) => number(a) - number(b))
}

export interface Salvaged {
  readonly path: string
  readonly attempt: number
  /** Whole lines of its journal, and how many of them the database does not have. */
  readonly lines: number
  readonly ahead: number
}

const maxJournalBytes = 2 ** 30

/** The last attempt of the loop that this host has, copied to `to`, which must not be there. */
export async function salvage(
  loop: QueuedLoop,
  to: string,
  { root, travel, folder }: { readonly root: string; readonly travel: Travel; readonly folder: string },
): Promise<Result<Salvaged>> {
  const found = attemptsIn(root).findLast(({ name }) => name === loop.name)
  if (!found) return fail(nothingHere(loop.name, root))
  const isRunning = loop.state === 'running' && loop.worker?.host === hostname() && found.attempt === loop.attempt
  if (isRunning)
    return fail({
      what: `${loop.name} runs on this host`,
      where: found.folder,
      remedy: `'tos attach ${loop.name}', or wait for its end`,
      exitCode: exitCodes.locked,
    })
  const path = resolve(folder, to)
  if (existsSync(path))
    return fail({
      what: 'there is something already',
      where: path,
      remedy: 'name a new folder',
      exitCode: exitCodes.usage,
    })
  cpSync(found.folder, path, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  const here = linesOf(journalIn(join(path, loop.origin?.prefix ?? '')))
  const known = new Set(linesOf(await travel.journal(loop.name, 1)))
  const ahead = here.filter((line) => !known.has(line)).length
  return succeed({ path, attempt: found.attempt, lines: here.length, ahead })
}

function journalIn(root: string): Buffer | null {
  const project = findProjectRoot(root, root)
  const loaded = project.ok ? loadSettings(project.value) : project
  return loaded.ok ? readIfThere(loaded.value.layout.journal, maxJournalBytes) : null
}

/** What stands behind the last line end was never a line. */
const linesOf = (journal: Buffer | null): string[] => journal?.toString('utf8').split('\n').slice(0, -1) ?? []

const nothingHere = (name: string, where: string): Failure => ({
  what: `no attempt of ${name} left anything on this host`,
  where,
  remedy: `call it on the host that ran it, or 'tos fleet get ${name}' for what is on record`,
  exitCode: exitCodes.failed,
})
