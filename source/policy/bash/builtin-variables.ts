// Builtins that set variables: declare and its kin, unset, read, mapfile, printf -v, let.
import type { Action } from '../action.ts'
import { act, doubt } from '../programs/analysis.ts'
import { assignmentActions } from '../programs/environment.ts'
import { isSecretName } from '../secret-names.ts'
import { concat, isHole, knownStart, literal, textValue, unknown, type Value } from '../value.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import { result, type Builtin } from './builtin.ts'
import { assign, assignList, scalar, valueOf } from './shell.ts'

/** `a[x]`: what stands between the first and the last bracket. */
function subscriptOf(name: string): string {
  const [open, close] = [name.indexOf('['), name.lastIndexOf(']')]
  return close > open ? name.slice(open + 1, close) : '0'
}

/** `declare`, `export`, `local`, `readonly`, `typeset`; array values were taken before. */
export const declare: Builtin = ({ walk, shell, input, values, texts, args }) => {
  const actions: Action[] = []
  const flags = texts.filter((text) => text !== null && /^[-+][A-Za-z]+$/.test(text)).join('')
  const names = values.filter((value) => !/^[-+][A-Za-z]/.test(knownStart(value)))
  const isFunction = flags.includes('f')
  if (names.length === 0 && !isFunction && !flags.includes('F')) actions.push(act('secret', 'all variables'))
  if (args.some(({ isMany }) => isMany)) actions.push(doubt('dynamic-code', 'names of variables'))
  for (const value of names) {
    const start = knownStart(value)
    const at = start.indexOf('=')
    const name = (at < 0 ? start : start.slice(0, at)).replace(/\+$/, '')
    evaluateName(walk, name, shell, input)
    const plain = name.replace(/\[.*/s, '')
    if (/[in]/.test(flags) && !isFunction) {
      const held = shell.variables.get(plain)
      if (flags.startsWith('+')) shell.evaluated.delete(plain)
      else shell.evaluated.add(plain)
      // What it holds already is evaluated when it is next used; now is the same.
      for (const value of held?.items.values() ?? []) evaluateText(walk, value, shell, input)
    }
    if (flags.includes('p') && isSecretName(plain)) actions.push(act('secret', plain))
    if (isFunction) {
      const list = shell.functions.get(plain)
      if (list && flags.includes('x'))
        shell.functions.set(
          plain,
          list.map((each) => each && Object.assign({}, each, { isExported: true })),
        )
      continue
    }
    const given = at < 0 ? null : concat(textValue(start.slice(at + 1)), value.slice(1))
    if (given !== null) {
      const isSeen = flags.includes('x') || shell.variables.get(plain)?.isExported === true
      actions.push(...assignmentActions(value, isSeen || shell.options.has('allexport')))
      const text = literal(given)
      const changed =
        text === null
          ? given
          : flags.includes('l')
            ? textValue(text.toLowerCase())
            : flags.includes('u')
              ? textValue(text.toUpperCase())
              : given
      // A reference to a secret shows it under another name.
      if (flags.includes('n')) evaluateName(walk, text, shell, input)
      if (flags.includes('n') && (text === null || isSecretName(text)))
        actions.push(text === null ? doubt('dynamic-code', 'declare -n') : act('secret', text))
      if (name.includes('[')) assign(shell, plain, changed, subscriptOf(name))
      else assign(shell, plain, flags.includes('n') ? unknown : changed)
    }
    const variable = shell.variables.get(plain)
    if (variable && flags.includes('x')) {
      shell.variables.set(plain, { ...variable, isExported: true })
      const held = at < 0 && !variable.isExported ? valueOf(variable) : null
      if (held !== null) actions.push(...assignmentActions(concat(textValue(`${plain}=`), held)))
    }
    // A reference, or one that changes case at each assignment: its text is not followed.
    if (variable && /[nilu]/.test(flags) && at < 0) shell.variables.set(plain, scalar(unknown))
  }
  return result(actions, unknown)
}

export const exportNames: Builtin = (call) =>
  declare({ ...call, values: [textValue('-x'), ...call.values], texts: ['-x', ...call.texts] })

export const unset: Builtin = ({ walk, shell, input, texts }) => {
  for (const text of texts) {
    if (text === null) shell.variables.clear()
    else if (text.includes('[')) evaluateName(walk, text, shell, input)
    else if (texts.includes('-f')) shell.functions.delete(text)
    else shell.variables.set(text, { items: new Map(), isArray: false, isExported: false, isOpen: false })
  }
  return result()
}

export const read: Builtin = ({ walk, shell, input, values, texts }) => {
  const takesValue = /^-\w*[adinNptu]$/
  const names: string[] = []
  const actions: Action[] = []
  for (let i = 0; i < values.length; i += 1) {
    const text = texts[i] ?? null
    if (text !== null && takesValue.test(text)) {
      i += 1
      if (text.endsWith('a')) {
        evaluateName(walk, texts[i] ?? null, shell, input)
        assignList(shell, texts[i] ?? '', [], true)
      }
    } else if (text === null) actions.push(doubt('dynamic-code', 'read: name of a variable'))
    else if (!text.startsWith('-')) {
      evaluateName(walk, text, shell, input)
      names.push(text)
    }
  }
  const line = literal(input.stdin)?.split('\n')[0]
  for (const [i, name] of (names.length === 0 ? ['REPLY'] : names).entries()) {
    const known = line === undefined || names.length > 1 ? null : line.trim()
    const words = line?.split(/[ \t]+/).filter(Boolean)
    const word =
      words && names.length > 1 ? (i === names.length - 1 ? words.slice(i).join(' ') : (words[i] ?? '')) : null
    assign(shell, name, known !== null ? textValue(known) : word !== null ? textValue(word) : lineOf(input.stdin))
  }
  return result(actions)
}

/** A line of names stays a name. */
const lineOf = (stdin: Value): Value => {
  const parts = stdin.filter((part) => part !== '\n')
  return parts.length > 0 && !parts.some((part) => isHole(part) && part.hole === 'any') && literal(stdin) === null
    ? parts
    : unknown
}

export const mapFile: Builtin = ({ walk, shell, input, texts }) => {
  const name =
    texts.findLast((text, i) => text !== null && !text.startsWith('-') && !/^-[dnOsuCc]$/.test(texts[i - 1] ?? '')) ??
    'MAPFILE'
  evaluateName(walk, name, shell, input)
  const whole = literal(input.stdin)
  const actions = texts.some((text) => /^-\w*C/.test(text ?? '') || text === null)
    ? [doubt('dynamic-code', 'mapfile -C')]
    : []
  if (whole !== null) assignList(shell, name, whole.split('\n').filter(Boolean).map(textValue), false)
  else assignList(shell, name, [lineOf(input.stdin)], true)
  return result(actions)
}

export const compute: Builtin = ({ walk, shell, input, values }) => {
  for (const value of values) {
    evaluateText(walk, value, shell, input)
    const name = /^\s*(\w+)\s*[-+*/%]?=/.exec(knownStart(value))?.[1]
    if (name) assign(shell, name, [{ hole: 'digits' }])
  }
  return result()
}

export const printVariable: Builtin = ({ walk, shell, input, values, texts }) => {
  const at = texts.findIndex((text) => text?.startsWith('-v') === true)
  const attached = texts[at]?.slice(2)
  const name = attached ? attached : texts[at + 1]
  if (name === null || name === undefined) return result([doubt('dynamic-code', 'printf -v')])
  evaluateName(walk, name, shell, input)
  assign(shell, name, walk.printf(values.slice(attached ? at + 1 : at + 2)))
  return result()
}
