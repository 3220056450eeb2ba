// The file system a command sees in bubblewrap: all of it read-only, homes and sockets gone, the project writable.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import type { TosSettings } from '../core/settings.ts'
import { homeOfAccount } from './home-folder.ts'
import { gitMounts, missingGitFolders } from './git-mounts.ts'
import { entryAt, isFolder, isReadable, liesIn, realPath } from './paths.ts'
import { homeFolders, homeSecrets, isSecretFile, systemSecrets, toolFolders } from './secrets-on-disk.ts'

/** A project as the sandbox must know it. Absolute paths. */
export interface ProjectPlaces {
  /** Symlinks resolved. */
  readonly root: string
  /** Commands may read them, never write: journal, requests, settings. Made where they are missing. */
  readonly readOnlyFolders: readonly string[]
  /** The same for single files, where they are there. */
  readonly readOnlyFiles: readonly string[]
  /** Folders the program itself writes into: a command may not put a link in their place. */
  readonly pinned: readonly string[]
}

export interface MountOptions {
  readonly places: ProjectPlaces
  readonly network: TosSettings['exec']['network']
  /** Extra folders commands may write in. */
  readonly writable: readonly string[]
  readonly path: string
  readonly home: string
  /** Files in the project that git tracks, and which are no secret therefore. */
  readonly tracked: ReadonlySet<string>
}

/** What does not change while a run lasts. */
export interface FixedMounts {
  readonly system: readonly string[]
  readonly secretFiles: readonly string[]
}

/** File descriptor the sandbox gets the text of ~/.gitconfig on. */
export const gitConfigFd = '5'
/** Bytes of each private folder in memory (home, /tmp, /var/tmp, /dev/shm, /run). */
const temporaryBytes = 1024 ** 3
/** Places the kernel can be changed through; as root even without any capability. */
const kernelPlaces = ['sys', 'sysrq-trigger', 'irq', 'bus', 'fs', 'acpi', 'scsi', 'driver', 'mtrr', 'kcore', 'keys']
const hiddenKernelFiles = new Set(['kcore', 'keys'])

const memory = (path: string, mode = '0755'): string[] => [
  '--perms',
  mode,
  '--size',
  String(temporaryBytes),
  '--tmpfs',
  path,
]
const readOnly = (path: string): string[] => ['--ro-bind', path, path]
const writable = (path: string): string[] => ['--bind', path, path]
/** A file that cannot be read: a device on a mount without devices. */
const unreadable = (path: string): string[] => ['--ro-bind', '/dev/null', path]
const gone = (path: string): string[] => (isFolder(path) ? memory(path, '0555') : unreadable(path))

export function fixedMounts(options: MountOptions): FixedMounts {
  const { places, home, network } = options
  const hidden = hiddenFolders(home, places.root)
  const isHidden = (path: string) => hidden.some((folder) => liesIn(folder, path))
  const isInProject = (path: string) => liesIn(places.root, path)
  const secrets = [...systemSecrets, ...listeningSockets()].filter(
    (path) => isReadable(path) && !isHidden(path) && !isInProject(path) && realPath(path) === path,
  )
  const system = [
    '--ro-bind',
    '/',
    '/',
    '--dev',
    '/dev',
    ...memory('/dev/shm', '1777'),
    '--remount-ro',
    '/dev',
    '--proc',
    '/proc',
    ...kernelPlaces.flatMap((name) => {
      const path = `/proc/${name}`
      if (!entryAt(path)) return []
      return hiddenKernelFiles.has(name) ? unreadable(path) : readOnly(path)
    }),
    // The sandbox's first process: its memory is a way to change it.
    ...memory('/proc/1', '0555'),
    '--remount-ro',
    '/proc/1',
    ...memory('/sys', '0555'),
    ...['/sys/devices/system/cpu'].filter(isFolder).flatMap(readOnly),
    ...hidden.flatMap((folder) => memory(folder, folder.endsWith('tmp') ? '1777' : '0755')),
    ...secrets.flatMap(gone),
    ...(isHidden(home) ? ['--dir', home, '--perms', '0644', '--file', gitConfigFd, join(home, '.gitconfig')] : []),
    ...shownAgain(options)
      .filter((path) => isHidden(path) && !hidden.some((folder) => liesIn(path, folder)))
      .flatMap(readOnly),
    ...(network !== false ? resolverFile().filter(isHidden).flatMap(readOnly) : []),
    ...options.writable.flatMap(writable),
  ]
  return { system, secretFiles: secretFilesOf(options) }
}

export interface CommandMounts {
  readonly arguments: readonly string[]
  readonly mustNotAppear: readonly string[]
}

/** All mounts for one command; a sentence when the project cannot be protected as it lies there. */
export function commandMounts(
  { places, writable: extra }: MountOptions,
  { system, secretFiles }: FixedMounts,
  isContained = false,
): CommandMounts | string {
  const { root } = places
  const link = exchangeable(places)
  if (link !== null) return link
  const git = gitMounts(root)
  return {
    arguments: [
      ...system,
      ...writable(root),
      ...waysTo(places).filter(isFolder).toSorted().flatMap(writable),
      // Where no snapshot reaches, a command that nobody was asked about writes nothing.
      ...(isContained ? git.arguments.map(notWritable) : git.arguments),
      ...(isContained ? extra.filter(isFolder).flatMap(readOnly) : []),
      ...fixedPlaces(places).flatMap(readOnly),
      ...secretFiles.filter(isReadable).flatMap(gone),
    ],
    mustNotAppear: git.mustNotAppear,
  }
}

const notWritable = (argument: string): string => (argument === '--bind' ? '--ro-bind' : argument)

/** A link where something must be protected: a command could put another in its place. A sentence, or null. */
export function exchangeable(places: ProjectPlaces): string | null {
  const wanted = [...waysTo(places), ...fixedPlaces(places), join(places.root, '.git')]
  const link = wanted.find((path) => entryAt(path)?.isSymbolicLink())
  return link === undefined ? null : `${link} is a symbolic link, which a command could exchange`
}

/** What is not there cannot be protected. */
export function makeProtected({ root, readOnlyFolders }: ProjectPlaces): void {
  for (const path of [...readOnlyFolders, ...missingGitFolders(root)]) mkdirSync(path, { recursive: true })
}

const fixedPlaces = ({ readOnlyFolders, readOnlyFiles }: ProjectPlaces): string[] =>
  [...readOnlyFolders, ...readOnlyFiles].filter(entryAt)

/** Folders below the root that a command must not be able to rename: each on the way to a protected place. */
function waysTo(places: ProjectPlaces): string[] {
  const ends = [...places.pinned, ...fixedPlaces(places).map(dirname)]
  return [...new Set(ends.flatMap((path) => foldersBetween(places.root, path)))]
}

/** From below `root` down to `path`, `path` included; nothing when it lies elsewhere. */
function foldersBetween(root: string, path: string): string[] {
  if (path === root || !liesIn(root, path)) return []
  return [...foldersBetween(root, dirname(path)), path]
}

/** Homes of all people, sockets of all services, everybody's temporary files. Real paths, none below another. */
function hiddenFolders(home: string, root: string): string[] {
  const wanted = [...homeFolders, home, homeOfAccount() ?? home, '/run', '/var/run', '/tmp', '/var/tmp']
  const real = wanted.flatMap((path) => (isFolder(path) ? (realPath(path) ?? []) : []))
  const folders = [...new Set(real)].filter((path) => path !== '/' && !(liesIn(root, path) && path !== root))
  return folders.filter((path) => !folders.some((other) => other !== path && liesIn(other, path)))
}

/** Programs that lie below a home: the PATH's folders, what their links lead to, and what they are made of. */
function shownAgain({ path, home }: MountOptions): string[] {
  const folders = path.split(delimiter).filter((folder) => folder.startsWith('/') && isFolder(folder))
  const tools = toolFolders.map((name) => join(home, name)).filter(isFolder)
  const own = folders.filter((folder) => !tools.some((tool) => liesIn(tool, folder)))
  const targets = own.filter((folder) => liesIn(home, folder)).flatMap((folder) => linkTargets(folder, home))
  return [...new Set([...tools, ...own, ...targets])].filter((shown) => !liesIn(shown, home))
}

const maxLinks = 200

/** For `bin` folders that only link: the installation behind a link, or the file itself. */
function linkTargets(folder: string, home: string): string[] {
  const links = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink())
  return links.slice(0, maxLinks).flatMap(({ name }) => {
    const target = realPath(join(folder, name))
    if (target === null || !liesIn(home, target) || liesIn(folder, target)) return []
    const installation = dirname(dirname(target))
    const isDeep = dirname(target).endsWith('/bin') && installation.slice(home.length).split('/').length > 3
    return [isDeep ? installation : target]
  })
}

/** The file name resolution reads, where it lies among the hidden ones. */
const resolverFile = (): string[] => {
  const path = realPath('/etc/resolv.conf')
  return path === null ? [] : [path]
}

/** Sockets of services that lie anywhere else than in /run: connecting needs no write access to the file system. */
function listeningSockets(): string[] {
  try {
    const rows = readFileSync('/proc/net/unix', 'utf8').split('\n')
    const paths = rows.flatMap((row) => /\s(\/.*)$/.exec(row)?.[1] ?? [])
    return [...new Set(paths)].filter((path) => entryAt(path)?.isSocket())
  } catch {
    return []
  }
}

const maxDepth = 4
const maxFolders = 2000
const skipped = new Set(['node_modules', '.git', 'vendor', '.venv', 'venv'])

/** Found once, at the start: what a command writes itself is no secret to it. */
function secretFilesOf({ places, home, tracked }: MountOptions): string[] {
  const found = homeSecrets
    .map((name) => join(home, name))
    .filter((path) => liesIn(places.root, path) && isReadable(path))
  const queue: { folder: string; depth: number }[] = [{ folder: places.root, depth: 0 }]
  for (let seen = 0; queue.length > 0 && seen < maxFolders; seen++) {
    const { folder, depth } = queue.shift() ?? { folder: '', depth: maxDepth }
    for (const entry of entriesOf(folder)) {
      const path = resolve(folder, entry.name)
      if (entry.isDirectory() && depth < maxDepth && !skipped.has(entry.name))
        queue.push({ folder: path, depth: depth + 1 })
      if (entry.isFile() && isSecretFile(entry.name) && !tracked.has(path)) found.push(path)
    }
  }
  return found
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
