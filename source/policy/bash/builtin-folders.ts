// cd, pushd and popd: where the shell is afterwards.
import { below } from '../grammar/analysis.ts'
import { isHole, knownStart, literal, textValue, unknown } from '../model/value.ts'
import { result, type Builtin } from './builtin.ts'
import { normalise } from '../model/path.ts'
import { folderOf, valueOf } from './shell.ts'

/** `cd` may fail and leave the shell where it is, unless the folder is known to exist. */
export const changeFolder: Builtin = ({ walk, shell, values, texts }) => {
  const target = values.find((_, i) => !/^-[LPe@]+$/.test(texts[i] ?? '') && texts[i] !== '--')
  const here = folderOf(shell)
  const next =
    target === undefined
      ? (valueOf(shell.variables.get('HOME')) ?? unknown)
      : literal(target) === '-'
        ? shell.unsettled.has('OLDPWD')
          ? unknown
          : shell.previousFolder
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

export const pushFolder: Builtin = (call) => {
  const { shell, values } = call
  const here = folderOf(shell)
  if (values.length === 0 || /^[-+]\d/.test(knownStart(values[0] ?? []))) {
    shell.folders = [shell.stack[0] ?? unknown]
    return result()
  }
  // `-n`: the folder is only put on the stack, for a later `popd`.
  if (call.texts.some((text) => text === '-n')) {
    shell.stack = [unknown]
    return result()
  }
  shell.stack = [here, ...shell.stack]
  return changeFolder(call)
}

export const popFolder: Builtin = ({ shell, values }) => {
  if (values.length > 0) shell.stack = [unknown]
  const [top, ...rest] = shell.stack
  shell.stack = rest
  shell.folders = [top ?? unknown]
  return result()
}
