// The shell's own commands that change what it knows.
import type { Action } from '../action.ts'
import { act, below, doubt, onPath } from '../programs/analysis.ts'
import { assignmentActions } from '../programs/wrappers.ts'
import { isSecretName } from '../secret-names.ts'
import { concat, isHole, knownStart, literal, textValue, unknown, type Value } from '../value.ts'
import { assign, assignList, folderOf, scalar, valueOf, type Shell } from './shell.ts'
import type { Field, Input, Walk } from './walk.ts'
import { arithmeticText } from './words.ts'

export interface BuiltinCall {
  readonly walk: Walk
  readonly shell: Shell
  readonly input: Input
  readonly args: readonly Field[]
  readonly values: readonly Value[]
  readonly texts: readonly (string | null)[]
}

export interface BuiltinResult {
  readonly actions: readonly Action[]
  readonly output: Value
}
export type Builtin = (call: BuiltinCall) => BuiltinResult

const result = (actions: readonly Action[] = [], output: Value = []): BuiltinResult => ({ actions, output })

/** `cd` may fail and leave the shell where it is, unless the folder is known to exist. */
const changeFolder: Builtin = ({ walk, shell, values, texts }) => {
  const target = values.find((_, i) => !/^-[LPe@]+$/.test(texts[i] ?? '') && texts[i] !== '--')
  const here = folderOf(shell)
  const next =
    target === undefined
      ? (valueOf(shell.variables.get('HOME')) ?? unknown)
      : literal(target) === '-'
        ? shell.previousFolder
        : target
  if (literal(next) === '') return result()
  const path =
    knownStart(next) === '' && next.length > 0 && isHole(next[0]) && next[0].hole === 'any'
      ? unknown
      : below(here, next)
  const before = shell.folders
  const text = literal(path)
  shell.previousFolder = here
  shell.folders =
    shell.folders.length === 1 || knownStart(next).startsWith('/')
      ? [path]
      : shell.folders.map((folder) => below(folder, next))
  const normal = text === null ? null : normalise(text)
  if (normal !== null && shell.folders.length === 1) shell.folders = [textValue(normal)]
  // CDPATH leads elsewhere.
  if (shell.variables.has('CDPATH') && !/^[./]/.test(knownStart(next))) shell.folders = [unknown]
  const isSure = normal !== null && (shell.made.has(normal) || walk.context.isFolder(normal))
  shell.unsure = isSure ? null : before
  return result()
}

export function normalise(path: string): string {
  const made: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') made.pop()
    else if (part !== '' && part !== '.') made.push(part)
  }
  return `/${made.join('/')}`
}

const pushFolder: Builtin = (call) => {
  const { shell, values } = call
  const here = folderOf(shell)
  if (values.length === 0 || /^[-+]\d/.test(knownStart(values[0] ?? []))) {
    shell.folders = [shell.stack[0] ?? unknown]
    return result()
  }
  shell.stack = [here, ...shell.stack]
  return changeFolder(call)
}

const popFolder: Builtin = ({ shell }) => {
  const [top, ...rest] = shell.stack
  shell.stack = rest
  shell.folders = [top ?? unknown]
  return result()
}

/** `declare`, `export`, `local`, `readonly`, `typeset`; array values were taken before. */
const declare: Builtin = ({ walk, shell, values, texts, args }) => {
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
    if (/\[.*(?:\$\(|`)/s.test(name)) actions.push(doubt('dynamic-code', name))
    const plain = name.replace(/\[.*/s, '')
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
      actions.push(...assignmentActions(value))
      if (flags.includes('i')) arithmeticText(walk, given, shell)
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
      if (flags.includes('n') && (text === null || isSecretName(text)))
        actions.push(text === null ? doubt('dynamic-code', 'declare -n') : act('secret', text))
      if (name.includes('[')) assign(shell, plain, changed, /\[(.*)\]/s.exec(name)?.[1] ?? '0')
      else assign(shell, plain, flags.includes('n') ? unknown : changed)
    }
    const variable = shell.variables.get(plain)
    if (variable && flags.includes('x')) shell.variables.set(plain, { ...variable, isExported: true })
    // A reference, or one that changes case at each assignment: its text is not followed.
    if (variable && /[nilu]/.test(flags) && at < 0) shell.variables.set(plain, scalar(unknown))
  }
  return result(actions, unknown)
}
const exportNames: Builtin = (call) =>
  declare({ ...call, values: [textValue('-x'), ...call.values], texts: ['-x', ...call.texts] })

const unset: Builtin = ({ shell, texts }) => {
  for (const text of texts) {
    if (text === null) shell.variables.clear()
    else if (/\$\(|`/.test(text)) return result([doubt('dynamic-code', text)])
    else if (texts.includes('-f')) shell.functions.delete(text)
    else shell.variables.set(text, { items: new Map(), isArray: false, isExported: false, isOpen: false })
  }
  return result()
}

const read: Builtin = ({ shell, input, values, texts }) => {
  const takesValue = /^-\w*[adinNptu]$/
  const names: string[] = []
  const actions: Action[] = []
  for (let i = 0; i < values.length; i += 1) {
    const text = texts[i] ?? null
    if (text !== null && takesValue.test(text)) {
      i += 1
      if (text.endsWith('a')) assignList(shell, texts[i] ?? '', [], true)
    } else if (text === null) actions.push(doubt('dynamic-code', 'read: name of a variable'))
    else if (/\$\(|`/.test(text)) actions.push(doubt('dynamic-code', text))
    else if (!text.startsWith('-')) names.push(text)
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

const mapFile: Builtin = ({ shell, input, texts }) => {
  const name =
    texts.findLast((text, i) => text !== null && !text.startsWith('-') && !/^-[dnOsuCc]$/.test(texts[i - 1] ?? '')) ??
    'MAPFILE'
  const whole = literal(input.stdin)
  const actions = texts.some((text) => text === '-C' || text === null) ? [doubt('dynamic-code', 'mapfile -C')] : []
  if (whole !== null) assignList(shell, name, whole.split('\n').filter(Boolean).map(textValue), false)
  else assignList(shell, name, [lineOf(input.stdin)], true)
  return result(actions)
}

const setOptions: Builtin = ({ shell, args, values, texts }) => {
  if (values.length === 0) return result([act('secret', 'all variables')], unknown)
  const names: Record<string, string> = { f: 'noglob', a: 'allexport' }
  for (let i = 0; i < values.length; i += 1) {
    const text = texts[i] ?? null
    if (text === '--' || text === null || !/^[-+]./.test(text)) {
      const rest = args.slice(text === '--' ? i + 1 : i)
      shell.positional = rest.some(({ isMany }) => isMany) ? null : rest.map(({ value }) => value)
      return result()
    }
    const isOn = text.startsWith('-')
    const long = /^[-+]\w*o$/.test(text) ? (texts[(i += 1)] ?? '') : ''
    const short = Array.from(text.slice(1), (flag) => names[flag] ?? '')
    for (const name of [...short, long]) {
      if (name !== '') shell.options[isOn ? 'add' : 'delete'](name)
    }
  }
  return result()
}

const shellOptions: Builtin = ({ shell, texts }) => {
  const isOn = texts.some((text) => /^-\w*s/.test(text ?? ''))
  const isOff = texts.some((text) => /^-\w*u/.test(text ?? ''))
  for (const text of texts) {
    if (text === null || text.startsWith('-')) continue
    if (isOn) shell.options.add(text)
    if (isOff) shell.options.delete(text)
  }
  return result(texts.includes(null) ? [doubt('changed-lookup', 'shopt')] : [])
}

const alias: Builtin = ({ shell, values }) => {
  for (const value of values) {
    const start = knownStart(value)
    const at = start.indexOf('=')
    if (at < 0) continue
    const text = literal(value)
    shell.aliases.set(start.slice(0, at), text === null ? '\0unknown' : text.slice(at + 1))
  }
  return result([], unknown)
}

const unalias: Builtin = ({ shell, texts }) => {
  for (const text of texts) {
    if (text === '-a') shell.aliases.clear()
    else shell.aliases.delete(text ?? '')
  }
  return result()
}

const shift: Builtin = ({ shell, texts }) => {
  const count = Number(texts[0] ?? '1')
  shell.positional = shell.positional === null || !Number.isInteger(count) ? null : shell.positional.slice(count)
  return result()
}

const exit: Builtin = ({ shell, values }) => {
  if (values.length <= 1) shell.isDead = true
  return result()
}

const hash: Builtin = ({ texts }) =>
  result(
    texts.some((text) => text === null || /^-\w*[pd]/.test(text)) ? [doubt('changed-lookup', 'hash -p')] : [],
    unknown,
  )

const enable: Builtin = ({ texts, shell }) => {
  if (texts.some((text) => text === null || /^-\w*f/.test(text))) return result([doubt('dynamic-code', 'enable -f')])
  if (texts.some((text) => /^-\w*[nd]/.test(text ?? ''))) shell.isLookupChanged = true
  return result([], unknown)
}

/** Presence of a secret may be tested, its text is not told by that. */
const test: Builtin = ({ walk, shell, values, texts }) => {
  const compares = texts.some(
    (text, i) =>
      /^(?:=|==|!=|<|>|-eq|-ne)$/.test(text ?? '') && ![texts[i - 1], texts[i + 1]].some((side) => side === ''),
  )
  if (!compares) walk.pending = walk.pending.filter(({ kind }) => kind !== 'secret')
  for (const [i, text] of texts.entries()) {
    if (/^-(?:v|eq|ne|lt|le|gt|ge)$/.test(text ?? '')) {
      arithmeticText(walk, values[i + 1] ?? [], shell)
      if (text !== '-v') arithmeticText(walk, values[i - 1] ?? [], shell)
    }
  }
  return result()
}

const compute: Builtin = ({ walk, shell, values }) => {
  for (const value of values) {
    arithmeticText(walk, value, shell)
    const name = /^\s*(\w+)\s*[-+*/%]?=/.exec(knownStart(value))?.[1]
    if (name) assign(shell, name, [{ hole: 'digits' }])
  }
  return result()
}

export const printVariable: Builtin = ({ walk, shell, values, texts }) => {
  const at = texts.indexOf('-v')
  const name = texts[at + 1]
  if (name === null || name === undefined) return result([doubt('dynamic-code', 'printf -v')])
  arithmeticText(walk, textValue(name), shell)
  assign(shell, name, walk.printf(values.slice(at + 2)))
  return result()
}

const harmless: Builtin = () => result()

export const builtins: Readonly<Record<string, Builtin>> = {
  ':': harmless,
  true: harmless,
  false: harmless,
  cd: changeFolder,
  chdir: changeFolder,
  pushd: pushFolder,
  popd: popFolder,
  dirs: () => result([], unknown),
  pwd: ({ shell }) => result([], concat(folderOf(shell), textValue('\n'))),
  export: exportNames,
  declare,
  typeset: declare,
  local: declare,
  readonly: declare,
  unset,
  read,
  mapfile: mapFile,
  readarray: mapFile,
  set: setOptions,
  shopt: shellOptions,
  alias,
  unalias,
  shift,
  exit,
  logout: exit,
  return: ({ shell, input }) => {
    if (input.depth > 0) shell.isDead = true
    return result()
  },
  break: harmless,
  continue: harmless,
  hash,
  enable,
  test,
  '[': test,
  let: compute,
  getopts: ({ shell, texts }) => {
    assign(shell, texts[1] ?? 'OPTARG', unknown)
    return result()
  },
  umask: () => result([], unknown),
  ulimit: () => result([], unknown),
  wait: harmless,
  jobs: () => result([], unknown),
  fg: harmless,
  bg: harmless,
  disown: () => result([act('detach', 'disown')]),
  times: () => result([], unknown),
  type: () => result([], unknown),
  help: () => result([], unknown),
  history: ({ texts }) =>
    result(
      texts.some((text) => /^-\w*[wa]/.test(text ?? '')) ? [onPath('overwrite', textValue('~/.bash_history'))] : [],
      unknown,
    ),
  fc: () => result([doubt('dynamic-code', 'fc')]),
  bind: ({ texts }) =>
    result(texts.some((text) => /^-\w*[xf]/.test(text ?? '')) ? [doubt('dynamic-code', 'bind -x')] : []),
  complete: ({ texts }) =>
    result(texts.some((text) => /^-\w*[CF]/.test(text ?? '')) ? [doubt('dynamic-code', 'complete')] : []),
  compgen: ({ texts }) =>
    result(
      texts.some((text) => text === null || /^-\w*[CFWG]/.test(text)) ? [doubt('dynamic-code', 'compgen')] : [],
      unknown,
    ),
  compopt: harmless,
  caller: harmless,
  suspend: harmless,
}
