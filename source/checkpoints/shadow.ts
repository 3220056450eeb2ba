// The store's own git folder, outside of the project: whole in itself, its index mirrors the working tree byte for byte.
import { copyFileSync, lstatSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { causeOf, exitCodes, Failed } from '../core/failure.ts'
import { createGit, type CallOptions, type Git } from './git.ts'
import { readGitSettings, refuseOtherFormat, storeConfig } from './git-settings.ts'
import { nameOf, shown, type Name } from './names.ts'
import { entryOf, isRealFolder, readPlain } from './plain-file.ts'
import { replaceFile } from './replace-file.ts'
import { isWholeIndex, mendIndex, notRegular, refuseUnreadable, storeHead } from './sound.ts'
import type { Repository } from './repository.ts'

/**
 * Nothing of the repository's or the person's configuration is in force here: no hooks, filters, line-end conversion,
 * fsmonitor, replaced or borrowed objects. What it needs to read the disk right is copied.
 */
export interface Shadow {
  readonly repository: Repository
  /** The git folder. */
  readonly folder: string
  readonly index: string
  /** For files of a moment. */
  readonly scratch: string
  /** Its index is a copy that goes when the look is over: nothing is remembered of it. */
  readonly isLook: boolean
  /** What had to be made anew; null on an ordinary day. */
  readonly mended: string | null
  /** Folders of the program's own, by name: no snapshot holds what lies in them. */
  readonly own: readonly Name[]
  /** git at the top of the working tree, on the store's index and objects. */
  readonly git: Git
}

export interface ShadowOptions {
  /** The git folder; made when it is not there. */
  readonly folder: string
  /** Absolute folders that no snapshot holds. */
  readonly excluded: readonly string[]
  /** A folder for whoever only looks, who works on a copy of the index; null for the one that holds the project's lock. */
  readonly lookIn: string | null
}

export async function openShadow(repository: Repository, { folder, excluded, lookIn }: ShadowOptions): Promise<Shadow> {
  const { top } = repository
  const own = excluded.flatMap((each) => (each.startsWith(`${top}/`) ? [nameOf(each.slice(top.length + 1))] : []))
  const patterns = own.map(excludePattern)
  const { environment, silenceMs, marker, endLeftovers, fence } = repository
  const kept = join(folder, 'index')
  const index = lookIn === null ? kept : join(lookIn, 'index')
  const isLook = lookIn !== null
  // A look hashes the files as they are, too: their objects lie with all others, and no name leads to them.
  const writable = lookIn === null ? [folder] : [lookIn, join(folder, 'objects')]
  try {
    // HEAD comes last: where it is missing, whoever began the store did not come to its end.
    if (!isLook || entryOf(join(folder, 'HEAD')) === null) {
      for (const each of ['info', 'refs', 'objects/info', 'objects/pack'])
        mkdirSync(join(folder, each), { recursive: true, mode: 0o700 })
      const settings = await readGitSettings(repository, writable)
      refuseOtherFormat(folder, settings)
      replace(join(folder, 'config'), storeConfig(settings, repository))
      replace(
        join(folder, 'info', 'attributes'),
        '* -text -ident -filter -export-ignore -export-subst !eol !working-tree-encoding\n',
      )
      replace(join(folder, 'info', 'exclude'), excludes(repository, patterns))
      replace(join(folder, 'info', 'own'), patterns.map((pattern) => `${pattern}\n`).join(''))
      replace(join(folder, 'HEAD'), storeHead)
    }
    refuseUnreadable(folder)
    const variables = {
      GIT_DIR: folder,
      GIT_WORK_TREE: top,
      GIT_INDEX_FILE: index,
      GIT_ATTR_NOSYSTEM: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      ...marker,
    }
    const git = createGit({ folder: top, environment, own: variables, silenceMs, endLeftovers, fence, writable })
    // Left by one that was killed: whoever holds the project is alone here.
    if (!isLook)
      for (const name of readdirSync(folder)) if (name.endsWith('.lock')) rmSync(join(folder, name), { force: true })
    const mended = isLook ? null : mendIndex(index)
    if (isLook) lookAtIndex(kept, index)
    return { repository, folder, index, scratch: lookIn ?? folder, own, git, isLook, mended }
  } catch (error) {
    if (error instanceof Failed) throw error
    const remedy = "make it writable for this user, or name another folder: 'checkpoints.store' in config/tos.json"
    throw new Failed({
      what: `the store of snapshots cannot be written (${causeOf(error)})`,
      where: folder,
      remedy,
      exitCode: exitCodes.failed,
    })
  }
}

function excludes({ commonFolder }: Repository, excluded: readonly string[]): string {
  const own = readPlain(join(commonFolder, 'info', 'exclude'), 1024 * 1024)?.toString('latin1') ?? ''
  return [own, ...excluded, ''].join('\n')
}

/** For packing, which asks the working tree's attributes else: a pipe in the place of .gitattributes would hold it up. */
export const awayFromTree = ({ folder }: Pick<Shadow, 'folder'>): CallOptions => ({
  folder,
  environment: { GIT_WORK_TREE: folder },
})

/** Does it lie in a folder of the program's own, or is it one? */
export const isOwn = ({ own }: Pick<Shadow, 'own'>, name: Name): boolean =>
  own.some((folder) => name === folder || name.startsWith(`${folder}/`))

/** A pattern that matches this folder of the top and nothing else. */
export const excludePattern = (folder: Name): string => `/${folder.replaceAll(/[\\*?[\]!# ]/g, (c) => `\\${c}`)}/`

function replace(path: string, content: string): void {
  const bytes = Buffer.from(content, 'latin1')
  if (isRealFolder(path)) throw notRegular(path)
  if (readPlain(path)?.equals(bytes) !== true) replaceFile(path, bytes)
}

/** Keeps the time: entries younger than their index are looked at again. Both are the store's own. */
export function copyIndex(from: string, to: string): void {
  copyFileSync(from, to)
  keepTime(from, to)
}

/** Whoever only looks cannot mend: without an index every file is looked at. */
function lookAtIndex(kept: string, copy: string): void {
  const bytes = readPlain(kept)
  if (bytes === null || !isWholeIndex(bytes)) return
  writeFileSync(copy, bytes)
  keepTime(kept, copy)
}

/** The same of an index of the project's: a file of any making. False when there is none that can be read. */
export function takeIndex(from: string, to: string): boolean {
  const bytes = readPlain(from)
  if (bytes === null) return false
  writeFileSync(to, bytes)
  keepTime(from, to)
  return true
}

function keepTime(from: string, to: string): void {
  const { atimeMs, mtimeMs } = lstatSync(from)
  utimesSync(to, Math.floor(atimeMs) / 1000, Math.floor(mtimeMs) / 1000)
}

export const isRules = (name: Name): boolean => name === '.gitignore' || name.endsWith('/.gitignore')
export const isAttributes = (name: Name): boolean => name === '.gitattributes' || name.endsWith('/.gitattributes')

/** For messages. */
export const describeNames = (names: readonly Name[], most = 5): string =>
  `${names.slice(0, most).map(shown).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`
