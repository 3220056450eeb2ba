// One command: on disk before the process exists, on disk when it has ended.
import { randomBytes } from 'node:crypto'
import { join, relative } from 'node:path'
import type { EffectOf } from '../core/effect.ts'
import type { Fact } from '../core/event.ts'
import { causeOf } from '../core/failure.ts'
import { reachOf, reachUnjudged } from '../core/network-reach.ts'
import type { RefusedHost } from '../executor/egress.ts'
import { execute, type ExecuteRequest } from '../executor/execute.ts'
import { isCommandType } from '../executor/interpreter.ts'
import { outputFile } from '../files/output-file.ts'
import { startTick } from '../files/process-identity.ts'
import type { Context } from './context.ts'

export async function* runCommand(
  effect: EffectOf<'runCommand'>,
  context: Context,
  signal: AbortSignal,
): AsyncGenerator<Fact[], void, void> {
  const { job, step, index, command } = effect
  const place = { job, step, index }
  const timeoutMs = Math.round(context.settings.config.timeout_sec * 1000)
  const marker = randomBytes(8).toString('hex')
  yield [
    {
      type: 'command.started',
      ...place,
      interpreter: command.type,
      code: command.code,
      timeoutMs,
      marker,
    },
  ]
  const code = context.masker.unmask(command.code)
  if (code === null || !isCommandType(command.type)) {
    const error =
      code === null ? 'a masked secret of another run stands in it' : `no executor for type '${command.type}'`
    yield [notStarted(place, error)]
    return
  }
  const { run, step: current } = context.state()
  const entry = current?.commands[index]
  const { network } = context.settings.tos.exec
  const isContained = entry?.judged?.contained !== undefined
  const kept = isContained ? await keptOf(context) : []
  if (typeof kept === 'string') {
    yield [notStarted(place, kept)]
    return
  }
  const name = `j${pad(job)}-s${pad(step)}-c${index}.log`
  const request = commandRequest(context, {
    type: command.type,
    code,
    file: join(context.layout.output, name),
    timeoutMs,
    marker,
    reach: entry ? reachOf(network, entry, run?.grants ?? [], context.now().toISOString()) : reachUnjudged(network),
    writesGit: entry?.judged?.writesGit === true,
    isContained,
    keeps: kept,
  })
  // The pid is told while the command runs, so spawning and ending are awaited one after the other.
  const spawned = Promise.withResolvers<number | null>()
  const execution = execute({ ...request, onSpawn: spawned.resolve }, signal)
  void execution.then(() => spawned.resolve(null), spawned.reject)
  const pid = await spawned.promise
  if (pid !== null) yield [{ type: 'command.spawned', ...place, pid, startTick: startTick(pid) }]
  const {
    outcome,
    exitCode,
    signal: killedBy,
    durationMs,
    stdout,
    stderr,
    spill,
    error,
    refused = [],
  } = await execution
  const spilled = spill && {
    ...spill,
    path: relative(context.layout.root, spill.path),
  }
  yield [
    ...refused.map((host) => keptFrom(place, host)),
    {
      type: 'command.finished',
      ...place,
      outcome,
      exitCode,
      signal: killedBy,
      durationMs,
      stdout,
      stderr,
      spill: spilled,
      error,
    },
  ]
}

/** What a command that nobody was asked about may only read, or why it must not run: nothing would bring its work back. */
async function keptOf({ state, uncovered }: Context): Promise<readonly string[] | string> {
  if (state().step?.snapshot !== 'made') return 'it was let through for its snapshot, and none was made'
  try {
    return await uncovered()
  } catch (error) {
    return `what the snapshot holds cannot be told (${causeOf(error)})`
  }
}

const pad = (n: number): string => String(n).padStart(3, '0')

export function commandRequest(
  {
    layout,
    settings,
    environment,
    masker,
    sandbox,
  }: Pick<Context, 'layout' | 'settings' | 'environment' | 'masker' | 'sandbox'>,
  {
    file,
    ...command
  }: Pick<
    ExecuteRequest,
    'type' | 'code' | 'timeoutMs' | 'marker' | 'reach' | 'writesGit' | 'isContained' | 'keeps'
  > & {
    file: string
  },
): Omit<ExecuteRequest, 'onSpawn'> {
  return {
    ...command,
    folder: layout.root,
    environment,
    sandbox,
    allowedVariables: settings.tos.exec.env_allow,
    keepFreeMb: settings.tos.exec.keep_free_mb,
    maxMemoryMb: settings.tos.exec.max_memory_total_mb,
    output: {
      file: outputFile(file),
      maxBytes: Math.round(settings.tos.exec.max_output_mb * 1024 * 1024),
      maskStream: masker.stream,
    },
  }
}

function notStarted(place: { job: number; step: number; index: number }, error: string): Fact {
  const nothing = { text: '', bytes: 0, cut: 0 }
  return {
    type: 'command.finished',
    ...place,
    outcome: 'not started',
    exitCode: null,
    signal: null,
    durationMs: 0,
    stdout: nothing,
    stderr: nothing,
    spill: null,
    error,
  }
}

const keptFrom = (place: { job: number; step: number; index: number }, refused: RefusedHost): Fact => ({
  type: 'network.denied',
  ...place,
  ...refused,
})
