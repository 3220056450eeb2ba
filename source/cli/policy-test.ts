// policy test: every example of every rule, the project's and the packs'.
import { exitCodes } from '../core/failure.ts'
import { packNames } from '../core/policy-settings.ts'
import { exampleProject, loadPack } from '../policy/packs.ts'
import { failedExamples } from '../policy/policy.ts'
import type { Surroundings } from '../policy/model/place.ts'
import type { PlacedRule } from '../policy/rules/evaluate.ts'
import type { Terminal } from './command.ts'
import type { OpenedPolicy } from './policy-open.ts'

export function testPolicy({ own, around }: OpenedPolicy, terminal: Terminal): number {
  const shipped = packNames.flatMap((name) => loadPack(name).rules)
  const rules = [...own, ...shipped]
  const failures = [...failuresOf(own, around), ...failuresOf(shipped, exampleProject)]
  for (const failure of failures) terminal.out(failure)
  const examples = rules.reduce((sum, { rule }) => sum + rule.match.length + rule.not_match.length, 0)
  terminal.out(`${rules.length} rules, ${examples} examples, ${failures.length} failed\n`)
  return failures.length === 0 ? exitCodes.well : exitCodes.failed
}

const failuresOf = (rules: readonly PlacedRule[], around: Surroundings): string[] =>
  rules.flatMap((placed) =>
    failedExamples(placed, around).map((sentence) => `${placed.place}: ${placed.rule.id}: ${sentence}\n`),
  )
