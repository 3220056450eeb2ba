// git's sub-commands that move, make or remove refs.
import { isHole, literal, show, textValue, unknown } from '../value.ts'
import { act, onPath, shell, type Run } from './analysis.ts'
import {
  cluster,
  flagOf,
  isOpen,
  loss,
  mayLose,
  operandsOf,
  option,
  result,
  store,
  tree,
  type GitCall,
  type Verb,
} from './git-call.ts'
import { compileGrammar, parseOptions } from './options.ts'

const branchGrammar = compileGrammar(
  '-d/--delete -D -m/--move -M -c/--copy -C -f/--force -l/--list -a/--all -r/--remotes -v/--verbose -q/--quiet -u/--set-upstream-to: --unset-upstream -t/--track? --no-track --edit-description --show-current --contains? --no-contains? --merged? --no-merged? --points-at: --sort: --format: -i/--ignore-case --column? --color? --no-color --abbrev? --create-reflog --recurse-submodules --omit-empty',
)

export const branch: Verb = (call) => {
  const { options, operands, strange, mayHideOption } = parseOptions(branchGrammar, call.args)
  const has = (...names: string[]) => options.some(({ option }) => names.includes(option.name))
  if (has('d', 'D', 'm', 'M', 'C', 'f')) return result([loss(`git branch ${show(call.args[0] ?? [])}`)])
  if (has('u', 'unset-upstream', 'edit-description')) return result([act('git-config', 'git branch -u')])
  if (mayHideOption || strange.length > 0) return result([mayLose('git branch')])
  const isList =
    operands.length === 0 || has('l', 'a', 'r', 'contains', 'merged', 'no-merged', 'points-at', 'show-current')
  return result(isList ? [] : [store(call)])
}

export const tag: Verb = (call) => {
  if (flagOf(call, /^(?:-d|--delete|--del\S*|-f|--force|--forc\S*)$/) || flagOf(call, cluster('df')))
    return result([loss(`git tag ${show(call.args[0] ?? [])}`)])
  if (isOpen(call)) return result([mayLose('git tag')])
  return result(operandsOf(call).length > 0 ? [store(call)] : [])
}

export const stash: Verb = (call) => {
  const verb = literal(operandsOf(call)[0] ?? [])
  if (operandsOf(call).length === 0 || /^(?:push|save|create|store)$/.test(verb ?? ''))
    return result([store(call), onPath('modify', call.inFolder(textValue('.')))])
  if (verb !== null && /^(?:list|show)$/.test(verb)) return result([])
  if (verb === 'apply') return result([tree(call), onPath('modify', call.inFolder(textValue('.')))])
  return result([loss(`git stash ${verb ?? ''}`), tree(call)])
}

export const commit: Verb = (call) => {
  const amends = flagOf(call, /^--am\S*$/)
  const file = option(call, /^(?:-F|--file)$/)
  return result([
    ...(amends ? [loss('git commit --amend')] : isOpen(call) && !hasMessageOnly(call) ? [mayLose('git commit')] : []),
    ...(file ? [onPath('read', call.inFolder(file))] : []),
    store(call),
  ])
}

/** `-m "$message"`: what is not known is the message. */
const hasMessageOnly = (call: GitCall): boolean =>
  call.args.every(
    (arg, i) =>
      !isHole(arg[0]) ||
      /^(?:-\w*m|--message|-F|--file|--author|--date|-C|-c)$/.test(literal(call.args[i - 1] ?? []) ?? ''),
  )

export const rebase: Verb = (call) => {
  const runs: Run[] = []
  const code = option(call, /^(?:-x|--exec)$/)
  if (code) runs.push(shell(code))
  if (flagOf(call, /^--(?:show-current-patch|abort|quit)$/)) return result([mayLose('git rebase')])
  return result([loss('git rebase'), tree(call)], runs)
}

export const bisect: Verb = (call) => {
  const [verb, ...rest] = operandsOf(call)
  const runs: Run[] = literal(verb ?? []) === 'run' ? [{ kind: 'words', words: rest }] : []
  return result([tree(call)], runs)
}

export const reflog: Verb = (call) => {
  const verb = literal(operandsOf(call)[0] ?? [])
  return verb === null || /^(?:expire|delete|drop|write)$/.test(verb)
    ? result([loss(`git reflog ${verb ?? ''}`)])
    : result([])
}

export const worktree: Verb = (call) => {
  const [verb, path] = operandsOf(call)
  const name = literal(verb ?? [])
  if (name === 'list' || name === null) return result([])
  if (name === 'add')
    return result([
      ...(flagOf(call, /^(?:-B|-f|--force)$/) ? [loss('git worktree add -B')] : []),
      onPath('create', call.inFolder(path ?? unknown)),
      store(call),
    ])
  return result([
    loss(`git worktree ${name}`),
    ...(name === 'remove' || name === 'move' ? [onPath('delete', call.inFolder(path ?? unknown), true)] : []),
  ])
}

export const symbolicRef: Verb = (call) =>
  operandsOf(call).length > 1 || flagOf(call, /^(?:-d|--delete)$/) ? result([loss('git symbolic-ref')]) : result([])

export const notes: Verb = (call) => {
  const verb = literal(operandsOf(call)[0] ?? [])
  return verb !== null && /^(?:list|show|get-ref|add|append|)$/.test(verb)
    ? result([store(call)])
    : result([loss('git notes')])
}

export const merge: Verb = (call) => {
  const isLosing = flagOf(call, /^--(?:abort|quit)$/) || flagOf(call, /^(?:-s|--strategy|-X|--strategy-option)$/)
  return result([
    ...(isLosing ? [mayLose('git merge --abort')] : isOpen(call) ? [mayLose('git merge')] : []),
    store(call),
    tree(call),
  ])
}
