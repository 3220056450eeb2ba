// Finds the project root: the folder whose configuration is config/config_v0_3.json (or config_v0_3.json).
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { causeOf, fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'

export const configNames = ['config/config_v0_3.json', 'config_v0_3.json'] as const

export interface ProjectRoot {
  /** Absolute, symlinks resolved. */
  readonly root: string
  /** Absolute path of the configuration file. */
  readonly configFile: string
}

/** `given` is --root; without it the folders upwards from `cwd` are tried. */
export function findProjectRoot(cwd: string, given: string | null): Result<ProjectRoot> {
  const start = resolve(cwd, given ?? '.')
  for (let folder = start; ; folder = dirname(folder)) {
    // Inside config/ the configuration looks like that of a root of its own; the root is the folder above.
    if (basename(folder) === 'config' && existsSync(join(folder, 'config_v0_3.json'))) continue
    const found = configNames.map((name) => join(folder, name)).filter((path) => existsSync(path))
    const [configFile, second] = found
    if (configFile && second) return fail(twoConfigurations(configFile, second))
    if (configFile) return realRoot(folder, configFile)
    if (given !== null || dirname(folder) === folder) break
  }
  const where = given === null ? `${start} and the folders above it` : start
  const what = given === null ? noProject : 'config/config_v0_3.json is missing'
  const remedy =
    given === null
      ? "run 'tos init' in the project's folder, or name the folder with --root or TOS_ROOT"
      : "run 'tos init' there, or name another folder with --root (without it TOS_ROOT counts)"
  return fail(misconfigured(what, where, remedy))
}

const noProject = 'no project here: config/config_v0_3.json is missing'

/** Is it only that there is no project in this folder or above it? */
export const isOutsideProjects = ({ what }: Failure): boolean => what === noProject

function realRoot(folder: string, configFile: string): Result<ProjectRoot> {
  try {
    const root = realpathSync(folder)
    return succeed({ root, configFile: join(root, configFile.slice(folder.length)) })
  } catch (error) {
    return fail(misconfigured(causeOf(error), folder, 'make the folder readable'))
  }
}

const twoConfigurations = (first: string, second: string) =>
  misconfigured(`there are two configurations, the other is ${second}`, first, 'remove the one that is not meant')

/** Does `path`, with symlinks of its existing part resolved, lie inside `root`? Both absolute. */
export function isInside(root: string, path: string): boolean {
  const real = realOf(path)
  // A link that leads nowhere: what is written through it appears who knows where.
  return real !== null && isBelow(root, real)
}

/** The first symbolic link on the way from `root` to `path` (both absolute, `root` without links); null when there is none. */
export function linkOnTheWay(root: string, path: string): { readonly link: string; readonly to: string } | null {
  let at = root
  for (const name of relative(root, path).split(sep)) {
    at = join(at, name)
    const stat = lstatSync(at, { throwIfNoEntry: false })
    if (!stat) return null
    if (stat.isSymbolicLink()) return { link: at, to: readlinkSync(at) }
  }
  return null
}

/** Is it `root`, or written below it? Links are not looked at. */
export const isBelow = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)

/**
 * A path that a person named, fit to be opened without following links: outside of the project its links are the
 * person's own and resolved now; below it none is followed, for a command may have made it.
 */
export const namedPath = (root: string, path: string): string => (isBelow(root, path) ? path : (realOf(path) ?? path))

/** With the symlinks of its existing part resolved; null when one leads nowhere. */
function realOf(path: string): string | null {
  let existing = path
  let rest = ''
  while (!lstatSync(existing, { throwIfNoEntry: false }) && dirname(existing) !== existing) {
    rest = join(existing.slice(dirname(existing).length), rest)
    existing = dirname(existing)
  }
  try {
    return resolve(realpathSync(existing), `.${sep}${rest}`)
  } catch {
    return null
  }
}
