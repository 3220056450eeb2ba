// git's sub-commands that change something: what each may lose.
import { literal, unknown } from '../value.ts'
import { act, doubt, onPath } from './analysis.ts'
import { cluster, flagOf, loss, mayLose, operandsOf, result, store, tree, type Verb } from './git-call.ts'
import { add, archive, bundle, difftool, growing, init, writesTo } from './git-files.ts'
import { bisect, branch, commit, merge, notes, rebase, reflog, stash, symbolicRef, tag, worktree } from './git-refs.ts'
import { configVerb, remoteVerb } from './git-settings.ts'
import { clone, fetch, lsRemote, pull, push, submodule } from './git-transport.ts'
import { apply, checkout, clean, losing, remove, reset, restore, switchTo } from './git-work.ts'

export const gitVerbs: Readonly<Record<string, Verb>> = {
  reset,
  checkout,
  switch: switchTo,
  restore,
  'checkout-index': losing('git checkout-index'),
  'read-tree': losing('git read-tree'),
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
  apply,
  am: (call) => result([flagOf(call, /^--(?:abort|skip)$/) ? loss('git am --abort') : store(call), tree(call)]),
  'format-patch': writesTo('0001-patch'),
  archive,
  difftool,
  mergetool: () => result([doubt('dynamic-code', 'git mergetool')]),
  bundle,
  init,
  merge,
  add,
  stage: add,
  mv: (call) => {
    const paths = operandsOf(call).map((path) => call.inFolder(path))
    return result([
      ...(flagOf(call, /^(?:-f|--force)$/) ? [loss('git mv -f')] : []),
      ...paths.slice(0, -1).map((path) => onPath('move', path, true)),
      store(call),
      onPath('create', paths.at(-1) ?? unknown),
    ])
  },
  'cherry-pick': (call) =>
    result([flagOf(call, /^--(?:abort|quit|skip)$/) ? mayLose('git cherry-pick --abort') : store(call), tree(call)]),
  revert: growing,
  'update-ref': losing('git update-ref'),
  'update-index': (call) =>
    result([
      store(call),
      ...(flagOf(call, /^--(?:force-remove|remove|index-info)$/) ? [mayLose('git update-index')] : []),
    ]),
  'pack-redundant': losing('git pack-redundant'),
  gc: (call) =>
    result([
      flagOf(call, /^(?:--prune|--aggressive|--cruft)$/) ? loss('git gc --prune') : mayLose('git gc'),
      store(call),
    ]),
  prune: losing('git prune'),
  'prune-packed': growing,
  repack: (call) =>
    result([
      flagOf(call, cluster('daA')) || flagOf(call, /^--(?:cruft|unpack\S*)/) ? mayLose('git repack -d') : store(call),
    ]),
  'filter-branch': losing('git filter-branch'),
  'filter-repo': losing('git filter-repo'),
  replace: losing('git replace'),
  'fast-import': losing('git fast-import'),
  'fast-export': () => result([]),
  'unpack-objects': growing,
  'index-pack': growing,
  'sparse-checkout': (call) =>
    literal(operandsOf(call)[0] ?? []) === 'list'
      ? result([])
      : result([act('git-config', 'git sparse-checkout'), mayLose('git sparse-checkout')]),
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
  daemon: () => result([act('network', 'git daemon')]),
  instaweb: () => result([act('network', 'git instaweb')]),
  'send-email': () => result([act('network', 'git send-email')]),
  'imap-send': () => result([act('network', 'git imap-send')]),
  svn: () => result([act('network', 'git svn'), mayLose('git svn')]),
  p4: () => result([act('network', 'git p4'), mayLose('git p4')]),
  lfs: () => result([{ ...act('network', 'git lfs'), isUnsure: true }]),
  'request-pull': () => result([{ ...act('network', 'git request-pull'), isUnsure: true }]),
}
