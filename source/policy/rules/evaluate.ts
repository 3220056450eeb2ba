// Judges parsed commands by rules: every action must be let through, the strictest rule wins.
import type { Doubt, Effect, Rule } from '../../core/policy-settings.ts'
import type { Action, ParsedCommand, SimpleCommand } from '../model/action.ts'
import { linkReader, type Disk } from '../model/path.ts'
import { compilePlace, type Certainty, type Surroundings } from '../model/place.ts'
import { show } from '../model/value.ts'
import { compileRule, matches, subjectsOf, type CompiledRule, type Subject } from './match.ts'
import { compilePlanted } from './planted.ts'

/** A rule and where it stands. */
export interface PlacedRule {
  readonly rule: Rule
  /** `file:line`. */
  readonly place: string
  /** A person wrote it (config/tos.json); it does not ship with a pack. */
  readonly isOwn?: boolean
}

export interface RuleSet {
  readonly rules: readonly PlacedRule[]
  /** For actions that no rule speaks of. */
  readonly fallback: Effect
  /** For what the text does not tell. */
  readonly dynamic: 'ask' | 'deny'
}

/** Why an action got its verdict. */
export interface Hit {
  readonly effect: Effect
  /** Id of the rule; `policy.dynamic`, `policy.default` when none of them. */
  readonly rule: string
  readonly place: string
  readonly reason: string
  readonly certainty: Certainty
  readonly subject: Subject
  /** A rule that a person wrote. */
  readonly isOwn: boolean
  /** Of equally strict rules the first is named. */
  readonly order: number
}

type Compiled = CompiledRule & Pick<Hit, 'place' | 'isOwn' | 'order'>

const rank: Record<Effect, number> = { deny: 2, ask: 1, allow: 0 }

/**
 * Compiles rules once, for any number of commands.
 * @returns what judges a command and its type ('bash' or 'powershell'): the strictest hit comes first, allow hits are left out
 */
export function compileRules({ rules, fallback, dynamic }: RuleSet, around: Surroundings) {
  const compiled = rules.map(({ rule, place, isOwn = false }, order) =>
    Object.assign(compileRule(rule, around), { place, isOwn, order }),
  )
  const candidates = indexed(compiled)
  const project = compilePlace('project', around)
  const planted = compilePlanted(around)

  const evaluate = (command: ParsedCommand, type: string): Hit[] => {
    const disk: Disk = { readLink: linkReader(), hasDrives: type === 'powershell' }
    return inOrder(command.commands.flatMap((each) => judgeCommand(each, type, disk)))
  }
  const judgeCommand = (command: SimpleCommand, type: string, disk: Disk): Hit[] =>
    [...command.actions, ...movesOut(command, disk)].flatMap((action) => {
      const meant = subjectsOf(command, action, around.home, disk)
      const doubts = meant.flatMap(planted).map((doubt): Subject => ({ command, action: doubt, paths: [] }))
      return [...meant, ...doubts].flatMap((each) => judgeAction(each, type) ?? [])
    })
  /** What is moved to a place that is not surely in the project is gone from it. */
  const movesOut = (command: SimpleCommand, disk: Disk): Action[] => {
    const moved = command.actions.filter(({ kind }) => kind === 'move')
    if (moved.length === 0) return []
    const landings = command.actions.filter(({ kind }) => kind === 'create' || kind === 'overwrite')
    const isKept = landings.every((action) =>
      subjectsOf(command, action, around.home, disk)
        .flatMap(({ paths }) => paths)
        .every((path) => project(path, false) === 'yes'),
    )
    return isKept ? [] : moved.map((action): Action => Object.assign({}, action, { kind: 'delete' }))
  }
  const judgeAction = (subject: Subject, type: string): Hit | null => {
    let strictest: Hit | null = null
    let isAllowed = false
    for (const each of candidates(subject)) {
      const { effect } = each.rule
      if (strictest !== null && effect !== 'allow' && !isBefore(effect, each.order, strictest)) continue
      const certainty = matches(each, subject, type)
      if (certainty === 'no') continue
      if (effect === 'allow') {
        if (certainty === 'yes' && covers(each, subject)) isAllowed = true
        continue
      }
      const verdict = certainty === 'yes' || effect === 'ask' ? effect : dynamic
      if (strictest !== null && !isBefore(verdict, each.order, strictest)) continue
      const { rule, place, isOwn, order } = each
      strictest = { effect: verdict, rule: rule.id, place, reason: rule.reason, certainty, subject, isOwn, order }
    }
    return strictest !== null || isAllowed ? strictest : unspoken(subject, fallback, dynamic)
  }
  return evaluate
}

/** Of an action that no rule speaks of. */
function unspoken(subject: Subject, fallback: Effect, dynamic: RuleSet['dynamic']): Hit | null {
  const common = { place: '', subject, isOwn: false, order: Number.POSITIVE_INFINITY }
  if (subject.action.kind === 'unknown') {
    const effect = strictestOf(dynamic, fallback)
    return { ...common, effect, rule: 'policy.dynamic', reason: doubtReason(subject), certainty: 'maybe' }
  }
  if (fallback === 'allow') return null
  return { ...common, effect: fallback, rule: 'policy.default', reason: 'no rule allows it', certainty: 'yes' }
}

const isBefore = (effect: Effect, order: number, other: Hit): boolean =>
  rank[effect] > rank[other.effect] || (effect === other.effect && order < other.order)

/** Rules that can speak of an action: found by its program or its kind, so that ten thousand cost little more than ten. */
function indexed(rules: readonly Compiled[]): (subject: Subject) => Iterable<Compiled> {
  const general: Compiled[] = []
  const byProgram = new Map<string, Compiled[]>()
  const byKind = new Map<string, Compiled[]>()
  const add = (map: Map<string, Compiled[]>, keys: ReadonlySet<string>, rule: Compiled) => {
    for (const key of keys) {
      const list = map.get(key)
      if (list) list.push(rule)
      else map.set(key, [rule])
    }
  }
  for (const rule of rules) {
    if (rule.programs !== null) add(byProgram, rule.programs, rule)
    else if (rule.kinds !== null) add(byKind, rule.kinds, rule)
    else general.push(rule)
  }
  return ({ command, action }) => [
    ...general,
    ...(byKind.get(action.kind) ?? []),
    ...(byProgram.get(command.name ?? '') ?? []),
  ]
}

/** The strictest first; of the same rule for the same thing at the same place that is the one hit. */
export function inOrder(hits: readonly Hit[]): Hit[] {
  const seen = new Set<string>()
  const ordered = hits.toSorted((a, b) => rank[b.effect] - rank[a.effect] || a.order - b.order)
  return ordered.filter(({ rule, subject: { command, action } }) => {
    const key = JSON.stringify([rule, command.span, action.kind, show(action.path ?? [])])
    return seen.has(key) ? false : seen.add(key)
  })
}

/** What hits come to, the strictest first. */
export const effectOf = ([first]: readonly Hit[]): Effect => first?.effect ?? 'allow'

export const strictestOf = (a: Effect, b: Effect): Effect => (rank[a] >= rank[b] ? a : b)

/** An allow rule lifts a doubt only when it names the doubt, or the program that nobody knows. */
function covers({ doubts, programs, kinds }: CompiledRule, { action }: Subject): boolean {
  if (action.kind !== 'unknown') return true
  if (doubts !== null) return true
  return programs !== null && kinds === null && (action.doubt === 'unknown-program' || action.doubt === 'opaque-script')
}

/** For people: what each doubt is. */
export const doubtReasons: Readonly<Record<Doubt, string>> = {
  syntax: 'the command cannot be read',
  'too-long': 'the command is too long to be judged',
  'too-complex': 'the command is too complex to be judged',
  'dynamic-program': 'which program runs is decided only when the command runs',
  'dynamic-code': 'what is run is decided only when the command runs',
  'changed-lookup': 'the command changes how programs are found or work',
  'opaque-script': 'what runs stands in a file, not in the command',
  'inline-code': 'code of an interpreter that is not understood',
  'unknown-program': 'a program that no rule knows',
  'unknown-option': 'an option that is not known',
}

function doubtReason({ action }: Subject): string {
  const reason = action.doubt ? doubtReasons[action.doubt] : 'not understood'
  return action.detail ? `${reason} (${action.detail})` : reason
}
