// The policy beside the runner: every command gets an answer, whatever its text does to the thread that reads it.
import type { Command } from '../core/event.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import type { Effect } from '../core/policy-settings.ts'
import type { Judgement } from '../core/state.ts'
import { policyDataOf, type PolicyData } from './judge-messages.ts'
import { threadOf, type Answer, type JudgeThread } from './judge-thread.ts'
import type { Explanation, PolicyInput } from './policy.ts'
import { doubtReasons } from './rules/evaluate.ts'
import { limits } from './limits.ts'

export interface Judge {
  readonly judge: (command: Command) => Promise<Judgement>
  readonly explain: (command: Command) => Promise<Explanation>
}

// Beside this file in source/ as well as in dist/, where scripts/build.js puts it.
const ownEntry = new URL(import.meta.url.endsWith('.ts') ? './judge-worker.ts' : './judge-worker.js', import.meta.url)

let policies = 0

/** Fails where `compilePolicy` does. A thread that dies or is given up is replaced. */
export async function openJudge(input: PolicyInput, entry: URL = ownEntry): Promise<Result<Judge>> {
  const data = policyDataOf(input)
  let opened = await open(data, entry)
  const { answer } = opened
  if (answer.kind !== 'opened') return fail(answer.kind === 'refused' ? answer.failure : unopened(answer))
  const { unclear } = answer

  const ask = async (command: Command, isExplained: boolean): Promise<Answered> => {
    for (;;) {
      const { thread, policy } = opened
      const answered = await thread.exchange({ kind: 'judge', policy, command, isExplained })
      if (answered?.kind === 'judged') return answered
      if (answered) return undecided(command, answered, unclear)
      opened = await open(data, entry)
    }
  }
  return succeed({
    judge: async (command) => (await ask(command, false)).judgement,
    async explain(command) {
      const { judgement, explanation } = await ask(command, true)
      return explanation ?? bare(judgement)
    },
  })
}

interface Opened {
  readonly thread: JudgeThread
  readonly policy: number
  readonly answer: Answer
}

async function open(data: PolicyData, entry: URL): Promise<Opened> {
  for (;;) {
    policies += 1
    const policy = policies
    const thread = threadOf(entry)
    const answer = await thread.exchange({ kind: 'open', policy, data })
    if (answer) return { thread, policy, answer }
  }
}

const unopened = (answer: Answer) => ({
  what: `the policy cannot be loaded (${whyOf(answer)})`,
  remedy: "run 'npm ci' again",
  exitCode: exitCodes.failed,
})

const whyOf = (answer: Answer): string =>
  answer.kind === 'lost' ? answer.why : answer.kind === 'failed' ? answer.cause : answer.kind

interface Answered {
  readonly judgement: Judgement
  /** Null: nothing more is known. */
  readonly explanation: Explanation | null
}

const bare = (judgement: Judgement): Explanation => ({
  judgement,
  text: judgement,
  parsed: { commands: [] },
  hits: [],
  held: [],
  without: null,
  near: null,
})

const nothingSaid: Judgement = { verdict: 'allow', reason: '', matched: null, rule: '', place: '', part: '' }
const rule = 'policy.dynamic'

/** What the text rules say stands; that nothing else is known is a doubt. */
function undecided({ code }: Command, answer: Answer, unclear: Effect | null): Answered {
  const text = answer.kind === 'lost' ? answer.text : null
  const verdict = unclear ?? (text === null ? 'ask' : 'allow')
  if (text?.verdict === 'deny' || verdict === 'allow') return { judgement: text ?? nothingSaid, explanation: null }
  const reason = `${rule}: ${doubtReasons['too-complex']} (${whyOf(answer)})`
  const judgement = { verdict, reason, matched: null, rule, place: '', part: code.slice(0, limits.shown) }
  return { judgement: verdict === 'ask' ? { ...judgement, rules: [rule] } : judgement, explanation: null }
}
