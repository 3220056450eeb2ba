// fleet: the loops that were submitted, what has become of them, and the database they wait in.
import { exitCodes, type Failure } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { readFleetSettings } from '../files/fleet-file.ts'
import type { Engine, Host } from '../fleet/engine.ts'
import { openEngine } from '../fleet/open-engine.ts'
import { standingOf } from '../fleet/standing.ts'
import type { QueuedLoop } from '../fleet/submission.ts'
import { flag, report, type Command, type Invocation, type Terminal } from './command.ts'
import { noDatabase, salvage, schedule, unknownLoop, type Call } from './fleet-verbs.ts'
import { limits } from './fleet-limits.ts'
import { role } from './fleet-people.ts'
import { byNeed, isAsking, loopLine, loopRows } from './fleet-lines.ts'
import { hasScreen } from './open.ts'
import { version } from './version.ts'

type Verb = (call: Call) => Promise<number>

const verbs: Readonly<Record<string, Verb>> = {
  list: listAll,
  questions: (call) => list(call, isAsking),
  show,
  hosts,
  limits,
  role,
  get,
  schedule,
  salvage,
}

export const fleet: Command = {
  async run(invocation, terminal) {
    const [name = 'list', ...operands] = invocation.operands
    if (invocation.operands.length === 0 && !flag(invocation, 'json')) {
      if (flag(invocation, 'plain')) return (await import('./fleet-plain.ts')).followFleet(terminal)
      if (hasScreen(terminal)) return (await import('./fleet-screen.ts')).showFleet(invocation, terminal)
    }
    if (name === 'init') return init(invocation, terminal)
    const verb = verbs[name] ?? listAll
    const engine = await openEngine(terminal.environment, { tell: telling(terminal) })
    if (!engine.ok) return report(engine.failure, terminal)
    try {
      return await verb({ engine: engine.value, operands, isJson: flag(invocation, 'json'), terminal })
    } finally {
      await engine.value.close()
    }
  },
}

const telling = (terminal: Terminal) => (failure: Failure) => void report(failure, { ...terminal, isJson: false })

async function loopsOf({ list: all }: Pick<Engine, 'list'>): Promise<QueuedLoop[]> {
  return (await all()).map((loop) =>
    Object.assign(loop, loop.origin === null && loop.attempt > 0 ? { standing: standingOf(loop.root, version) } : {}),
  )
}

async function list({ engine, isJson, terminal }: Call, isWanted: (loop: QueuedLoop) => boolean): Promise<number> {
  const rows = (await loopsOf(engine)).filter(isWanted)
  if (isJson) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
  else if (rows.length === 0) terminal.out("nothing was submitted; 'tos submit' in a project queues its loop\n")
  else
    terminal.out(
      rows
        .toSorted(byNeed)
        .map((row) => `${loopLine(row)}\n`)
        .join(''),
    )
  return exitCodes.well
}

async function listAll(call: Call): Promise<number> {
  return list(call, () => true)
}

async function show({ engine, operands, isJson, terminal }: Call): Promise<number> {
  const loop = (await loopsOf(engine)).find(({ name }) => name === operands[0])
  if (!loop) return report(unknownLoop(operands[0]), terminal)
  terminal.out(isJson ? `${JSON.stringify(loop, null, 2)}\n` : loopRows(loop))
  return exitCodes.well
}

async function hosts({ engine: { travel }, isJson, terminal }: Call): Promise<number> {
  if (travel === null) return report(noDatabase, terminal)
  const rows = await travel.hosts()
  if (isJson) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
  else if (rows.length === 0) terminal.out("no worker was seen yet; 'tos worker' on a host makes it one\n")
  for (const row of isJson ? [] : rows) terminal.out(`${hostLine(row)}\n`)
  return exitCodes.well
}

/** Seconds that a clock may be off before somebody should know. */
const quietSkew = 2

function hostLine({ name, running, slots, version: at, silentSec, aheadSec }: Host): string {
  const skew =
    Math.abs(aheadSec) > quietSkew ? `  clock ${Math.abs(aheadSec)} s ${aheadSec > 0 ? 'ahead' : 'behind'}` : ''
  return printableLine(`${name}  ${running}/${slots} slots  tos ${at}  silent ${silentSec} s${skew}`)
}

/** The tree and the journal as the engine has them, into a folder that is not there. */
async function get({ engine, operands, terminal }: Call): Promise<number> {
  const [name = '', folder = name] = operands
  if (engine.travel === null) return report(noDatabase, terminal)
  const loop = (await engine.list()).find((each) => each.name === name)
  if (!loop?.origin) return report(unknownLoop(name), terminal)
  const { getLoop } = await import('../fleet/get-loop.ts')
  const got = await getLoop(name, loop.origin, folder, { travel: engine.travel, ...terminal })
  if (!got.ok) return report(got.failure, terminal)
  terminal.out(`${printableLine(got.value)}\n`)
  return exitCodes.well
}

async function init(_invocation: Invocation, terminal: Terminal): Promise<number> {
  const settings = readFleetSettings(terminal.environment)
  if (!settings.ok) return report(settings.failure, terminal)
  if (settings.value.url === null) return report(noDatabase, terminal)
  const engine = await openEngine(terminal.environment, { isOwner: true, tell: telling(terminal) })
  if (!engine.ok) return report(engine.failure, terminal)
  await engine.value.close()
  terminal.out(
    "the database holds the fleet; on each host put its address as 'url' into fleet.json (docs/fleet.md), and run 'tos worker'\n",
  )
  return exitCodes.well
}
