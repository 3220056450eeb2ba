// The command table. Each command is a file of its own, loaded when it is called.
import { causeOfSystem, isSystemError, refusedBySystem, remedyOf } from '../core/errno.ts'
import { exitCodes, Failed, type Failure } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { fromRunbook, isRunbookCall, parseOptions, runbookUsage } from './arguments.ts'
import { report, type Command, type Terminal } from './command.ts'
import { selfVariable } from './run-self.ts'
import { version } from './version.ts'

/** Name -> what it is for, and where it lives. The order is the order of the help. */
const commands = {
  run: ['run one job, or the whole loop with --loop', () => import('./run.ts').then((m) => m.run)],
  cleanrun: ['archive the loop, begin a new one, run one job', () => import('./run.ts').then((m) => m.cleanrun)],
  test: ['run one job and verify the files', () => import('./run.ts').then((m) => m.test)],
  resume: ['go on after a crash, a stop or a pause', () => import('./resume.ts').then((m) => m.resume)],
  stop: ['ask the running loop to stop', () => import('./steer.ts').then((m) => m.stop)],
  pause: ['ask the running loop to pause', () => import('./steer.ts').then((m) => m.pause)],
  approve: ['allow what the running loop asks about', () => import('./answer.ts').then((m) => m.approve)],
  deny: ['say no to what the running loop asks about', () => import('./answer.ts').then((m) => m.deny)],
  checkpoint: ['commit everything as a checkpoint', () => import('./checkpoint.ts').then((m) => m.checkpoint)],
  rollback: ['put everything back to a checkpoint or snapshot', () => import('./rollback.ts').then((m) => m.rollback)],
  undo: ['put back what was before the last rollback', () => import('./undo.ts').then((m) => m.undo)],
  checkpoints: ['the history: list, show, diff, pin', () => import('./checkpoints.ts').then((m) => m.checkpoints)],
  raise: ['raise a limit of the running loop', () => import('./raise.ts').then((m) => m.raise)],
  policy: ['explain a verdict, test the rules', () => import('./policy.ts').then((m) => m.policy)],
  attach: ['join the running loop from another terminal', () => import('./watch.ts').then((m) => m.attach)],
  watch: ['look on, without a hand on anything', () => import('./watch.ts').then((m) => m.watch)],
  status: ['where the loop stands', () => import('./status.ts').then((m) => m.status)],
  runs: ['the runs of this loop and of archived ones', () => import('./runs.ts').then((m) => m.runs)],
  replay: [
    'rebuild the files from the journal; --record makes a recording',
    () => import('./replay.ts').then((m) => m.replay),
  ],
  exec: ['run one command as a step would: policy, sandbox, journal', () => import('./exec.ts').then((m) => m.exec)],
  init: ['make a new project', () => import('./init.ts').then((m) => m.init)],
  keys: ['the keys of the screen', () => import('./keys.ts').then((m) => m.keys)],
  doctor: ['check whether a run may start here', () => import('./doctor.ts').then((m) => m.doctor)],
  demo: ['a two-minute tour without key or network', () => import('./demo.ts').then((m) => m.demo)],
} satisfies Record<string, [string, () => Promise<Command>]>

export type CommandName = keyof typeof commands
const names = Object.keys(commands) as CommandName[]
const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

/** Runs a call and resolves to its exit code. Nothing it does ends in a stack trace. */
export async function main(argv: readonly string[], processes: Terminal = processTerminal()): Promise<number> {
  const terminal = { ...processes, isJson: asksForJson(argv) }
  try {
    return await dispatch(argv, terminal)
  } catch (error) {
    return reportError(error, terminal)
  }
}

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
    if (!call) {
      terminal.out(runbookUsage)
      return exitCodes.usage
    }
    return invoke(call.argv, terminal, call.typed)
  }
  const [first, second] = argv
  if (first === undefined || (first.startsWith('--') && !['--help', '--version'].includes(first)))
    return invoke(['open', ...argv], terminal)
  if (first === '--version' || first === '-V' || first === 'version') {
    terminal.out(`${version}\n`)
    return exitCodes.well
  }
  if (first === 'help' && second !== undefined) return invoke([second, '--help'], terminal)
  if (first === 'help' || first === '--help' || first === '-h') {
    terminal.out(helpText())
    return exitCodes.well
  }
  return invoke(argv, terminal)
}

async function invoke([name = '', ...rest]: readonly string[], terminal: Terminal, typed?: string): Promise<number> {
  const load =
    name === 'open' ? () => import('./open.ts').then((m) => m.open) : isCommand(name) ? commands[name][1] : null
  if (!load) {
    const near = nearestWord(name, names)
    const remedy = near ? `did you mean 'tos ${near}'?` : "see 'tos help'"
    return report({ what: `unknown command '${name}'`, remedy, exitCode: exitCodes.usage }, terminal)
  }
  const command = await load()
  const parsed = parseOptions(rest, command.options, command.operands)
  if (!parsed.ok) return report(parsed.failure, terminal)
  const { options, operands } = parsed.value
  if (options['help'] === true) {
    terminal.out(`${command.summary}\n\nusage: ${command.usage}\n`)
    return exitCodes.well
  }
  return command.run({ name, options, operands, typed: typed ?? name, isRunbook: typed !== undefined }, terminal)
}

function helpText(): string {
  const width = Math.max(...names.map((name) => name.length))
  const rows = names.map((name) => `  ${name.padEnd(width)}  ${commands[name][0]}`)
  return `tos-tui ${version}: leave a model-driven job loop running, watch it, put everything back

usage: tos-tui                 the session: live view of this project's loop, or its menu
       tos COMMAND [OPTIONS]   (tos-tui and tos are the same program)
       tos -Mode run|test|cleanrun|checkpoint|rollback …   the runbook's spelling

${rows.join('\n')}

every command: --root DIR  --json  --plain  --help     the screen: --lang ja|en|auto  --ascii  --screen-reader
more: docs/ and README.md
`
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
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    input: () => process.stdin.setEncoding('utf8'),
    environment: process.env,
    folder: process.cwd(),
    isTty: process.stdout.isTTY && process.stdin.isTTY,
    isForSelf,
  }
}
