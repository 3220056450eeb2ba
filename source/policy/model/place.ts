// Places that rules speak of (`project`, `outside`, `scratch`, `git`, globs): does a path lie in one?
import { compileGlob, mayMatch, mustMatch, type Glob } from './glob.ts'
import { concat, hole, isHole, isKnown, knownStart, literal, type Value } from './value.ts'

export type Certainty = 'yes' | 'maybe' | 'no'

/** The folders that place names stand for. */
export interface Surroundings {
  /** Project root, absolute, links resolved. */
  readonly root: string
  /** Home folder of who runs the commands. */
  readonly home: string
  /** Folder for temporary files, beside /tmp. */
  readonly temporary: string
  /** What is the product's own, whatever the rules say; without it the settings and the record of the project. */
  readonly own?: readonly OwnPlace[]
}

export interface OwnPlace {
  /** Absolute: it and all below. */
  readonly path: string
  /** For people: `the settings`. */
  readonly what: string
  /** Only the folder itself: what lies in it is not meant. */
  readonly isFolderAlone?: boolean
}

/** Tests an absolute path; `isTree`: the path and all that lies below. */
export type Place = (path: Value, isTree: boolean) => Certainty

const devices = [
  '/dev/null',
  '/dev/zero',
  '/dev/full',
  '/dev/stdin',
  '/dev/stdout',
  '/dev/stderr',
  '/dev/tty',
  '/dev/fd/*',
]
const allDevices = [...devices, '/dev/random', '/dev/urandom', '/dev/pts/*', '/proc/self/fd/*']
const windowsScratch = ['?:/Temp/**', '?:/Windows/Temp/**', '?:/Users/*/AppData/Local/Temp/**']

/** Compiles the `in` of a rule: names of places and globs; `~` is anybody's home, what is relative begins at the root. */
export function compilePlace(name: string, around: Surroundings): Place {
  switch (name) {
    case 'project':
      return inside([around.root, `${around.root}/**`])
    case 'outside':
      return not(inside([around.root, `${around.root}/**`]))
    case 'scratch':
      return scratch(around)
    case 'git':
      return git(around)
    default:
      return inside(globsOf(name, around))
  }
}

function globsOf(name: string, { root, home }: Surroundings): string[] {
  const glob = name.replaceAll('\\', '/')
  if (glob === '~' || glob.startsWith('~/')) {
    const rest = glob.slice(1)
    return [...new Set([home, '/root', '/home/*', '/Users/*', '?:/Users/*'])].map((folder) => folder + rest)
  }
  if (glob.startsWith('/') || glob.startsWith('**') || /^[A-Za-z?]:/.test(glob)) return [glob]
  return [`${root}/${glob.replace(/^\.\//, '')}`]
}

function inside(globs: readonly string[]): Place {
  const compiled = globs.map((glob) => ({
    glob: compileGlob(glob),
    start: literalStart(glob),
    end: /(?<![^*?/\\()])[^*?/\\()]*$/.exec(glob)?.[0] ?? '',
    isGit: gitFolder.test(glob),
  }))
  return (path, isTree) => {
    const known = knownStart(path)
    const last = path.at(-1)
    const knownEnd = typeof last === 'string' ? last : ''
    // Most globs differ at once; the rest are matched.
    const near = compiled.filter(
      ({ start, end }) => isNear(known, start) && (knownEnd.endsWith(end) || end.endsWith(knownEnd)),
    )
    if (near.some(({ glob }) => mustMatch(glob, path))) return 'yes'
    if (near.some(({ glob, isGit }) => mayMatch(glob, path) && !(isGit && isTracked(path)))) return 'maybe'
    return isTree ? below(path, compiled) : 'no'
  }
}

/** One of two texts begins with the other. */
const isNear = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

const gitFolder = /(?:^|\/)\.git(?:\/|$)/

/** Of a working tree, below a folder that is not git's own either. */
function isTracked(path: Value): boolean {
  const last = path.at(-1)
  const folder = literal(path.slice(0, -1))
  return isHole(last) && last.hole === 'tracked' && folder !== null && /^$|\/$/.test(folder) && !gitFolder.test(folder)
}

/** A whole tree: what the globs mean may lie in it; it does when they name one folder or file below. */
function below(path: Value, globs: readonly { glob: Glob; start: string }[]): Certainty {
  const tree = concat(path, literal(path) === '/' ? [] : ['/'], hole('any'))
  const top = literal(path)
  if (top !== null && globs.some(({ start }) => start.startsWith(top === '/' ? top : `${top}/`))) return 'maybe'
  // A name that may lie in any folder whatever says nothing about this one.
  const known = knownStart(tree)
  return globs.some(({ glob, start }) => start !== '' && isNear(known, start) && mayMatch(glob, tree)) ? 'maybe' : 'no'
}

/** A folder that a tool makes anew, wherever it was found: no ref has such a name. */
const isRemade = (path: Value): boolean => {
  const last = path.at(-1)
  return path.length > 1 && typeof last === 'string' && /^\/?(?:__pycache__|node_modules)$/.test(last)
}

/**
 * What git keeps, of any repository that is named, of the project's when a whole tree is meant. Names made by a
 * pattern (`*.log`) are no refs or objects when they have a dot, else every `find -name '*.o'` would be one.
 */
function git({ root, temporary }: Surroundings): Place {
  // Below a folder of the project, or in scratch, a name that is not known is no repository's own.
  const isApart = (path: Value): boolean => {
    const folder = folderIn(knownStart(path))
    if (!isHole(path.at(-1))) return false
    return folder.startsWith(`${root}/`)
      ? folder !== `${root}/`
      : ['/tmp', '/var/tmp', temporary].some((each) => folder.startsWith(`${each}/`)) && !root.startsWith(folder)
  }
  const named = inside(['**/.git', '**/.git/**', '**/*.git', '**/*.git/**'])
  const guessed = [
    '**/.git',
    '**/.git/+([!.])',
    '**/.git/objects/pack/pack-*.pack',
    '**/.git/objects/pack/pack-*.idx',
  ].map(compileGlob)
  const tree = inside([`${root}/.git/**`])
  return (path, isTree) => {
    if (named(path, false) === 'yes') return 'yes'
    if (isRemade(path)) return 'no'
    const isOther = isTracked(path) || isApart(path)
    if (!isOther && guessed.some((glob) => mayMatch(glob, path))) return 'maybe'
    return isTree ? tree(path, true) : 'no'
  }
}

const literalStart = (glob: string): string => folderIn(glob.slice(0, glob.search(/[*?]|$/)))

/** Up to the last slash. */
const folderIn = (text: string): string => text.slice(0, text.lastIndexOf('/') + 1)

const not =
  (place: Place): Place =>
  (path) => {
    const certainty = place(path, false)
    return certainty === 'yes' ? 'no' : certainty === 'no' ? 'yes' : 'maybe'
  }

/** /tmp and the devices that keep nothing; never the project nor a folder around it. */
function scratch(around: Surroundings): Place {
  const temporary = [...new Set(['/tmp', '/var/tmp', around.temporary])].map((folder) => `${folder}/**`)
  const place = inside([...temporary, ...allDevices, ...windowsScratch])
  const project = inside([around.root, `${around.root}/**`])
  return (path, isTree) => {
    const start = knownStart(path)
    if (isTree && isKnown(path) && around.root.startsWith(`${start}/`)) return 'no'
    const own = project(path, false)
    if (own === 'yes') return 'no'
    return own === 'maybe' && place(path, false) === 'yes' ? 'maybe' : place(path, false)
  }
}
