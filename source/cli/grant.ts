// Grants without waiting for a question: hosts, one program, and taking them back; says what the runner made of it.
import { hostRule } from '../core/containment.ts'
import type { EventOf } from '../core/event.ts'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { isHostSet } from '../core/host-sets.ts'
import { printableLine } from '../core/printable.ts'
import type { Request } from '../core/request.ts'
import { sendRequest } from '../files/inbox.ts'
import { openTail } from '../files/journal-tail.ts'
import { currentHolder, userName } from '../files/lock.ts'
import { describeEvent } from '../views/describe.ts'
import { overviewFold } from '../views/overview.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Invocation, type Terminal } from './command.ts'
import { openProject, type OpenedProject } from './project.ts'
import { version } from './version.ts'

type GrantRequest = Extract<Request, { kind: 'grant' | 'revoke' }>
type GrantEvent = EventOf<'approval.granted' | 'approval.revoked'>

/** Is it a grant that is asked for, not an answer? */
export const isAboutGrants = (invocation: Invocation): boolean =>
  flag(invocation, 'revoke') || text(invocation, 'hosts') !== null || text(invocation, 'program') !== null

export async function changeGrants(
  invocation: Invocation,
  terminal: Terminal,
  minutes: number | null,
): Promise<number> {
  const opened = openProject(invocation, terminal)
  if (!opened.ok) return report(opened.failure, terminal)
  const request = requestOf(invocation, opened.value, minutes)
  if (!request.ok) return report(request.failure, terminal)
  const event = await waitForEvent(opened.value, request.value)
  if (!event) return report({ ...nothingChanged, where: opened.value.layout.root }, terminal)
  if (flag(invocation, 'json')) terminal.out(`${JSON.stringify(event)}\n`)
  terminal.error(`tos: ${printableLine(describeEvent(event))}\n`)
  return exitCodes.well
}

const nothingChanged = {
  what: 'the run ended, or there was nothing to change',
  remedy: "'tos status' shows what is granted",
  exitCode: exitCodes.failed,
} as const

function requestOf(invocation: Invocation, project: OpenedProject, minutes: number | null): Result<GrantRequest> {
  const { overview, holder, layout } = project
  const { run, step } = overview.state
  const here = { where: layout.root, exitCode: exitCodes.failed }
  if (!holder || !run || run.ended)
    return fail({ ...here, what: 'nothing is running that could hear', remedy: "go on with 'tos resume' first" })
  const by = userName()
  if (flag(invocation, 'revoke')) return revokeOf(invocation, by, run.grants.length > 0, here)
  const named = hostRules(invocation)
  if (!named.ok) return named
  const program = text(invocation, 'program')
  if (named.value.length > 0) return succeed({ kind: 'grant', by, rules: named.value, program, minutes })
  const rules = [...new Set((step?.question?.reasons ?? []).flatMap((reason) => reason.rules))].filter(Boolean)
  if (rules.length === 0)
    return fail({
      ...here,
      what: 'no question is open whose rules --program could narrow',
      remedy: 'name --hosts, or wait for the question',
    })
  return succeed({ kind: 'grant', by, rules, program, minutes })
}

/** Of the hosts that are named; none where none is. */
function hostRules(invocation: Invocation): Result<string[]> {
  const hosts = (text(invocation, 'hosts') ?? '').split(',').filter(Boolean)
  const wrong = hosts.find((host) => isHostSet(host) || !/^(?:\*\.)?[\w-]+(?:\.[\w-]+)*$/.test(host))
  if (wrong !== undefined)
    return fail(usageFailure(`'${wrong}' is no name of a host`, 'write for example --hosts example.com,*.example.org'))
  return succeed(hosts.map((host) => hostRule(host.toLowerCase())))
}

/** For a loop of another host, of whose questions only the first command is known here. */
export function grantAfar(invocation: Invocation, by: string, minutes: number | null): Result<GrantRequest> {
  if (flag(invocation, 'revoke')) return succeed({ kind: 'revoke', by, rules: invocation.operands.slice(0, 1) })
  const named = hostRules(invocation)
  if (!named.ok) return named
  if (named.value.length === 0)
    return fail(
      usageFailure('--program narrows the rules of a question, which lies on another host', 'name --hosts too'),
    )
  return succeed({ kind: 'grant', by, rules: named.value, program: text(invocation, 'program'), minutes })
}

function revokeOf(
  { operands }: Invocation,
  by: string,
  isGranted: boolean,
  here: Pick<Failure, 'where' | 'exitCode'>,
): Result<GrantRequest> {
  if (!isGranted) return fail({ ...here, what: 'nothing is granted', remedy: "'tos status' shows grants" })
  return succeed({ kind: 'revoke', by, rules: operands.slice(0, 1) })
}

/** Sends it and follows the journal until it is there; null when the run ended or the runner is gone first. */
async function waitForEvent({ layout }: OpenedProject, request: GrantRequest): Promise<GrantEvent | null> {
  let found: GrantEvent | null = null
  let isSent = false
  const { evolve, ...fold } = overviewFold(version)
  const type = request.kind === 'grant' ? 'approval.granted' : 'approval.revoked'
  const tail = openTail(layout, {
    ...fold,
    evolve(before, event) {
      if (isSent && event.type === type && event.by === request.by && isSame(event.rules, request.rules)) found = event
      return evolve(before, event)
    },
  })
  isSent = true
  sendRequest(layout.inbox, request)
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const look = (): void => {
    const isGone = currentHolder(layout.lock) === null
    tail.read()
    if (found || isGone || tail.fold.state.run?.ended || tail.failure) resolve()
  }
  const leave = tail.follow(look)
  look()
  await closed
  leave()
  return found
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n')
