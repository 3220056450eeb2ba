// git's sub-commands that change something: what each may lose.
import { concat, hole, knownStart, literal } from '../../model/value.ts'
import { act, doubt, onPath } from '../../grammar/analysis.ts'
import { loss, mayLose, optionsBy, replaced, result, store, tree, unsure, type Verb } from './call.ts'
import {
  add,
  archive,
  bundle,
  commitTree,
  difftool,
  fastExport,
  formatPatch,
  hashObject,
  init,
  packObjects,
  report,
  trailers,
  updateIndex,
} from './files.ts'
import {
  bisect,
  branch,
  commit,
  filterBranch,
  merge,
  notes,
  rebase,
  reflog,
  sequence,
  stash,
  symbolicRef,
  tag,
  worktree,
} from './refs.ts'
import { configVerb, remoteVerb } from './settings.ts'
import { collect, maintenance, repack } from './store.ts'
import { clone, fetch, lsRemote, pull, push, submodule } from './transport.ts'
import { apply, checkout, checkoutIndex, clean, move, readTree, remove, reset, restore, switchTo } from './work.ts'

const losing =
  (detail: string): Verb =>
  (call) =>
    result([loss(detail), replaced(call)])

const growing: Verb = (call) => result([store(call), tree(call)])

const storing: Verb = (call) => result([...storeOptions(call).actions, store(call)])

const indexOptions = optionsBy(
  '-o:overwrite -v --stdin --fix-thin --keep? --index-version: --rev-index --no-rev-index --strict? --check-self-contained-and-connected --fsck-objects? --threads: --max-input-size: --object-format: --promisor?',
)

/** Beside the pack it is given. */
const indexPack: Verb = (call) => {
  const { has, operands, actions } = indexOptions(call)
  const made = has('o', 'stdin')
    ? []
    : operands.map((path) => onPath('overwrite', call.inFolder(concat(path, ['.idx']))))
  return result([...actions, ...operands.map((path) => onPath('read', call.inFolder(path))), ...made, store(call)])
}

const storeOptions = optionsBy('--object-dir:create', true)

const mailOptions = optionsBy(
  '--abort --skip --quit --continue --show-current-patch? -3/--3way -s -k -u -q -i -c -C: -p: --directory: --exclude: --include: --whitespace: --patch-format: --quoted-cr: --empty: -S/--gpg-sign?',
)

const am: Verb = (call) => {
  const { has, operands } = mailOptions(call)
  return result([
    ...operands.map((path) => onPath('read', call.inFolder(path))),
    has('abort', 'skip') ? loss('git am --abort') : store(call),
    tree(call),
  ])
}

const filterRepo: Verb = (call) => {
  const hasCode = call.args.some((arg) => /^--\S*callback/.test(literal(arg) ?? '--callback'))
  return result([
    loss('git filter-repo'),
    replaced(call),
    ...(hasCode ? [doubt('inline-code', 'git filter-repo')] : []),
  ])
}

const sparse: Verb = (call) =>
  literal(call.args[0] ?? []) === 'list'
    ? result([])
    : result([act('git-config', 'git sparse-checkout'), mayLose('git sparse-checkout')])

/** It leaves a file with a name of its own making where it is called. */
const unpackFile: Verb = (call) => result([onPath('create', call.inFolder(concat(['.merge_file_'], hole('name'))))])

const reaching =
  (detail: string): Verb =>
  () =>
    result([act('network', detail)])

const mayReach =
  (detail: string): Verb =>
  () =>
    result([unsure(act('network', detail))])

export const gitVerbs: Readonly<Record<string, Verb>> = {
  reset,
  checkout,
  switch: switchTo,
  restore,
  'checkout-index': checkoutIndex,
  'read-tree': readTree,
  clean,
  branch,
  tag,
  stash,
  commit,
  rebase,
  bisect,
  reflog,
  worktree,
  'symbolic-ref': symbolicRef,
  notes,
  rm: remove,
  mv: move,
  apply,
  am,
  'format-patch': formatPatch,
  archive,
  difftool,
  mergetool: () => result([doubt('dynamic-code', 'git mergetool')]),
  bundle,
  init,
  merge,
  add,
  stage: add,
  'cherry-pick': sequence,
  revert: sequence,
  'update-ref': losing('git update-ref'),
  'update-index': updateIndex,
  'pack-redundant': losing('git pack-redundant'),
  gc: collect,
  prune: losing('git prune'),
  'prune-packed': growing,
  repack,
  'filter-branch': filterBranch,
  'filter-repo': filterRepo,
  replace: losing('git replace'),
  'fast-import': losing('git fast-import'),
  'fast-export': fastExport,
  'unpack-objects': growing,
  'index-pack': indexPack,
  'hash-object': hashObject,
  'commit-tree': commitTree,
  'pack-objects': packObjects,
  'interpret-trailers': trailers,
  bugreport: report,
  diagnose: report,
  'unpack-file': unpackFile,
  'merge-tree': storing,
  'write-tree': storing,
  mktree: storing,
  mktag: storing,
  'update-server-info': storing,
  'multi-pack-index': storing,
  'commit-graph': storing,
  rerere: storing,
  'pack-refs': storing,
  maintenance,
  'sparse-checkout': sparse,
  config: configVerb,
  remote: remoteVerb,
  fetch,
  'fetch-pack': fetch,
  pull,
  push,
  'send-pack': push,
  clone,
  'ls-remote': lsRemote,
  submodule,
  credential: () => result([act('secret', 'git credential')]),
  hook: () => result([doubt('opaque-script', 'git hook')]),
  daemon: reaching('git daemon'),
  instaweb: reaching('git instaweb'),
  'send-email': (call) =>
    result([
      act('network', 'git send-email'),
      ...(call.args.some((arg) =>
        /^--(?:smtp-server|sendmail-cmd|\w+-cmd|header-cmd|compose|smtp-server-option)/.test(knownStart(arg)),
      )
        ? [doubt('dynamic-code', 'git send-email')]
        : []),
    ]),
  'imap-send': reaching('git imap-send'),
  svn: () => result([act('network', 'git svn'), mayLose('git svn')]),
  p4: () => result([act('network', 'git p4'), mayLose('git p4')]),
  lfs: mayReach('git lfs'),
  'request-pull': mayReach('git request-pull'),
}
