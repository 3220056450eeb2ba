// find: where it looks, and what it does with what it finds.
import { nameSet } from '../among.ts'
import type { Part, Value } from '../model/value.ts'
import { concat, fits, isHole, knownStart, literal, show, spaced, textValue } from '../model/value.ts'
import { limits } from '../limits.ts'
import { doubt, type Found, onEach, onPath, type Run } from '../grammar/analysis.ts'
import type { Reader } from '../grammar/reader.ts'
import { belowLike } from './search.ts'

const takesOne = nameSet(
  '-amin -anewer -atime -cmin -cnewer -context -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename -links -lname -maxdepth -mindepth -mmin -mtime -name -newer -path -perm -printf -regex -regextype -samefile -size -type -uid -used -user -wholename -xtype -newerXY -D',
)
const plain = nameSet(
  '-a -and -o -or -not ! ( ) , -daystart -depth -d -empty -executable -false -follow -ignore_readdir_race -noignore_readdir_race -ls -mount -nogroup -noleaf -nouser -nowarn -print -print0 -prune -quit -readable -true -warn -writable -xdev -H -L -P -O0 -O1 -O2 -O3 -s -x -X -E',
)

interface Target {
  readonly roots: readonly Value[]
  /** What the names are like; none: anything. */
  readonly patterns: readonly Value[]
  readonly isTree: boolean
}

/** Names a glob of find stands for. */
export function globValue(text: string): Value {
  const parts: Part[] = []
  let plainText = ''
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? ''
    if (c === '\\') plainText += text[(i += 1)] ?? ''
    else if (c === '*' || c === '?') {
      parts.push(plainText, { hole: c === '*' ? 'name' : 'char' })
      plainText = ''
    } else if (c === '[') {
      const end = text.indexOf(']', i + 2)
      if (end < 0) plainText += c
      else {
        parts.push(plainText, { hole: 'char' })
        plainText = ''
        i = end
      }
    } else plainText += c
  }
  return concat([...parts, plainText])
}

/** A path below a root that the name pattern fits. */
function values({ roots, patterns }: Target): Value[] {
  return roots.flatMap((root) => {
    const text = literal(root) ?? ''
    const folder = text.endsWith('/') ? textValue(text.slice(0, -1)) : root
    return patterns.length === 0
      ? [concat(folder, ['/'], [{ hole: 'path' }])]
      : patterns.flatMap((pattern) => belowLike(folder, pattern))
  })
}

/** The expression without the commands it runs, and without values but names. */
function testsOf(expression: readonly Value[]): string[] {
  const found: string[] = []
  for (let i = 0; i < expression.length; i += 1) {
    const word = literal(expression[i] ?? []) ?? ''
    found.push(word)
    if (isRun.test(word)) i += commandAt(expression, i + 1).length + 1
    else if (isName.test(word)) found.push(literal(expression[(i += 1)] ?? []) ?? '')
    else if (takesOne.has(word)) i += 1
  }
  return found
}

const isRun = /^-(?:exec|execdir|ok|okdir)$/
const isName = /^-i?name$/
const isOr = (word: string): boolean => word === '-o' || word === '-or'

/** The name that each way through `-o` asks for; null where one asks for none, or what stands in brackets is more than ways. */
function namesOf(words: readonly string[]): string[] | null {
  const [open, close] = [words.indexOf('('), words.lastIndexOf(')')]
  if (words.includes(',')) return null
  if (open < 0) return named(words)
  const isOne = words.filter((word) => word === '(').length === 1 && !/^(?:!|-not)$/.test(words[open - 1] ?? '')
  const outer = [...words.slice(0, open), ...words.slice(close + 1)]
  return isOne && !outer.some(isOr) ? named(words.slice(open + 1, close)) : null
}

/** One name for each of the ways; those that only leave out what they find need none where others act. */
function named(words: readonly string[]): string[] | null {
  const ways: string[][] = [[]]
  for (const word of words) {
    if (isOr(word)) ways.push([])
    else ways.at(-1)?.push(word)
  }
  const isActing = words.some((word) => isRun.test(word) || /^-(?:print0?|delete|printf)$/.test(word))
  const acting = ways.filter((way) => !(isActing && way.at(-1) === '-prune'))
  const names = acting.map((way) => {
    const at = way.findIndex((_, i) => isName.test(way[i - 1] ?? '') && !isNot.test(way[i - 2] ?? ''))
    const name = way[at] ?? ''
    const small = name.toLowerCase()
    return name === '' ? [] : way[at - 1] === '-iname' && small !== name ? [name, small] : [name]
  })
  const found = names.flat()
  return names.some((name) => name.length === 0) || found.length === 0 || found.length > limits.groups ? null : found
}

const isNot = /^(?:!|-not)$/

export const find: Reader = ({ args, stdin }) => {
  const start = args.findIndex(
    (arg) =>
      /^(?:-[a-zA-Z]{2}|-[^HLPODsxXEd]|[!(,])/.test(knownStart(arg)) || literal(arg) === '-d' || literal(arg) === '!',
  )
  const end = start < 0 ? args.length : start
  const roots = args.slice(0, end).filter((arg) => !/^-[HLPODsxXE]/.test(knownStart(arg)))
  const expression = args.slice(end)
  const isFiles = expression.some((arg, i) => literal(arg) === '-type' && literal(expression[i + 1] ?? []) === 'f')
  const names = namesOf(testsOf(expression))
  const isFollowing = args.some(fits(/^-(?:[PO\d]*[LH]|follow)$/))
  const starts = roots.length > 0 ? roots : [textValue('.')]
  const found: Target = {
    // With a slash behind it a link means what it leads to.
    roots: isFollowing ? starts.map((root) => concat(root, ['/'])) : starts,
    patterns: names?.map(globValue) ?? [],
    isTree: !isFiles && names === null && !onlyEmpty(expression),
  }
  const matches = [
    ...values(found),
    ...(meansGit(expression) ? values({ ...found, roots: found.roots.map((root) => concat(root, ['/.git'])) }) : []),
  ]
  return [
    args.some((arg) => isHole(arg[0]) && arg[0].hole === 'any') &&
      doubt('unknown-option', `find ${args.map(show).join(' ')}`.slice(0, 80)),
    done(expression, { found, matches, stdin }),
    roots.length < 2 && !expression.some(fits(/^-(?:printf|ls|exec)/)) && { output: spaced(matches, ['\n']) },
  ]
}

/** Nothing lies below what is empty. */
const onlyEmpty = (expression: readonly Value[]): boolean =>
  expression.some(fits(/^-empty$/)) && !expression.some(fits(/^(?:!|-not|-o|-or|,)$/))

interface Search {
  readonly found: Target
  readonly matches: readonly Value[]
  readonly stdin: Value
}

/** What the expression does with what is found. */
function done(expression: readonly Value[], search: Search): Found {
  const found: Found[] = []
  for (let i = 0; i < expression.length; i += 1) {
    const word = literal(expression[i] ?? []) ?? ''
    if (word === '-delete') found.push(deleted(search.found, search.matches))
    else if (/^-(?:fprint0?|fls)$/.test(word)) found.push(onPath('overwrite', expression[(i += 1)] ?? []))
    else if (word === '-fprintf') {
      found.push(onPath('overwrite', expression[i + 1] ?? []))
      i += 2
    } else if (word === '-files0-from')
      found.push(doubt('dynamic-code', 'find -files0-from'), onPath('read', expression[(i += 1)] ?? []))
    else if (/^-(?:exec|execdir|ok|okdir)$/.test(word)) {
      const command = commandAt(expression, i + 1)
      i += command.length + 1
      // Before `;` it starts once for each that is found.
      const isEach = literal(expression[i] ?? []) === ';' && !word.endsWith('dir')
      for (const matches of isEach ? search.matches.map((match) => [match]) : [search.matches])
        found.push(executed(command, word.endsWith('dir'), { ...search, matches }))
    } else if (takesOne.has(word) || /^-newer[aBcm][aBcmt]$/.test(word)) i += 1
    else if (!plain.has(word) && word !== '') found.push(doubt('unknown-option', `find ${word}`))
  }
  return found
}

/** Up to `;` or `{} +`. */
function commandAt(expression: readonly Value[], from: number): readonly Value[] {
  const rest = expression.slice(from)
  const stop = rest.findIndex(
    (arg, j) => literal(arg) === ';' || (literal(arg) === '+' && literal(rest[j - 1] ?? []) === '{}'),
  )
  return rest.slice(0, stop < 0 ? rest.length : stop)
}

function executed(command: readonly Value[], isInFolder: boolean, { found, matches, stdin }: Search): Run[] {
  const names = (found.patterns.length > 0 ? found.patterns : [[{ hole: 'name' } as const]]).map((pattern) =>
    concat(textValue('./'), pattern),
  )
  const runs: Run[] = isInFolder
    ? [...found.roots.map((root) => concat(root, ['/'], [{ hole: 'path' }])), ...foldersAbove(found)].map((folder) => ({
        kind: 'words',
        words: replaceMarks(command, names),
        stdin,
        folder,
      }))
    : [{ kind: 'words', words: replaceMarks(command, matches), stdin }]
  // A folder that is found stands for all that lies in it.
  return found.isTree ? [...runs, { kind: 'words', words: replaceMarks(command, found.roots), stdin }] : runs
}

/** What is found may be where it looks, which lies in the folder above; what is asked for by a name, or a file, is not. */
const foldersAbove = ({ isTree, roots }: Target): Value[] =>
  isTree ? roots.flatMap((root) => (/(?:^|\/)\.\/*$/.test(show(root)) ? [] : [concat(root, ['/..'])])) : []

/** A pattern of paths asks for what git keeps, and no condition turns that round. */
const meansGit = (expression: readonly Value[]): boolean =>
  !expression.some((arg) => literal(arg) === '-prune') &&
  expression.some(
    (arg, i) =>
      show(arg).includes('.git') &&
      /^-i?(?:path|wholename|regex)$/.test(show(expression[i - 1] ?? [])) &&
      !/^(?:!|-not)$/.test(show(expression[i - 2] ?? [])),
  )

/** `{}` anywhere in a word. */
function replaceMarks(command: readonly Value[], targets: readonly Value[]): Value[] {
  return command.flatMap((word) => {
    const text = literal(word)
    if (text === '{}') return [...targets]
    if (text === null || !text.includes('{}')) return [word]
    return targets.map((target) => spaced(text.split('{}').map(textValue), target))
  })
}

const deleted = ({ isTree, roots }: Target, matches: readonly Value[]): Found =>
  isTree ? onEach('delete', roots, true) : onEach('delete', matches)
