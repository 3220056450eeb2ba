// What all parts of the bash reader share: the context, the record, the budget.
import type { ParsedScript, Word } from 'unbash'
import type { Action, SimpleCommand, Span } from '../model/action.ts'
import type { Budget } from '../machine/budget.ts'
import type { CommandRecord } from '../machine/record.ts'
import type { Value } from '../model/value.ts'
import type { Piped } from '../readers/git/piped.ts'
import type { Runnable, Shell, Variable } from './shell.ts'

export interface BashContext {
  /** Absolute. */
  readonly root: string
  readonly home: string
  readonly temporary: string
  /** Is there a folder at the absolute path? */
  readonly isFolder: (path: string) => boolean
}

/** A word after expansion: one field; `isMany`: any number of words, none included. */
export interface Field {
  readonly value: Value
  readonly isMany: boolean
}

/** What a command gets from the outside. */
export interface Input {
  readonly stdin: Value
  readonly wrappers: readonly string[]
  /** Calls of functions and generated code nest. */
  readonly depth: number
}

export interface Walk {
  readonly context: BashContext
  readonly record: CommandRecord
  readonly budget: Budget
  /** The text that positions speak of, and where generated text comes from. */
  frame: { readonly source: string; readonly base: Span | null }
  /** What an earlier command of this pipe got from git. */
  piped: Piped | null
  /** What git printed in this text, and where that lies. */
  readonly kept: Piped[]
  /** How many substitutions take what is printed. */
  taking: number
  /** Something that was there before the text may be gone. */
  hasRemoved: boolean
  /** Of the functions that run: their own variables, as they were outside. */
  readonly locals: Map<string, Variable | undefined>[]
  /** These go down into other parts; each returns what is printed on standard output, as far as it is known. */
  readonly script: (script: ParsedScript, shell: Shell, input: Input) => Value
  readonly text: (source: Value, shell: Shell, input: Input) => Value
  readonly node: (node: Runnable, shell: Shell, input: Input) => Value
  /** A word as one value, never split. */
  readonly value: (word: Word, shell: Shell, input: Input) => Value
  /** What printf makes of its arguments. */
  readonly printf: (args: readonly Value[]) => Value
  readonly call: (fields: readonly Field[], shell: Shell, input: Input, how: How) => Value
  /** Traps; run with what the shell knows at its end. */
  readonly atExit: ((shell: Shell) => Value)[]
}

/** How a program is looked up. */
export interface How {
  readonly functions: boolean
  readonly builtins: boolean
  readonly assignments: readonly (readonly [name: string, value: Value])[]
  readonly redirections: SimpleCommand['redirections']
  readonly hasOutputFile: boolean
  readonly node: { readonly pos: number; readonly end: number } | null
}

/** Where something stands: in what is walked, in which shell, with what it gets. */
export interface Here {
  readonly walk: Walk
  readonly shell: Shell
  readonly input: Input
}

/** Where a call stands, and how it is looked up. */
export interface At extends Here {
  readonly how: How
}

export const plainHow: How = {
  functions: false,
  builtins: false,
  assignments: [],
  redirections: [],
  hasOutputFile: false,
  node: null,
}

export const one = (value: Value): Field => ({ value, isMany: false })

/** Positions speak of `source` while `work` runs; where it comes from stays known. */
export function inFrame<T>(walk: Walk, source: string, work: () => T): T {
  const { frame } = walk
  if (source !== frame.source) walk.frame = { source, base: placeOf(walk, null).span }
  try {
    return work()
  } finally {
    walk.frame = frame
  }
}

/** The text of a node, and where it stands in what is judged. */
function placeOf(walk: Walk, node: How['node']): { source: string; span: Span } {
  const { source, base } = walk.frame
  if (node === null) return { source, span: base ?? { start: 0, end: source.length } }
  return { source: source.slice(node.pos, node.end), span: base ?? { start: node.pos, end: node.end } }
}

// Adds a simple command to what was found.

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
  here: Here,
  node: How['node'],
  actions: readonly Action[] = [],
  redirections: How['redirections'] = [],
): void {
  if (actions.length === 0 && !here.walk.record.hasPending) return
  emit({ ...here, how: { ...plainHow, node, redirections } }, { program: '', actions })
}
