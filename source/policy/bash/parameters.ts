// Parameter expansion: `$x`, `${x:-…}`, `${x%…}`, `${x/…/…}`, `${!x}` and their like on what is known.
import { nameSet } from '../among.ts'
import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash'
import { act } from '../grammar/analysis.ts'
import type { Action } from '../model/action.ts'
import { isSecretName } from '../model/secret-names.ts'
import { hole, literal, textValue, unknown, type Value } from '../model/value.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import { elements, type Expansion, operate, positional, single } from './parameter-operations.ts'
import { folderOf, isNumber, type Variable } from './shell.ts'
import type { Here, Walk } from './walk.ts'

type Parameter = Pick<ParameterExpansionPart, 'parameter' | 'prefix' | 'index' | 'operation'>

const numbers = nameSet(
  '? # RANDOM SRANDOM SECONDS LINENO UID EUID PPID EPOCHSECONDS SHLVL OPTIND HISTCMD COLUMNS LINES',
)

const ownProcess = new Set(['$', '!', 'BASHPID'])

const unclear =
  nameSet(`_ - REPLY BASH_COMMAND BASH_SOURCE BASH_VERSION FUNCNAME DIRSTACK GROUPS PIPESTATUS OPTARG BASH_REMATCH
  COMP_WORDS MAPFILE COPROC EPOCHREALTIME HISTFILE MACHTYPE OSTYPE HOSTTYPE BASH_ARGV BASH_ENV PS1 PS4
  SHELLOPTS BASHOPTS`)

interface Held {
  /** Null: it is not set. */
  readonly value: Value | null
  readonly variable?: Variable | undefined
}

/** What a name holds. */
function lookUp({ walk, shell }: Here, name: string): Held {
  const variable = shell.variables.get(name)
  const { positional } = shell
  if (name === 'PWD' && !shell.unsettled.has(name)) return { value: folderOf(shell), variable }
  if (name === 'OLDPWD' && !shell.unsettled.has(name)) return { value: shell.previousFolder, variable }
  if (name === '0') return { value: shell.zero }
  if (name === 'BASH' && !variable) return { value: textValue('/bin/bash') }
  if (/^[1-9]\d*$/.test(name)) return { value: positional === null ? unknown : (positional[Number(name) - 1] ?? null) }
  if (name === '#') return { value: positional === null ? hole('digits') : textValue(String(positional.length)) }
  if (variable) return { value: variable.items.get('0') ?? (variable.isOpen ? unknown : null), variable }
  if (ownProcess.has(name)) return { value: hole('pid') }
  if (numbers.has(name)) return { value: hole('digits') }
  if (name === '_' && walk.record.hasForgotten) return { value: secretValue(walk, '_') }
  if (unclear.has(name)) return { value: unknown }
  return { value: isSecretName(name) ? secretValue(walk, name) : null }
}

function secretValue(walk: Walk, name: string): Value {
  walk.record.add(act('secret', name))
  return unknown
}

export function expandParameter(here: Here, parameter: Parameter, isQuoted: boolean): Expansion {
  const { shell } = here
  const { parameter: name, prefix, operation } = parameter
  if (prefix === '!') return indirect(here, parameter, isQuoted)
  if (name === '@' || name === '*') return positional(here, name, operation, isQuoted)
  const key = parameter.index ? subscript(here, parameter.index, name) : null
  if (prefix === '#') {
    // The length of a secret is told, its text is not.
    const text = key === null ? literal(shell.variables.get(name)?.items.get('0') ?? unknown) : null
    return single(text === null ? hole('digits') : textValue(String(text.length)))
  }
  if (operation && /^:?\+$/.test(operatorOf(operation))) return present(here, name, operation)
  if (key === '@' || key === '*') {
    const { value, variable } = lookUp(here, name)
    // The environment may hold it: as one element.
    const mayHold = value === null && operation?.type !== 'Default' && !/^\d+$/.test(name) ? unknown : value
    return elements(here, variable ?? ownOf(name, mayHold), key, operation, isQuoted)
  }
  const isAsked = operation && operatorOf(operation).endsWith('?') && isSecretName(name)
  const { value, variable } = isAsked ? here.walk.record.changed(() => lookUp(here, name), asked) : lookUp(here, name)
  const held = key === null ? value : element(variable ?? ownOf(name, value), key)
  // The environment may hold what the command itself never set.
  const isForeign = held === null && variable === undefined && !/^\d+$/.test(name)
  if (!operation) return isForeign ? { value: unknown, isOpen: false } : single(held ?? [])
  const mayBeSet = isForeign && key === null && operation.type !== 'Default' && /^[A-Z_][A-Z0-9_]*$/.test(name)
  return operate(here, name, mayBeSet ? unknown : held, operation, key)
}

/** A name that no command has set: what the shell itself keeps in it. Arrays of its own have more than one knows. */
const ownOf = (name: string, value: Value | null): Variable | undefined =>
  value === null ? undefined : { ...plain, items: new Map([['0', value]]), isOpen: unclear.has(name) }

const plain = { isArray: false, isExported: false }

/** Null: it surely has none there. */
function element(variable: Variable | undefined, key: string): Value | null {
  if (variable === undefined) return null
  const found = variable.items.get(key)
  if (found || variable.isOpen) return found ?? unknown
  if (variable.isNamed === true || isNumber(key)) return null
  // Before the end; what else is reckoned is not followed.
  const last = Math.max(-1, ...[...variable.items.keys()].map(Number))
  return /^-[1-9]\d*$/.test(key) ? (variable.items.get(String(last + 1 + Number(key))) ?? null) : unknown
}

function subscript({ walk, shell, input }: Here, word: Word, name: string): string | null {
  const value = walk.value(word, shell, input)
  const text = literal(value)
  if (text === null) return '\0unknown'
  if (text !== '@' && text !== '*') evaluateText(walk, value, shell, input)
  if (shell.variables.get(name)?.isNamed === true) return text
  const held = /^[A-Za-z_]\w*$/.test(text) ? literal(shell.variables.get(text)?.items.get('0') ?? unknown) : null
  return held !== null && /^\d+$/.test(held) ? held : text
}

/** `: ${x:?}` tells only whether it is set. */
const asked = (actions: readonly Action[]) =>
  actions.map((action) => ({ ...action, detail: `${action.detail ?? ''}?` }))

const operatorOf = (operation: ParameterOperation): string => ('operator' in operation ? operation.operator : '')

/** `${x:+word}` asks only whether x is set. */
function present({ walk, shell, input }: Here, name: string, operation: ParameterOperation): Expansion {
  if (operation.type !== 'Default') return single(unknown)
  const known = shell.variables.get(name)?.items.get('0')
  const other = walk.value(operation.operand, shell, input)
  const text = known === undefined ? undefined : literal(known)
  const isForeign = known === undefined && !isSecretName(name) && !numbers.has(name) && !unclear.has(name)
  // The environment may hold it: what would lead elsewhere then counts.
  if (isForeign) return single(literal(other)?.includes('/') === false ? [] : other.length === 0 ? [] : unknown)
  if (text === undefined || text === null) return single(other.length === 0 ? [] : unknown)
  if (text === '' && operation.operator.startsWith(':')) return single([])
  return { ...single(other), isQuotedText: /^["']/.test(operation.operand.text) }
}

function indirect(here: Here, parameter: Parameter, isQuoted: boolean): Expansion {
  const { walk, shell, input } = here
  const { parameter: name, index, operation } = parameter
  if (operation?.type === 'Names') return { value: unknown, isOpen: true }
  if (index) {
    if (index.text !== '@' && index.text !== '*') subscript(here, index, name)
    const variable = shell.variables.get(name)
    return variable && !variable.isOpen
      ? { value: [], list: [...variable.items.keys()].map(textValue), isOpen: false }
      : { value: unknown, isOpen: true }
  }
  const { value } = lookUp(here, name)
  const target = value === null ? null : literal(value)
  if (target === null || !/^\w+$/.test(target)) {
    // It may name any variable, one with a key in it too.
    walk.record.add({ ...act('secret', `\${!${name}}`), isUnsure: true })
    evaluateName(walk, target, shell, input)
    return single(unknown)
  }
  return expandParameter(here, { parameter: target, prefix: undefined, index: undefined, operation }, isQuoted)
}
