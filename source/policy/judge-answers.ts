// What the thread that judges answers to each message.
import { causeOf } from '../core/failure.ts'
import { keyOf, type Asked, type PolicyData, type Said } from './judge-messages.ts'
import { compilePolicy, type Policy } from './policy.ts'

export function answering(say: (said: Said) => void): (asked: Asked) => void {
  const policies = new Map<number, Policy>()
  const open = (number: number, data: PolicyData): Said => {
    const compiled = compile(data)
    if (!compiled.ok) return { kind: 'refused', failure: compiled.failure }
    policies.set(number, compiled.value)
    return { kind: 'opened', unclear: compiled.value.unclear }
  }
  const judge = ({ policy, command, isExplained }: Asked & { kind: 'judge' }): Said => {
    const rules = policies.get(policy)
    if (!rules) return { kind: 'failed', cause: 'the policy was not opened' }
    say({ kind: 'text', judgement: rules.judgeText(command) })
    const explanation = isExplained ? rules.explain(command) : null
    return { kind: 'judged', judgement: explanation?.judgement ?? rules.judge(command), explanation }
  }
  return (asked) => {
    try {
      say(asked.kind === 'open' ? open(asked.policy, asked.data) : judge(asked))
    } catch (error) {
      say({ kind: 'failed', cause: causeOf(error) })
    }
  }
}

const compile = ({ places, ...data }: PolicyData) =>
  compilePolicy({
    ...data,
    placeOf: (keys) => places[keyOf('text', keys)] ?? '',
    placeOfRule: (keys) => places[keyOf('rule', keys)] ?? '',
  })
