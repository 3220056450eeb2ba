// Every action and what it does. An action without an act does not compile.
import type { Action } from '../keys/keys.ts'
import type { Act } from '../app/scene.ts'
import { checkpointActs } from './checkpoint-acts.ts'
import { nightActs } from './night-acts.ts'
import { pagerActs } from './pager-acts.ts'
import { questionActs } from './question-acts.ts'
import { runActs } from './run-acts.ts'
import { terminalActs } from './terminal-acts.ts'
import { timeActs } from './time-acts.ts'
import { viewActs } from './view-acts.ts'

export const acts: Readonly<Record<Action, Act>> = {
  ...viewActs,
  ...runActs,
  ...questionActs,
  ...checkpointActs,
  ...terminalActs,
  ...pagerActs,
  ...timeActs,
  ...nightActs,
}
