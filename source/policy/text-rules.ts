// The runbook's text rules with their exact meaning. First hit wins.
import { RE2JS } from 're2js'
import type { Command } from '../core/event.ts'
import { causeOf, fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import { pythonList } from '../core/json-text.ts'
import type { Config } from '../core/settings.ts'
import type { Judgement } from '../core/state.ts'
import { fromPython } from './python-pattern.ts'

/** `file:line` of a configured value. */
export type PlaceOf = (keys: readonly PropertyKey[]) => string

export interface TextRules {
  readonly judge: (command: Command) => Judgement
}

interface Pattern {
  readonly source: string
  readonly expression: RE2JS
}

/** Compiles the rules once; an expression that RE2 does not accept is a configuration error. */
export function compileTextRules(config: Config, placeOf: PlaceOf): Result<TextRules> {
  const patterns: Pattern[] = []
  for (const [i, source] of config.deny_patterns.entries()) {
    try {
      patterns.push({ source, expression: RE2JS.compile(fromPython(source), RE2JS.CASE_INSENSITIVE) })
    } catch (error) {
      const remedy = 'write it in RE2 syntax (no look-around, no back-references)'
      return fail(
        misconfigured(
          `'deny_patterns.${i}': invalid expression '${source}' (${causeOf(error)})`,
          placeOf(['deny_patterns', i]),
          remedy,
        ),
      )
    }
  }
  return succeed({ judge: (command) => judge(command, config, patterns, placeOf) })
}

function judge(command: Command, config: Config, patterns: readonly Pattern[], placeOf: PlaceOf): Judgement {
  const { default_action: defaultAction, deny_if_contains: words } = config.execution_policy
  const { type, code } = command
  const deny = (
    reason: string,
    rule: string,
    keys: readonly PropertyKey[],
    hit: { matched: string | null; part: string },
  ) => ({ verdict: 'deny', reason, rule, place: placeOf(keys), ...hit }) as const

  if (defaultAction === 'deny') {
    const keys = ['execution_policy', 'default_action']
    return deny('execution_policy.default_action=deny', 'default_action', keys, { matched: null, part: code })
  }
  const word = words.findIndex((candidate) => code.includes(candidate))
  if (word >= 0) {
    const matched = words[word] ?? ''
    const keys = ['execution_policy', 'deny_if_contains', word]
    return deny(`deny_if_contains '${matched}' に一致`, `deny_if_contains[${word}]`, keys, { matched, part: matched })
  }
  if (!config.allow_types.some((allowed) => allowed === type)) {
    const reason = `type '${type}' は許可されていない (allow_types: ${pythonList(config.allow_types)})`
    return deny(reason, 'allow_types', ['allow_types'], { matched: null, part: type })
  }
  for (const [i, { source, expression }] of patterns.entries()) {
    const matcher = expression.matcher(code)
    if (matcher.find()) {
      const hit = { matched: source, part: matcher.group() ?? '' }
      return deny(`禁止パターン '${source}' に一致`, `deny_patterns[${i}]`, ['deny_patterns', i], hit)
    }
  }
  return { verdict: 'allow', reason: 'allowlist通過', matched: null, rule: '', place: '', part: '' }
}
