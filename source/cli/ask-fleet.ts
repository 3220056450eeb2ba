// approve, deny, stop, pause, resume, raise, note and status of a loop that runs on any host: through the database.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { noteLength } from '../core/notes.ts'
import type { Request } from '../core/request.ts'
import { raisableNames } from '../core/settings.ts'
import { userName } from '../files/lock.ts'
import type { Travel } from '../fleet/engine.ts'
import type { QueuedLoop } from '../fleet/submission.ts'
import { usageFailure } from './arguments.ts'
import { parseMinutes, parseQuestion } from './answer.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { grantAfar, isAboutGrants } from './grant.ts'
import { loopLine } from './fleet-lines.ts'
import { parseRaise } from './raise.ts'

interface Call {
  readonly loop: QueuedLoop
  readonly travel: Travel
  readonly invocation: Invocation
  readonly terminal: Terminal
}

export async function askFleet({ loop, travel, invocation, terminal }: Call): ReturnType<Command['run']> {
  if (invocation.name === 'status') {
    terminal.out(flag(invocation, 'json') ? `${JSON.stringify(loop, null, 2)}\n` : `${loopLine(loop)}\n`)
    return exitCodes.well
  }
  const request = requestOf(loop, invocation)
  if (!request.ok) return report(request.failure, terminal)
  const asked = await travel.ask(loop.name, request.value)
  if (!asked.ok) return report(asked.failure, terminal)
  const when = loop.state === 'running' ? `${loop.worker?.host ?? 'its host'} hears it` : 'whoever takes it hears it'
  terminal.error(`tos: asked ${loop.name} to ${request.value.kind}; ${when}\n`)
  return exitCodes.well
}

function requestOf(loop: QueuedLoop, invocation: Invocation): Result<Request> {
  const by = userName()
  switch (invocation.name) {
    case 'approve':
      return isAboutGrants(invocation) ? grantOf(invocation, by) : answerOf(loop, invocation, by)
    case 'deny':
      return answerOf(loop, invocation, by)
    case 'stop':
      return succeed({ kind: 'stop', by, when: flag(invocation, 'now') ? 'now' : 'step' })
    case 'pause':
      return succeed({ kind: 'pause', by })
    case 'resume': {
      const said = text(invocation, 'in-doubt')
      if (said === null) return succeed({ kind: 'resume', by })
      if (said === 'skip' || said === 'rerun') return succeed({ kind: 'resume', by, inDoubt: said })
      return fail(usageFailure(`--in-doubt takes skip or rerun, not '${said}'`, 'choose one of them'))
    }
    case 'raise': {
      const raise = parseRaise(invocation.operands)
      if (!raise.ok) return raise
      const limit = raisableNames.find((name) => raise.value[name] !== undefined)
      const value = limit && raise.value[limit]
      if (!limit || value === undefined)
        return fail(usageFailure('no limit is named', "write for example 'tos raise max_cost_usd=10'"))
      return succeed({ kind: 'raise', by, limit, value })
    }
    case 'note': {
      const [said = ''] = invocation.operands
      if (flag(invocation, 'clear')) return succeed({ kind: 'clearNotes', by })
      if (said.trim() === '' || said.length > noteLength)
        return fail(usageFailure('a note is a text', `write 'tos note TEXT' with at most ${noteLength} characters`))
      return succeed({ kind: 'note', by, text: said, isKept: flag(invocation, 'keep') })
    }
    default:
      return fail(
        usageFailure(
          `'${invocation.name}' does not reach a loop of another host`,
          `see 'tos fleet show ${loop.name}', or get it with 'tos fleet get ${loop.name}'`,
        ),
      )
  }
}

function grantOf(invocation: Invocation, by: string): Result<Request> {
  const minutes = parseMinutes(text(invocation, 'for'))
  return minutes.ok ? grantAfar(invocation, by, minutes.value) : minutes
}

/** What is answered is what was seen: the question is named, and a later one takes no answer. */
function answerOf({ name, standing }: QueuedLoop, invocation: Invocation, by: string): Result<Request> {
  const named = parseQuestion(invocation.operands[0])
  if (!named.ok) return named
  const minutes = parseMinutes(text(invocation, 'for'))
  if (!minutes.ok) return minutes
  const open = standing?.question ?? null
  const failure = { where: name, exitCode: exitCodes.failed }
  if (open === null)
    return fail({ ...failure, what: 'no question is open', remedy: `'tos fleet show ${name}' says where it stands` })
  if (named.value !== null && named.value !== open)
    return fail({ ...failure, what: `question ${named.value} is not open`, remedy: `the open one is ${open}` })
  if (invocation.name === 'deny')
    return succeed({ kind: 'deny', by, question: open, reason: text(invocation, 'reason') ?? '' })
  const scope = flag(invocation, 'for-run') || minutes.value !== null ? 'run' : 'once'
  return succeed({ kind: 'approve', by, question: open, scope, minutes: minutes.value })
}
