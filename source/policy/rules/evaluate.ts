// Judges parsed commands by rules: every action must be let through, the strictest rule wins.
import type { Effect, Rule } from '../../core/policy-settings.ts'
import type { Action, ParsedCommand, SimpleCommand } from '../action.ts'
import { linkReader, type Disk } from '../path.ts'
import { compilePlace, type Certainty, type Surroundings } from '../place.ts'
import { show } from '../value.ts'
import { compileRule, matches, subjectOf, type CompiledRule, type Subject } from './match.ts'

/** A rule and where it stands. */
export interface PlacedRule {
  readonly rule: Rule
  /** `file:line`. */
  readonly place: string
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
}

export interface Verdict {
  readonly verdict: Effect
  /** The strictest first; allow hits are left out. */
  readonly hits: readonly Hit[]
}

interface Compiled extends CompiledRule {
  readonly place: string
}

export interface Evaluator {
  readonly evaluate: (command: ParsedCommand, type: string) => Verdict
}

const rank: Record<Effect, number> = { deny: 2, ask: 1, allow: 0 }

export function compileRules({ rules, fallback, dynamic }: RuleSet, around: Surroundings): Evaluator {
  const compiled = rules.map(({ rule, place }): Compiled => ({ ...compileRule(rule, around), place }))
  const project = compilePlace('project', around)
  const byProgram = new Map<string, Compiled[]>()
  const general: Compiled[] = []
  for (const each of compiled) {
    if (each.programs === null) general.push(each)
    else for (const name of each.programs) byProgram.set(name, [...(byProgram.get(name) ?? []), each])
  }
  const evaluate = (command: ParsedCommand, type: string): Verdict => {
    const disk: Disk = { readLink: linkReader(), hasDrives: type === 'powershell' }
    const hits = command.commands.flatMap((each) => judgeCommand(each, type, disk))
    const seen = new Set<string>()
    const distinct = hits.filter((hit) => {
      const key = JSON.stringify([
        hit.rule,
        hit.subject.command.span,
        hit.subject.action.kind,
        show(hit.subject.action.path ?? []),
      ])
      return seen.has(key) ? false : seen.add(key)
    })
    const ordered = distinct.toSorted((a, b) => rank[b.effect] - rank[a.effect])
    return { verdict: ordered[0]?.effect ?? 'allow', hits: ordered }
  }
  const judgeCommand = (command: SimpleCommand, type: string, disk: Disk): Hit[] => {
    const own = [...general, ...(byProgram.get(command.name ?? '') ?? [])]
    return [...command.actions, ...movesOut(command, disk)].flatMap((action) => {
      const hit = judgeAction(subjectOf(command, action, around.home, disk), own, type)
      return hit === null ? [] : [hit]
    })
  }
  /** What is moved to a place that is not surely in the project is gone from it. */
  const movesOut = (command: SimpleCommand, disk: Disk): Action[] => {
    const moved = command.actions.filter(({ kind }) => kind === 'move')
    if (moved.length === 0) return []
    const landings = command.actions.filter(({ kind }) => kind === 'create' || kind === 'overwrite')
    const isKept = landings.every((action) =>
      subjectOf(command, action, around.home, disk).paths.every((path) => project(path, false) === 'yes'),
    )
    return isKept ? [] : moved.map((action): Action => Object.assign({}, action, { kind: 'delete' }))
  }
  const judgeAction = (subject: Subject, own: readonly Compiled[], type: string): Hit | null => {
    let strictest: Hit | null = null
    let isAllowed = false
    for (const each of own) {
      const { effect } = each.rule
      if (strictest !== null && rank[effect] <= rank[strictest.effect] && effect !== 'allow') continue
      const certainty = matches(each, subject, type)
      if (certainty === 'no') continue
      if (effect === 'allow') {
        if (certainty === 'yes' && covers(each, subject)) isAllowed = true
        continue
      }
      const verdict = certainty === 'yes' || effect === 'ask' ? effect : dynamic
      if (strictest === null || rank[verdict] > rank[strictest.effect]) {
        strictest = {
          effect: verdict,
          rule: each.rule.id,
          place: each.place,
          reason: each.rule.reason,
          certainty,
          subject,
        }
      }
    }
    if (strictest !== null || isAllowed) return strictest
    if (subject.action.kind === 'unknown') {
      return {
        effect: strictestOf(dynamic, fallback),
        rule: 'policy.dynamic',
        place: '',
        reason: doubtReason(subject),
        certainty: 'maybe',
        subject,
      }
    }
    if (fallback === 'allow') return null
    return {
      effect: fallback,
      rule: 'policy.default',
      place: '',
      reason: 'no rule allows it',
      certainty: 'yes',
      subject,
    }
  }
  return { evaluate }
}

const strictestOf = (a: Effect, b: Effect): Effect => (rank[a] >= rank[b] ? a : b)

/** An allow rule lifts a doubt only when it names the doubt, or the program that nobody knows. */
function covers({ doubts, programs, kinds }: CompiledRule, { action }: Subject): boolean {
  if (action.kind !== 'unknown') return true
  if (doubts !== null) return true
  return programs !== null && kinds === null && (action.doubt === 'unknown-program' || action.doubt === 'opaque-script')
}

const reasons: Record<string, string> = {
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
  const reason = reasons[action.doubt ?? ''] ?? 'not understood'
  return action.detail ? `${reason} (${action.detail})` : reason
}
