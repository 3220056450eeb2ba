// The whole policy: the runbook's text rules first, then rules on the parsed command; the strictest verdict wins.
import { nothingHeld, type Containment } from '../core/containment.ts'
import type { Command } from '../core/event.ts'
import { fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import type { Effect, Rule } from '../core/policy-settings.ts'
import type { Config, TosSettings } from '../core/settings.ts'
import type { Judgement } from '../core/state.ts'
import type { ParsedCommand } from './model/action.ts'
import { collectPacks } from './packs.ts'
import { judgementOf, withHeld } from './judgement.ts'
import { parserFor } from './parser.ts'
import type { Surroundings } from './model/place.ts'
import { contain, howItRuns } from './rules/contained.ts'
import { compileOwnPlaces } from './rules/own-places.ts'
import type { Hit, PlacedRule, RuleSet } from './rules/evaluate.ts'
import { compileRules, effectOf, inOrder, strictestOf } from './rules/evaluate.ts'
import { compileTextRules, type PlaceOf, type TextRules } from './text-rules.ts'

export interface PolicyInput {
  readonly config: Config
  readonly policy: TosSettings['policy']
  /** Places in config_v0_3.json and in config/tos.json. */
  readonly placeOf: PlaceOf
  readonly placeOfRule: PlaceOf
  readonly around: Surroundings
  /** What the commands will be held by; without it every doubt asks. */
  readonly containment?: Containment
}

export interface Explanation {
  readonly judgement: Judgement
  /** What the text rules alone say. */
  readonly text: Judgement
  readonly parsed: ParsedCommand
  /** What the rules find, the strictest first. */
  readonly hits: readonly Hit[]
  /** Hits that the sandbox and the snapshots answer for. */
  readonly held: readonly Hit[]
  /** The verdict without the rule that made it. */
  readonly without: Effect | null
  /** A rule that speaks of such an action, but not here; of an allowed command. */
  readonly near: PlacedRule | null
}

export interface Policy {
  /** The text rules alone. */
  readonly judgeText: (command: Command) => Judgement
  /** What a doubt comes to that no rule speaks of; null: no rule looks at the parsed command. */
  readonly unclear: Effect | null
  readonly judge: (command: Command) => Judgement
  readonly explain: (command: Command) => Explanation
}

/** An invalid expression, a doubled id or an example that fails is a configuration error. */
export function compilePolicy(input: PolicyInput): Result<Policy> {
  const { config, policy, placeOf, placeOfRule, around, containment = nothingHeld('nothing is known of it') } = input
  const own = policy.rules.map((rule, i): PlacedRule => ({
    rule,
    place: placeOfRule(['policy', 'rules', i]),
    isOwn: true,
  }))
  const packs = collectPacks(policy.packs)
  const isDenying = config.execution_policy.default_action === 'deny'
  const canAllow =
    own.some(({ rule }) => rule.effect === 'allow') || packs.rules.some(({ rule }) => rule.effect === 'allow')
  // `default_action: deny` is lifted by allow rules; the words and expressions are not.
  const isLifted = isDenying && canAllow
  const plain = { ...config, execution_policy: { ...config.execution_policy, default_action: 'allow' as const } }
  const text = compileTextRules(isLifted ? plain : config, placeOf)
  if (!text.ok) return text
  const failure = firstFailure(own, around)
  if (failure) return fail(failure)
  const rules = [...own, ...packs.rules]
  const isActive = rules.length > 0 || packs.fallback !== 'allow'
  const fallback = isLifted ? 'deny' : packs.fallback
  const ruleSet: RuleSet = { rules, fallback, dynamic: policy.dynamic }
  return succeed(
    policyOf({
      text: text.value,
      ruleSet,
      isActive,
      around,
      containment,
      isContaining: (policy.contained ?? packs.contained) === 'allow',
      defaultPlace: isLifted ? placeOf(['execution_policy', 'default_action']) : '',
    }),
  )
}

interface Parts {
  readonly text: TextRules
  readonly ruleSet: RuleSet
  readonly isActive: boolean
  readonly around: Surroundings
  readonly containment: Containment
  /** May the containment answer for a person? */
  readonly isContaining: boolean
  readonly defaultPlace: string
}

function policyOf({ text, ruleSet, isActive, around, containment, isContaining, defaultPlace }: Parts): Policy {
  const parse = parserFor(around)
  const evaluate = compileRules(ruleSet, around)
  const ownHits = compileOwnPlaces(around)
  const withoutRule = (id: string, parsed: ParsedCommand, { type }: Command): Effect => {
    const rules = ruleSet.rules.filter(({ rule }) => rule.id !== id)
    return compileRules({ ...ruleSet, rules }, around)(parsed, type).find(({ rule }) => rule !== id)?.effect ?? 'allow'
  }
  // Read even without rules: the sandbox opens the network only for commands that use it.
  const look = (command: Command) => {
    const parsed = parse(command)
    const own = ownHits(parsed, command.type)
    const whole = inOrder(isActive ? [...own, ...evaluate(parsed, command.type)] : own)
    return { parsed, ...(isContaining ? contain(whole, parsed, containment, around) : { hits: whole, held: [] }) }
  }
  const decide = (byText: Judgement, { parsed, hits, held }: ReturnType<typeof look>): Judgement => {
    if (byText.verdict === 'deny') return byText
    const judgement = withHeld(hits.length > 0 ? judgementOf(hits, defaultPlace) : byText, held)
    return { ...judgement, ...howItRuns(parsed, containment) }
  }
  const judge = (command: Command): Judgement => {
    const byText = text.judge(command)
    return byText.verdict === 'deny' ? byText : decide(byText, look(command))
  }
  const explain = (command: Command): Explanation => {
    const byText = text.judge(command)
    const looked = look(command)
    const { parsed, hits } = looked
    const judgement = decide(byText, looked)
    const [first] = hits
    const without = byText.verdict === 'deny' ? effectOf(hits) : first ? withoutRule(first.rule, parsed, command) : null
    const near = judgement.verdict === 'allow' ? nearest(ruleSet.rules, parsed) : null
    return { judgement, text: byText, ...looked, without, near }
  }
  const unclear = isActive ? strictestOf(ruleSet.dynamic, ruleSet.fallback) : null
  return { judgeText: text.judge, unclear, judge, explain }
}

/** A rule whose kind of action the command has, somewhere else or with other words. */
function nearest(rules: readonly PlacedRule[], parsed: ParsedCommand): PlacedRule | null {
  const kinds = new Set<string>(
    parsed.commands.flatMap(({ actions }) => actions.map(({ kind }) => kind)).filter((kind) => kind !== 'run'),
  )
  const programs = new Set(parsed.commands.map(({ name }) => name))
  return (
    rules.find(
      ({ rule }) =>
        rule.effect !== 'allow' &&
        (rule.action?.some((kind) => kinds.has(kind)) ?? rule.program?.some((name) => programs.has(name)) ?? false),
    ) ?? null
  )
}

/** Doubled ids, and examples that do not hold. */
function firstFailure(rules: readonly PlacedRule[], around: Surroundings) {
  const seen = new Map<string, string>()
  for (const placed of rules) {
    const { id } = placed.rule
    const other = seen.get(id)
    if (other !== undefined)
      return misconfigured(
        `the rule id '${id}' stands twice, the other is ${other}`,
        placed.place,
        'give each rule an id of its own',
      )
    seen.set(id, placed.place)
    const [failed] = failedExamples(placed, around)
    if (failed) return misconfigured(`rule '${id}': ${failed}`, placed.place, 'correct the rule or its example')
  }
  return null
}

const exampleOf = (example: Rule['match'][number], type: Rule['type']): Command =>
  typeof example === 'string' ? { type: type ?? 'bash', code: example } : example

/** Sentences about the examples of a rule that it does not keep. */
export function failedExamples({ rule, place }: PlacedRule, around: Surroundings): string[] {
  if (rule.match.length + rule.not_match.length === 0) return []
  const parse = parserFor(around)
  // An allow rule shows itself by what it lifts.
  const isAllow = rule.effect === 'allow'
  const alone = compileRules({ rules: [{ rule, place }], fallback: isAllow ? 'deny' : 'allow', dynamic: 'ask' }, around)
  const hits = (command: Command): boolean => {
    const found = alone(parse(command), command.type)
    return isAllow ? effectOf(found) === 'allow' : found.some((hit) => hit.rule === rule.id)
  }
  return [
    ...rule.match
      .map((each) => exampleOf(each, rule.type))
      .flatMap((each) => (hits(each) ? [] : [`it does not hit its example ${JSON.stringify(each.code)}`])),
    ...rule.not_match
      .map((each) => exampleOf(each, rule.type))
      .flatMap((each) => (hits(each) ? [`it hits ${JSON.stringify(each.code)}, which it must not`] : [])),
  ]
}
