// --sandbox on|off|auto: what is taken to hold the commands that `tos policy` judges.
import { existsSync } from 'node:fs'
import { nothingHeld, type Containment } from '../core/containment.ts'
import { fail, succeed, type Result } from '../core/failure.ts'
import { reachOfSetting } from '../core/network-reach.ts'
import type { TosSettings } from '../core/settings.ts'
import type { LoadedSettings } from '../files/settings.ts'
import { containmentOf } from '../orchestrator/containment-of.ts'
import { openProjectSandbox } from '../orchestrator/open-sandbox.ts'
import { usageFailure } from './arguments.ts'
import { text, type Invocation } from './command.ts'

export const sandboxWishes = ['on', 'off', 'auto'] as const
export type SandboxWish = (typeof sandboxWishes)[number]

export const parseWish = (given: string | null): Result<SandboxWish> => {
  const wish = sandboxWishes.find((known) => known === (given ?? 'auto'))
  return wish
    ? succeed(wish)
    : fail(usageFailure(`--sandbox takes on, off or auto, not '${given}'`, 'write one of them'))
}

export const wishOf = (invocation: Invocation): Result<SandboxWish> => parseWish(text(invocation, 'sandbox'))

/** `on`: a sandbox that works and snapshots of everything it lets write; `off`: neither. */
export const assumed = (wish: 'on' | 'off', root: string, network: TosSettings['exec']['network']): Containment =>
  wish === 'off'
    ? nothingHeld('--sandbox off')
    : { walls: { writable: [root], network: reachOfSetting(network) }, uncovered: null }

/** As it is here: the sandbox is tried and the repository looked for; nothing is changed. */
export async function containmentHere(loaded: LoadedSettings, environment: NodeJS.ProcessEnv): Promise<Containment> {
  if (!existsSync(loaded.layout.root)) return nothingHeld('the folder is not there')
  const opened = await openProjectSandbox(loaded, environment)
  return opened.ok ? containmentOf(loaded, opened.value, environment) : nothingHeld(opened.failure.what)
}
