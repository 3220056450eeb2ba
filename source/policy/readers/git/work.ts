// git's sub-commands that touch the working tree.
import { concat, hole, literal, show, textValue, unknown, type Value } from '../../model/value.ts'
import { onPath } from '../../grammar/analysis.ts'
import { patched } from '../patched.ts'
import {
  loss,
  mayLose,
  optionsBy,
  replaced,
  replacedPaths,
  result,
  store,
  tree,
  type GitCall,
  type Verb,
} from './call.ts'
import { among } from '../../among.ts'

const resetOptions = optionsBy(
  '-q/--quiet --no-refresh --refresh --mixed --soft --hard --merge --keep --recurse-submodules? -p/--patch -N/--intent-to-add --pathspec-from-file:read --pathspec-file-nul',
)

export const reset: Verb = (call) => {
  const { has, operands, mayHideOption, actions } = resetOptions(call)
  if (has('hard', 'merge', 'keep'))
    return result([loss('git reset --hard'), onPath('overwrite', call.inFolder(textValue('.')), true)])
  if (mayHideOption) return result([...actions, mayLose('git reset')])
  const [first = [], ...more] = operands
  // With paths only the index changes, whatever commit they are taken from; a commit alone moves the branch.
  const isUnstaging =
    operands.length === 0 ||
    more.length > 0 ||
    /^(?:HEAD|@)$/.test(show(first)) ||
    dashesBefore(call, first) ||
    isPath(first)
  if (isUnstaging || has('pathspec-from-file')) return result([...actions, store(call)])
  const mayBePath = /[./]/.test(show(first)) && !/^[@~^]|^HEAD|~|\^/.test(show(first))
  return result([mayBePath ? mayLose('git reset NAME') : loss('git reset COMMIT')])
}

const dashesBefore = (call: GitCall, word: Value): boolean => {
  const at = call.args.findIndex((arg) => literal(arg) === '--')
  return at >= 0 && at < call.args.lastIndexOf(word)
}

/** Branches and tags have dots and slashes too, but they neither begin with a dot nor end like a source file. */
const isPath = (word: Value): boolean => {
  const text = show(word)
  if (/^(?:refs|heads|tags|remotes|origin|upstream)\/|[~^{}:@]/.test(text)) return false
  return /^\.|\/$|[*?[]/.test(text) || sourceFile.test(text)
}
const sourceFile = among(
  String.raw`
    md txt rst js mjs cjs jsx ts mts tsx json ya?ml toml xml html? css scss py rb rs go java kt php pl lua cs cc cpp
    hpp [ch] sh sql csv lock cfg ini png svg`,
  { before: String.raw`\.` },
)

const checkoutOptions = optionsBy(
  '-b: -B: -l --guess --no-guess --overlay --no-overlay -q/--quiet --recurse-submodules? --progress --no-progress -m/--merge --conflict: -d/--detach -t/--track? --no-track -f/--force --orphan: --overwrite-ignore --ignore-other-worktrees -2/--ours -3/--theirs -p/--patch --ignore-skip-worktree-bits --pathspec-from-file:read --pathspec-file-nul',
)

export const checkout: Verb = (call) => {
  const { has, operands, mayHideOption, actions } = checkoutOptions(call)
  if (has('B', 'f', 'm', '2', '3', 'overwrite-ignore'))
    return result([loss(`git checkout ${show(call.args[0] ?? [])}`), replaced(call)])
  if (mayHideOption) return result([mayLose('git checkout'), tree(call)])
  if (has('b', 'orphan', 't')) return result([tree(call)])
  const hasDashes = call.args.some((arg) => literal(arg) === '--')
  if (hasDashes || has('p', 'pathspec-from-file'))
    return result([...actions, loss('git checkout -- PATH'), replaced(call), ...replacedPaths(call, operands)])
  if (operands.length > 1 || operands.some((arg) => /^\.{1,2}(?:$|\/)|[*/]$|\.[a-z0-9]{1,5}$/i.test(show(arg))))
    return result([loss('git checkout PATH'), replaced(call), ...replacedPaths(call, operands)])
  if (operands.length === 0) return result([])
  return result([
    ...(/^(?:-|@\{-1\}|main|master|develop|feature.*|topic.*)$/.test(show(operands[0] ?? []))
      ? []
      : [mayLose('git checkout NAME')]),
    tree(call),
  ])
}

const switchOptions = optionsBy(
  '-c/--create: -C/--force-create: --guess --no-guess --discard-changes -q/--quiet --recurse-submodules? --progress -m/--merge --conflict: -d/--detach -t/--track? --no-track -f/--force --orphan: --overwrite-ignore --ignore-other-worktrees',
)

export const switchTo: Verb = (call) => {
  const { has, mayHideOption, strange } = switchOptions(call)
  const isLosing = has('C', 'f', 'discard-changes', 'm')
  return result([
    ...(isLosing ? [loss('git switch -f')] : mayHideOption || strange.length > 0 ? [mayLose('git switch')] : []),
    tree(call),
  ])
}

const restoreOptions = optionsBy(
  '-s/--source: -S/--staged -W/--worktree --ignore-unmerged --overlay --no-overlay -q/--quiet --recurse-submodules? --progress -m/--merge --conflict: -2/--ours -3/--theirs -p/--patch --ignore-skip-worktree-bits --pathspec-from-file:read --pathspec-file-nul',
)

export const restore: Verb = (call) => {
  const { has, mayHideOption, actions, operands } = restoreOptions(call)
  return has('S') && !has('W') && !mayHideOption
    ? result([...actions, store(call)])
    : result([...actions, loss('git restore'), replaced(call), ...replacedPaths(call, operands)])
}

const cleanOptions = optionsBy('-q/--quiet -n/--dry-run -f/--force -i/--interactive -d -e/--exclude: -x -X')

export const clean: Verb = (call) => {
  const { has, mayHideOption } = cleanOptions(call)
  if (has('n') && !mayHideOption) return result([])
  return has('f', 'i') || mayHideOption
    ? result([loss('git clean'), onPath('delete', call.inFolder(hole('path')))])
    : result([mayLose('git clean')])
}

const removeOptions = optionsBy(
  '-n/--dry-run -q/--quiet --cached -f/--force -r --ignore-unmatch --sparse --pathspec-from-file:read --pathspec-file-nul',
)

export const remove: Verb = (call) => {
  const { has, operands, mayHideOption, actions } = removeOptions(call)
  if (has('n')) return result([])
  const isCached = has('cached')
  // Without force git refuses to remove what is not committed.
  return result([
    store(call),
    ...actions,
    ...(has('f') && !isCached ? [loss('git rm -f')] : mayHideOption ? [mayLose('git rm')] : []),
    ...(isCached ? [] : operands.map((path) => onPath('delete', call.inFolder(path), true))),
  ])
}

const moveOptions = optionsBy('-v/--verbose -n/--dry-run -f/--force -k --sparse')

export const move: Verb = (call) => {
  const { has, operands, mayHideOption } = moveOptions(call)
  if (has('n') && !mayHideOption) return result([])
  const paths = operands.map(call.inFolder)
  return result([
    ...(has('f') ? [loss('git mv -f')] : mayHideOption ? [mayLose('git mv')] : []),
    ...paths.slice(0, -1).map((path) => onPath('move', path, true)),
    store(call),
    onPath('create', paths.at(-1) ?? unknown),
  ])
}

const applyOptions = optionsBy(
  '--stat --numstat --summary --check --apply --index --cached -N/--intent-to-add -3/--3way --unsafe-paths --directory: --exclude: --include: -p: -C: --whitespace: --build-fake-ancestor:overwrite -R/--reverse --reject -z -v/--verbose -q/--quiet --recount --allow-empty --inaccurate-eof --unidiff-zero --allow-overlap',
)

export const apply: Verb = (call) => {
  const { has, operands, actions, valueOf } = applyOptions(call)
  const reads = operands.map((path) => onPath('read', call.inFolder(path)))
  if (has('stat', 'numstat', 'summary', 'check') && !has('apply', 'index')) return result([...actions, ...reads])
  // What differs from the last commit is taken back by its own difference.
  const takesBack = has('R') && operands.every((path) => /^(?:-|\/dev\/.*)$/.test(show(path)))
  // git refuses what lies outside of the working tree and what is .git's.
  return result([
    ...actions,
    ...reads,
    ...(takesBack ? [mayLose('git apply -R')] : []),
    ...patched(call.stdin, valueOf('p')).map((path) => onPath('modify', call.inFolder(path))),
    onPath('modify', has('unsafe-paths') ? unknown : call.inFolder(hole('tracked'))),
  ])
}

const indexOutOptions = optionsBy(
  '-a/--all --ignore-skip-worktree-bits -f/--force -q/--quiet -n/--no-create -u/--index -z --stdin --temp --prefix: --stage:',
)

export const checkoutIndex: Verb = (call) => {
  const { valueOf } = indexOutOptions(call)
  const prefix = valueOf('prefix')
  if (prefix === null) return result([loss('git checkout-index'), replaced(call)])
  return result([mayLose('git checkout-index'), onPath('overwrite', call.inFolder(concat(prefix, hole('tracked'))))])
}

const readTreeOptions = optionsBy(
  '--index-output:overwrite --empty -v/--verbose -m --trivial --aggressive --reset --prefix: -u --exclude-per-directory: -i -n/--dry-run',
)

export const readTree: Verb = (call) =>
  result([...readTreeOptions(call).actions, loss('git read-tree'), replaced(call)])
