// exec: one command exactly as a step would run it, its output passed through, its exit code handed on.
import { createInterface } from 'node:readline/promises'
import { exitCodes, misconfigured } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { describeSandbox } from '../core/sandbox.ts'
import type { Judgement } from '../core/state.ts'
import type { Execution } from '../executor/execute.ts'
import { isCommandType } from '../executor/interpreter.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { execCommand, type ExecOutcome } from '../orchestrator/exec-command.ts'
import { prepareCommands } from '../orchestrator/preflight.ts'
import { inEnglish } from '../views/plain-words.ts'
import { codeOf } from './command-words.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Terminal } from './command.ts'
import { terminalOutput } from './terminal-output.ts'
import { version } from './version.ts'

/** As `timeout` and `docker run` have them. */
const [timedOutCode, notStartedCode, signalBase] = [124, 125, 128]
/** Seconds, as in timeout_sec of the settings. */
const maxTimeout = 2_000_000

export const exec: Command = {
  async run(invocation, terminal) {
    const type = text(invocation, 'type') ?? 'bash'
    if (!isCommandType(type))
      return report(usageFailure(`unknown type '${type}'`, "use 'bash' or 'powershell'"), terminal)
    if (invocation.operands.length === 0)
      return report(usageFailure('no command given', "write it behind '--': tos exec -- ls"), terminal)
    const project = findProjectRoot(terminal.folder, text(invocation, 'root'))
    if (!project.ok) return report(project.failure, terminal)
    const prepared = await prepareCommands(project.value, terminal.environment, 'nothing')
    if (!prepared.ok) return report(prepared.failure, terminal)
    const seconds = Number(text(invocation, 'timeout') ?? prepared.value.settings.config.timeout_sec)
    if (!(seconds > 0 && seconds <= maxTimeout))
      return report(
        misconfigured(`--timeout ${text(invocation, 'timeout')}`, 'call', 'give seconds, more than 0'),
        terminal,
      )
    const isJson = flag(invocation, 'json')
    const { state } = prepared.value.sandbox
    if (state.kind === 'none' && prepared.value.settings.tos.exec.sandbox !== 'off')
      terminal.error(`tos: ${describeSandbox(state)}\n`)
    const stop = stopOnSignal()
    const show = { stdout: passOn('stdout'), stderr: passOn('stderr') }
    const done = await execCommand({
      prepared: prepared.value,
      type,
      code: codeOf(type, invocation.operands),
      timeoutMs: Math.round(seconds * 1000),
      environment: terminal.environment,
      version,
      signal: stop.signal,
      ask: (judgement) => askPerson(judgement, terminal),
      onOutput: (stream, chunk) => void (isJson || show[stream].push(chunk)),
      onEvent: (event) => isJson && terminal.out(`${JSON.stringify(event)}\n`),
    })
    stop.release()
    if (!isJson) for (const stream of [show.stdout, show.stderr]) stream.end()
    return done.ok ? conclude(done.value, terminal) : report(done.failure, terminal)
  },
}

/** Bytes as they are into a file or a pipe; a terminal gets nothing that would steer it. */
function passOn(name: 'stdout' | 'stderr') {
  const stream = process[name]
  if (!stream.isTTY) return { push: (chunk: Buffer) => void stream.write(chunk), end: () => undefined }
  const { push, end } = terminalOutput()
  return { push: (chunk: Buffer) => void stream.write(push(chunk)), end: () => void stream.write(end()) }
}

function conclude(outcome: ExecOutcome, terminal: Terminal): number {
  if (outcome.kind === 'ended') return endCode(outcome.execution, terminal)
  const { reason, rule, place } = outcome.judgement
  const why = [reason, rule, place].filter(Boolean).join(', ')
  const what = { denied: 'denied', refused: 'not allowed by you', unanswered: 'needs a person to allow it' }[
    outcome.kind
  ]
  terminal.error(`tos: ${what}: ${printableLine(why)}\n`)
  return outcome.kind === 'unanswered' ? exitCodes.unanswered : exitCodes.failed
}

function endCode({ outcome, exitCode, error }: Execution, terminal: Terminal): number {
  if (error !== null) terminal.error(`tos: ${printableLine(inEnglish(error))}\n`)
  if (outcome === 'timed out') return timedOutCode
  if (outcome === 'stopped') return exitCodes.stopped
  if (outcome === 'not started' || exitCode === null) return notStartedCode
  return exitCode < 0 ? signalBase - exitCode : exitCode
}

async function askPerson({ reason, rule, place, part }: Judgement, terminal: Terminal): Promise<boolean | null> {
  if (!terminal.isTty) return null
  const why = [reason, part, rule, place].filter(Boolean).join(', ')
  const dialog = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await dialog.question(`tos: asked: ${printableLine(why)}\nrun it? [y/N] `)
    return /^y(?:es)?$/i.test(answer.trim())
  } finally {
    dialog.close()
  }
}

function stopOnSignal() {
  const controller = new AbortController()
  const stop = () => controller.abort()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, stop)
  return {
    signal: controller.signal,
    release: () => signals.forEach((name) => process.off(name, stop)),
  }
}
