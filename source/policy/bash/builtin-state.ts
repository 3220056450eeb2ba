// The shape of a builtin: what it is given and what it answers.
import { alike } from '../among.ts'
import { isHole, knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'
import type { Field, Here } from './walk.ts'
import { allVariables, below, doubt, type Found } from '../grammar/analysis.ts'
import { normalise } from '../model/path.ts'
import { folderOf, type Shell, valueOf } from './shell.ts'

interface BuiltinCall extends Here {
  readonly args: readonly Field[]
  readonly values: readonly Value[]
  readonly texts: readonly (string | null)[]
}

/** What it does, and what it prints. */
export type Builtin = (call: BuiltinCall) => Found

export const harmless: Builtin = () => null

const untold = { output: unknown }

// Builtins that change the shell itself: options, aliases, arguments, its end.

const setOptions: Builtin = ({ shell, args, values, texts }) => {
  if (values.length === 0) return [allVariables('all variables'), untold]
  const names: Record<string, string> = { f: 'noglob', a: 'allexport', x: 'xtrace', k: 'keyword', C: 'noclobber' }
  let isChanged = false
  for (let i = 0; i < values.length; i += 1) {
    const text = texts[i] ?? null
    if (text === '--' || text === null || !/^[-+]./.test(text)) {
      const rest = args.slice(text === '--' ? i + 1 : i)
      shell.positional = rest.some(({ isMany }) => isMany) ? null : rest.map(({ value }) => value)
      return isChanged && doubt('changed-lookup', 'set -k')
    }
    const isOn = text.startsWith('-')
    const long = /^[-+]\w*o$/.test(text) ? (texts[(i += 1)] ?? '') : ''
    const short = Array.from(text.slice(1), (flag) => names[flag] ?? '')
    for (const name of [...short, long]) {
      if (name !== '') shell.options[isOn ? 'add' : 'delete'](name)
      // From then on words behind a command may be variables of it.
      if (isOn && name === 'keyword') isChanged = true
    }
  }
  return isChanged && doubt('changed-lookup', 'set -k')
}

const shellOptions: Builtin = ({ shell, texts }) => {
  const isOn = texts.some((text) => /^-\w*s/.test(text ?? ''))
  const isOff = texts.some((text) => /^-\w*u/.test(text ?? ''))
  for (const text of texts) {
    if (text === null || text.startsWith('-')) continue
    if (isOn) shell.options.add(text)
    // Without it ranges in patterns hold letters of either case.
    if (text === 'globasciiranges') shell.options[isOff ? 'add' : 'delete']('nocasematch')
    else if (isOff) shell.options.delete(text)
  }
  return texts.includes(null) && doubt('changed-lookup', 'shopt')
}

const alias: Builtin = ({ shell, values }) => {
  for (const value of values) {
    const start = knownStart(value)
    const at = start.indexOf('=')
    if (at < 0) continue
    const text = literal(value)
    shell.aliases.set(start.slice(0, at), text === null ? '\0unknown' : text.slice(at + 1))
  }
  return untold
}

const unalias: Builtin = ({ shell, texts }) => {
  for (const text of texts) {
    if (text === '-a') shell.aliases.clear()
    else shell.aliases.delete(text ?? '')
  }
}

const shift: Builtin = ({ shell, texts }) => {
  const count = Number(texts[0] ?? '1')
  shell.positional = shell.positional === null || !Number.isInteger(count) ? null : shell.positional.slice(count)
}

const exit: Builtin = ({ shell, values }) => {
  if (values.length <= 1) shell.isDead = true
}

const hash: Builtin = ({ texts }) => [
  texts.some((text) => text === null || /^-\w*[pd]/.test(text)) && doubt('changed-lookup', 'hash -p'),
  untold,
]

const enable: Builtin = ({ texts, shell }) => {
  if (texts.some((text) => text === null || /^-\w*f/.test(text))) return doubt('dynamic-code', 'enable -f')
  if (texts.some((text) => /^-\w*[nd]/.test(text ?? ''))) shell.isLookupChanged = true
  return untold
}

// cd, pushd and popd: where the shell is afterwards.

const isBelow = (root: string, folder: string): boolean => folder.startsWith(`${root}/`)

/** `cd` may fail and leave the shell where it is, unless the folder is known to exist. */
const changeFolder: Builtin = ({ walk, shell, values, texts }) => {
  const [target, other] = values.filter((_, i) => !/^-[LPe@]+$/.test(texts[i] ?? '') && texts[i] !== '--')
  const here = folderOf(shell)
  const next =
    target === undefined
      ? (valueOf(shell.variables.get('HOME')) ?? unknown)
      : literal(target) === '-'
        ? shell.unsettled.has('OLDPWD')
          ? unknown
          : shell.previousFolder
        : target
  if (literal(next) === '') return
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
  // CDPATH leads elsewhere, and so may a variable by that name.
  const mayLead = shell.variables.has('CDPATH') || shell.options.has('cdable_vars')
  // Of two words one stands for the other in the name of the folder, in shells other than bash.
  if (other || (mayLead && !/^[./]/.test(knownStart(next)))) shell.folders = [unknown]
  const isThere = (folder: string) =>
    shell.made.has(folder) ||
    (walk.context.isFolder(folder) && !(walk.hasRemoved && isBelow(walk.context.root, folder)))
  const isSure = normal !== null && isThere(normal)
  shell.unsure = isSure ? null : before
}

const pushFolder: Builtin = (call) => {
  const { shell, values } = call
  const here = folderOf(shell)
  if (values.length === 0 || /^[-+]\d/.test(knownStart(values[0] ?? []))) {
    const [top, ...rest] = values.length === 0 ? shell.stack : [unknown]
    shell.stack = [here, ...rest]
    goTo(shell, top)
    return
  }
  // `-n`: the folder is only put on the stack, for a later `popd`.
  if (call.texts.some((text) => text === '-n')) {
    shell.stack = [unknown]
    return
  }
  shell.stack = [here, ...shell.stack]
  return changeFolder(call)
}

const popFolder: Builtin = ({ shell, values }) => {
  if (values.length > 0) shell.stack = [unknown]
  const [top, ...rest] = shell.stack
  shell.stack = rest
  goTo(shell, top)
}

const listFolders: Builtin = ({ shell, texts }) => {
  if (texts.some((text) => /^-\w*c/.test(text ?? '-c'))) shell.stack = []
  return untold
}

function goTo(shell: Shell, folder: Value = unknown): void {
  shell.previousFolder = folderOf(shell)
  shell.folders = [folder]
}

export const stateBuiltins: Readonly<Record<string, Builtin>> = {
  alias,
  ...alike('cd chdir', changeFolder),
  dirs: listFolders,
  enable,
  exit,
  // Only a shell that was logged in to ends.
  logout: harmless,
  hash,
  popd: popFolder,
  pushd: pushFolder,
  set: setOptions,
  shift,
  shopt: shellOptions,
  unalias,
}
