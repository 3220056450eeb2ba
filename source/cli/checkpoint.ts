// checkpoint: the runbook's commit. While a loop runs it is asked to make it before its next step.
import { badName } from '../checkpoints/checkpoint.ts'
import type { EventOf } from '../core/event.ts'
import { exitCodes, Failed, succeed, type Result } from '../core/failure.ts'
import { sendRequest } from '../files/inbox.ts'
import type { Layout } from '../files/layout.ts'
import { userName } from '../files/lock.ts'
import { checkpointNow, openMarkedStore } from '../orchestrator/checkpoints.ts'
import { runbookUsage } from './arguments.ts'
import { awaitCheckpoint } from './await-checkpoint.ts'
import { flag, report, text, texts, type Command, type Invocation, type Terminal } from './command.ts'
import { openProject } from './project.ts'
import { offerRepository } from './offer-repository.ts'
import { saveFacts } from './summary-file.ts'
import { openForWriting, stampOf, type Writing } from './writing.ts'

export const checkpoint: Command = {
  async run(invocation, terminal) {
    const lines = printer(invocation, terminal)
    const [name] = invocation.operands
    if (name === undefined) {
      lines(['error: -CheckpointName required for checkpoint mode'])
      terminal.out(runbookUsage)
      return exitCodes.failed
    }
    const bad = badName(name)
    if (bad) return report(bad, terminal)
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const { layout, overview, holder } = opened.value
    lines(['TOS cc_run start', `Root ${layout.root}`, `Mode ${invocation.typed}`])
    const isRunning = holder !== null && overview.state.run !== null && overview.state.run.ended === null
    const made = isRunning ? await askRunner(name, layout, terminal) : await makeHere(name, invocation, terminal)
    if (made.ok) return tell(made.value, layout, invocation, terminal)
    lines(['checkpoint failed with exit code 1'])
    return report(made.failure, terminal)
  },
}

type Made = EventOf<'checkpoint.made'>

/** Lines of the runbook; with --json there are none. */
export const printer =
  (invocation: Invocation, terminal: Terminal) =>
  (lines: readonly string[]): void => {
    if (!flag(invocation, 'json')) terminal.out(lines.map((line) => `${line}\n`).join(''))
  }

function askRunner(name: string, layout: Layout, terminal: Terminal): Promise<Result<Made>> {
  terminal.error('tos: the loop is running; it makes the checkpoint before its next step\n')
  return awaitCheckpoint(layout, name, () => sendRequest(layout.inbox, { kind: 'checkpoint', by: userName(), name }))
}

async function makeHere(name: string, invocation: Invocation, terminal: Terminal): Promise<Result<Made>> {
  const opened = await openForWriting(invocation, terminal, 'checkpoint')
  if (!opened.ok) return opened
  const { session } = opened.value
  try {
    return await make(name, opened.value, { terminal, included: texts(invocation, 'include') })
  } catch (error) {
    if (error instanceof Failed) return { ok: false, failure: error.failure }
    throw error
  } finally {
    session.close()
  }
}

async function make(
  name: string,
  { place, session }: Writing,
  { terminal, included }: { terminal: Terminal; included: readonly string[] },
): Promise<Result<Made>> {
  const offered = await offerRepository({ root: place.layout.root, environment: place.environment }, terminal)
  if (!offered.ok) return offered
  const store = await openMarkedStore(place)
  if (!store.ok) return store
  for (const note of store.value.notes) terminal.error(`tos: ${note}\n`)
  return succeed(await checkpointNow(session, place, store.value, { name, by: userName(), included }))
}

function tell(event: Made, layout: Layout, invocation: Invocation, terminal: Terminal): number {
  const { commit, ts } = event
  const given = text(invocation, 'summary-file')
  const facts = { mode: 'checkpoint', checkpoint_hash: commit, timestamp: stampOf(ts), root: layout.root }
  const saved = given === null ? [] : saveFacts(layout, given, facts)
  if (flag(invocation, 'json')) terminal.out(`${JSON.stringify(event)}\n`)
  const kept = `last_checkpoint saved ${layout.lastCheckpoint}`
  printer(invocation, terminal)([commit, kept, `checkpoint ${commit}`, ...saved, 'TOS cc_run end'])
  return exitCodes.well
}
