// What running PowerShell in the head needs: variables, names, the folder, the commands found so far.
import type { Action, Doubt, ParsedCommand, Redirection, Span } from '../model/action.ts'
import { Budget, type Elsewhere } from '../machine/budget.ts'
import { CommandRecord } from '../machine/record.ts'
import type { Links } from '../model/path.ts'
import { concat, show, textValue, type Value } from '../model/value.ts'
import { anything, text, type Datum } from './datum.ts'
import type { ScriptBlock } from './syntax.ts'
import { limits } from '../limits.ts'

export interface PowershellContext {
  /** Where the command starts, absolute; `/…` or `C:/…`. */
  readonly root: string
  readonly home: string
  /** What a program that is no part of Windows does, bash and its like as well; null: the program is not known. */
  readonly parseNative?: (words: readonly Value[], from: Elsewhere) => ParsedCommand | null
  /** Does it surely exist? */
  readonly isFolder?: (path: string) => boolean
}

/** One call of a command, evaluated. */
export interface Call {
  /** Of a cmdlet: lower case, aliases resolved, without module. */
  readonly name: string
  /** As it stands; null: not known. */
  readonly program: string | null
  readonly args: readonly Argument[]
  /** What arrives from the pipeline; null: no pipeline. */
  readonly input: Datum | null
  /** Called by cmd: no alias or cmdlet of PowerShell can be meant. */
  readonly isProgram?: boolean
}
export interface Argument {
  /** Without the dash; null: a value alone. */
  readonly parameter: string | null
  /** Null: a parameter alone. */
  readonly value: Datum | null
  /** A word that is not quoted. */
  readonly isBare?: boolean
  /** A splat that is not known: any parameters. */
  readonly isSplat?: boolean
}

/** What is known when a command is met; a copy for each scope or branch. */
export interface Frame {
  readonly variables: Map<string, Datum>
  /** Names that the text defined, and all that each may mean. */
  readonly meanings: Map<string, readonly Meaning[]>
  folder: Value
  /** Where one is when a change of the folder failed. */
  others: readonly Value[]
  /** What the block assigned to `$global:` and `$script:`. */
  readonly shared: Map<string, Datum>
}

/** A function, what an alias stands for, or null: what the name means without any definition. */
export type Meaning = ScriptBlock | string | null

export class Machine {
  readonly context: PowershellContext
  readonly run: Runner
  frame: Frame
  readonly record = new CommandRecord()
  readonly budget = new Budget(limits.steps)
  /** Paths written so far, lower case: a script among them is no longer the one that people know. */
  readonly written = new Set<string>()
  /** Links made and files moved so far: path -> where it was, both absolute. */
  readonly links: Links = new Map()
  /** Where the statement stands; generated code keeps the place that made it. */
  span: Span
  source: string
  wrappers: readonly string[] = []
  isGenerated = false
  readonly active: ScriptBlock[] = []

  constructor(context: PowershellContext, source: string, run: Runner) {
    this.context = context
    this.run = run
    this.frame = emptyFrame(textValue(context.root), [])
    this.source = source
    this.span = { start: 0, end: source.length }
  }
}

/** Where nothing was set or defined yet. */
export const emptyFrame = (folder: Value, others: readonly Value[], variables = new Map<string, Datum>()): Frame => ({
  variables,
  meanings: new Map(),
  folder,
  others,
  shared: new Map(),
})

/** Runs `work` with a machine that is otherwise, then puts back what was there. */
export function within<T>(machine: Machine, changes: Partial<Machine>, work: () => T): T {
  const before: Record<string, unknown> = {}
  for (const name of Object.keys(changes)) before[name] = Reflect.get(machine, name)
  Object.assign(machine, changes)
  try {
    return work()
  } finally {
    Object.assign(machine, before)
  }
}

/** The parts of the interpreter that call each other across files. */
export interface Runner {
  /** Runs statements in a new scope or in place; gives their output. */
  readonly block: (machine: Machine, block: ScriptBlock, scope: Scope) => Datum
  readonly code: (machine: Machine, source: string, wrapper: string) => Datum
  readonly command: (machine: Machine, call: Call) => Datum
}
export interface Scope {
  /** Values bound before the block runs, by name. */
  readonly variables?: ReadonlyMap<string, Datum>
  readonly isInPlace?: boolean
}

/** A program with known words. */
export const programCall = (program: string, words: readonly Value[]): Call => ({
  name: '',
  program,
  args: words.map((word) => ({ parameter: null, value: text(word) })),
  input: null,
})

export const act = (machine: Machine, ...actions: readonly Action[]): void => {
  machine.record.add(...actions)
}
export const doubt = (machine: Machine, doubt: Doubt, detail = ''): void => machine.record.doubt(doubt, detail)

/** What is put down of a command besides its actions; '' where no program runs. */
export interface Said {
  program: string | null
  name: string | null
  args: readonly Value[]
  redirections: readonly Redirection[]
}
/** Puts down one command with the actions of `work`, which fills in what is said; commands inside of it come before. */
export function record(machine: Machine, source: string, work: (said: Said) => Datum): Datum {
  return machine.record.apart(() => {
    const { wrappers, span, frame } = machine
    const { folder, others } = frame
    const links = machine.links.size > 0 ? { links: new Map(machine.links) } : null
    const said: Said = { program: '', name: '', args: [], redirections: [] }
    const result = work(said)
    machine.record.put({ ...said, assignments: [], wrappers, folders: [folder], source, span, ...links })
    const last = machine.record.commands.at(-1)
    // Where it may be, too, when it did not get to its folder.
    for (const other of last ? others : []) {
      const actions =
        last?.actions.filter((action) => action.path !== undefined && !isAlike(machine, other, action)) ?? []
      if (last && actions.length > 0)
        machine.record.commands.push({ ...last, folders: [other], actions: actions.map(unsure) })
    }
    return result
  })
}

/** What stays in the project in the first folder does so in this one. */
function isAlike({ context: { root } }: Machine, folder: Value, { path = [] }: Action): boolean {
  const place = show(folder)
  const isInside = place === root || (place.startsWith(root) && /^[\\/]/.test(place.slice(root.length)))
  return isInside && !/[\\/]\.(?:\.|git)(?:[\\/]|$)/i.test(place) && !/^(?:\.\/)*\.\.(?:\/|$)/.test(show(path))
}
const unsure = (action: Action): Action => ({ ...action, isUnsure: true })

/** A call of a program by something else that starts it. */
export const startProgram = (machine: Machine, program: string, words: readonly Value[]): Datum =>
  record(machine, [program, ...words.map(show)].join(' '), (said) => {
    Object.assign(said, { program, name: program.toLowerCase(), args: words })
    return machine.run.command(machine, programCall(program, words))
  })

export const variable = (machine: Machine, name: string): Datum | undefined => machine.frame.variables.get(name)
export const setVariable = (machine: Machine, name: string, datum: Datum): void => {
  machine.frame.variables.set(name, datum)
}

/** A path in the folder of the moment, with `/`. */
export const inFolder = (machine: Machine, path: Value): Value => concat(machine.frame.folder, ['/'], path)

/** The parameters of a block by their place; those without a value are not known. */
export const byPlace = ({ parameters }: ScriptBlock, args: readonly Datum[]): Map<string, Datum> =>
  new Map(parameters.map(({ name }, i) => [name, args[i] ?? anything]))

/** Runs a block for one thing that arrives. */
export const runFor = (machine: Machine, block: ScriptBlock, item: Datum, scope: Scope = {}): Datum =>
  withItem(machine, item, () => machine.run.block(machine, block, scope))

/** Runs `work` with `datum` as `$_`, then puts back what was there. */
export function withItem<T>({ frame: { variables } }: Machine, datum: Datum, work: () => T): T {
  const before = variables.get('_')
  const set = (item: Datum | undefined): void => {
    for (const name of ['_', 'psitem'])
      if (item) variables.set(name, item)
      else variables.delete(name)
  }
  set(datum)
  try {
    return work()
  } finally {
    set(before)
  }
}
