// git's sub-commands that change something: what each may lose.
import type { Action } from '../action.ts'
import { isHole, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, doubt, onPath, shell, type Analysis, type Call, type Run } from './analysis.ts'
import { configVerb, remoteVerb } from './git-settings.ts'
import { fetch, lsRemote, push, pull, clone, submodule } from './git-transport.ts'
import { compileGrammar, parseOptions } from './options.ts'

export interface GitCall extends Call {
  readonly verb: string
  /** A path as seen from where git works. */
  readonly inFolder: (path: Value) => Value
}
export type Verb = (call: GitCall) => Analysis

const result = (actions: readonly Action[], runs: readonly Run[] = []): Analysis => ({ actions, runs })
export const loss = (detail: string): Action => act('git-loss', detail)
export const mayLose = (detail: string): Action => ({ ...act('git-loss', detail), isUnsure: true })
/** A change of the working tree that git itself refuses to let lose anything. */
const tree = (call: GitCall): Action => onPath('create', call.inFolder(textValue('.')))
/** One that it does not. */
const replaced = (call: GitCall): Action => onPath('overwrite', call.inFolder(textValue('.')), true)
const store = (call: GitCall): Action => onPath('create', call.inFolder(textValue('.git/objects')))

/** Words as texts; null where one is not known. */
export const texts = (call: GitCall): (string | null)[] => call.args.map(literal)
const flagOf = (call: GitCall, pattern: RegExp): boolean => call.args.some((arg) => pattern.test(beforeEquals(arg)))
const beforeEquals = (arg: Value): string => knownStart(arg).replace(/=.*$/s, '')
/** Could a word that is not known be an option? */
export const isOpen = (call: GitCall): boolean =>
  call.args.some((arg) => isHole(arg[0]) && arg[0].hole === 'any') && !call.args.some((arg) => literal(arg) === '--')

const cluster = (letters: string): RegExp => new RegExp(`^-[a-zA-Z]*[${letters}]`)
const operandsOf = (call: GitCall): Value[] => call.args.filter((arg) => !knownStart(arg).startsWith('-'))

const reset: Verb = (call) => {
  const isHard = flagOf(call, /^--(?:h|ha|har|hard|k\w*|me\w*)$/)
  const targets = operandsOf(call).filter((arg) => literal(arg) !== 'HEAD')
  const dashes = call.args.findIndex((arg) => literal(arg) === '--')
  const paths = dashes >= 0 && call.args.slice(0, dashes).every((arg) => /^(?:HEAD|-.*)$/.test(literal(arg) ?? ''))
  if (isHard) return result([loss('git reset --hard'), onPath('overwrite', call.inFolder(textValue('.')), true)])
  if (isOpen(call)) return result([mayLose('git reset')])
  if (paths || targets.length === 0) return result([store(call)])
  // `git reset file` only unstages; a commit moves the branch.
  const isPath = targets.length > 1 || /[./]/.test(show(targets[0] ?? []).replace(/^(?:HEAD|@)[~^0-9@{}]*$/, ''))
  return result([
    isPath && !/^[@~^]|^HEAD|~|\^/.test(show(targets[0] ?? [])) ? mayLose('git reset NAME') : loss('git reset COMMIT'),
  ])
}

const checkout: Verb = (call) => {
  const list = texts(call)
  const operands = operandsOf(call)
  const isBranching = flagOf(call, /^(?:-b|--orphan|-t|--track)$/)
  if (
    flagOf(
      call,
      /^(?:-B|-f|--force|--forc|-m|--merge|-fq|-qf|--ours|--theirs|--overwrite-ignore|--discard-changes)$/,
    ) ||
    flagOf(call, cluster('fBm'))
  )
    return result([loss(`git ${call.verb} ${show(call.args[0] ?? [])}`), replaced(call)])
  if (isOpen(call)) return result([mayLose('git checkout'), tree(call)])
  if (isBranching || flagOf(call, cluster('bt'))) return result([tree(call)])
  if (list.includes('--') || flagOf(call, /^(?:-p|--patch|--pathspec-from-file)$/))
    return result([loss('git checkout -- PATH'), replaced(call)])
  if (operands.length > 1 || operands.some((arg) => /^\.{1,2}(?:$|\/)|[*/]$|\.[a-z0-9]{1,5}$/i.test(show(arg))))
    return result([loss('git checkout PATH'), replaced(call)])
  if (operands.length === 0) return result([])
  return result([
    ...(/^(?:-|@\{-1\}|main|master|develop|feature.*|topic.*)$/.test(show(operands[0] ?? []))
      ? []
      : [mayLose('git checkout NAME')]),
    tree(call),
  ])
}

const switchTo: Verb = (call) => {
  const isLosing =
    flagOf(call, /^(?:-C|--force-create|-f|--force|--discard-changes|--discard\S*|-m|--merge)$/) ||
    flagOf(call, cluster('Cfm'))
  return result([...(isLosing ? [loss('git switch -f')] : isOpen(call) ? [mayLose('git switch')] : []), tree(call)])
}

const restore: Verb = (call) => {
  const isIndexOnly = flagOf(call, /^(?:-S|--staged)$/) && !flagOf(call, /^(?:-W|--worktree|-SW|-WS)$/)
  return isIndexOnly && !isOpen(call)
    ? result([store(call)])
    : result([loss('git restore'), onPath('overwrite', call.inFolder(textValue('.')), true)])
}

const clean: Verb = (call) => {
  const isDry = flagOf(call, /^(?:-n|--dry-run|--dry\S*)$/) || flagOf(call, cluster('n'))
  if (isDry && !isOpen(call)) return result([])
  const isForced = flagOf(call, /^--f\S*$/) || flagOf(call, cluster('fi')) || isOpen(call)
  return isForced
    ? result([loss('git clean'), onPath('delete', call.inFolder([{ hole: 'path' }]))])
    : result([mayLose('git clean')])
}

const branchGrammar = compileGrammar(
  '-d/--delete -D -m/--move -M -c/--copy -C -f/--force -l/--list -a/--all -r/--remotes -v/--verbose -q/--quiet -u/--set-upstream-to: --unset-upstream -t/--track? --no-track --edit-description --show-current --contains? --no-contains? --merged? --no-merged? --points-at: --sort: --format: -i/--ignore-case --column? --color? --no-color --abbrev? --create-reflog --recurse-submodules --omit-empty',
)
const branch: Verb = (call) => {
  const { options, operands, strange, mayHideOption } = parseOptions(branchGrammar, call.args)
  const has = (...names: string[]) => options.some(({ option }) => names.includes(option.name))
  if (has('d', 'D', 'm', 'M', 'C', 'f')) return result([loss(`git branch ${show(call.args[0] ?? [])}`)])
  if (has('u', 'unset-upstream', 'edit-description')) return result([act('git-config', 'git branch -u')])
  if (mayHideOption || strange.length > 0) return result([mayLose('git branch')])
  const isList =
    operands.length === 0 || has('l', 'a', 'r', 'contains', 'merged', 'no-merged', 'points-at', 'show-current')
  return result(isList ? [] : [store(call)])
}

const tag: Verb = (call) => {
  if (flagOf(call, /^(?:-d|--delete|--del\S*|-f|--force|--forc\S*)$/) || flagOf(call, cluster('df')))
    return result([loss(`git tag ${show(call.args[0] ?? [])}`)])
  if (isOpen(call)) return result([mayLose('git tag')])
  return result(operandsOf(call).length > 0 ? [store(call)] : [])
}

const stash: Verb = (call) => {
  const verb = literal(operandsOf(call)[0] ?? [])
  if (operandsOf(call).length === 0 || /^(?:push|save|create|store)$/.test(verb ?? ''))
    return result([store(call), onPath('modify', call.inFolder(textValue('.')))])
  if (verb !== null && /^(?:list|show)$/.test(verb)) return result([])
  if (verb === 'apply') return result([tree(call), onPath('modify', call.inFolder(textValue('.')))])
  return result([loss(`git stash ${verb ?? ''}`), tree(call)])
}

const commit: Verb = (call) => {
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

export function option(call: GitCall, pattern: RegExp): Value | null {
  for (const [i, arg] of call.args.entries()) {
    const start = knownStart(arg)
    if (pattern.test(start)) return call.args[i + 1] ?? null
    const at = start.indexOf('=')
    if (at > 0 && pattern.test(start.slice(0, at))) return [...textValue(start.slice(at + 1)), ...arg.slice(1)]
  }
  return null
}

const rebase: Verb = (call) => {
  const runs: Run[] = []
  const code = option(call, /^(?:-x|--exec)$/)
  if (code) runs.push(shell(code))
  if (flagOf(call, /^--(?:show-current-patch|abort|quit)$/)) return result([mayLose('git rebase')])
  return result([loss('git rebase'), tree(call)], runs)
}

const bisect: Verb = (call) => {
  const [verb, ...rest] = operandsOf(call)
  const runs: Run[] = literal(verb ?? []) === 'run' ? [{ kind: 'words', words: rest }] : []
  return result([tree(call)], runs)
}

const reflog: Verb = (call) => {
  const verb = literal(operandsOf(call)[0] ?? [])
  return verb === null || /^(?:expire|delete|drop|write)$/.test(verb)
    ? result([loss(`git reflog ${verb ?? ''}`)])
    : result([])
}

const worktree: Verb = (call) => {
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

const symbolicRef: Verb = (call) =>
  operandsOf(call).length > 1 || flagOf(call, /^(?:-d|--delete)$/) ? result([loss('git symbolic-ref')]) : result([])

const notes: Verb = (call) => {
  const verb = literal(operandsOf(call)[0] ?? [])
  return verb !== null && /^(?:list|show|get-ref|add|append|)$/.test(verb)
    ? result([store(call)])
    : result([loss('git notes')])
}

const remove: Verb = (call) => {
  if (flagOf(call, /^(?:-n|--dry-run)$/)) return result([])
  const paths = operandsOf(call).map((path) => call.inFolder(path))
  const isCached = flagOf(call, /^--cached$/)
  const isForced = flagOf(call, /^--force$/) || flagOf(call, cluster('f'))
  // Without force git refuses to remove what is not committed.
  return result([
    store(call),
    ...(isForced && !isCached ? [loss('git rm -f')] : isOpen(call) ? [mayLose('git rm')] : []),
    ...(isCached ? [] : paths.map((path) => onPath('delete', path, true))),
  ])
}

const apply: Verb = (call) => {
  if (flagOf(call, /^--(?:stat|numstat|summary|check)$/) && !flagOf(call, /^--(?:apply|index)$/)) return result([])
  const inputs = operandsOf(call).map((path) => onPath('read', call.inFolder(path)))
  return result([
    ...inputs,
    onPath('modify', flagOf(call, /^--unsafe-paths$/) ? unknown : call.inFolder([{ hole: 'path' }])),
  ])
}

const writesTo =
  (fallback: string): Verb =>
  (call) => {
    const target = option(call, /^(?:-o|--output|--output-directory)$/)
    const isPrinting = flagOf(call, /^--stdout$/)
    return result(isPrinting ? [] : [onPath('overwrite', call.inFolder(target ?? textValue(fallback)))])
  }

const archive: Verb = (call) => {
  const target = option(call, /^(?:-o|--output)$/)
  return result([
    ...(target ? [onPath('overwrite', call.inFolder(target))] : []),
    ...(flagOf(call, /^--remote$/) ? [{ ...act('network', 'git archive --remote'), isUnsure: true }] : []),
  ])
}

const difftool: Verb = (call) => {
  const code = option(call, /^(?:-x|--extcmd)$/)
  const tool = option(call, /^(?:-t|--tool)$/)
  return result(code || tool ? [] : [doubt('dynamic-code', 'git difftool')], code ? [shell(code)] : [])
}

const bundle: Verb = (call) => {
  const [verb, file] = operandsOf(call)
  const name = literal(verb ?? [])
  if (name === 'create') return result([onPath('overwrite', call.inFolder(file ?? unknown))])
  return result(name === 'unbundle' ? [store(call)] : [])
}

const init: Verb = (call) => {
  const template = option(call, /^--template$/)
  return result([
    onPath('create', call.inFolder(operandsOf(call)[0] ?? textValue('.git'))),
    ...(template ? [act('git-config', 'git init --template')] : []),
  ])
}

const losing =
  (detail: string): Verb =>
  (call) =>
    result([loss(detail), replaced(call)])
const growing: Verb = (call) => result([store(call), tree(call)])
const merge: Verb = (call) => {
  const isLosing = flagOf(call, /^--(?:abort|quit)$/) || flagOf(call, /^(?:-s|--strategy|-X|--strategy-option)$/)
  return result([
    ...(isLosing ? [mayLose('git merge --abort')] : isOpen(call) ? [mayLose('git merge')] : []),
    store(call),
    tree(call),
  ])
}
const add: Verb = (call) => {
  // What is added is read into the store; with -f also what is ignored.
  const isForced = flagOf(call, /^(?:-f|--force)$/)
  if (flagOf(call, /^(?:-n|--dry-run)$/)) return result([])
  return result([
    store(call),
    ...(isForced ? operandsOf(call).map((path) => onPath('read', call.inFolder(path), true)) : []),
  ])
}

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
