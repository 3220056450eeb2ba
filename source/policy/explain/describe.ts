// What is known of a program, in words: its options, what they and its operands do, what it runs and changes, its verbs and examples.
import { examplesOf, type Verb } from '../grammar/row.ts'
import { compileGrammar } from '../grammar/options.ts'
import { plainName } from '../readers/interpreters.ts'
import { findProgram } from '../programs/programs.ts'
import { tables } from '../programs/tables.ts'
import { rows } from '../programs/rows/rows.ts'
import { saidToSystem } from '../programs/said.ts'
import { saidToWindows } from '../programs/windows/windows.ts'
import type { Case } from '../grammar/effects.ts'
import { table as wrappers } from '../programs/wrappers.ts'
import { show } from '../model/value.ts'

/** `row`: all of it is one row; `options`: a table of options; `wrapper`: it runs its operands; `reader`: code reads its words. */
export interface Description {
  /** With its verb: `xsv split`. */
  readonly name: string
  readonly kind: 'row' | 'options' | 'wrapper' | 'reader'
  readonly about: string | null
  readonly options: readonly OptionDescription[]
  /** What it does with words that are no options; null: nothing is known of them here. */
  readonly operands: string | null
  /** What it does beside that. */
  readonly effects: readonly string[]
  readonly verbs: readonly string[]
  readonly examples: ReturnType<typeof examplesOf>
}

export interface OptionDescription {
  readonly names: readonly string[]
  readonly value: 'none' | 'required' | 'optional' | 'digits'
  /** What becomes of the value: the name of a role, empty for plain data. */
  readonly role: string
}

const open = 'options that are not named here are harmless'
const noExamples: Description['examples'] = { allow: [], ask: [], deny: [] }

/** The program and, below it, its verbs; empty when nobody has described it. */
export function describeProgram(given: string): Description[] {
  const name = plainName(given)
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  if (row) return described(name, row, { about: row.about, examples: examplesOf(name, row) })
  const spec = Object.hasOwn(tables, name) ? tables[name] : undefined
  if (spec)
    return described(name, spec, { kind: 'options', ...(spec.isOpen && { effects: [...effectsOf(spec), open] }) })
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined
  if (wrapper) {
    const { options = '', always = [] } = wrapper
    return described(name, { options, always, command: 'words' }, { kind: 'wrapper' })
  }
  const own = saidToSystem.get(name)
  if (own) return [saidTo(name, own)]
  const windows = saidToWindows.get(name)
  if (findProgram(name) === null) return windows ? [saidTo(name, windows)] : []
  return [readerOf(name), ...(windows ? [saidTo(`${name} (Windows)`, windows)] : [])]
}

const saidTo = (name: string, cases: readonly Case[]): Description => ({
  ...readerOf(name),
  kind: 'row',
  effects: cases.map(caseOf),
})

const caseOf = ([said, effects]: Case): string =>
  `${said.source === '^' ? 'any other call' : `said ${String(said)}`}: ${effects || 'nothing'}`

const readerOf = (name: string): Description => ({
  name,
  kind: 'reader',
  about: null,
  options: [],
  operands: null,
  effects: ['its words are read by code of its own'],
  verbs: [],
  examples: noExamples,
})

function described(name: string, verb: Verb, more: Partial<Description>): Description[] {
  const verbs = Object.entries(verb.verbs ?? {})
  return [
    {
      name,
      kind: 'row',
      about: null,
      options: optionsOf(verb.options ?? ''),
      operands: operandsOf(verb),
      effects: effectsOf(verb),
      verbs: verbs.map(([word]) => word),
      examples: noExamples,
      ...more,
    },
    ...verbs.flatMap(([word, sub]) => described(`${name} ${word}`, sub, {})),
  ]
}

function optionsOf(text: string): OptionDescription[] {
  const byOption = new Map<string, { names: string[]; value: OptionDescription['value']; role: string }>()
  for (const [name, option] of compileGrammar(text).options) {
    const key = `${option.name} ${option.value} ${option.role}`
    const known = byOption.get(key)
    if (known) known.names.push(name)
    else byOption.set(key, { names: [name], value: option.value, role: option.role })
  }
  return [...byOption.values()]
}

const commands = {
  words: 'a command that it runs',
  assigned: 'variables, and a command that it runs with them',
  joined: 'words of shell text that it runs',
} as const

function operandsOf(verb: Verb): string | null {
  if (verb.command) return commands[verb.command]
  const places = [
    ...(verb.first === undefined ? [] : [`first ${verb.first || 'data'}`]),
    ...(verb.second === undefined ? [] : [`second ${verb.second || 'data'}`]),
    ...(verb.operands === undefined ? [] : [`${verb.first === undefined ? '' : 'others '}${verb.operands || 'data'}`]),
    ...(verb.last === undefined ? [] : [`last ${verb.last || 'data'}`]),
    ...(verb.instead ?? []).map(([option, role]) => `with ${dashed(option)} ${role || 'data'}`),
    ...(verb.fallback === undefined ? [] : [`without any ${show(verb.fallback)}`]),
  ]
  return places.length === 0 ? null : places.join(', ')
}

function effectsOf({ always = [], flags = {}, tree, touches = [], runs }: Verb): string[] {
  return [
    ...(runs === 'files' ? ['runs what files of the project or of a package say'] : []),
    ...(runs === 'code' ? ['runs its words as code'] : []),
    ...always.map((kind) => `always: ${kind}`),
    ...Object.entries(flags).map(([option, kinds]) => `with ${dashed(option)}: ${kinds.join(', ')}`),
    ...(tree === undefined ? [] : [`with ${tree.split(' ').map(dashed).join(' or ')}: everything below, too`]),
    ...touches.map(([kind, pattern]) => `${kind} ${pattern}`),
  ]
}

const dashed = (option: string): string => (option.length === 1 ? `-${option}` : `--${option}`)
