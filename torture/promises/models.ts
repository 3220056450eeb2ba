// Model servers fail in every way, for every role, at the first, a middle and the last call: each outcome has a name.
import { failureKinds } from '../../source/core/event-model.ts'
import type { Event } from '../../source/core/event.ts'
import { answer, modelServer } from '../../test/helpers/model-server.ts'
import { loopOf, makeProject, writeResult } from '../../test/helpers/project.ts'
import { within } from '../harness/process-table.ts'
import { isTrace, start, type Ended } from '../harness/program.ts'
import { serverFaults } from '../harness/server-faults.ts'
import type { Injected, Promised, World } from '../promise.ts'

const commands = [{ type: 'bash', code: writeResult }]
const step = [
  JSON.stringify({ commands }),
  JSON.stringify({ improved_commands: commands, approval: true }),
  JSON.stringify({ final_commands: commands, summary: 's' }),
]
const jobs = 3
/** Long enough for a busy machine to answer, short enough to wait for. */
const timeoutSeconds = 4
/** A call that says something for ever is given up after so many of them. */
const wholeCall = 10

export interface ModelsSeen {
  readonly ended: Pick<Ended, 'code' | 'err' | 'isHung'>
  readonly events: readonly Event[]
  readonly calls: number
  readonly isClosed: boolean
}

export function judgeModels({ ended, events, calls, isClosed }: ModelsSeen): string[] {
  const { code, err, isHung } = ended
  const broken: string[] = []
  if (isHung) broken.push('hung')
  if (!isClosed) broken.push('sockets stay open')
  if (isTrace(err)) broken.push(`a trace: ${err.slice(-300)}`)
  if (code === null || ![0, 1, 2, 4].includes(code)) broken.push(`exit code ${code}: ${err.slice(-200)}`)
  const failed = events.flatMap((event) => (event.type === 'model.failed' ? [event] : []))
  const kinds: readonly string[] = failureKinds
  for (const { kind } of failed) if (!kinds.includes(kind)) broken.push(`a kind without a name: ${kind}`)
  const answered = events.filter(({ type }) => type === 'model.answered').length
  if (answered + failed.length !== calls)
    broken.push(`${calls} calls at the server, ${answered} answers and ${failed.length} failures told`)
  if (events.at(-1)?.type !== 'run.ended') broken.push('the run has no end')
  const refused = events.filter(({ type }) => type === 'reply.refused').length
  if (code !== 0 && failed.length + refused === 0) broken.push('ended without telling what failed')
  return broken
}

async function inject(world: World, n: number): Promise<Injected> {
  const names = Object.keys(serverFaults)
  const name = names[n % names.length] ?? ''
  const role = world.random.below(3)
  const at = role + 3 * world.random.pick([0, 1, jobs - 1])
  const lasts = world.random.below(3) === 0
  let asked = 0
  const server = await modelServer(world, (reply) => {
    const place = asked++
    // Repeated calls move the places: the vendor tells review, the prompt's own word the other two.
    const isDraft = JSON.stringify(reply.call.body).includes('the draft of it')
    const text = step[reply.call.vendor === 'anthropic' ? 1 : isDraft ? 0 : 2] ?? ''
    if (place === at || (lasts && place > at)) serverFaults[name]?.(reply, text)
    else answer(reply, text)
  })
  const project = makeProject(world, {
    config: {
      ...loopOf(jobs),
      api_retry: 2,
      json_retry: 1,
      timeout_sec: timeoutSeconds,
      draft_prompt_template: 'the draft of it',
      review_prompt_template: 'r',
      final_prompt_template: 'f',
    },
    // Minutes that a rate limit may hold the loop up.
    tos: { models: { max_wait_min: 0.1 }, exec: { sandbox: 'off' } },
  })
  const ended = await start(world, ['run', '--loop', '--root', project.root], {
    // Until such a server is given up, and the pause behind it.
    waitsMs: (wholeCall + 4) * timeoutSeconds * 1000,
    environment: {
      OPENAI_API_KEY: 'sk-openai-0123456789abcdefghij',
      ANTHROPIC_API_KEY: 'sk-ant-0123456789abcdefghijkl',
      OPENAI_BASE_URL: server.openAiUrl,
      ANTHROPIC_BASE_URL: server.url,
    },
  })
  const isClosed = await within(10_000, () => server.openSockets() === 0)
  const broken = judgeModels({ ended, events: project.events(), calls: server.calls.length, isClosed })
  const roles = ['draft', 'review', 'final']
  return {
    faults: 1,
    broken: broken.map(
      (line) => `${name}, call ${at + 1} (${roles[role] ?? ''})${lasts ? ' and all behind it' : ''}: ${line}`,
    ),
    figures: { 'loops that went on': ended.code === 0 ? 1 : 0 },
  }
}

export const models: Promised = {
  name: 'models',
  says: 'whatever a model server does has a name, and leaves no socket behind',
  full: 300,
  missing: () => null,
  mutants: { 'nameless-failures': (i) => i },
  inject,
}
