// File actions: which provider a path belongs to, what touching it means there, and names that the text gives to other files.
import { isFileKind, type FileActionKind } from '../model/action.ts'
import { concat, isKnown, knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { anything, toText, toValue, type Datum } from './datum.ts'
import { act, doubt, inFolder, setVariable, type Machine } from './machine.ts'
import { define } from './frames.ts'
import { dotted, filePath, isAbsolute, isRemote, placeOf } from './paths.ts'
import { isSecretName } from '../model/secret-names.ts'
import { among, nameSet } from '../among.ts'
import { assignmentActions } from '../grammar/environment.ts'
import { compileGlob, mustMatch } from '../model/glob.ts'
import { normalise, noteTarget } from '../model/path.ts'

export interface Touch {
  readonly isTree?: boolean
  /** False: wildcards count. */
  readonly isLiteral?: boolean
  /** Hidden files too. */
  readonly isForced?: boolean
  readonly isUnsure?: boolean
}

/** Keys and folders that start programs at log-on or change who may do what. */
const startKeys = among(
  'run runonce runservices winlogon image[ ]file[ ]execution[ ]options policies appinit_dlls lsa services active[ ]setup shellids',
  { before: String.raw`\\`, after: String.raw`(?:[\\\s]|$)`, flags: 'i' },
)
const startWords = /userinitmprlogonscript|shell folders|\\shell\\\w+\\command|consentpromptbehavior|enablelua/i
/** The environment of log-ons; passwords of accounts. */
const secretKeys = /(?:^|[\\/])(?:environment|volatile environment|sam|security)(?:[\\/]|$)/i
export function startsPrograms(key: string): boolean {
  const path = key.replaceAll('/', '\\')
  return startKeys.test(path) || startWords.test(path)
}

const startFiles = among(
  String.raw`
    [\w.]*profile\.ps1$ start[ ]menu\/programs\/startup(?:\/|$)
    windows\/system32\/(?:tasks|drivers\/etc|config)(?:\/|$)`,
  { before: String.raw`(?:^|\/)`, after: '', flags: 'i' },
)

/** Puts down what happens to the thing behind `path`. */
export function touch(machine: Machine, kind: FileActionKind, path: Value, options: Touch = {}): void {
  const { isTree = false, isLiteral = true, isForced = kind !== 'read', isUnsure = false } = options
  const place = placeOf(machine, path, isLiteral, isForced)
  const isWrite = kind !== 'read'
  const where = show(place.path)
  const last = path.at(-1)
  if (kind === 'read' && !isLiteral && !isForced && typeof last === 'string')
    for (const name of dotted(last)) touch(machine, kind, concat(path.slice(0, -1), [name]), options)
  switch (place.provider) {
    case 'file':
      return touchFile(machine, kind, place.path, { isTree, isUnsure })
    case 'environment':
      if (isWrite) changeEnvironment(machine, place.path)
      return kind === 'read' || kind === 'move' ? readEnvironment(machine, place.path) : undefined
    case 'registry':
      if (isWrite) act(machine, { kind: 'registry', detail: where })
      else if (secretKeys.test(where)) act(machine, { kind: 'secret', detail: where })
      if (isWrite && startsPrograms(where)) act(machine, { kind: 'privilege', detail: where })
      return
    case 'alias':
    case 'function':
      return isWrite ? doubt(machine, 'changed-lookup', where) : undefined
    case 'certificate':
    case 'wsman':
      return isWrite ? act(machine, { kind: 'privilege', detail: where }) : undefined
    case 'variable':
  }
}

function touchFile(machine: Machine, kind: FileActionKind, path: Value, { isTree, isUnsure }: Touch): void {
  const start = knownStart(path)
  if (start.startsWith('//./')) return act(machine, { kind: 'disk', detail: show(path) })
  if (/(?:^|\/)(?:nul|con|prn)$/i.test(start) && isKnown(path)) return
  if (isRemote(path)) act(machine, { kind: 'network', detail: show(path) })
  const more = { ...(isTree === true ? { isTree } : {}), ...(isUnsure === true ? { isUnsure } : {}) }
  act(machine, { kind, path, ...more })
  if (kind !== 'read' && kind !== 'delete') machine.written.add(show(path).toLowerCase())
  if (kind !== 'read' && startFiles.test(show(path))) act(machine, { kind: 'privilege', detail: show(path) })
}

const usualSecrets = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'PASSWORD']
/** A pattern that one of the usual names matches. */
function mayNameSecret(pattern: string): boolean {
  const glob = compileGlob(pattern.toUpperCase().replaceAll(/\[[^\]]*\]?/g, '?'))
  return usualSecrets.some((name) => mustMatch(glob, [name]))
}

function readEnvironment(machine: Machine, path: Value): void {
  const name = show(path).replace(/^[\\/]+/, '')
  if (!isKnown(path) || mayNameSecret(name) || name === '' || isSecretName(name))
    act(machine, {
      kind: 'secret',
      detail: name === '' ? 'all variables' : name,
      ...(isKnown(path) ? {} : { isUnsure: true }),
    })
}

/** Beside those of other systems: variables by which Windows and PowerShell find programs and files. */
const lookups = nameSet('PATH PATHEXT PSMODULEPATH COMSPEC HOME USERPROFILE')

export function changeEnvironment(machine: Machine, path: Value, value: Value = unknown): void {
  const name = show(path)
    .replace(/^[\\/]/, '')
    .toUpperCase()
  if (name === 'PSEXECUTIONPOLICYPREFERENCE') act(machine, { kind: 'execution-policy', detail: name })
  else if (!isKnown(path) || lookups.has(name)) doubt(machine, 'changed-lookup', name)
  else {
    const given = filePath(machine, value)
    // What is absolute begins with a slash for those who know the variables.
    const slash = /^[A-Za-z]:/.test(knownStart(given)) ? '/' : ''
    for (const action of assignmentActions(concat([`${name}=${slash}`], given)))
      if (action.path === undefined || !isFileKind(action.kind)) act(machine, action)
      else touch(machine, action.kind, slash === '' ? action.path : given)
  }
}

/** `alias:` and `function:` items and environment variables; false: something else. */
export function defineItem(machine: Machine, path: Value, value: Datum | undefined): boolean {
  const place = placeOf(machine, path, true)
  const name = show(place.path)
    .replace(/^[\\/]/, '')
    .toLowerCase()
  switch (place.provider) {
    case 'alias': {
      const meant = value === undefined ? null : toText(value)
      if (meant === null) return false
      define(machine, name, meant.toLowerCase())
      return true
    }
    case 'function':
      if (value?.is !== 'block') return false
      define(machine, name, value.block)
      return true
    case 'environment':
      changeEnvironment(machine, place.path, toValue(value ?? anything))
      setVariable(machine, `env:${name}`, value ?? anything)
      return true
    case 'variable':
      setVariable(machine, name, value ?? anything)
      return true
    default:
      return false
  }
}

/** Null: not known, or on a drive of Windows. */
function absolute(machine: Machine, written: Value): string | null {
  const path = filePath(machine, written)
  const whole = literal(isAbsolute(path) ? path : inFolder(machine, path))
  return whole?.startsWith('/') === true && !whole.startsWith('//') ? normalise(whole) : null
}

/** What is at `path` from now on was at `source`. */
export function noteMove(machine: Machine, path: Value, source: Value): void {
  const [to, from] = [absolute(machine, path), absolute(machine, source)]
  if (to === null || from === null || to === from) return
  noteTarget(machine.links, to, from)
  // When `path` is a folder, the file is in it.
  noteTarget(machine.links, `${from}/${from.slice(from.lastIndexOf('/') + 1)}`, from)
}

/** A link is followed as far as that is known; what is written through others lands where nobody sees. */
export function noteLink(machine: Machine, path: Value, target: Value): void {
  const real = filePath(machine, target)
  const isInside = isKnown(real) && !isAbsolute(real) && !/(?:^|\/)\.\.(?:\/|$)/.test(show(real))
  const isFollowed = absolute(machine, path) !== null && absolute(machine, real) !== null
  const isPlain = !/(?:^|\/)\./.test(knownStart(real))
  if (!isInside || !(isFollowed || isPlain)) doubt(machine, 'too-complex', `link to ${show(real)}`)
  noteMove(machine, path, real)
}
