// Every promise, in the order of docs/reliability.md.
import type { Promised } from '../promise.ts'
import { brokenState } from './broken-state.ts'
import { children } from './children.ts'
import { cleanStop } from './clean-stop.ts'
import { clock } from './clock.ts'
import { disk } from './disk.ts'
import { fleet } from './fleet.ts'
import { fleetServer } from './fleet-server.ts'
import { kills } from './kills.ts'
import { memory } from './memory.ts'
import { models } from './models.ts'
import { powerCut } from './power-cut.ts'
import { secrets } from './secrets.ts'
import { starters } from './starters.ts'
import { terminal } from './terminal.ts'

export const promises: readonly Promised[] = [
  kills,
  cleanStop,
  disk,
  powerCut,
  brokenState,
  clock,
  starters,
  models,
  children,
  terminal,
  secrets,
  memory,
  fleet,
  fleetServer,
]
