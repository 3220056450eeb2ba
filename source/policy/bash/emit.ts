// Adds a simple command to what was found.
import type { Action } from '../model/action.ts'
import type { Value } from '../model/value.ts'
import type { Shell } from './shell.ts'
import { placeOf, plainHow, type How, type Input, type Walk } from './walk.ts'

export function emit(
  walk: Walk,
  shell: Shell,
  input: Input,
  how: How,
  found: { program: string | null; name: string | null; args: readonly Value[]; actions: readonly Action[] },
): void {
  const { actions, ...words } = found
  const command = {
    ...words,
    assignments: how.assignments.map(([name]) => name),
    redirections: how.redirections,
    wrappers: input.wrappers,
    folders: shell.folders,
    ...placeOf(walk, how.node),
    ...(shell.links.size > 0 && { links: new Map(shell.links) }),
  }
  walk.record.put(command, ...actions)
}

/** What stands around commands (redirections, words of `for`, tests) is a command without a program. */
export function emitAround(
  walk: Walk,
  shell: Shell,
  input: Input,
  node: { pos: number; end: number },
  actions: readonly Action[],
  redirections: How['redirections'],
): void {
  if (actions.length === 0 && !walk.record.hasPending) return
  emit(walk, shell, input, { ...plainHow, node, redirections }, { program: '', name: '', args: [], actions })
}
