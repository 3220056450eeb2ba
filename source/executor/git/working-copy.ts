// A repository as a command that writes git gets it: its state copied, its objects below, all else read-only. What becomes
// of it is taken over afterwards, piece by piece, by take-over.ts: git never follows what a command made.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { withoutCredentials } from './config-text.ts'
import { isPassing, isState, isStateFolder } from './names.ts'
import { filesBelow, isRealFolder, lookAt, namesIn, readPlain, textAt } from './plain-file.ts'
import type { Repository } from './repositories.ts'

export interface WorkingCopy {
  readonly repository: Repository
  /** Absolute; mounted over the repository's folder. */
  readonly folder: string
  /** Arguments for bubblewrap. */
  readonly mounts: readonly string[]
  /** Every file of state by its name below the repository's folder, as it was copied. */
  readonly state: ReadonlyMap<string, Buffer>
}

/** Name of the mount, inside the copy, that the repository's own objects are read from. */
const baseName = 'tos-base'
const configNames = new Set(['config', 'config.worktree'])

/** Null when `repository` cannot be read as one: it stays read-only. */
export function makeWorkingCopy(repository: Repository, folder: string): WorkingCopy | null {
  const { common, own } = repository
  if (!isRealFolder(join(common, 'objects'))) return null
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const state = new Map<string, Buffer>()
  const mounts = ['--bind', folder, common]
  const copy = new Copier(common, folder, state, mounts)
  for (const name of namesIn(common)) if (name !== 'worktrees' && name !== 'modules') copy.entry(name)
  copy.worktrees(own === null ? null : relative(common, own))
  if (isRealFolder(join(common, 'modules'))) copy.shown('modules')
  if (!state.has(own === null ? 'HEAD' : join(relative(common, own), 'HEAD'))) return null
  for (const name of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'logs', baseName])
    mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'objects/info/alternates'), alternates(common))
  mounts.push('--ro-bind', join(common, 'objects'), join(common, baseName))
  return { repository, folder, mounts, state }
}

class Copier {
  readonly #common: string
  readonly #folder: string
  readonly #state: Map<string, Buffer>
  readonly #mounts: string[]

  constructor(common: string, folder: string, state: Map<string, Buffer>, mounts: string[]) {
    this.#common = common
    this.#folder = folder
    this.#state = state
    this.#mounts = mounts
  }

  /** An entry of the repository's folder, or of a linked worktree's. */
  entry(name: string): void {
    const short = name.replace(/^worktrees\/[^/]+\//, '')
    const path = join(this.#common, name)
    if (isPassing(name) || short === 'objects' || /^tos(?:-|$)/.test(short)) return
    if (isStateFolder(short) && isRealFolder(path)) {
      mkdirSync(join(this.#folder, name), { recursive: true })
      for (const file of filesBelow(path)) if (isState(join(short, file))) this.#copied(join(name, file))
    } else if (isState(short)) this.#copied(name)
    else if (configNames.has(short)) this.#scrubbed(name)
    else this.shown(name)
  }

  /** Only the own one can be written in. */
  worktrees(own: string | null): void {
    for (const id of namesIn(join(this.#common, 'worktrees'))) {
      const name = join('worktrees', id)
      if (name !== own) this.shown(name)
      else for (const each of namesIn(join(this.#common, name))) this.entry(join(name, each))
    }
  }

  /** Read-only, as it is. */
  shown(name: string): void {
    const path = join(this.#common, name)
    const entry = lookAt(path)
    if (entry?.isDirectory()) mkdirSync(join(this.#folder, name), { recursive: true })
    else if (entry?.isFile()) this.#write(name, Buffer.alloc(0))
    else return
    this.#mounts.push('--ro-bind', path, path)
  }

  #copied(name: string): void {
    const bytes = readPlain(join(this.#common, name))
    if (bytes === null) return
    this.#write(name, bytes)
    this.#state.set(name, bytes)
  }

  /** It could be renamed over, but a mount it cannot. */
  #scrubbed(name: string): void {
    this.#write(name, Buffer.from(withoutCredentials(textAt(join(this.#common, name)))))
    this.#mounts.push('--ro-bind', join(this.#folder, name), join(this.#common, name))
  }

  #write(name: string, bytes: Buffer): void {
    mkdirSync(dirname(join(this.#folder, name)), { recursive: true })
    writeFileSync(join(this.#folder, name), bytes)
  }
}

/** The repository's own objects, and those it borrows itself. */
function alternates(common: string): string {
  const objects = join(common, 'objects')
  const borrowed = textAt(join(objects, 'info', 'alternates'))
    .split('\n')
    .filter((line) => line !== '' && !/^[#"]/.test(line))
  return [`../${baseName}`, ...borrowed.map((line) => resolve(objects, line))].join('\n') + '\n'
}
