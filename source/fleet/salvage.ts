// What attempts left on this host that did not end well: their folders are kept, and one is copied out with its journal.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { copyTree, type LeftOut } from '../checkpoints/copy-tree.ts'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { readIfThere } from '../files/open-regular.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import type { Travel } from './engine.ts'
import { madeWhole } from './made-whole.ts'
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
  /** Whole lines of its journal, and how many of them the database does not have; null: its settings do not tell where it is. */
  readonly lines: number | null
  readonly ahead: number | null
  /** Lay in its tree, and could not be carried. */
  readonly leftOut: readonly LeftOut[]
}

const maxJournalBytes = 2 ** 30

/** The last attempt of the loop that this host has, copied to `to`, which must not be there: whole, or nothing of it. */
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
  return madeWhole<Salvaged>(path, async (part) => {
    const copy = join(part, 'tree')
    const leftOut = copyTree(found.folder, copy)
    const journal = journalIn(join(copy, loop.origin?.prefix ?? ''))
    const done = { path, attempt: found.attempt, leftOut }
    if (!journal.ok) return succeed({ ...done, lines: null, ahead: null })
    const here = linesOf(journal.value)
    const known = new Set(linesOf(await travel.journal(loop.name, 1)))
    return succeed({ ...done, lines: here.length, ahead: here.filter((line) => !known.has(line)).length })
  })
}

function journalIn(root: string): Result<Buffer | null> {
  const project = findProjectRoot(root, root)
  const loaded = project.ok ? loadSettings(project.value) : project
  return loaded.ok ? succeed(readIfThere(loaded.value.layout.journal, maxJournalBytes)) : loaded
}

/** What stands behind the last line end was never a line. */
const linesOf = (journal: Buffer | null): string[] => journal?.toString('utf8').split('\n').slice(0, -1) ?? []

const nothingHere = (name: string, where: string): Failure => ({
  what: `no attempt of ${name} left anything on this host`,
  where,
  remedy: `call it on the host that ran it, or 'tos fleet get ${name}' for what is on record`,
  exitCode: exitCodes.failed,
})
