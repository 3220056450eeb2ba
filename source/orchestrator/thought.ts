// Which effects may go on while the files of the step before are still on their way to the disk.
import { resolve } from 'node:path'
import type { Effect } from '../core/effect.ts'
import type { Fact } from '../core/event.ts'
import { doneChecks } from '../core/settings.ts'
import { liesIn } from '../executor/paths.ts'
import type { Layout } from '../files/layout.ts'
import type { WritesBehind } from '../files/writes-behind.ts'
import type { Context } from './context.ts'

/** Facts that follow from thinking alone. */
const thoughts: ReadonlySet<Fact['type']> = new Set(['step.started', 'reply.accepted', 'reply.refused'])

type Where = Pick<Context, 'settings' | 'layout'>

/** Not before the files are there? What the disk refused ends the run: nothing is thought out for it any more. */
export function mustWait(effect: Effect, files: Pick<WritesBehind, 'standing'>, where: Where): boolean {
  const standing = files.standing()
  return standing === 'refused' || (standing === 'under way' && !isThought(effect, where))
}

/** Does it neither start anything in the project, nor read or write what is published there? */
export function isThought(effect: Effect, { settings, layout }: Where): boolean {
  switch (effect.kind) {
    case 'askModel':
    case 'judge':
      return true
    case 'checkDone':
      return doneChecks(settings).every((check) => check.kind === 'file' && !isPublished(layout, check.path))
    case 'record':
      return effect.facts.every(({ type }) => thoughts.has(type))
    default:
      return false
  }
}

const isPublished = ({ root, logs, phaseState }: Layout, path: string): boolean =>
  [logs, phaseState].some((own) => liesIn(own, resolve(root, path)))
