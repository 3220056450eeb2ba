// git's sub-commands that only look; a few of their options write, run a program or read files outside of git.
import { nameSet } from '../../among.ts'
import type { Action } from '../../model/action.ts'
import { concat, hole, knownStart, literal, textValue, type Value } from '../../model/value.ts'
import { only, onPath, type Analysis, type Found } from '../../grammar/analysis.ts'
import { restored } from './files.ts'
import { doubtedOptions } from './look-options.ts'
import { onTracked, optionsBy, type GitCall, type Given } from './call.ts'

// Whatever walks commits or compares takes --output, and empties that file.
const history = '--output:overwrite --no-index'

const grammars: Readonly<Record<string, string>> = {
  grep: '--no-index --untracked --exclude-standard --no-exclude-standard -e: -f:read -A: -B: -C: -m: --max-depth: --threads: -O/--open-files-in-pager?',
  blame: `${history} --contents:read --ignore-revs-file:read`,
  annotate: `${history} --contents:read --ignore-revs-file:read`,
  'fmt-merge-msg': '-F/--file:read -m/--message: --into-name:',
  'ls-files': '-x: -X:read --exclude: --exclude-from:read --with-tree: --format:',
  fsck: '--lost-found',
}

const always = [
  'status log show diff shortlog describe ls-tree cat-file rev-parse rev-list name-rev whatchanged count-objects',
  'check-ignore check-attr check-ref-format check-mailmap cherry diff-files diff-index diff-tree for-each-ref reflog',
  'get-tar-commit-id merge-base patch-id range-diff show-branch show-index show-ref stripspace var verify-commit',
  'verify-pack verify-tag version help column',
]
  .join(' ')
  .split(' ')

const byHistory = optionsBy(history, true)
const looks: ReadonlyMap<string, (call: GitCall) => Given> = new Map([
  ...always.map((verb) => [verb, byHistory] as const),
  ...Object.entries(grammars).map(([verb, grammar]) => [verb, optionsBy(grammar, true)] as const),
])

/** Null: not one that only looks. */
export function lookedAt(call: GitCall): Analysis | null {
  const read = looks.get(call.verb)
  if (!read) return null
  const options = read(call)
  const { verb } = call
  return only(
    options.actions,
    verb === 'grep' ? searched(call, options) : compared(call, options),
    shown(call, options),
    doubtedOptions(verb, options.strange),
    verb === 'fsck' && options.has('lost-found') && onPath('create', call.inFolder(textValue('.git/lost-found'))),
    (verb === 'show' || verb === 'cat-file') && restored(call),
    verb === 'ls-files' && { output: hole('tracked') },
  )
}

/** Files outside of a repository are compared as plain files. */
function compared({ verb, inFolder }: GitCall, { has, operands }: Given): Action[] {
  if (has('no-index')) return operands.map((path) => onPath('read', inFolder(path), true))
  return verb === 'diff' || verb === 'blame'
    ? operands.filter((path) => /^[/~]|^\.|\.\./.test(knownStart(path))).map((path) => onPath('read', inFolder(path)))
    : []
}

/** Content of files, as it was at some time: `HEAD:.env`, `log -p -- .env`. */
function shown({ verb, args, inFolder }: GitCall, { operands }: Given): Action[] {
  const end = args.findIndex((arg) => literal(arg) === '--')
  const behind = end < 0 ? [] : args.slice(end + 1)
  const before = operands.slice(0, operands.length - behind.length)
  const named = showing.has(verb) ? before.flatMap((word) => inRevision(word) ?? []) : []
  const showsPaths =
    comparing.has(verb) || (verb === 'log' && args.some((arg) => /^(?:-[a-z]*[puGSL]|--patch)/.test(knownStart(arg))))
  const lines = args.flatMap((arg) => /^-L[^:]*:([^:]+)$/.exec(literal(arg) ?? '')?.[1] ?? [])
  // What git tracks under a name nobody knows is no secret until something says so.
  const paths = [...named, ...(showsPaths ? behind : []), ...lines.map(textValue)].filter(endsKnown)
  return paths.map((path) => onPath('read', inFolder(path)))
}

const endsKnown = (path: Value): boolean => typeof path.at(-1) === 'string'

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
  return [
    has('no-index', 'untracked') && folders.map((path) => onPath('read', inFolder(path), true)),
    pager && onTracked(pager),
  ]
}
