// Adds a simple command to what was found.
import type { Action, SimpleCommand } from '../action.ts'
import { doubt } from '../programs/analysis.ts'
import type { Value } from '../value.ts'
import type { Shell } from './shell.ts'
import { placeOf, plainHow, type How, type Input, type Walk } from './walk.ts'

export function emit(
  walk: Walk,
  shell: Shell,
  input: Input,
  how: How,
  found: { program: string | null; name: string | null; args: readonly Value[]; actions: readonly Action[] },
): void {
  const { source, span } = placeOf(walk, how.node)
  const actions = [...found.actions, ...walk.pending]
  const told = actions.slice(0, walk.room)
  walk.room -= told.length
  if (told.length < actions.length) told.push(doubt('too-complex', `${actions.length} actions`))
  const command: SimpleCommand = {
    ...found,
    assignments: how.assignments.map(([name]) => name),
    redirections: how.redirections,
    wrappers: input.wrappers,
    folders: shell.folders,
    actions: [{ kind: 'run' }, ...told],
    source,
    span,
    ...(shell.links.size > 0 ? { links: new Map(shell.links) } : {}),
  }
  walk.pending = []
  walk.commands.push(command)
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
  if (actions.length === 0 && walk.pending.length === 0) return
  emit(walk, shell, input, { ...plainHow, node, redirections }, { program: '', name: '', args: [], actions })
}
