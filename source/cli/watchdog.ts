// watchdog: tells people what the journal has told since the last look, and of a run that died or stands still.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { exitCodes, need } from '../core/failure.ts'
import { readEnvFile, withVariables } from '../files/env-file.ts'
import { acquireLock, currentHolder, type Lock } from '../files/lock.ts'
import { makeFolder } from '../files/open-regular.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { pass, type Outbox, type Passed } from '../notify/outbox.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'

/** Between looks of one that follows. */
const lookMs = 1000
/** Of another that may just be ending. */
const patience = 10

export const watchdog: Command = {
  async run(invocation, terminal) {
    const outbox = openOutbox(invocation, terminal)
    if (outbox.settings.targets.length === 0) {
      terminal.error("tos: nobody is to be told: 'notify.targets' in config/tos.json is empty\n")
      return exitCodes.well
    }
    const isFollowing = flag(invocation, 'follow')
    const lock = await locked(outbox, isFollowing ? patience : 1)
    if (!lock) {
      terminal.error('tos: another one tells people already\n')
      return exitCodes.well
    }
    try {
      return isFollowing ? await follow(outbox, terminal) : conclude(await pass(outbox), terminal)
    } finally {
      lock.release()
    }
  },
}

export function openOutbox(invocation: Invocation, { folder, environment }: Terminal): Outbox {
  const { layout, settings, configFile } = need(loadSettings(need(findProjectRoot(folder, text(invocation, 'root')))))
  const variables = need(readEnvFile(configFile.path))
  return {
    layout,
    path: join(layout.logs, 'notify.json'),
    settings: settings.tos.notify,
    sender: { root: layout.root, environment: withVariables(environment, variables) },
  }
}

async function locked({ layout }: Outbox, attempts: number): Promise<Lock | null> {
  makeFolder(layout.logs)
  for (let i = 1; ; i++) {
    const lock = await acquireLock(join(layout.logs, 'notify.lock'), layout.logs, 'notify')
    if (lock.ok) return lock.value
    if (i >= attempts) return null
    await delay(lookMs)
  }
}

/** Until nobody runs and nothing waits. */
async function follow(outbox: Outbox, terminal: Terminal): Promise<number> {
  for (;;) {
    const before = sizeOf(outbox.layout.journal)
    const passed = await pass(outbox)
    if (!passed.isRunning && passed.nextMs === null) return conclude(passed, terminal)
    // A look that finds nothing new costs one call of the system.
    const until = Date.now() + Math.min(passed.nextMs ?? Infinity, longLookMs)
    do await delay(Math.max(1, Math.min(lookMs, until - Date.now())))
    while (Date.now() < until && sizeOf(outbox.layout.journal) === before && isHeld(outbox) === passed.isRunning)
  }
}

/** For what no event tells of: death and silence. */
const longLookMs = 15_000

const isHeld = ({ layout }: Outbox): boolean => currentHolder(layout.lock) !== null
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

function conclude({ sent, nextMs, givenUp }: Passed, terminal: Terminal): number {
  terminal.out(`${sent} told${nextMs === null ? '' : ', others wait'}\n`)
  for (const { id, target, error } of givenUp)
    report(
      {
        what: `notice ${id} was given up (${error})`,
        where: `notify.targets[${target}]`,
        remedy: "see 'tos notify test'",
        exitCode: 1,
      },
      terminal,
    )
  return givenUp.length > 0 ? exitCodes.failed : exitCodes.well
}
