// Does a rule speak of an action of a command? Yes, no, or maybe: the text does not settle it.
import type { Rule } from '../../core/policy-settings.ts'
import type { Action, SimpleCommand } from '../model/action.ts'
import { compileGlob, mayMatch, mustMatch, type Glob } from '../model/glob.ts'
import { isDescriptor, resolvePath, type Disk, type ReadLink } from '../model/path.ts'
import { compilePlace, type Certainty, type Place, type Surroundings } from '../model/place.ts'
import { isHole, knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'

export interface CompiledRule {
  readonly rule: Rule
  readonly programs: ReadonlySet<string> | null
  readonly kinds: ReadonlySet<string> | null
  readonly doubts: ReadonlySet<string> | null
  readonly inside: readonly Place[] | null
  readonly outside: readonly Place[]
  /** It does not speak of what only asks servers of this machine. */
  readonly isBeyondLoopback: boolean
  readonly operands: readonly Glob[] | null
  readonly redirects: readonly Glob[] | null
}

export function compileRule(rule: Rule, around: Surroundings): CompiledRule {
  const places = (names: readonly string[] | undefined) => names?.map((name) => compilePlace(name, around)) ?? null
  return {
    rule,
    programs: rule.program ? new Set(rule.program) : null,
    kinds: rule.action ? new Set<string>(rule.action) : null,
    doubts: rule.doubt ? new Set<string>(rule.doubt) : null,
    inside: places(rule.in),
    outside: places(rule.not_in?.filter((name) => name !== 'loopback')) ?? [],
    isBeyondLoopback: rule.not_in?.includes('loopback') === true,
    operands: rule.args?.operands?.map(compileGlob) ?? null,
    redirects: rule.redirect?.map(compileGlob) ?? null,
  }
}

const weaker = (a: Certainty, b: Certainty): Certainty =>
  a === 'no' || b === 'no' ? 'no' : a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes'
const stronger = (a: Certainty, b: Certainty): Certainty =>
  a === 'yes' || b === 'yes' ? 'yes' : a === 'maybe' || b === 'maybe' ? 'maybe' : 'no'
const opposite: Record<Certainty, Certainty> = { yes: 'no', no: 'yes', maybe: 'maybe' }

export interface Subject {
  readonly command: SimpleCommand
  readonly action: Action
  /** Absolute paths the action may mean. */
  readonly paths: readonly Value[]
}

/**
 * What an action may mean, each to be judged by itself. A link that the same text makes may not come about: where a
 * folder is already, it lands inside of it.
 */
export function subjectsOf(command: SimpleCommand, action: Action, home: string, disk: Disk): Subject[] {
  const { links } = command
  const plain = subjectOf(command, action, home, disk)
  if (links === undefined || links.size === 0 || action.path === undefined) return [plain]
  const most = Math.max(...Array.from(links.values(), (targets) => targets.length))
  const ways = Array.from({ length: most }, (_, i): ReadLink => (at) => {
    const targets = links.get(at) ?? []
    return targets[Math.min(i, targets.length - 1)] ?? disk.readLink(at)
  })
  const linked = ways.map((readLink) => subjectOf(command, action, home, { ...disk, readLink }))
  return [...linked, plain]
}

/** Resolved once per action, for every rule. */
function subjectOf(command: SimpleCommand, action: Action, home: string, disk: Disk): Subject {
  if (action.path === undefined) return { command, action, paths: [] }
  if (action.kind !== 'read' && isDescriptor(action.path)) return { command, action, paths: [unknown] }
  const path = knownStart(action.path).startsWith('~/')
    ? [home, ...textValue(knownStart(action.path).slice(1)), ...action.path.slice(1)]
    : action.path
  const isFollowed = action.kind !== 'delete' && action.kind !== 'move'
  return { command, action, paths: command.folders.map((folder) => resolvePath(path, folder, disk, isFollowed)) }
}

export function matches(compiled: CompiledRule, subject: Subject, type: string): Certainty {
  const { rule, programs, kinds, doubts } = compiled
  const { command, action } = subject
  if (rule.type !== undefined && rule.type !== type) return 'no'
  if (programs !== null && (command.name === null || !programs.has(command.name))) return 'no'
  if (kinds !== null && !kinds.has(action.kind)) return 'no'
  if (doubts !== null && (action.doubt === undefined || !doubts.has(action.doubt))) return 'no'
  if (compiled.isBeyondLoopback && action.isLoopback === true) return 'no'
  let certainty: Certainty = action.isUnsure === true ? 'maybe' : 'yes'
  if (compiled.inside !== null || compiled.outside.length > 0) certainty = weaker(certainty, placed(compiled, subject))
  // What shows nothing of a file shows nothing of one that only may be meant.
  if (certainty === 'maybe' && action.isBlind === true) return 'no'
  if (certainty !== 'no' && rule.args) certainty = weaker(certainty, argued(compiled, command))
  if (certainty !== 'no' && compiled.redirects) certainty = weaker(certainty, redirected(compiled.redirects, command))
  return certainty
}

function placed({ inside, outside }: CompiledRule, { action, paths }: Subject): Certainty {
  if (paths.length === 0) return 'no'
  const found = paths.map((path) => {
    const isTree = action.isTree === true
    const into = inside === null ? 'yes' : inside.map((place) => place(path, isTree)).reduce(stronger, 'no')
    const apart = outside.map((place) => opposite[place(path, isTree)]).reduce(weaker, 'yes')
    return weaker(into, apart)
  })
  return found.every((each) => each === found[0]) ? (found[0] ?? 'no') : 'maybe'
}

function argued({ rule, operands }: CompiledRule, command: SimpleCommand): Certainty {
  const { prefix, flags } = rule.args ?? {}
  let certainty: Certainty = 'yes'
  if (prefix) certainty = weaker(certainty, begins(prefix, command))
  if (flags) certainty = weaker(certainty, flags.map((flag) => hasFlag(flag, command.args)).reduce(stronger, 'no'))
  if (operands)
    certainty = weaker(
      certainty,
      command.args
        .filter((arg) => !knownStart(arg).startsWith('-'))
        .map((arg) => anyGlob(operands, arg))
        .reduce(stronger, 'no'),
    )
  return certainty
}

const anyGlob = (globs: readonly Glob[], value: Value): Certainty =>
  globs.some((glob) => mustMatch(glob, value)) ? 'yes' : globs.some((glob) => mayMatch(glob, value)) ? 'maybe' : 'no'

/** git's own options with a value come before the sub-command. */
const valued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--exec-path', '--config-env'])

/** The words that are no options, nor values of those that come before a sub-command of git. */
export const wordsOf = ({ name, args }: SimpleCommand): readonly Value[] =>
  args.filter(
    (arg, i) => !knownStart(arg).startsWith('-') && !(name === 'git' && valued.has(literal(args[i - 1] ?? []) ?? '')),
  )

function begins(prefix: readonly string[], command: SimpleCommand): Certainty {
  const words = wordsOf(command)
  let certainty: Certainty = 'yes'
  for (const [i, expected] of prefix.entries()) {
    const word = words[i]
    if (word === undefined) return 'no'
    if (literal(word) === expected) continue
    if (literal(word) !== null || !mayMatch(compileGlob(expected.replace(/[*?\\]/g, '\\$&')), word)) return 'no'
    certainty = 'maybe'
  }
  return certainty
}

function hasFlag(flag: string, args: readonly Value[]): Certainty {
  let found: Certainty = 'no'
  for (const arg of args) {
    const text = literal(arg)
    const [first] = arg
    if (text === '--') break
    if (text === null && ((isHole(first) && first.hole === 'any') || knownStart(arg).startsWith('-')))
      found = stronger(found, 'maybe')
    const start = (text ?? knownStart(arg)).replace(/=.*$/s, '')
    if (start === flag) return 'yes'
    const isLong = flag.startsWith('--')
    if (isLong && start.length > 2 && start.startsWith('--') && flag.startsWith(start)) return 'yes'
    if (!isLong && flag.length === 2 && /^-[A-Za-z0-9]+$/.test(start) && start.includes(flag.slice(1))) return 'yes'
  }
  return found
}

const redirected = (globs: readonly Glob[], command: SimpleCommand): Certainty =>
  command.redirections
    .map(({ target }) => (target === null ? 'no' : anyGlob(globs, target)))
    .reduce<Certainty>(stronger, 'no')
