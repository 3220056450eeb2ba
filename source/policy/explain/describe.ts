// What is known of a program, in words: its options, what they and its operands do, what it runs and changes, its verbs and examples.
import type { Verb } from '../grammar/row.ts'
import { type Examples, examplesOf, windowsExamples } from './examples.ts'
import { compileGrammar } from '../grammar/options.ts'
import { plainName } from '../readers/interpreters.ts'
import { rows } from '../programs/rows/rows.ts'
import { windowsRow } from '../programs/windows/windows.ts'
import { type Cases, otherwise } from '../grammar/effects.ts'
import { show } from '../model/value.ts'

/** `row`: all of it is one row; `reader`: code reads its words. */
export interface Description {
  /** With its verb: `xsv split`. */
  readonly name: string
  readonly kind: 'row' | 'reader'
  readonly about: string | null
  readonly options: readonly OptionDescription[]
  /** What it does with words that are no options; null: nothing is known of them here. */
  readonly operands: string | null
  /** What it does beside that. */
  readonly effects: readonly string[]
  readonly verbs: readonly string[]
  readonly examples: Examples
}

export interface OptionDescription {
  readonly names: readonly string[]
  readonly value: 'none' | 'required' | 'optional' | 'digits'
  /** What becomes of the value: the name of a role, empty for plain data. */
  readonly role: string
}

const noExamples: Description['examples'] = { allow: [], ask: [], deny: [] }

/** The program and, below it, its verbs; empty when nobody has described it. */
export function describeProgram(given: string): Description[] {
  const name = plainName(given)
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  const windows = windowsRow(name)
  const known = row ? described(name, row, { about: row.about, examples: examplesOf(name, row) }) : []
  const alias = row ? `${name} (Windows)` : name
  const named = windows && { about: windows.about, examples: windowsExamples(name) }
  return [...known, ...(windows ? described(alias, windows, { ...named }) : [])]
}

function casesOf(cases: Cases): string[] {
  if (typeof cases === 'string') return [`any call: ${cases || 'nothing'}`]
  const isWhole = cases.at(-1)?.[0].source === '^'
  return (isWhole ? cases : [...cases, otherwise('')]).map(
    ([said, effects]) => `${said.source === '^' ? 'any other call' : `said ${String(said)}`}: ${effects || 'nothing'}`,
  )
}

function described(name: string, verb: Verb, more: Partial<Description>): Description[] {
  const verbs = Object.entries(verb.verbs ?? {})
  return [
    {
      name,
      kind: (verb.read ?? verb.also) ? 'reader' : 'row',
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
  const places = [
    ...(verb.command ? [commands[verb.command]] : []),
    ...(verb.first === undefined ? [] : [`first ${verb.first || 'data'}`]),
    ...(verb.second === undefined ? [] : [`second ${verb.second || 'data'}`]),
    ...(verb.operands === undefined ? [] : [`${verb.first === undefined ? '' : 'others '}${verb.operands || 'data'}`]),
    ...(verb.last === undefined ? [] : [`last ${verb.last || 'data'}`]),
    ...(verb.instead ?? []).map(([option, role]) => `with ${dashed(option)} ${role || 'data'}`),
    ...(verb.fallback === undefined ? [] : [`without any ${show(verb.fallback)}`]),
  ]
  return places.length === 0 ? null : places.join(', ')
}

function effectsOf(verb: Verb): string[] {
  const { always = [], alone = [], flags = {}, said, secret, tree, touches = [], runs } = verb
  return [
    ...(verb.read && verb.options === undefined
      ? ['its words are read by code of its own']
      : (verb.read ?? verb.also)
        ? ['what its options and operands mean together is read by code of its own']
        : []),
    ...(verb.isOpen === true ? ['options that are not named here are harmless'] : []),
    ...(runs === 'files' ? ['runs what files of the project or of a package say'] : []),
    ...(runs === 'code' ? ['runs its words as code'] : []),
    ...always.map((kind) => `always: ${kind}`),
    ...alone.map((kind) => `without a word: ${kind}`),
    ...(said === undefined ? [] : casesOf(said)),
    ...(secret ? [`said ${String(secret)}: secret`] : []),
    ...Object.entries(flags).map(([option, kinds]) => `with ${dashed(option)}: ${kinds.join(', ')}`),
    ...(tree === undefined ? [] : [`with ${tree.split(' ').map(dashed).join(' or ')}: everything below, too`]),
    ...touches.map(
      ([kind, pattern, unless = '']) =>
        `${kind} ${pattern.replace('@', 'WORD').replace('%', 'WORD')}${unless === '' ? '' : `, unless ${unless.split(' ').map(dashed).join(' or ')}`}`,
    ),
  ]
}

const dashed = (option: string): string => (option.length === 1 ? `-${option}` : `--${option}`)
