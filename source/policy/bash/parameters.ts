// Parameter expansion: `$x`, `${x:-…}`, `${x%…}`, `${x/…/…}`, `${!x}` and their like on what is known.
import { nameSet } from '../among.ts'
import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash'
import { act } from '../grammar/analysis.ts'
import { isSecretName } from '../model/secret-names.ts'
import { hole, literal, textValue, unknown, type Value } from '../model/value.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import { elements, positional } from './parameter-lists.ts'
import { operate, single, type Expansion } from './parameter-operations.ts'
import { folderOf, type Shell, type Variable } from './shell.ts'
import type { Input, Walk } from './walk.ts'

type Parameter = Pick<ParameterExpansionPart, 'parameter' | 'prefix' | 'index' | 'operation'>

const numbers = nameSet(
  '? # RANDOM SRANDOM SECONDS LINENO UID EUID PPID EPOCHSECONDS SHLVL OPTIND HISTCMD COLUMNS LINES',
)

const ownProcess = new Set(['$', '!', 'BASHPID'])

const unclear =
  nameSet(`_ - REPLY BASH_COMMAND BASH_SOURCE BASH_VERSION FUNCNAME DIRSTACK GROUPS PIPESTATUS OPTARG BASH_REMATCH
  COMP_WORDS MAPFILE COPROC EPOCHREALTIME HISTFILE MACHTYPE OSTYPE HOSTTYPE BASH_ARGV BASH_ENV PS1 PS4
  SHELLOPTS BASHOPTS`)

/** What a name holds. `found` null: it is not set. */
function lookUp(walk: Walk, name: string, shell: Shell): { value: Value | null; variable: Variable | undefined } {
  const variable = shell.variables.get(name)
  if (name === 'PWD' && !shell.unsettled.has(name)) return { value: folderOf(shell), variable }
  if (name === 'OLDPWD' && !shell.unsettled.has(name)) return { value: shell.previousFolder, variable }
  if (name === '0') return { value: shell.zero, variable: undefined }
  if (name === 'BASH' && !variable) return { value: textValue('/bin/bash'), variable: undefined }
  if (/^[1-9]\d*$/.test(name))
    return {
      value: shell.positional === null ? unknown : (shell.positional[Number(name) - 1] ?? null),
      variable: undefined,
    }
  if (name === '#')
    return {
      value: shell.positional === null ? hole('digits') : textValue(String(shell.positional.length)),
      variable: undefined,
    }
  if (variable) return { value: variable.items.get('0') ?? (variable.isOpen ? unknown : null), variable }
  if (ownProcess.has(name)) return { value: hole('pid'), variable: undefined }
  if (numbers.has(name)) return { value: hole('digits'), variable: undefined }
  if (unclear.has(name)) return { value: unknown, variable: undefined }
  if (isSecretName(name)) return { value: secretValue(walk, name), variable: undefined }
  return { value: null, variable: undefined }
}

function secretValue(walk: Walk, name: string): Value {
  walk.record.add(act('secret', name))
  return unknown
}

export function expandParameter(
  walk: Walk,
  parameter: Parameter,
  shell: Shell,
  input: Input,
  isQuoted: boolean,
): Expansion {
  const { parameter: name, prefix, operation } = parameter
  if (prefix === '!') return indirect(walk, parameter, shell, input, isQuoted)
  if (name === '@' || name === '*') return positional(walk, name, operation, shell, input, isQuoted)
  const key = parameter.index ? subscript(walk, parameter.index, shell, input) : null
  if (prefix === '#') {
    // The length of a secret is told, its text is not.
    const text = key === null ? literal(shell.variables.get(name)?.items.get('0') ?? unknown) : null
    return single(text === null ? hole('digits') : textValue(String(text.length)))
  }
  if (operation && /^:?\+$/.test(operatorOf(operation))) return present(walk, name, operation, shell, input)
  if (key === '@' || key === '*')
    return elements(walk, shell.variables.get(name), key, operation, shell, input, isQuoted)
  if (operation && operatorOf(operation).endsWith('?') && isSecretName(name)) return single(unknown)
  const { value, variable } = lookUp(walk, name, shell)
  const held =
    key === null
      ? value
      : (variable?.items.get(key) ?? (variable === undefined || variable.isOpen ? (variable ? unknown : null) : null))
  // The environment may hold what the command itself never set.
  const isForeign = held === null && variable === undefined && !/^\d+$/.test(name)
  if (!operation) return isForeign ? { value: unknown, isOpen: false } : single(held ?? [])
  const mayBeSet = isForeign && key === null && operation.type !== 'Default' && /^[A-Z_][A-Z0-9_]*$/.test(name)
  return operate(walk, name, mayBeSet ? unknown : held, operation, shell, input, key)
}

function subscript(walk: Walk, word: Word, shell: Shell, input: Input): string | null {
  const value = walk.value(word, shell, input)
  const text = literal(value)
  if (text === null) return '\0unknown'
  if (text !== '@' && text !== '*') evaluateText(walk, value, shell, input)
  const held = /^[A-Za-z_]\w*$/.test(text) ? literal(shell.variables.get(text)?.items.get('0') ?? unknown) : null
  return held !== null && /^\d+$/.test(held) ? held : text
}

const operatorOf = (operation: ParameterOperation): string => ('operator' in operation ? operation.operator : '')

/** `${x:+word}` asks only whether x is set. */
function present(walk: Walk, name: string, operation: ParameterOperation, shell: Shell, input: Input): Expansion {
  if (operation.type !== 'Default') return single(unknown)
  const known = shell.variables.get(name)?.items.get('0')
  const other = walk.value(operation.operand, shell, input)
  const text = known === undefined ? undefined : literal(known)
  if (known === undefined && !isSecretName(name) && !numbers.has(name) && !unclear.has(name)) return single([])
  return single(text === undefined || text === null ? (other.length === 0 ? [] : unknown) : text === '' ? [] : other)
}

function indirect(walk: Walk, parameter: Parameter, shell: Shell, input: Input, isQuoted: boolean): Expansion {
  const { parameter: name, index, operation } = parameter
  if (operation?.type === 'Names') return { value: unknown, isOpen: true }
  if (index) {
    if (index.text !== '@' && index.text !== '*') subscript(walk, index, shell, input)
    const variable = shell.variables.get(name)
    return variable && !variable.isOpen
      ? { value: [], list: [...variable.items.keys()].map(textValue), isOpen: false }
      : { value: unknown, isOpen: true }
  }
  const { value } = lookUp(walk, name, shell)
  const target = value === null ? null : literal(value)
  if (target === null || !/^\w+$/.test(target)) {
    // It may name any variable, one with a key in it too.
    walk.record.add({ ...act('secret', `\${!${name}}`), isUnsure: true })
    evaluateName(walk, target, shell, input)
    return single(unknown)
  }
  return expandParameter(
    walk,
    { parameter: target, prefix: undefined, index: undefined, operation },
    shell,
    input,
    isQuoted,
  )
}
