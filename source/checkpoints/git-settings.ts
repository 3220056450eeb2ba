// The few settings a snapshot heeds: how the disk is to be read. Taken out of the configuration as data; nothing is included.
import { join } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import { createGit } from './git.ts'
import { splitZero } from './names.ts'
import { isOrdinary } from './folders.ts'
import { entryOf, readPlain } from './plain-file.ts'
import type { Repository } from './repository.ts'

/** Lower-case key -> value. */
export type GitSettings = ReadonlyMap<string, string>

const maxConfig = 1024 * 1024
/** What is said of a disk that keeps neither links nor permissions: a repository that was copied from one still says it. */
const ofPoorDisks = ['core.filemode', 'core.symlinks']
const heeded = new Set([...ofPoorDisks, 'core.precomposeunicode', 'extensions.objectformat'])

/** A configuration that cannot be read has no say. `writable` is what the store's git may write: the walls are the same. */
export async function readGitSettings(repository: Repository, writable: readonly string[]): Promise<GitSettings> {
  const { commonFolder, environment, silenceMs, marker, fence } = repository
  // In no repository: none is looked for, none is believed.
  const shared = { environment, own: { GIT_DIR: '/dev/null', ...marker }, silenceMs, fence, writable }
  const git = createGit({ folder: '/', ...shared })
  const own = readPlain(join(commonFolder, 'config'), maxConfig)
  const [said, persons] = await Promise.all([
    own ? git.call(['config', '--file', '-', '--no-includes', '--list', '-z'], { input: own }) : null,
    // Where the person's own ignore file lies is told by the person's own configuration.
    git.call(['config', '--type=path', '--get', 'core.excludesFile']),
  ])
  const excludes = persons.code === 0 ? persons.out.toString('utf8').replace(/\n$/, '') : ''
  return new Map([
    ...(said?.code === 0 ? splitZero(said.out) : []).flatMap((entry) => {
      const [, key = '', value = 'true'] = /^([^\n]+)(?:\n([^]*))?$/.exec(entry) ?? []
      return heeded.has(key.toLowerCase()) ? [[key.toLowerCase(), value] as const] : []
    }),
    ...(excludes === '' ? [] : [['core.excludesfile', excludes] as const]),
  ])
}

/** Of the store: nothing in it runs a program, and bytes stay bytes. */
export function storeConfig(settings: GitSettings, { top }: Repository): string {
  const quoted = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
  const setting = (key: string) => {
    const value = settings.get(key)
    return value === undefined ? [] : [`\t${key.slice(key.indexOf('.') + 1)} = ${quoted(value)}`]
  }
  const format = setting('extensions.objectformat')
  return [
    '[core]',
    `\trepositoryformatversion = ${format.length > 0 ? 1 : 0}`,
    '\tbare = false',
    `\tignorecase = ${isCaseBlind(top)}`,
    '\tautocrlf = false',
    '\tsplitIndex = false',
    '\tuntrackedCache = false',
    '\tattributesFile = /dev/null',
    '\tprotectNTFS = false',
    '\tprotectHFS = false',
    // One flush for all objects of a call; speed before size, most of them live for days.
    '\tfsyncMethod = batch',
    '\tlooseCompression = 1',
    ...[...(isOrdinary(top) ? [] : ofPoorDisks), 'core.precomposeunicode', 'core.excludesfile'].flatMap(setting),
    ...(format.length > 0 ? ['[extensions]', ...format] : []),
    '',
  ].join('\n')
}

/**
 * A store keeps what it holds by names of one kind. A repository that was made anew, by a git with another default perhaps,
 * may have another: with its settings nothing of the store could be read any more. @throws Failed
 */
export function refuseOtherFormat(store: string, settings: GitSettings): void {
  const config = readPlain(join(store, 'config'), maxConfig)?.toString('latin1')
  if (config === undefined) return
  const held = /^\tobjectformat = "(.*)"$/m.exec(config)?.[1] ?? 'sha1'
  const wanted = settings.get('extensions.objectformat') ?? 'sha1'
  if (held === wanted) return
  throw new Failed({
    what: `the repository names its objects by ${wanted}, the store of snapshots by ${held}`,
    where: store,
    remedy: "bring out what you want of it ('tos checkpoints export'), then move it away: a new store begins",
    exitCode: exitCodes.failed,
  })
}

/** Does the file system take FOO for foo? Asked of the disk: the setting may be from another one. */
function isCaseBlind(top: string): boolean {
  const [lower, upper] = [entryOf(join(top, '.git')), entryOf(join(top, '.GIT'))]
  return lower !== null && upper !== null && lower.ino === upper.ino && lower.dev === upper.dev
}
