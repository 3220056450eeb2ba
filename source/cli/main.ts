// The call: which command it is, what it was given, and how it ends. Each command is a file of its own, loaded when it is called.
import { causeOfSystem, isSystemError, refusedBySystem, remedyOf } from '../core/errno.ts'
import { exitCodes, Failed, type Failure } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { printable } from '../core/printable.ts'
import { complete, completeWord } from './reference/complete.ts'
import { commandHelp, overview } from './reference/help.ts'
import { fromRunbook, isRunbookCall, parseOptions, runbookUsage } from './arguments.ts'
import { asTyped } from './called-as.ts'
import { currentFolder, refusedHere } from './current-folder.ts'
import { report, type Command, type Invocation, type Terminal } from './command.ts'
import { selfVariable } from './run-self.ts'
import { submittedIn } from './table/submitted.ts'
import { commandNames, commandRow, isCommandName, type CommandName } from './table/table.ts'
import { version } from './version.ts'

/** Where a command lives. */
const loaders: Record<CommandName, () => Promise<Command>> = {
  run: () => import('./run.ts').then((m) => m.run),
  cleanrun: () => import('./run.ts').then((m) => m.cleanrun),
  test: () => import('./run.ts').then((m) => m.test),
  resume: () => import('./resume.ts').then((m) => m.resume),
  stop: () => import('./steer.ts').then((m) => m.stop),
  pause: () => import('./steer.ts').then((m) => m.pause),
  approve: () => import('./answer.ts').then((m) => m.approve),
  deny: () => import('./answer.ts').then((m) => m.deny),
  checkpoint: () => import('./checkpoint.ts').then((m) => m.checkpoint),
  rollback: () => import('./rollback.ts').then((m) => m.rollback),
  diff: () => import('./diff.ts').then((m) => m.diff),
  undo: () => import('./undo.ts').then((m) => m.undo),
  checkpoints: () => import('./checkpoints.ts').then((m) => m.checkpoints),
  note: () => import('./note.ts').then((m) => m.note),
  raise: () => import('./raise.ts').then((m) => m.raise),
  policy: () => import('./policy.ts').then((m) => m.policy),
  attach: () => import('./watch.ts').then((m) => m.attach),
  watch: () => import('./watch.ts').then((m) => m.watch),
  status: () => import('./status.ts').then((m) => m.status),
  runs: () => import('./runs.ts').then((m) => m.runs),
  report: () => import('./report.ts').then((m) => m.report),
  replay: () => import('./replay.ts').then((m) => m.replay),
  exec: () => import('./exec.ts').then((m) => m.exec),
  init: () => import('./init.ts').then((m) => m.init),
  config: () => import('./config.ts').then((m) => m.config),
  keys: () => import('./keys.ts').then((m) => m.keys),
  notify: () => import('./notify.ts').then((m) => m.notify),
  metrics: () => import('./metrics.ts').then((m) => m.metrics),
  watchdog: () => import('./watchdog.ts').then((m) => m.watchdog),
  doctor: () => import('./doctor.ts').then((m) => m.doctor),
  routine: () => import('./routine.ts').then((m) => m.routine),
  logs: () => import('./logs.ts').then((m) => m.logs),
  demo: () => import('./demo.ts').then((m) => m.demo),
  submit: () => import('./submit.ts').then((m) => m.submit),
  worker: () => import('./worker.ts').then((m) => m.worker),
  fleet: () => import('./fleet.ts').then((m) => m.fleet),
  completion: () => import('./completion.ts').then((m) => m.completion),
}

/** Runs a call and resolves to its exit code. Nothing it does ends in a stack trace. */
export async function main(argv: readonly string[], processes: Terminal = processTerminal()): Promise<number> {
  const terminal = { ...inTheirWords(processes), isJson: asksForJson(argv) }
  try {
    return await dispatch(argv, terminal)
  } catch (error) {
    return reportError(error, terminal)
  }
}

/** What another process of the program reads stays as it is. A path, a name, a word of the call may hold anything. */
const inTheirWords = (processes: Terminal): Terminal =>
  processes.isForSelf
    ? processes
    : { ...processes, error: (text) => processes.error(printable(asTyped(text, processes.environment))) }

/** Before the options are read, for what is wrong with them is a failure too. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? argv.length : end).includes('--json')
}

/** Says what ended the program before its time; its exit code. */
export function reportError(error: unknown, terminal: Terminal = processTerminal()): number {
  if (error instanceof Failed) return report(error.failure, terminal)
  if (isSystemError(error)) return report(refusedCall(error), terminal)
  const where = terminal.environment['TOS_DEBUG'] && error instanceof Error ? `\n${error.stack}` : ''
  const what = `unexpected: ${error instanceof Error ? error.message : String(error)}${where}`
  return report({ what, remedy: 'please report this; TOS_DEBUG=1 shows where', exitCode: exitCodes.failed }, terminal)
}

/** The operating system refused something that nobody foresaw there: its cause, its place, what mends it. */
function refusedCall(error: unknown): Failure {
  const { syscall = '', path } = error as NodeJS.ErrnoException
  const isNamed = typeof path === 'string' && path.startsWith('/') && !path.startsWith('/proc/')
  const what = `the system refused a call (${causeOfSystem(error)}${syscall ? `, ${syscall}` : ''})`
  return { what, ...(isNamed && { where: path }), remedy: remedyOf(error, 'write'), exitCode: exitCodes.failed }
}

let lost: Error | null = null
/** What standard output did not take, though somebody wants it: a full disk. Null when all was taken. */
export const lostOutput = (): Failure | null =>
  lost && { ...refusedBySystem('standard output', lost, 'write'), remedy: remedyOf(lost, 'write') }

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  if (isRunbookCall(argv)) {
    const call = fromRunbook(argv)
    if (!call.ok) {
      terminal.out(runbookUsage)
      return report(call.failure, terminal)
    }
    return invoke(call.value.argv, terminal, call.value.typed)
  }
  const [first, second] = argv
  if (first === undefined || (first.startsWith('--') && !['--help', '--version'].includes(first)))
    return invoke(['open', ...argv], terminal)
  if (first === '--version' || first === '-V' || first === 'version') {
    terminal.out(`${version}\n`)
    return exitCodes.well
  }
  if (first === completeWord) return complete(argv.slice(1), terminal)
  if (first === 'help' && second !== undefined) return invoke([second, '--help'], terminal)
  if (first === 'help' || first === '--help' || first === '-h') {
    terminal.out(overview())
    return exitCodes.well
  }
  return invoke(argv, terminal)
}

async function invoke([name = '', ...rest]: readonly string[], terminal: Terminal, typed?: string): Promise<number> {
  const row = commandRow(name)
  if (!row) {
    const near = nearestWord(name, commandNames)
    const remedy = near ? `did you mean 'tos ${near}'?` : "see 'tos help'"
    return report({ what: `unknown command '${name}'`, remedy, exitCode: exitCodes.usage }, terminal)
  }
  const parsed = parseOptions(rest, row, name)
  if (!parsed.ok) return report(parsed.failure, terminal)
  const { operands } = parsed.value
  const root = terminal.environment['TOS_ROOT'] || undefined
  const options: Record<string, Invocation['options'][string]> = { root, ...parsed.value.options }
  if (options['help'] === true) {
    terminal.out(commandHelp(name, row))
    return exitCodes.well
  }
  const call = { name, options, operands, typed: typed ?? name, isRunbook: typed !== undefined }
  const refused = refusedHere(terminal.lost ?? null, call)
  if (refused) return report(refused, terminal)
  const submitted = submittedIn(row, { options, operands })
  if (submitted !== null) {
    const { speakTo } = await import('./submitted.ts')
    const found = await speakTo(submitted, call, spoken(terminal, options))
    if (!found.ok) return report(found.failure, terminal)
    if ('exitCode' in found.value) return found.value.exitCode
    options['root'] = found.value.root
  }
  const command = isCommandName(name) ? await loaders[name]() : (await import('./open.ts')).open
  return command.run(call, spoken(terminal, options))
}

/** As loud as asked for. */
function spoken(terminal: Terminal, { quiet, verbose }: Invocation['options']): Terminal {
  const environment = verbose === true ? { ...terminal.environment, TOS_DEBUG: '1' } : terminal.environment
  if (quiet !== true) return { ...terminal, environment }
  const silent = (): void => undefined
  return { ...terminal, environment, out: silent, error: silent, fail: terminal.error }
}

function processTerminal(): Terminal {
  const isForSelf = process.env[selfVariable] === '1'
  // Nobody started from here is one of us.
  delete process.env[selfVariable]
  // A reader that has gone (EPIPE, or EIO after an SSH drop) must not end a run.
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!['EPIPE', 'EIO', 'ECONNRESET'].includes(error.code ?? '')) lost ??= error
  })
  return {
    // Data goes to a pipe as it is.
    out: (text) => void process.stdout.write(process.stdout.isTTY ? printable(text) : text),
    error: (text) => void process.stderr.write(text),
    input: () => process.stdin.setEncoding('utf8'),
    environment: process.env,
    ...currentFolder(process.env),
    isTty: process.stdout.isTTY && process.stdin.isTTY,
    isForSelf,
  }
}
