// Adds a simple command to what was found.
import type { Action } from '../model/action.ts'
import type { Value } from '../model/value.ts'
import type { Shell } from './shell.ts'
import { placeOf, plainHow, type At, type How, type Input, type Walk } from './walk.ts'

interface Found {
  readonly program: string | null
  /** Else the program's own. */
  readonly name?: string
  readonly args?: readonly Value[]
  readonly actions?: readonly Action[]
}

export function emit({ walk, shell, input, how }: At, { program, name, args = [], actions = [] }: Found): void {
  const command = {
    program,
    name: name ?? program,
    args,
    assignments: how.assignments.map(([variable]) => variable),
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
  emit({ walk, shell, input, how: { ...plainHow, node, redirections } }, { program: '', actions })
}
