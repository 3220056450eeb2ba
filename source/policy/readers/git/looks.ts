// git's sub-commands that only look; a few of their options write, run a program or read files outside of git.
import { names, nameSet } from '../../among.ts'
import type { Action } from '../../model/action.ts'
import { concat, hole, isHole, knownStart, literal, starts, textValue, type Value } from '../../model/value.ts'
import { doubt, type Found, onEach, onPath } from '../../grammar/analysis.ts'
import { gitLooks } from '../../grammar/environment.ts'
import { restored } from './files.ts'
import { type GitCall, type Given, onTracked, optionsBy } from './call.ts'

// Whatever walks commits or compares takes --output, and empties that file.
const history = '--output:overwrite --no-index --name-only'

const grammars: Readonly<Record<string, string>> = {
  grep: '--no-index --untracked --exclude-standard --no-exclude-standard -e: -f:read -A: -B: -C: -m: --max-depth: --threads: -O/--open-files-in-pager?',
  blame: `${history} --contents:read --ignore-revs-file:read`,
  annotate: `${history} --contents:read --ignore-revs-file:read`,
  'fmt-merge-msg': '-F/--file:read -m/--message: --into-name:',
  'ls-files': '-x: -X:read --exclude: --exclude-from:read --with-tree: --format:',
  fsck: '--lost-found',
}

const byHistory = optionsBy(history, true)

/** None of their options writes, runs or reads anything. */
const tame = nameSet('rev-parse describe merge-base name-rev ls-tree show-ref for-each-ref check-ref-format')
const hasRevisions = nameSet('diff log show shortlog rev-list diff-tree whatchanged range-diff cherry')

/** `"$x...HEAD"`, `"$x^1"`: no option ends as revisions do, but for the name of a file that nobody has. */
const asRevision = (word: Value): Value => {
  const [first, last] = [word[0], word.at(-1)]
  const isOne = isHole(first) && typeof last === 'string' && word.length === 2 && revisionEnd.test(last)
  return isOne ? ['revision-', ...word] : word
}
const revisionEnd = /^(?:\.{2,3}[\w/.-]*|[\^~]\d*|\^\{\w*\}|@\{[\w ./-]*\})$/

const looks: ReadonlyMap<string, (call: GitCall) => Given> = new Map([
  ...[...gitLooks, 'reflog'].map((verb) => [verb, byHistory] as const),
  ...Object.entries(grammars).map(([verb, grammar]) => [verb, optionsBy(grammar, true)] as const),
])

/** Null: not one that only looks. */
export function lookedAt(call: GitCall): Found {
  const read = looks.get(call.verb)
  if (!read) return null
  const options = read(hasRevisions.has(call.verb) ? { ...call, args: call.args.map(asRevision) } : call)
  const { verb } = call
  return [
    options.told.actions,
    !tame.has(verb) && options.doubted,
    verb === 'grep' ? searched(call, options) : compared(call, options),
    shown(call, options),
    doubtedOptions(verb, options.strange),
    verb === 'fsck' && options.has('lost-found') && onPath('create', call.inFolder(textValue('.git/lost-found'))),
    (verb === 'show' || verb === 'cat-file') && restored(call),
    verb === 'ls-files' && { output: trackedAs(options.operands) },
    options.has('name-only') && onlyNames(call) && { output: hole('tracked') },
  ]
}

/** Of one pattern (`*.py`) the end of the names is known. */
function trackedAs(patterns: readonly Value[]): Value {
  const [pattern, ...others] = patterns
  const end = /^[\w./-]*\*(\.\w+)$/.exec(literal(pattern ?? []) ?? '')?.[1]
  return end === undefined || others.length > 0 ? hole('tracked') : [{ hole: 'tracked' }, end]
}

/** Commits print a line of their own before the names. */
const onlyNames = ({ verb }: GitCall): boolean => verb.startsWith('diff')

/** Files outside of a repository are compared as plain files. */
function compared({ verb, inFolder }: GitCall, { has, operands }: Given): Action[] {
  if (has('no-index')) return onEach('read', operands.map(inFolder), true)
  return verb === 'diff' || verb === 'blame'
    ? onEach('read', operands.filter(starts(/^[/~]|^\.|\.\./)).map(inFolder))
    : []
}

/** Content of files, as it was at some time: `HEAD:.env`, `log -p -- .env`. */
function shown({ verb, args, inFolder }: GitCall, { operands }: Given): Action[] {
  const end = args.findIndex((arg) => literal(arg) === '--')
  const behind = end < 0 ? [] : args.slice(end + 1)
  const before = operands.slice(0, operands.length - behind.length)
  const named = showing.has(verb) ? before.flatMap((word) => inRevision(word) ?? []) : []
  // A word that is no revision is a file, also without dashes before it.
  const bare = verb === 'log' ? before.filter(starts(/^\.\w|\//)) : []
  const showsPaths = comparing.has(verb) || (verb === 'log' && args.some(starts(/^(?:-[a-z]*[puGSL]|--patch)/)))
  const lines = args.flatMap((arg) => /^-L[^:]*:([^:]+)$/.exec(literal(arg) ?? '')?.[1] ?? [])
  const paths = [...named, ...(showsPaths ? [...bare, ...behind] : []), ...lines.map(textValue)]
  // What git tracks under a name nobody knows is no secret until something says so.
  const known = paths.filter((path) => typeof path.at(-1) === 'string')
  return onEach('read', known.map(inFolder))
}

const showing = new Set(['show', 'cat-file', 'diff', 'grep'])
const comparing = nameSet('show diff diff-index diff-tree diff-files grep blame annotate whatchanged')

/** The path of `REVISION:PATH` and `:STAGE:PATH`; `:/text` and `:(magic)` are none. */
function inRevision(word: Value): Value[] | null {
  const at = word.findIndex((part) => typeof part === 'string' && part.includes(':'))
  const part = word[at]
  if (typeof part !== 'string' || /^(?::[/(!^]|-)/.test(knownStart(word))) return null
  const rest = part.slice(part.indexOf(':') + 1).replace(/^[0-3]:/, '')
  return [concat(textValue(rest), word.slice(at + 1))]
}

/** Beyond what is tracked it searches as `grep -r` does. */
function searched({ inFolder }: GitCall, { has, valueOf, operands }: Given): Found {
  const paths = has('e', 'f') ? operands : operands.slice(1)
  const folders: readonly Value[] = paths.length > 0 ? paths : [textValue('.')]
  const pager = valueOf('O')
  return [has('no-index', 'untracked') && onEach('read', folders.map(inFolder), true), pager && onTracked(pager)]
}

// The long options of git's looking sub-commands that neither write, run a program nor read files outside of git.

/** As `git VERB --git-completion-helper-all` and the manuals of git 2.39 list them, without dashes. */
const harmless = names(`
  abbrev abbrev-commit abbrev-ref absolute-git-dir after after-context ahead-behind aliases all all-match
  allow-unknown-type always ancestor ancestry-path anchored and annotate-stdin author author-date-order basic-regexp
  batch batch-all-objects batch-check batch-command before before-context binary bisect bool boundary branch branches
  break break-rewrites broken buffer build-options cache cached candidates cc check cherry cherry-mark cherry-pick
  children clear-decorations color color-by-age color-lines color-moved color-moved-ws color-words column
  combined-all-paths command comment-lines committer compact-summary config-for-completion
  config-sections-for-completion connectivity-only contains context count creation-factor cumulative current dangling
  date date-order dd debug decorate decorate-refs decorate-refs-exclude deduplicate default default-prefix deleted
  dense dereference developer-interfaces diff-algorithm diff-filter diff-merges directory dirstat dirstat-by-file
  dirty disk-usage dst-prefix dual-color email empty-directory encoding eol error-unmatch exact-match exclude
  exclude-existing exclude-guides exclude-hidden exclude-per-directory exclude-standard exit-code expand-tabs
  ext-diff extended-regexp files-with-matches files-without-match filter find-copies find-copies-harder find-object
  find-renames first-parent fixed-strings flags follow follow-symlinks fork-point format full full-diff full-history
  full-index full-name full-tree function-context git-common-dir git-dir git-path glob graph grep grep-reflog group
  guides hash head header heading heads help histogram human-readable ignore-all-space ignore-blank-lines ignore-case
  ignore-cr-at-eol ignore-matching-lines ignore-rev ignore-space-at-eol ignore-space-change ignore-submodules ignored
  in-commit-order incremental indent indent-heuristic independent index info inline inter-hunk-context invert-grep
  invert-match irreversible-delete is-ancestor is-bare-repository is-inside-git-dir is-inside-work-tree
  is-shallow-repository ita-invisible-in-index ita-visible-in-index killed left-only left-right line-number
  line-porcelain line-prefix list local-env-vars log log-size long mailmap man match max-age max-count max-depth
  max-parents merge-base merged merges message min-age min-parents minimal missing mode modified more name
  name-objects name-only name-status nl no-abbrev no-commit-id no-index no-object-names no-prefix no-revs non-matching not notes
  null numbered numstat object-format object-names object-only objects objects-edge octopus oneline only-matching or
  others output-indicator-context output-indicator-new output-indicator-old padding paginate parents parseopt patch
  patch-with-raw patch-with-stat path path-format patience peel-tag perl perl-regexp pickaxe-all pickaxe-regex
  points-at porcelain prefix pretty progress python quiet raw raw-mode recurse-submodules recursive reflog reflogs
  refs regexp-ignore-case relative relative-date remerge-diff remotes rename-empty renames resolve-git-dir
  resolve-undo reverse revs-only right-only root rotate-to score-debug sha1 sha1-name shared-index-path shell short
  shortstat show-cdup show-current show-email show-function show-linear-break show-name show-names show-number
  show-object-format show-prefix show-pulls show-signature show-stash show-stats show-superproject-working-tree
  show-toplevel simplify-by-decoration simplify-merges since skip skip-to sort source sparse sq-quote src-prefix
  stable stage staged stat stat-count stat-graph-width stat-name-width stat-only stat-width stdin strict
  strip-comments submodule summary symbolic symbolic-full-name tags tcl text textconv threads timestamp topics
  topo-order trailers type undefined unified unmerged unordered unpacked unreachable unstable until untracked
  untracked-cache untracked-files use-bitmap-index use-mailmap user-interfaces verbatim verbose verify walk-reflogs
  width with-tree word-diff word-diff-regex word-regexp ws-error-highlight`)

/** Short ones are letters and numbers; a long one may be abbreviated or turned off. */
const isHarmless = (option: string): boolean =>
  !option.startsWith('--') ||
  harmless.some((each) => each.startsWith(option.replace(/^--(?:no-)?/, '')) || `--${each}` === option)

/** What no list has may do anything. */
const doubtedOptions = (verb: string, strange: readonly string[]): Action[] =>
  strange.filter((option) => !isHarmless(option)).map((option) => doubt('unknown-option', `git ${verb} ${option}`))
