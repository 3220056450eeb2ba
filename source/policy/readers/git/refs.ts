// git's sub-commands that move, make or remove refs.
import { literal, show, textValue, unknown } from '../../model/value.ts'
import { act, onPath, type Run } from '../../grammar/analysis.ts'
import { behind, loss, mayLose, optionsBy, replaced, result, store, tree, type Verb } from './call.ts'
import { lookedAt } from './looks.ts'

const branchOptions = optionsBy(
  '-d/--delete -D -m/--move -M -c/--copy -C -f/--force -l/--list -a/--all -r/--remotes -v/--verbose -q/--quiet -u/--set-upstream-to: --unset-upstream -t/--track? --no-track --edit-description --show-current --contains? --no-contains? --merged? --no-merged? --points-at: --sort: --format: -i/--ignore-case --column? --color? --no-color --abbrev? --create-reflog --recurse-submodules --omit-empty',
)

export const branch: Verb = (call) => {
  const { has, operands, mayHideOption, strange } = branchOptions(call)
  // Git itself keeps a branch that nothing else holds the commits of, unless it is forced.
  const isMergedOnly = has('d') && !has('D', 'm', 'M', 'C', 'f', 'r') && !mayHideOption && strange.length === 0
  if (isMergedOnly) return result([store(call)])
  if (has('d', 'D', 'm', 'M', 'C', 'f')) return result([loss(`git branch ${show(call.args[0] ?? [])}`)])
  if (has('u', 'unset-upstream', 'edit-description')) return result([act('git-config', 'git branch -u')])
  if (mayHideOption || strange.length > 0) return result([mayLose('git branch')])
  const isList =
    operands.length === 0 || has('l', 'a', 'r', 'contains', 'merged', 'no-merged', 'points-at', 'show-current')
  return result(isList ? [] : [store(call)])
}

const tagOptions = optionsBy(
  '-l/--list -n? -d/--delete -v/--verify -a/--annotate -m/--message: -F/--file:read -e/--edit -s/--sign --cleanup: -u/--local-user: -f/--force --create-reflog --column? --contains? --no-contains? --merged? --no-merged? --sort: --points-at: --format: --color? -i/--ignore-case --omit-empty --trailer:',
)

export const tag: Verb = (call) => {
  const { has, operands, mayHideOption, actions } = tagOptions(call)
  if (has('d', 'f')) return result([...actions, loss(`git tag ${show(call.args[0] ?? [])}`)])
  if (mayHideOption) return result([...actions, mayLose('git tag')])
  const isList =
    operands.length === 0 || has('l', 'n', 'v', 'contains', 'no-contains', 'merged', 'no-merged', 'points-at')
  return result(isList ? actions : [...actions, store(call)])
}

const stashOptions = optionsBy(
  '-k/--keep-index --no-keep-index -S/--staged -p/--patch -q/--quiet -u/--include-untracked -a/--all -m/--message: --pathspec-from-file:read --pathspec-file-nul --index --only-untracked --output:overwrite',
  true,
)

export const stash: Verb = (call) => {
  const { has, operands, actions } = stashOptions(call)
  const verb = literal(operands[0] ?? [])
  if (operands.length === 0 || /^(?:push|save|create|store)$/.test(verb ?? ''))
    return result([
      ...actions,
      // What is ignored is stored where `git show` finds it.
      ...(has('a') ? [onPath('read', call.inFolder(textValue('.')), true)] : []),
      store(call),
      onPath('modify', call.inFolder(textValue('.'))),
    ])
  if (verb !== null && /^(?:list|show)$/.test(verb)) return result(actions)
  if (verb === 'apply') return result([tree(call), onPath('modify', call.inFolder(textValue('.')))])
  return result([loss(`git stash ${verb ?? ''}`), tree(call)])
}

const commitOptions = optionsBy(
  '-q/--quiet -v/--verbose -F/--file:read --author: --date: -m/--message: -c/--reedit-message: -C/--reuse-message: --fixup: --squash: --reset-author --trailer: -s/--signoff -t/--template:read -e/--edit --no-edit --cleanup: --status -S/--gpg-sign? --no-gpg-sign -a/--all -i/--include --interactive -p/--patch -o/--only -n/--no-verify --dry-run --short --branch --ahead-behind --porcelain --long -z/--null --amend --no-post-rewrite -u/--untracked-files? --pathspec-from-file:read --pathspec-file-nul --allow-empty --allow-empty-message',
)

export const commit: Verb = (call) => {
  const { has, mayHideOption, actions } = commitOptions(call)
  return result([
    ...(has('amend') ? [loss('git commit --amend')] : mayHideOption ? [mayLose('git commit')] : []),
    ...actions,
    store(call),
  ])
}

const rebaseOptions = optionsBy(
  '-x/--exec:code --onto: -s/--strategy: -X/--strategy-option: -C: -S/--gpg-sign? -r/--rebase-merges? --empty: --whitespace: -i/--interactive --root --abort --quit --continue --skip --edit-todo --show-current-patch',
)

export const rebase: Verb = (call) => {
  const { has, runs } = rebaseOptions(call)
  if (has('show-current-patch')) return result([])
  if (has('abort', 'quit')) return result([mayLose('git rebase'), tree(call)])
  return result([loss('git rebase'), tree(call)], runs)
}

export const bisect: Verb = (call) => {
  const isRun = call.args.some((arg) => literal(arg) === 'run')
  const runs: Run[] = isRun ? [{ kind: 'words', words: behind(call, 'run') }] : []
  return result([tree(call)], runs)
}

export const reflog: Verb = (call) => {
  const verb = call.args.map(literal).find((word) => word === null || !word.startsWith('-'))
  return verb === null || /^(?:expire|delete|drop|write)$/.test(verb ?? '')
    ? result([loss(`git reflog ${verb ?? ''}`)])
    : (lookedAt(call) ?? result([]))
}

const worktreeOptions = optionsBy(
  '-f/--force -B: -b: -d/--detach --checkout --no-checkout --lock --reason: --orphan -q/--quiet --track --guess-remote -v/--verbose --porcelain -z --expire: -n/--dry-run',
)

export const worktree: Verb = (call) => {
  const { has, operands } = worktreeOptions(call)
  const [verb, path] = operands
  const name = literal(verb ?? [])
  if (name === 'list' || verb === undefined || (name === 'prune' && has('n'))) return result([])
  if (name === 'add')
    return result([
      ...(has('B', 'f') ? [loss('git worktree add -B')] : []),
      onPath('create', call.inFolder(path ?? unknown)),
      store(call),
    ])
  return result([
    loss(`git worktree ${name ?? ''}`),
    ...(name === 'remove' || name === 'move' ? [onPath('delete', call.inFolder(path ?? unknown), true)] : []),
  ])
}

const symbolicOptions = optionsBy('-q/--quiet -d/--delete --short --recurse --no-recurse -m:')

export const symbolicRef: Verb = (call) => {
  const { has, operands } = symbolicOptions(call)
  return result(operands.length > 1 || has('d') ? [loss('git symbolic-ref')] : [])
}

const noteOptions = optionsBy(
  '-m/--message: -F/--file:read -c/--reedit-message: -C/--reuse-message: --allow-empty -f/--force --ref: --separator: --no-stripspace --stripspace',
)

export const notes: Verb = (call) => {
  const { has, operands, actions } = noteOptions(call)
  const verb = operands.length === 0 ? 'list' : literal(operands[0] ?? [])
  if (verb !== null && /^(?:list|show|get-ref)$/.test(verb)) return result([])
  const isGrowing = verb === 'append' || (verb === 'add' && !has('f'))
  return result([...actions, isGrowing ? store(call) : loss('git notes')])
}

const mergeOptions = optionsBy(
  '-n --stat --no-stat --summary --log? --squash --commit --no-commit -e/--edit --no-edit --cleanup: --ff --no-ff --ff-only --rerere-autoupdate --verify-signatures -s/--strategy: -X/--strategy-option: -m/--message: -F/--file:read --into-name: -v/--verbose -q/--quiet --abort --quit --continue --allow-unrelated-histories --progress -S/--gpg-sign? --autostash --overwrite-ignore --signoff --no-verify',
)

export const merge: Verb = (call) => {
  const { has, mayHideOption, actions } = mergeOptions(call)
  const isLosing = has('abort', 'quit', 's', 'X')
  return result([
    ...(isLosing ? [mayLose('git merge --abort')] : mayHideOption ? [mayLose('git merge')] : []),
    ...actions,
    store(call),
    tree(call),
  ])
}

const sequenceOptions = optionsBy(
  '--abort --quit --skip --continue -x -e/--edit --no-edit -n/--no-commit -s/--signoff -m/--mainline: --strategy: -X/--strategy-option: -S/--gpg-sign? --ff --allow-empty --cleanup: --output:overwrite',
)

/** cherry-pick and revert. */
export const sequence: Verb = (call) => {
  const { has, actions } = sequenceOptions(call)
  const isLosing = has('abort', 'quit', 'skip')
  return result([...actions, isLosing ? mayLose(`git ${call.verb} --abort`) : store(call), tree(call)])
}

const filterOptions = optionsBy(
  '--setup:code --env-filter:code --tree-filter:code --index-filter:code --parent-filter:code --msg-filter:code --commit-filter:code --tag-name-filter:code --subdirectory-filter: --prune-empty -f/--force -d: --original: --state-branch:',
)

export const filterBranch: Verb = (call) => {
  const { runs } = filterOptions(call)
  return result([loss('git filter-branch'), replaced(call)], runs)
}
