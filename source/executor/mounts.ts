// The file system a command sees in bubblewrap: all of it read-only, homes and sockets gone, the project writable.
import { mkdirSync, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { TosSettings } from '../core/settings.ts'
import { homeOfAccount } from './home-folder.ts'
import { listeningSockets } from './listeners.ts'
import { entryAt, isFolder, isReadable, liesIn, realPath } from './paths.ts'
import { privateFolder } from './private-folder.ts'
import { credentialsBelow } from './home-credentials.ts'
import { refusals } from './refusals.ts'
import { homeFolders, systemSecrets, toolFolders } from './secrets-on-disk.ts'

/** A project as the sandbox must know it. Absolute paths. */
export interface ProjectPlaces {
  /** Symlinks resolved. */
  readonly root: string
  /** Commands may read them, never write: journal, requests, settings. Made where they are missing. */
  readonly readOnlyFolders: readonly string[]
  /** The same for single files, where they are there. */
  readonly readOnlyFiles: readonly string[]
  /** Files that commands may not even open: who can, can lock them. */
  readonly unreadable?: readonly string[]
  /** Folders of the program's own that commands see empty. */
  readonly gone?: readonly string[]
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
  /** Folders of version managers that the environment names. */
  readonly tools: readonly string[]
  /** What commands must not read, in the project and elsewhere; pipes and sockets that others listen on. */
  readonly hidden: readonly string[]
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

/** What does not change while a run lasts. */
export function fixedMounts(options: MountOptions): readonly string[] {
  const { places, home, network } = options
  const hidden = hiddenFolders(home, places.root)
  const isHidden = (path: string) => hidden.some((folder) => liesIn(folder, path))
  const isInProject = (path: string) => liesIn(places.root, path)
  const secrets = [...systemSecrets, ...listeningSockets()].filter(
    (path) => isReadable(path) && !isHidden(path) && !isInProject(path) && realPath(path) === path,
  )
  const shown = shownAgain(options).filter((path) => isHidden(path) && !hidden.some((folder) => liesIn(path, folder)))
  return [
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
    ...shown.flatMap(readOnly),
    ...shown.flatMap(credentialsBelow).flatMap(gone),
    ...(network !== false ? resolverFile().filter(isHidden).flatMap(readOnly) : []),
    ...options.writable.flatMap(writable),
  ]
}

/** What differs from command to command. */
export interface CommandWalls {
  /** Mounts of git's own files. */
  readonly git: readonly string[]
  readonly isContained?: boolean | undefined
  /** Absolute paths in the project that it may only read: no snapshot brings them back. */
  readonly keeps?: readonly string[]
  /** Files of the project that hold secrets now. Absolute paths. */
  readonly secretFiles?: readonly string[]
}

/**
 * All mounts for one command: what is fixed, the project, git's own as `git` says. A sentence when the project cannot be
 * protected as it lies there.
 */
export function commandMounts(
  { places, writable: extra, hidden }: MountOptions,
  fixed: readonly string[],
  { git, isContained = false, keeps = [], secretFiles = [] }: CommandWalls,
): readonly string[] | string {
  const { root } = places
  const link = exchangeable(places)
  if (link !== null) return link
  const sockets = listeningSockets().filter((path) => liesIn(root, path))
  const isBelowRoot = liesIn(root, privateFolder())
  return [
    ...fixed,
    ...writable(root),
    ...waysTo(places).filter(isFolder).toSorted().flatMap(writable),
    // Where no snapshot reaches, a command that nobody was asked about writes nothing.
    ...(isContained ? extra.filter(isFolder).flatMap(readOnly) : []),
    ...keeps.filter((path) => liesIn(root, path) && isThere(path)).flatMap(readOnly),
    ...(isBelowRoot ? memory(privateFolder(), '0555') : []),
    ...git,
    ...fixedPlaces(places).flatMap(readOnly),
    ...[...hidden, ...secretFiles, ...sockets, ...reachable(places, extra)].filter(isThere).flatMap(gone),
    ...(places.unreadable ?? []).filter(isThere).flatMap(unreadable),
  ]
}

/** Of the program's own folders those that lie where the command could write. */
const reachable = ({ root, gone: own = [] }: ProjectPlaces, writableToo: readonly string[]): string[] =>
  own.filter((path) => [root, ...writableToo].some((folder) => liesIn(folder, path)))

const isThere = (path: string): boolean => entryAt(path) !== null

/** A link where something must be protected: a command could put another in its place. A sentence, or null. */
export function exchangeable(places: ProjectPlaces): string | null {
  const wanted = [...waysTo(places), ...fixedPlaces(places), join(places.root, '.git')]
  const link = wanted.find((path) => entryAt(path)?.isSymbolicLink())
  return link === undefined ? null : refusals.exchangeable(link)
}

/** What is not there cannot be protected. */
export function makeProtected({ readOnlyFolders }: ProjectPlaces): void {
  for (const path of readOnlyFolders) mkdirSync(path, { recursive: true })
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
function shownAgain({ path, home, tools: named }: MountOptions): string[] {
  const folders = path.split(delimiter).filter((folder) => folder.startsWith('/') && isFolder(folder))
  const usual = toolFolders.map((name) => join(home, name))
  const tools = [...usual, ...folders.flatMap(toolsAround), ...named].filter(isFolder)
  const own = folders.filter((folder) => !tools.some((tool) => liesIn(tool, folder)))
  const targets = own.filter((folder) => liesIn(home, folder)).flatMap((folder) => linkTargets(folder, home))
  return [...new Set([...tools, ...own, ...targets])].filter((shown) => !liesIn(shown, home))
}

/** The version manager that a folder of the PATH belongs to, also in another home than the environment's. */
const toolsAround = (folder: string): string[] =>
  toolFolders.flatMap((name) => {
    const at = `${folder}/`.indexOf(`/${name}/`)
    return at < 0 ? [] : [folder.slice(0, at + 1 + name.length)]
  })

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
