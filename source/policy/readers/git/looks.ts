// git's sub-commands that only look; a few of their options write, run a program or read files outside of git.
import { nameSet } from '../../among.ts'
import type { Action } from '../../model/action.ts'
import { concat, hole, isHole, knownStart, literal, show, starts, textValue, type Value } from '../../model/value.ts'
import { type Found, onEach, onPath } from '../../grammar/analysis.ts'
import { gitLooks } from '../../grammar/environment.ts'
import { restored } from './files.ts'
import type { Read } from '../../grammar/reader.ts'
import type { Verb } from '../../grammar/row.ts'
import { globValue } from '../find.ts'
import { onTracked, verb, type Verbs } from './call.ts'
import { harmless } from './long-options.ts'

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

/** A sub-command that only looks. */
export const lookOf = (verb: string): Verb => ({
  options: grammars[verb] ?? history,
  isOpen: harmless,
  isTame: tame.has(verb),
  isPosix: false,
  words: ({ args }) => (hasRevisions.has(verb) ? args.map(asRevision) : args),
  read: (given) => [
    verb === 'grep' ? searched(given) : compared(verb, given),
    shown(verb, given),
    verb === 'fsck' && given.has('lost-found') && onPath('create', given.at(textValue('.git/lost-found'))),
    (verb === 'show' || verb === 'cat-file') && restored(given.call),
    verb === 'ls-files' && { output: trackedAs(given.operands) },
    // Commits print a line of their own before the names.
    given.has('name-only') && verb.startsWith('diff') && { output: hole('tracked') },
  ],
})

/** Of one pattern (`*.py`) the end of the names is known. */
function trackedAs(patterns: readonly Value[]): Value {
  const [pattern, ...others] = patterns
  const end = /^[\w./-]*\*(\.\w+)$/.exec(literal(pattern ?? []) ?? '')?.[1]
  return end === undefined || others.length > 0 ? hole('tracked') : [{ hole: 'tracked' }, end]
}

/** Files outside of a repository are compared as plain files. */
function compared(verb: string, { has, operands, at }: Read): Action[] {
  if (has('no-index')) return onEach('read', operands.map(at), true)
  return verb === 'diff' || verb === 'blame' ? onEach('read', operands.filter(starts(/^[/~]|^\.|\.\./)).map(at)) : []
}

/** Content of files, as it was at some time: `HEAD:.env`, `log -p -- .env`. */
function shown(verb: string, { call: { args, stdin }, operands, at }: Read): Action[] {
  const end = args.findIndex((arg) => literal(arg) === '--')
  const behind = end < 0 ? [] : args.slice(end + 1)
  const before = operands.slice(0, operands.length - behind.length)
  const asked = verb === 'cat-file' ? (literal(stdin) ?? '').split(/\s+/).map(textValue) : []
  const named = showing.has(verb) ? [...before, ...asked].flatMap((word) => inRevision(word) ?? []) : []
  // A word that is no revision is a file, also without dashes before it.
  const bare = (verb === 'grep' ? before.slice(1) : before).filter(starts(/^\.\w|\//))
  const showsPaths = comparing.has(verb) || (/^(?:ref)?log$/.test(verb) && args.some(starts(patch)))
  const lines = args.flatMap(
    (arg, i) => /^(?:-L)?.*:([^:]+)$/.exec(isRange(arg, args[i - 1]) ? show(arg) : '')?.[1] ?? [],
  )
  const paths = [...named, ...(showsPaths ? [...bare, ...behind] : []), ...lines.map(textValue)]
  // What git tracks under a name nobody knows is no secret until something says so.
  const known = paths.filter((path) => typeof path.at(-1) === 'string' && !anyName.test(literal(path) ?? ''))
  return onEach(
    'read',
    known.map((path) => at(globbed(path))),
  )
}

/** All of a folder, or all but something: no more than without it. */
const anyName = /^:(?:[!^]|\(exclude)|(?:^|\/)\*+$/

/** A path may be a pattern. */
const globbed = (path: Value): Value => {
  const text = literal(path)
  if (text === null) return path
  // Words of its own before it say how it is meant.
  const [magic] = /^:(?:\((?!exclude)[^)]*\)|\/)/.exec(text) ?? ['']
  const meant = text.slice(magic.length)
  return globValue(magic.includes('icase') ? meant.toLowerCase() : meant)
}

const isRange = (arg: Value, before: Value | undefined): boolean => [arg, before ?? []].some(starts(/^-L/))

const patch =
  /^(?:-[a-z]*[pucWGSLU]|--(?:patch|binary|unified|word-diff|color-words|cc|dd|remerge-diff|function-context))/
const showing = new Set(['show', 'cat-file', 'diff', 'grep', 'rev-parse'])
const comparing = nameSet(
  'show diff diff-index diff-tree diff-files grep blame annotate whatchanged range-diff format-patch fast-export',
)

/** The path of `REVISION:PATH` and `:STAGE:PATH`; `:/text` and `:(magic)` are none. */
export function inRevision(word: Value): Value[] | null {
  const at = word.findIndex((part) => typeof part === 'string' && part.includes(':'))
  const part = word[at]
  if (typeof part !== 'string' || /^(?::[/(!^]|-)/.test(knownStart(word))) return null
  const rest = part.slice(part.indexOf(':') + 1).replace(/^[0-3]:/, '')
  return [concat(textValue(rest), word.slice(at + 1))]
}

/** Beyond what is tracked it searches as `grep -r` does. */
function searched({ has, valueOf, operands, at }: Read): Found {
  const paths = has('e', 'f') ? operands : operands.slice(1)
  const folders: readonly Value[] = paths.length > 0 ? paths : [textValue('.')]
  const pager = valueOf('O')
  return [has('no-index', 'untracked') && onEach('read', folders.map(at), true), pager && onTracked(pager)]
}

export const lookVerbs: Verbs = {
  ...Object.fromEntries([...gitLooks, ...Object.keys(grammars)].map((name) => [name, lookOf(name)])),
  'fast-export': verb(
    '--export-marks:overwrite --import-marks:read --import-marks-if-exists:read --output:overwrite --progress: --signed-tags: --tag-of-filtered-object: --reencode: --refspec: --anonymize-map:',
    (given) => shown('fast-export', given),
  ),
  'format-patch': verb(
    '--stdout -o/--output-directory: --output:overwrite -n -N -s -k -q -p -v/--reroll-count: --suffix: --start-number: --filename-max-length: --subject-prefix: --add-header: --to: --cc: --in-reply-to: --signature: --signature-file:read --base: --interdiff: --range-diff: --creation-factor: --description-file:read -S: -G: -U: -O: --max-count: -1 -2 -3 -4 -5 -6 -7 -8 -9 --attach? --inline? --thread? --cover-letter --from? --rfc --signoff --keep-subject --zero-commit --numbered --no-numbered --always --force-in-body-from --encode-email-headers',
    (given) => {
      const { has, valueOf, at } = given
      const folder = valueOf('o')
      const name = concat(folder ?? [], folder === null ? [] : ['/'], hole('glob'), ['.patch'])
      return [!has('stdout', 'output') && onPath('overwrite', at(name)), shown('format-patch', given)]
    },
    harmless,
  ),
}
