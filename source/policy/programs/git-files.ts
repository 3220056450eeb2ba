// git's sub-commands that write or read files beside the repository.
import { literal, textValue, unknown } from '../value.ts'
import { act, doubt, onPath, shell } from './analysis.ts'
import { flagOf, operandsOf, option, result, store, tree, type Verb } from './git-call.ts'

export const writesTo =
  (fallback: string): Verb =>
  (call) => {
    const target = option(call, /^(?:-o|--output|--output-directory)$/)
    const isPrinting = flagOf(call, /^--stdout$/)
    return result(isPrinting ? [] : [onPath('overwrite', call.inFolder(target ?? textValue(fallback)))])
  }

export const archive: Verb = (call) => {
  const target = option(call, /^(?:-o|--output)$/)
  return result([
    ...(target ? [onPath('overwrite', call.inFolder(target))] : []),
    ...(flagOf(call, /^--remote$/) ? [{ ...act('network', 'git archive --remote'), isUnsure: true }] : []),
  ])
}

export const difftool: Verb = (call) => {
  const code = option(call, /^(?:-x|--extcmd)$/)
  const tool = option(call, /^(?:-t|--tool)$/)
  return result(code || tool ? [] : [doubt('dynamic-code', 'git difftool')], code ? [shell(code)] : [])
}

export const bundle: Verb = (call) => {
  const [verb, file] = operandsOf(call)
  const name = literal(verb ?? [])
  if (name === 'create') return result([onPath('overwrite', call.inFolder(file ?? unknown))])
  return result(name === 'unbundle' ? [store(call)] : [])
}

export const init: Verb = (call) => {
  const template = option(call, /^--template$/)
  return result([
    onPath('create', call.inFolder(operandsOf(call)[0] ?? textValue('.git'))),
    ...(template ? [act('git-config', 'git init --template')] : []),
  ])
}

export const growing: Verb = (call) => result([store(call), tree(call)])

export const add: Verb = (call) => {
  // What is added is read into the store; with -f also what is ignored.
  const isForced = flagOf(call, /^(?:-f|--force)$/)
  if (flagOf(call, /^(?:-n|--dry-run)$/)) return result([])
  return result([
    store(call),
    ...(isForced ? operandsOf(call).map((path) => onPath('read', call.inFolder(path), true)) : []),
  ])
}
