// A git folder of our own that shares the repository's objects: its index mirrors the working tree byte for byte.
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { causeOf, exitCodes, Failed } from '../core/failure.ts'
import { createGit, type Git } from './git.ts'
import { nameOf, shown, splitZero, toBytes, type Name } from './names.ts'
import type { Repository } from './repository.ts'

/**
 * Nothing of the repository's own configuration is in force here: no hooks, filters, line-end conversion, fsmonitor.
 * What it needs to read the disk right (modes, case, ignore rules, hash) is copied.
 */
export interface Shadow {
  readonly repository: Repository
  readonly folder: string
  readonly index: string
  /** Its index is a copy that goes when the look is over: nothing is remembered of it. */
  readonly isLook: boolean
  /** It was copied from the user's index just now. */
  readonly isSeeded: boolean
  /** git at the top of the working tree, on the shadow's index. */
  readonly git: Git
}

/**
 * `logs` is the project's log folder: it is never part of a snapshot. Only the process that holds the project's lock may
 * work on the shadow's index; everybody else looks by a copy of it in the folder `lookIn`.
 */
export async function openShadow(repository: Repository, logs: string, lookIn: string | null): Promise<Shadow> {
  const { gitFolder, commonFolder, top, prefix, environment, silenceMs, marker, endLeftovers } = repository
  const name = prefix === '' ? 'tos' : `tos-${createHash('sha256').update(toBytes(prefix)).digest('hex').slice(0, 8)}`
  const folder = join(gitFolder, name)
  const kept = join(folder, 'index')
  const index = lookIn === null ? kept : join(lookIn, 'index')
  try {
    // One by one: a read-only disk is then told as such.
    for (const each of [folder, ...['info', 'refs', 'objects'].map((inner) => join(folder, inner))])
      if (!existsSync(each)) mkdirSync(each)
    const settings = await readConfig(repository.git)
    replace(join(folder, 'HEAD'), 'ref: refs/heads/none\n')
    replace(join(folder, 'config'), shadowConfig(settings, isCaseBlind(gitFolder)))
    replace(join(folder, 'info', 'attributes'), '* -text -ident -filter !eol !working-tree-encoding\n')
    replace(
      join(folder, 'info', 'exclude'),
      excludes(commonFolder, logs === top ? null : nameOf(logs.slice(top.length))),
    )
    const own = {
      GIT_DIR: folder,
      GIT_WORK_TREE: top,
      GIT_OBJECT_DIRECTORY: join(commonFolder, 'objects'),
      GIT_INDEX_FILE: index,
      GIT_ATTR_NOSYSTEM: '1',
      ...marker,
    }
    const git = createGit({ folder: top, environment, own, silenceMs, endLeftovers })
    const shadow = { repository, folder, index, git, isLook: lookIn !== null, isSeeded: false }
    // Left by one that was killed: whoever holds the project is alone here.
    if (lookIn === null) rmSync(`${index}.lock`, { force: true })
    else if (existsSync(kept)) copyIndex(kept, index)
    if (existsSync(index)) return shadow
    return { ...shadow, isSeeded: await seed(shadow, settings) }
  } catch (error) {
    if (error instanceof Failed) throw error
    const remedy = 'make the repository writable for this user and try again'
    throw new Failed({
      what: `cannot be written (${causeOf(error)})`,
      where: folder,
      remedy,
      exitCode: exitCodes.failed,
    })
  }
}

type Settings = ReadonlyMap<string, string>

/** Lower-case key -> the value in force. */
async function readConfig(git: Git): Promise<Settings> {
  const entries = splitZero(await git.bytes(['config', '--list', '-z']))
  return new Map(
    entries.map((entry) => {
      const at = entry.indexOf('\n')
      return at < 0 ? [entry.toLowerCase(), 'true'] : [entry.slice(0, at).toLowerCase(), entry.slice(at + 1)]
    }),
  )
}

const copied = ['core.filemode', 'core.symlinks', 'core.precomposeunicode', 'core.checkstat', 'core.trustctime']

function shadowConfig(settings: Settings, isBlind: boolean): string {
  const quoted = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
  const core = copied.flatMap((key) => {
    const value = settings.get(key)
    return value === undefined ? [] : [`\t${key.slice('core.'.length)} = ${quoted(value)}`]
  })
  const excludesFile = settings.get('core.excludesfile')
  const format = settings.get('extensions.objectformat')
  const lines = [
    '[core]',
    `\trepositoryformatversion = ${format ? 1 : 0}`,
    '\tbare = false',
    `\tignorecase = ${isBlind}`,
    '\tautocrlf = false',
    '\tsplitIndex = false',
    '\tuntrackedCache = false',
    ...core,
    ...(excludesFile === undefined ? [] : [`\texcludesFile = ${quoted(excludesFile)}`]),
    ...(format ? ['[extensions]', `\tobjectFormat = ${quoted(format)}`] : []),
  ]
  return Buffer.from(`${lines.join('\n')}\n`, 'latin1').toString('latin1')
}

/** Does the file system take FOO for foo? Asked of the disk: the setting may be from another one. */
const isCaseBlind = (gitFolder: string): boolean => existsSync(join(gitFolder, 'hEAD'))

function excludes(commonFolder: string, logs: Name | null): string {
  const path = join(commonFolder, 'info', 'exclude')
  const own = existsSync(path) ? readFileSync(path, 'latin1') : ''
  return logs === null ? own : `${own}\n${excludePattern(logs)}\n`
}

/** A pattern that matches this folder at the top and nothing else; `folder` begins with a slash. */
export const excludePattern = (folder: Name): string => `${folder.replaceAll(/[\\*?[\]!# ]/g, (c) => `\\${c}`)}/`

function replace(path: string, content: string): void {
  const bytes = Buffer.from(content, 'latin1')
  if (existsSync(path) && readFileSync(path).equals(bytes)) return
  writeFileSync(path, bytes)
}

/** The user's index says what is unchanged on disk, so that the first snapshot need not read every file. */
async function seed(shadow: Shadow, settings: Settings): Promise<boolean> {
  const { repository, index, git } = shadow
  const own = join(repository.gitFolder, 'index')
  if (!existsSync(own) || mayConvert(repository, settings)) return false
  copyIndex(own, index)
  copyShared(repository, shadow.folder)
  const listed = await git.call(['ls-files', '-v', '-z'])
  const entries = splitZero(listed.out)
  const isPlain = listed.code === 0 && !entries.some((entry) => isAttributes(entry.slice(2)))
  if (!isPlain) {
    rmSync(index, { force: true })
    return false
  }
  const marked = (wanted: (tag: string) => boolean) =>
    entries.flatMap((entry) => (wanted(entry[0] ?? '') ? [entry.slice(2)] : []))
  const trusted = marked((tag) => tag !== 'S' && tag !== 's' && tag !== tag.toUpperCase())
  // Sparse entries are not on disk; conflicts are taken as the files they are.
  const dropped = marked((tag) => ['S', 's', 'M', 'm'].includes(tag))
  const input = (names: readonly Name[]) => ({
    input: Buffer.from(names.map((name) => `${name}\0`).join(''), 'latin1'),
  })
  if (trusted.length > 0) await git.bytes(['update-index', '-z', '--no-assume-unchanged', '--stdin'], input(trusted))
  if (dropped.length > 0) await git.bytes(['update-index', '-z', '--force-remove', '--stdin'], input(dropped))
  return dropped.length === 0
}

/** Keeps the time: entries younger than their index are looked at again, and that must stay so. */
export function copyIndex(from: string, to: string): void {
  copyFileSync(from, to)
  const { atimeMs, mtimeMs } = lstatSync(from)
  utimesSync(to, Math.floor(atimeMs) / 1000, Math.floor(mtimeMs) / 1000)
}

/** A split index builds on a file beside it. */
export function copyShared({ gitFolder }: Repository, folder: string): void {
  for (const name of readdirSync(gitFolder).filter((file) => file.startsWith('sharedindex.')))
    copyFileSync(join(gitFolder, name), join(folder, name))
}

export const isRules = (name: Name): boolean => name === '.gitignore' || name.endsWith('/.gitignore')
export const isAttributes = (name: Name): boolean => name === '.gitattributes' || name.endsWith('/.gitattributes')

/** May files on disk differ from what the index holds of them? Then the index tells nothing about bytes. */
function mayConvert({ commonFolder, top, environment }: Repository, settings: Settings): boolean {
  const autocrlf = settings.get('core.autocrlf')?.toLowerCase() ?? 'false'
  const home = environment['XDG_CONFIG_HOME'] ?? join(environment['HOME'] ?? homedir(), '.config')
  const files = [
    join(commonFolder, 'info', 'attributes'),
    join(top, '.gitattributes'),
    '/etc/gitattributes',
    join(home, 'git', 'attributes'),
  ]
  return (
    !['false', 'no', 'off', '0', ''].includes(autocrlf) ||
    settings.has('core.attributesfile') ||
    files.some((file) => existsSync(file))
  )
}

/** For messages. */
export const describeNames = (names: readonly Name[], most = 5): string =>
  `${names.slice(0, most).map(shown).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`
