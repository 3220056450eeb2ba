// git's sub-commands that move, make or remove refs.
import { fits, literal, show, starts, textValue, unknown } from '../../model/value.ts'
import { act, onEach, onPath, words } from '../../grammar/analysis.ts'
import { behind, loss, mayLose, said, verb, type Verbs } from './call.ts'
import { inRevision, lookOf } from './looks.ts'
import { harmless } from './long-options.ts'
import { names } from '../../among.ts'

/** cherry-pick and revert. */
const sequence = verb(
  '--abort --quit --skip --continue -x -e/--edit --no-edit -n/--no-commit -s/--signoff -m/--mainline: --strategy: -X/--strategy-option: -S/--gpg-sign? --ff --allow-empty --cleanup: --output:overwrite',
  ({ call, has, store, tree }) => [has('abort', 'quit', 'skip') ? mayLose(`${call.name} --abort`) : store, tree],
)

const reflog = lookOf('reflog')

export const refVerbs: Verbs = {
  branch: verb(
    '-d/--delete -D -m/--move -M -c/--copy -C -f/--force -l/--list -a/--all -r/--remotes -v/--verbose -q/--quiet -u/--set-upstream-to: --unset-upstream -t/--track? --no-track --edit-description --show-current --contains? --no-contains? --merged? --no-merged? --points-at: --sort: --format: -i/--ignore-case --column? --color? --no-color --abbrev? --create-reflog --recurse-submodules --omit-empty',
    ({ call, has, operands, mayHideOption, strange, store }) => {
      // Git itself keeps a branch that nothing else holds the commits of, unless it is forced.
      const isMergedOnly = has('d') && !has('D', 'm', 'M', 'C', 'f', 'r') && !mayHideOption && strange.length === 0
      if (isMergedOnly) return store
      if (has('d', 'D', 'm', 'M', 'C', 'f')) return loss(`git branch ${show(call.args[0] ?? [])}`)
      if (has('u', 'unset-upstream', 'edit-description')) return act('git-config', 'git branch -u')
      if (mayHideOption || strange.length > 0) return mayLose('git branch')
      const isList =
        operands.length === 0 || has('l', 'a', 'r', 'contains', 'merged', 'no-merged', 'points-at', 'show-current')
      return !isList && store
    },
  ),
  tag: verb(
    '-l/--list -n? -d/--delete -v/--verify -a/--annotate -m/--message: -F/--file:read -e/--edit -s/--sign --cleanup: -u/--local-user: -f/--force --create-reflog --column? --contains? --no-contains? --merged? --no-merged? --sort: --points-at: --format: --color? -i/--ignore-case --omit-empty --trailer:',
    ({ call, has, operands, mayHideOption, store }) => {
      if (has('d', 'f')) return loss(`git tag ${show(call.args[0] ?? [])}`)
      if (mayHideOption) return mayLose('git tag')
      const isList =
        operands.length === 0 || has('l', 'n', 'v', 'contains', 'no-contains', 'merged', 'no-merged', 'points-at')
      return !isList && store
    },
  ),
  stash: verb(
    '-k/--keep-index --no-keep-index -S/--staged -p/--patch -q/--quiet -u/--include-untracked -a/--all -m/--message: --pathspec-from-file:read --pathspec-file-nul --index --only-untracked --output:overwrite',
    ({ has, operands, at, store, tree }) => {
      const here = at(textValue('.'))
      const name = operands[0] ? literal(operands[0]) : 'push'
      // What is ignored is stored where `git show` finds it.
      if (name !== null && /^(?:push|save|create|store)$/.test(name))
        return [
          has('a') && onPath('read', here, true),
          onEach('read', operands.slice(1).map(at)),
          store,
          onPath('modify', here),
        ]
      if (name === 'list' || name === 'show') return []
      return name === 'apply' ? [tree, onPath('modify', here)] : [loss(`git stash ${name ?? ''}`), tree]
    },
    harmless,
  ),
  commit: verb(
    '-q/--quiet -v/--verbose -F/--file:read --author: --date: -m/--message: -c/--reedit-message: -C/--reuse-message: --fixup: --squash: --reset-author --trailer: -s/--signoff -t/--template:read -e/--edit --no-edit --cleanup: --status -S/--gpg-sign? --no-gpg-sign -a/--all -i/--include --interactive -p/--patch -o/--only -n/--no-verify --dry-run --short --branch --ahead-behind --porcelain --long -z/--null --amend --no-post-rewrite -u/--untracked-files? --pathspec-from-file:read --pathspec-file-nul --allow-empty --allow-empty-message',
    ({ has, store, losing }) => [losing(has('amend'), 'git commit --amend'), store],
  ),
  rebase: verb(
    '-x/--exec:code --onto: -s/--strategy: -X/--strategy-option: -C: -S/--gpg-sign? -r/--rebase-merges? --empty: --whitespace: -i/--interactive --root --abort --quit --continue --skip --edit-todo --show-current-patch',
    ({ has, tree }) => {
      if (has('show-current-patch')) return []
      return [has('abort', 'quit') ? mayLose('git rebase') : loss('git rebase'), tree]
    },
  ),
  bisect: said(({ call: { args }, call, tree }) => {
    const [word = [], ...rest] = args
    const [first = textValue('-')] = rest
    // It shows what is left by git's log, by another of its sub-commands, or by a program called as one of git's.
    const shows = starts(/^git/)(first) ? '' : starts(/^-/)(first) ? 'git log' : 'git'
    return [
      tree,
      fits(/^run$/)(word) && words(...behind(call, 'run')),
      fits(/^v(?:isualize|iew)$/)(word) && words(...names(shows).map(textValue), ...rest),
    ]
  }),
  reflog: {
    ...reflog,
    read: (given) => {
      const [word] = given.operands
      const name = word && literal(word)
      return !/^(?:expire|delete|drop|write)$/.test(name ?? 'delete')
        ? reflog.read?.(given)
        : (name === null || /^(?:expire|delete|drop|write)$/.test(name ?? '')) && loss(`git reflog ${name ?? ''}`)
    },
  },
  worktree: verb(
    '-f/--force -B: -b: -d/--detach --checkout --no-checkout --lock --reason: --orphan -q/--quiet --track --guess-remote -v/--verbose --porcelain -z --expire: -n/--dry-run',
    ({ has, operands: [word, path = unknown], at, store }) => {
      const name = literal(word ?? [])
      if (name === 'list' || word === undefined || (name === 'prune' && has('n'))) return []
      if (name === 'add') return [has('B', 'f') && loss('git worktree add -B'), onPath('create', at(path)), store]
      const isGone = name === 'remove' || name === 'move'
      return [loss(`git worktree ${name ?? ''}`), isGone && onPath('delete', at(path), true)]
    },
  ),
  'symbolic-ref': verb(
    '-q/--quiet -d/--delete --short --recurse --no-recurse -m:',
    ({ has, operands }) => (operands.length > 1 || has('d')) && loss('git symbolic-ref'),
  ),
  notes: verb(
    '-m/--message: -F/--file:read -c/--reedit-message: -C/--reuse-message: --allow-empty -f/--force --ref: --separator: --no-stripspace --stripspace',
    ({ has, operands, store, valuesOf, at }) => {
      const name = operands.length === 0 ? 'list' : literal(operands[0] ?? [])
      if (has('C'))
        return [
          store,
          onEach(
            'read',
            valuesOf('C')
              .flatMap((word) => inRevision(word) ?? [])
              .map(at),
          ),
        ]
      if (name !== null && /^(?:list|show|get-ref)$/.test(name)) return []
      return name === 'append' || (name === 'add' && !has('f')) ? store : loss('git notes')
    },
  ),
  merge: verb(
    '-n --stat --no-stat --summary --log? --squash --commit --no-commit -e/--edit --no-edit --cleanup: --ff --no-ff --ff-only --rerere-autoupdate --verify-signatures -s/--strategy: -X/--strategy-option: -m/--message: -F/--file:read --into-name: -v/--verbose -q/--quiet --abort --quit --continue --allow-unrelated-histories --progress -S/--gpg-sign? --autostash --overwrite-ignore --signoff --no-verify',
    ({ has, mayHideOption, store, tree }) => [
      (has('abort', 'quit', 's', 'X') || mayHideOption) && mayLose('git merge'),
      store,
      tree,
    ],
  ),
  'cherry-pick': sequence,
  revert: sequence,
  'filter-branch': verb(
    '--setup:code --env-filter:code --tree-filter:code --index-filter:code --parent-filter:code --msg-filter:code --commit-filter:code --tag-name-filter:code --subdirectory-filter: --prune-empty -f/--force -d: --original: --state-branch:',
    // The folder that it works in is thrown away before and afterwards.
    ({ replaced, valuesOf, at }) => [
      loss('git filter-branch'),
      replaced,
      onEach('delete', valuesOf('d').map(at), true),
    ],
  ),
}
