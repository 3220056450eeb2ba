// git's sub-commands that touch the working tree.
import { concat, fits, hole, literal, show, unknown, type Value } from '../../model/value.ts'
import { act, type Call, doubt, onEach, onPath } from '../../grammar/analysis.ts'
import { linksOf } from '../files.ts'
import { patched } from '../patch.ts'
import { type Given, loss, mayLose, said, verb, type Verbs } from './call.ts'
import { among } from '../../among.ts'

/** The paths that are named, or all there is. */
const lost = (detail: string, { operands, at, replaced }: Given) => [
  loss(detail),
  replaced,
  onEach('overwrite', operands.map(at), true),
]

const dashesBefore = (call: Call, word: Value): boolean => {
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

/** A version, a hash, or what counts from one: nobody calls a file so. */
const isCommit = fits(
  /^(?:HEAD|@|[0-9a-f]{7,40}|v?\d+(?:\.\d+)+(?:[-.]?[a-z]+[.\d]*)?|(?:origin|upstream|tags)\/[\w./-]+)(?:[~^]\d*)*$/,
)

export const workVerbs: Verbs = {
  reset: verb(
    '-q/--quiet --no-refresh --refresh --mixed --soft --hard --merge --keep --recurse-submodules? -p/--patch -N/--intent-to-add --pathspec-from-file:read --pathspec-file-nul',
    ({ call, has, operands, mayHideOption, store, replaced }) => {
      if (has('hard', 'merge', 'keep')) return [loss('git reset --hard'), replaced]
      if (mayHideOption) return mayLose('git reset')
      const [first = [], ...more] = operands
      // With paths only the index changes, whatever commit they are taken from; a commit alone moves the branch.
      const isUnstaging =
        operands.length === 0 ||
        more.length > 0 ||
        /^(?:HEAD|@)$/.test(show(first)) ||
        dashesBefore(call, first) ||
        isPath(first)
      if (isUnstaging || has('pathspec-from-file')) return store
      const mayBePath = /[./]/.test(show(first)) && !/^[@~^]|^HEAD|~|\^/.test(show(first))
      return mayBePath ? mayLose('git reset NAME') : loss('git reset COMMIT')
    },
  ),
  checkout: verb(
    '-b: -B: -l --guess --no-guess --overlay --no-overlay -q/--quiet --recurse-submodules? --progress --no-progress -m/--merge --conflict: -d/--detach -t/--track? --no-track -f/--force --orphan: --overwrite-ignore --ignore-other-worktrees -2/--ours -3/--theirs -p/--patch --ignore-skip-worktree-bits --pathspec-from-file:read --pathspec-file-nul',
    (given) => {
      const { call, has, operands, mayHideOption, tree, replaced } = given
      if (has('B', 'f', 'm', '2', '3', 'overwrite-ignore'))
        return [loss(`git checkout ${show(call.args[0] ?? [])}`), replaced]
      if (mayHideOption) return [mayLose('git checkout'), tree]
      if (has('b', 'orphan', 't')) return tree
      const hasDashes = call.args.some((arg) => literal(arg) === '--')
      const isPaths =
        operands.length > 1 ||
        operands.some((arg) => !isCommit(arg) && /^\.{1,2}(?:$|\/)|[*/]$|\.[a-z][a-z0-9]{0,4}$/i.test(show(arg)))
      if (hasDashes || has('p', 'pathspec-from-file') || isPaths) return lost('git checkout -- PATH', given)
      if (operands.length === 0) return []
      const [name = []] = operands
      const isUsual =
        /^(?:-|@\{-1\}|main|master|develop|feature(?!s).*|topic.*|(?:feat|fix|hotfix|release|chore)[/-].*)$/.test(
          show(name),
        )
      return [!isUsual && !isCommit(name) && mayLose('git checkout NAME'), tree]
    },
  ),
  switch: verb(
    '-c/--create: -C/--force-create: --guess --no-guess --discard-changes -q/--quiet --recurse-submodules? --progress -m/--merge --conflict: -d/--detach -t/--track? --no-track -f/--force --orphan: --overwrite-ignore --ignore-other-worktrees',
    ({ has, mayHideOption, strange, tree }) => {
      const isLosing = has('C', 'f', 'discard-changes', 'm')
      return [isLosing ? loss('git switch -f') : (mayHideOption || strange.length > 0) && mayLose('git switch'), tree]
    },
  ),
  restore: verb(
    '-s/--source: -S/--staged -W/--worktree --ignore-unmerged --overlay --no-overlay -q/--quiet --recurse-submodules? --progress -m/--merge --conflict: -2/--ours -3/--theirs -p/--patch --ignore-skip-worktree-bits --pathspec-from-file:read --pathspec-file-nul',
    (given) => {
      const { has, mayHideOption, store } = given
      return has('S') && !has('W') && !mayHideOption ? store : lost('git restore', given)
    },
  ),
  clean: verb(
    '-q/--quiet -n/--dry-run -f/--force -i/--interactive -d -e/--exclude: -x -X',
    ({ has, mayHideOption, at }) => {
      if (has('n') && !mayHideOption) return []
      return has('f', 'i') || mayHideOption
        ? [loss('git clean'), onPath('delete', at(hole('path')))]
        : mayLose('git clean')
    },
  ),
  rm: verb(
    '-n/--dry-run -q/--quiet --cached -f/--force -r --ignore-unmatch --sparse --pathspec-from-file:read --pathspec-file-nul',
    ({ has, operands, at, store, losing }) => {
      if (has('n')) return []
      const isCached = has('cached')
      // Without force git refuses to remove what is not committed.
      return [store, losing(has('f') && !isCached, 'git rm -f'), !isCached && onEach('delete', operands.map(at), true)]
    },
  ),
  mv: verb(
    '-v/--verbose -n/--dry-run -f/--force -k --sparse',
    ({ has, operands, mayHideOption, at, store, losing }) => {
      if (has('n') && !mayHideOption) return []
      const paths = operands.map(at)
      return [
        losing(has('f'), 'git mv -f'),
        onEach('move', paths.slice(0, -1), true),
        store,
        onPath('create', paths.at(-1) ?? unknown),
        { links: linksOf(paths.slice(0, -1), paths.at(-1) ?? unknown) },
      ]
    },
  ),
  apply: verb(
    '--stat --numstat --summary --check --apply --index --cached -N/--intent-to-add -3/--3way --unsafe-paths --directory: --exclude: --include: -p: -C: --whitespace: --build-fake-ancestor:overwrite -R/--reverse --reject -z -v/--verbose -q/--quiet --recount --allow-empty --inaccurate-eof --unidiff-zero --allow-overlap',
    ({ call, has, operands, valueOf, at }) => {
      const reads = onEach('read', operands.map(at))
      if (has('stat', 'numstat', 'summary', 'check') && !has('apply', 'index')) return reads
      // What differs from the last commit is taken back by its own difference.
      const takesBack = has('R') && operands.every((path) => /^(?:-|\/dev\/.*)$/.test(show(path)))
      // git refuses what lies outside of the working tree and what is .git's.
      return [
        reads,
        takesBack && mayLose('git apply -R'),
        patched(call.stdin, valueOf('p')).map((path) => onPath('modify', at(path))),
        onPath('modify', has('unsafe-paths') ? unknown : at(hole('tracked'))),
      ]
    },
  ),
  am: verb(
    '--abort --skip --quit --continue --show-current-patch? -3/--3way -s -k -u -q -i -c -C: -p: --directory: --exclude: --include: --whitespace: --patch-format: --quoted-cr: --empty: -S/--gpg-sign?',
    ({ has, operands, at, store, tree }) => [
      onEach('read', operands.map(at)),
      has('abort', 'skip') ? loss('git am --abort') : store,
      tree,
    ],
  ),
  'checkout-index': verb(
    '-a/--all --ignore-skip-worktree-bits -f/--force -q/--quiet -n/--no-create -u/--index -z --stdin --temp --prefix: --stage:',
    ({ valueOf, at, replaced }) => {
      const prefix = valueOf('prefix')
      return prefix === null
        ? [loss('git checkout-index'), replaced]
        : [mayLose('git checkout-index'), onPath('overwrite', at(concat(prefix, hole('tracked'))))]
    },
  ),
  'read-tree': verb(
    '--index-output:overwrite --empty -v/--verbose -m --trivial --aggressive --reset --prefix: -u --exclude-per-directory: -i -n/--dry-run',
    ({ replaced }) => [loss('git read-tree'), replaced],
  ),
  'sparse-checkout': said(
    ({ call: { args }, at }) =>
      literal(args[0] ?? []) !== 'list' && [
        act('git-config', 'git sparse-checkout'),
        mayLose('git sparse-checkout'),
        onPath('delete', at(hole('tracked'))),
      ],
  ),
  mergetool: said(() => doubt('dynamic-code', 'git mergetool')),
}
