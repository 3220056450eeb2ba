// Builtins that set variables: declare and its kin, unset, read, mapfile, printf -v, let.
import { alike } from '../among.ts'
import type { Action } from '../model/action.ts'
import { act, allVariables, doubt, type Found } from '../grammar/analysis.ts'
import { assignmentActions } from '../grammar/environment.ts'
import { isSecretName } from '../model/secret-names.ts'
import {
  concat,
  contains,
  hole,
  knownStart,
  literal,
  show,
  splitValue,
  textValue,
  unknown,
  type Value,
} from '../model/value.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import type { Builtin } from './builtin-state.ts'
import type { Here } from './walk.ts'
import { assign, giveList, giveTo, nameElements, scalar, type Shell, unsettle, valueOf } from './shell.ts'

/** `a[x]`: what stands between the first and the last bracket. */
function subscriptOf(name: string): string {
  const [open, close] = [name.indexOf('['), name.lastIndexOf(']')]
  return close > open ? name.slice(open + 1, close) : '0'
}

/** `declare`, `export`, `local`, `readonly`, `typeset`; array values were taken before. */
const declare: Builtin = ({ walk, shell, input, values, texts, args }) => {
  const flags = texts.filter((text) => text !== null && /^[-+][A-Za-z]+$/.test(text)).join('')
  const names = values.filter((value) => !/^[-+][A-Za-z]/.test(knownStart(value)))
  return [
    names.length === 0 && !/[fF]/.test(flags) && allVariables('all variables'),
    args.some(({ isMany }) => isMany) && doubt('dynamic-code', 'names of variables'),
    names.map((value) => declareOne({ walk, shell, input }, flags, value)),
    { output: unknown },
  ]
}

/** One name, with `=value` or without. */
function declareOne(here: Here, flags: string, value: Value): Found {
  const { walk, shell, input } = here
  const start = knownStart(value)
  const at = start.indexOf('=')
  const name = (at < 0 ? start : start.slice(0, at)).replace(/\+$/, '')
  evaluateName(walk, name, shell, input)
  const plain = name.replace(/\[.*/s, '')
  const isFunction = flags.includes('f')
  if (/[in]/.test(flags) && !isFunction) markEvaluated(here, flags, plain)
  const isShown = flags.includes('p') && isSecretName(plain) && act('secret', plain)
  if (isFunction) {
    if (flags.includes('x')) exportFunction(shell, plain)
    return isShown
  }
  if (flags.includes('A')) nameElements(shell, plain)
  const referred = flags.includes('n') && refer(shell, plain, at)
  const given = at >= 0 && giveValue(here, flags, name, plain, value)
  // What is assigned to it later changes its case, too.
  if (/[lu]/.test(flags)) unsettle(shell, plain)
  const variable = shell.variables.get(plain)
  if (flags.includes('x') && /^[A-Za-z_]\w*$/.test(plain))
    shell.variables.set(plain, { ...(variable ?? { ...scalar(unknown), isOpen: true }), isExported: true })
  const held = variable && flags.includes('x') && at < 0 && !variable.isExported ? valueOf(variable) : null
  // A reference, or one that changes case at each assignment: its text is not followed.
  if (variable && /[nilu]/.test(flags) && at < 0) shell.variables.set(plain, scalar(unknown))
  // A shell that is started gets the options of this one.
  const isOptions = flags.includes('x') && /^(?:BASH|SHELL)OPTS$/.test(plain)
  return [
    referred,
    isShown,
    given,
    held && assignmentActions(concat(textValue(`${plain}=`), held)),
    isOptions && at < 0 && doubt('changed-lookup', plain),
  ]
}

/** Its text is arithmetic or a name from now on. */
function markEvaluated({ walk, shell, input }: Here, flags: string, name: string): void {
  const held = shell.variables.get(name)
  if (flags.startsWith('+')) shell.evaluated.delete(name)
  else shell.evaluated.add(name)
  // What it holds already is evaluated when it is next used; now is the same.
  for (const value of held?.items.values() ?? []) evaluateText(walk, value, shell, input)
}

/** Whoever sets a reference sets what it stands for: that is not known from now on. */
function refer(shell: Shell, name: string, at: number): Found {
  shell.references.add(name)
  return at < 0 && doubt('dynamic-code', `declare -n ${name}`)
}

function exportFunction({ functions }: Here['shell'], name: string): void {
  const list = functions.get(name)
  if (list)
    functions.set(
      name,
      list.map((each) => each && Object.assign({}, each, { isExported: true })),
    )
}

function giveValue({ walk, shell, input }: Here, flags: string, name: string, plain: string, word: Value): Found {
  const given = concat(textValue(knownStart(word).slice(knownStart(word).indexOf('=') + 1)), word.slice(1))
  const isSeen = flags.includes('x') || shell.variables.get(plain)?.isExported === true
  const assigned = assignmentActions(word, isSeen || shell.options.has('allexport'))
  const text = literal(given)
  const isReference = flags.includes('n')
  // A reference to a secret shows it under another name.
  if (isReference) evaluateName(walk, text, shell, input)
  const target = isReference ? (text ?? '').replace(/\[.*/s, '') : ''
  unsettle(shell, target)
  if (name.includes('[')) assign(shell, plain, given, subscriptOf(name))
  else assign(shell, plain, isReference ? unknown : given)
  return [
    assigned,
    target !== '' && assignmentActions(concat(textValue(`${target}=`), unknown)),
    isReference && (text === null ? doubt('dynamic-code', 'declare -n') : isSecretName(text) && act('secret', text)),
  ]
}

const exportNames: Builtin = (call) =>
  declare({ ...call, values: [textValue('-x'), ...call.values], texts: ['-x', ...call.texts] })

const unset: Builtin = ({ walk, shell, input, texts }) => {
  for (const text of texts) {
    if (text === null) shell.variables.clear()
    else if (text.includes('[')) evaluateName(walk, text, shell, input)
    else if (texts.includes('-f')) shell.functions.delete(text)
    // Programs are then found where the shell is.
    else if (text === 'PATH') shell.isLookupChanged = true
    else shell.variables.set(text, { items: new Map(), isArray: false, isExported: false, isOpen: false })
  }
}

const read: Builtin = ({ walk, shell, input, values, texts }) => {
  const takesValue = /^-\w*[adinNptu]$/
  const names: string[] = []
  const actions: Action[] = []
  for (let i = 0; i < values.length; i += 1) {
    const text = texts[i] ?? null
    if (text !== null && takesValue.test(text)) {
      i += 1
      if (text.endsWith('a')) {
        evaluateName(walk, texts[i] ?? null, shell, input)
        giveList(shell, texts[i] ?? '', [], true)
      }
    } else if (text === null) actions.push(doubt('dynamic-code', 'read: name of a variable'))
    else if (!text.startsWith('-')) {
      evaluateName(walk, text, shell, input)
      names.push(text)
    }
  }
  const isRaw = texts.some((text) => /^-\w*r/.test(text ?? ''))
  const words = wordsRead(onlyLine(input.stdin), names.length, isRaw, shell)
  for (const [i, name] of (names.length === 0 ? ['REPLY'] : names).entries()) {
    const word = words?.[i]
    giveTo(shell, name, words === null ? lineOf(input.stdin) : textValue(word ?? ''))
  }
  return actions
}

/** What each of the names gets; null: nobody knows. */
function wordsRead(line: string | undefined, count: number, isRaw: boolean, shell: Shell): string[] | null {
  const separators = literal(valueOf(shell.variables.get('IFS')) ?? unknown)
  if (line === undefined || separators === null || (!isRaw && line.includes('\\'))) return null
  const isUsual = separators === ' \t\n'
  if (count <= 1) return [isUsual ? line.trim() : line]
  if (!isUsual && separators.length !== 1) return null
  const words = isUsual ? line.split(/[ \t]+/).filter(Boolean) : line.split(separators)
  return [...words.slice(0, count - 1), words.slice(count - 1).join(isUsual ? ' ' : separators)]
}

/** Which of several lines is read depends on how many were read before. */
function onlyLine(stdin: Value): string | undefined {
  const lines = literal(stdin)?.split('\n')
  return lines === undefined || lines.slice(1).some((line) => line !== '') ? undefined : lines[0]
}

/** A line of names stays a name; one of several lies somewhere below the folder of all. */
function lineOf(stdin: Value): Value {
  const lines = splitValue(stdin, '\n').filter((line) => line.length > 0)
  const [first] = lines
  if (first === undefined || lines.some((line) => contains(line, 'any')) || literal(stdin) !== null) return unknown
  if (lines.length === 1) return first
  const start = knownStart(first)
  const folder = start.slice(0, start.lastIndexOf('/') + 1)
  const isBelow = (line: Value) =>
    knownStart(line).startsWith(folder) && !show(line).slice(folder.length).includes('..')
  return folder !== '' && lines.every(isBelow) ? concat([folder], hole('path')) : unknown
}

const mapFile: Builtin = ({ walk, shell, input, texts }) => {
  const name =
    texts.findLast((text, i) => text !== null && !text.startsWith('-') && !/^-[dnOsuCc]$/.test(texts[i - 1] ?? '')) ??
    'MAPFILE'
  evaluateName(walk, name, shell, input)
  const whole = literal(input.stdin)
  const actions = texts.some((text) => /^-\w*C/.test(text ?? '') || text === null)
    ? [doubt('dynamic-code', 'mapfile -C')]
    : []
  if (whole !== null) giveList(shell, name, whole.split('\n').filter(Boolean).map(textValue), false)
  else giveList(shell, name, [lineOf(input.stdin)], true)
  return actions
}

const compute: Builtin = ({ walk, shell, input, values }) => {
  for (const value of values) {
    evaluateText(walk, value, shell, input)
    const text = knownStart(value)
    // Which of its names are set is not told apart.
    if (/=|\+\+|--/.test(text))
      for (const name of text.match(/[A-Za-z_]\w*/g) ?? []) giveTo(shell, name, [{ hole: 'digits' }])
  }
}

export const printVariable: Builtin = ({ walk, shell, input, values, texts }) => {
  const at = texts.findIndex((text) => text?.startsWith('-v') === true)
  const attached = texts[at]?.slice(2)
  const name = attached ? attached : texts[at + 1]
  if (name === null || name === undefined) return doubt('dynamic-code', 'printf -v')
  evaluateName(walk, name, shell, input)
  giveTo(shell, name, walk.printf(values.slice(attached ? at + 1 : at + 2)))
}

export const variableBuiltins: Readonly<Record<string, Builtin>> = {
  ...alike('declare typeset local readonly', declare),
  export: exportNames,
  let: compute,
  ...alike('mapfile readarray', mapFile),
  read,
  unset,
}
