// What a shell knows at one point of a command: variables, functions, folders; copied at forks, joined where ways meet.
import type { AndOr, CommandNode, CompoundList, PipelineNode } from 'unbash'
import type { Links } from '../model/path.ts'
import { literal, sameValue, unknown, type Value } from '../model/value.ts'
import { limits } from '../limits.ts'
import type { Knowledge } from '../machine/ways.ts'

export interface Variable {
  /** Elements by subscript; a plain variable has '0'. */
  readonly items: ReadonlyMap<string, Value>
  readonly isArray: boolean
  readonly isExported: boolean
  /** There may be more elements than known. */
  readonly isOpen: boolean
  /** Its subscripts are texts, none of them is reckoned. */
  readonly isNamed?: boolean
}

/** What the walk runs: a list, a pipeline, a command. */
export type Runnable = PipelineNode | AndOr | CompoundList | CommandNode
export interface ShellFunction {
  readonly body: Runnable
  readonly isExported: boolean
  /** The text its positions speak of. */
  readonly source: string
}

export interface Shell {
  variables: Map<string, Variable>
  /** What a name may stand for; null: not a function. */
  functions: Map<string, readonly (ShellFunction | null)[]>
  aliases: Map<string, string>
  folders: readonly Value[]
  /** Where the shell is when the last `cd` failed; null: it surely did not. */
  unsure: readonly Value[] | null
  previousFolder: Value
  stack: readonly Value[]
  /** Null: not known. */
  positional: readonly Value[] | null
  zero: Value
  options: Set<string>
  /** Variables whose texts are expressions whenever they are set: `declare -i`, and references (`declare -n`). */
  evaluated: Set<string>
  /** References (`declare -n`): what they are given may be a name they stand for from then on. */
  references: Set<string>
  /** Variables that something else may set at any time, a reference or a trap: their value is never known. */
  unsettled: Set<string>
  /** What happens to such a text. */
  readonly evaluate: (value: Value, shell: Shell) => void
  /** What comes of a variable that gets its value from a command: `read`, `for`, `printf -v`, `${x:=y}`. */
  readonly tell: (name: string, value: Value, shell: Shell) => void
  /** Behind `exit`, `return`, `exec`: what follows does not run. */
  isDead: boolean
  /** Symbolic links that this text made, whichever shell of it: path -> targets, all absolute. */
  links: Links
  /** How many of them there were when this state was made. */
  seenLinks: number
  /** Folders that surely exist. */
  made: Set<string>
  /** What this text wrote into files, by their absolute paths. */
  written: Map<string, Value>
  /** How programs are found was changed. */
  isLookupChanged: boolean
}

export const scalar = (value: Value, isExported = false): Variable => ({
  items: new Map([['0', value]]),
  isArray: false,
  isExported,
  isOpen: false,
})

export const valueOf = (variable: Variable | undefined): Value | null => variable?.items.get('0') ?? null

export function fork(shell: Shell): Shell {
  return {
    ...shell,
    variables: new Map(shell.variables),
    functions: new Map(shell.functions),
    aliases: new Map(shell.aliases),
    options: new Set(shell.options),
    evaluated: new Set(shell.evaluated),
    references: new Set(shell.references),
    unsettled: new Set(shell.unsettled),
    seenLinks: countOf(shell.links),
    made: new Set(shell.made),
    written: new Map(shell.written),
  }
}

const countOf = (links: Links): number => [...links.values()].reduce((sum, { length }) => sum + length, 0)

/** What ways need to know of a shell. */
export const knowledge: Knowledge<Shell> = { copy: fork, join: joinShells }

/** Takes over what another shell became. */
export function become(shell: Shell, other: Shell): void {
  Object.assign(shell, other)
}

/** A child process: only what is exported goes along. */
export function child(shell: Shell): Shell {
  const made = fork(shell)
  made.variables = new Map([...shell.variables].filter(([, { isExported }]) => isExported))
  made.functions = new Map(
    [...shell.functions].flatMap(([name, list]) => {
      const exported = list.map((each) => (each?.isExported === true ? each : null))
      return exported.some((each) => each !== null) ? [[name, exported] as const] : []
    }),
  )
  made.aliases = new Map()
  made.options = new Set()
  made.isDead = false
  return made
}

/** The shell after one way or the other. */
export function joinShells(a: Shell, b: Shell): Shell {
  if (a.isDead) return b
  if (b.isDead) return a
  const variables = new Map<string, Variable>()
  for (const name of new Set([...a.variables.keys(), ...b.variables.keys()])) {
    variables.set(name, joinVariables(a.variables.get(name), b.variables.get(name)))
  }
  const functions = new Map<string, readonly (ShellFunction | null)[]>()
  for (const name of new Set([...a.functions.keys(), ...b.functions.keys()])) {
    functions.set(name, [...new Set([...(a.functions.get(name) ?? [null]), ...(b.functions.get(name) ?? [null])])])
  }
  const folders = distinct([...a.folders, ...b.folders])
  return {
    variables,
    functions,
    aliases: new Map([...a.aliases, ...b.aliases]),
    folders: folders.length > limits.folders ? [unknown] : folders,
    unsure: null,
    previousFolder: sameValue(a.previousFolder, b.previousFolder) ? a.previousFolder : unknown,
    stack: a.stack.length === b.stack.length ? a.stack : [unknown],
    positional: JSON.stringify(a.positional) === JSON.stringify(b.positional) ? a.positional : null,
    zero: a.zero,
    evaluate: a.evaluate,
    tell: a.tell,
    evaluated: new Set([...a.evaluated, ...b.evaluated]),
    references: new Set([...a.references, ...b.references]),
    unsettled: new Set([...a.unsettled, ...b.unsettled]),
    options: joinOptions(a.options, b.options),
    isDead: false,
    links: a.links,
    seenLinks: countOf(a.links),
    made: new Set([...a.made].filter((path) => b.made.has(path))),
    written: new Map([...a.written].filter(([path, text]) => sameValue(text, b.written.get(path) ?? unknown))),
    isLookupChanged: a.isLookupChanged || b.isLookupChanged,
  }
}

/** Most options make more of a text; what makes less of it counts only when it is surely on. */
const joinOptions = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> =>
  new Set([...a, ...b].filter((name) => name !== 'noglob' || (a.has(name) && b.has(name))))

export function distinct(values: readonly Value[]): Value[] {
  return values.filter((value, i) => values.findIndex((other) => sameValue(other, value)) === i)
}

function joinVariables(a: Variable | undefined, b: Variable | undefined): Variable {
  if (a && b && sameItems(a, b)) return { ...a, isExported: a.isExported && b.isExported }
  return {
    items: new Map([['0', unknown]]),
    isArray: a?.isArray ?? b?.isArray ?? false,
    isExported: false,
    isOpen: true,
    ...namedAs(a ?? b),
  }
}

const namedAs = (variable: Variable | undefined) => variable?.isNamed === true && { isNamed: true }

/** A subscript as it stands; others are reckoned. */
export const isNumber = (key: string): boolean => /^(?:0|[1-9]\d*)$/.test(key)

export const sameItems = (a: Variable, b: Variable): boolean =>
  a.items.size === b.items.size &&
  a.isOpen === b.isOpen &&
  [...a.items].every(([key, value]) => {
    const other = b.items.get(key)
    return other !== undefined && sameValue(other, value)
  })

const kept = new Set(['PWD', 'OLDPWD', 'BASH'])

/** A command sets it, whatever its name means to the shell or to programs. */
export function giveTo(shell: Shell, name: string, value: Value, key = '0'): void {
  assign(shell, name, value, key)
  shell.tell(name, value, shell)
}

export function giveList(shell: Shell, name: string, values: readonly Value[], isOpen: boolean): void {
  assignList(shell, name, values, isOpen)
  shell.tell(name, isOpen ? unknown : (values[0] ?? []), shell)
}

/** Sets a plain variable or one element. */
export function assign(shell: Shell, name: string, value: Value, key = '0'): void {
  if (shell.evaluated.has(name)) shell.evaluate(value, shell)
  if (shell.references.has(name)) unsettle(shell, literal(value) ?? '')
  // What the shell keeps itself is what it is told from then on.
  if (kept.has(name)) unsettle(shell, name)
  if (name === 'DIRSTACK') shell.stack = [unknown]
  const old = shell.variables.get(name)
  const isReckoned = old?.isNamed !== true && !isNumber(key)
  // Which element it is is not followed: it may be any.
  const items = isReckoned ? new Map([['0', unknown]]) : new Map(old?.items)
  if (!isReckoned) items.set(key, shell.unsettled.has(name) ? unknown : value)
  const isExported = old?.isExported === true || shell.options.has('allexport')
  shell.variables.set(name, {
    items,
    isArray: old?.isArray === true || key !== '0',
    isExported,
    isOpen: isReckoned || (old?.isOpen === true && old.isArray),
    ...namedAs(old),
  })
}

export function assignList(shell: Shell, name: string, values: readonly Value[], isOpen: boolean): void {
  if (shell.evaluated.has(name)) for (const value of values) shell.evaluate(value, shell)
  const isUnsettled = shell.unsettled.has(name)
  const items = new Map((isUnsettled ? [unknown] : values).map((value, i) => [String(i), value]))
  const named = namedAs(shell.variables.get(name))
  shell.variables.set(name, { items, isArray: true, isExported: false, isOpen: isOpen || isUnsettled, ...named })
}

/** `declare -A`. */
export function nameElements(shell: Shell, name: string): void {
  const held = shell.variables.get(name) ?? { items: new Map<string, Value>(), isExported: false, isOpen: false }
  shell.variables.set(name, { ...held, isArray: true, isNamed: true })
}

/** From now on the variable may hold anything at any time. */
export function unsettle(shell: Shell, name: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name) || shell.unsettled.has(name)) return
  shell.unsettled.add(name)
  shell.variables.set(name, { ...scalar(unknown, shell.variables.get(name)?.isExported), isOpen: true })
}

/** Names of variables whose values the other shell has changed. */
export const changedNames = (shell: Shell, other: Shell): string[] =>
  [...new Set([...shell.variables.keys(), ...other.variables.keys()])].filter((name) => {
    const [own, theirs] = [shell.variables.get(name), other.variables.get(name)]
    return own === undefined || theirs === undefined || !sameItems(own, theirs)
  })

export const folderOf = (shell: Shell): Value => (shell.folders.length === 1 ? (shell.folders[0] ?? unknown) : unknown)
