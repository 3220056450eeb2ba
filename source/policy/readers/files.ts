// cp, mv, install, ln, dd, split, tee: what is read, replaced, taken away or made of a stream, and the links that are made.
import {
  concat,
  fits,
  knownStart,
  literal,
  show,
  textValue,
  unknown,
  type Value,
  cut,
  isKnown,
} from '../model/value.ts'
import { act, below, lastName, onEach, onPath, doubt } from '../grammar/analysis.ts'
import { type Read, reader, type Reader } from '../grammar/reader.ts'
import type { Action } from '../model/action.ts'
import { among, alike } from '../among.ts'
import type { Row } from '../grammar/row.ts'

/** What is copied or moved, and to where. */
function wayOf({ operands, valueOf }: Read): { sources: readonly Value[]; target: Value | null } {
  const into = valueOf('t')
  return into
    ? { sources: operands, target: into }
    : { sources: operands.slice(0, -1), target: operands.at(-1) ?? null }
}

/** Every path a target may mean: itself, or the source's name in it. A trailing slash makes it a folder. */
function landings(target: Value, sources: readonly Value[], isFile: boolean): Value[] {
  if (isFile) return [target]
  const inFolder = sources.map((source) =>
    concat(target, literal(target)?.endsWith('/') === true ? [] : ['/'], lastName(source)),
  )
  // Folders that every system has.
  const isFolder = /\/$|^(?:\.{1,2}|\/tmp|\/var\/tmp)$/.test(literal(target) ?? '')
  return isFolder ? inFolder : [target, ...inFolder]
}

const backup =
  '-b --backup? -S/--suffix: -v/--verbose -u/--update? -T/--no-target-directory -t/--target-directory: -Z --context? --strip-trailing-slashes --debug'

const copy = reader(
  `-a/--archive -r/-R/--recursive -d -f/--force -i/--interactive -H -L/--dereference -P/--no-dereference -l/--link -s/--symbolic-link -n/--no-clobber -p -x/--one-file-system --preserve? --no-preserve: --parents --attributes-only --copy-contents --reflink? --sparse: --remove-destination --keep-directory-symlink ${backup}`,
  (given) => {
    const { options, has, call } = given
    const { sources, target } = wayOf(given)
    const isTree = has('a', 'r')
    const isEmptying = sources.some((source) => literal(source) === '/dev/null')
    const kind = has('n') ? 'create' : isEmptying ? 'truncate' : 'overwrite'
    // What lies in `dot/.` lands in the target itself.
    const isInto = isTree && (has('T') || sources.some(fits(/(?:^|\/)\.\/*$/)))
    const writes = target && [
      isInto && onPath(kind, target, true),
      landings(target, sources, has('T')).map((path) => onPath(kind, path)),
    ]
    const keeps = options.some(
      ({ option: { name }, value }) =>
        name === 'a' || name === 'p' || (name === 'preserve' && /^$|mode|all/.test(show(value ?? []))),
    )
    const marks = keeps ? sources.flatMap((source) => keptMode(below(call.folder, source))) : []
    return [
      marks,
      onEach('read', sources, isTree),
      writes,
      target && has('l', 's') && { links: linksOf(sources, target) },
    ]
  },
)

const move = reader(`-f/--force -i/--interactive -n/--no-clobber --exchange --no-copy ${backup}`, (given) => {
  const { sources, target } = wayOf(given)
  const kind = given.has('n') ? 'create' : 'overwrite'
  const landed = target ? landings(target, sources, given.has('T')) : []
  return [
    onEach('move', sources, true),
    onEach(kind, landed),
    // A link to a secret under a new name, or the secret itself: what the new name holds is not followed.
    target && { links: linksOf(sources, target) },
  ]
})

const install = reader(
  `-c -C/--compare -d/--directory -D -g/--group: -m/--mode: -o/--owner: -p/--preserve-timestamps -s/--strip --strip-program:program ${backup}`,
  (given) => {
    const { operands, has, valueOf } = given
    const { sources, target } = wayOf(given)
    const mode = valueOf('m')
    const marks = [mode && modeActions(mode), has('o', 'g') && act('privilege', 'install -o')]
    if (has('d')) return [marks, onEach('create', operands)]
    const kind = sources.some((source) => literal(source) === '/dev/null') ? 'truncate' : 'overwrite'
    const landed = target ? landings(target, sources, has('T', 'D')) : []
    return [marks, onEach('read', sources), onEach(kind, landed)]
  },
)

const linkFiles = reader(
  `-s/--symbolic -f/--force -i/--interactive -n/--no-dereference -r/--relative -d/-F/--directory -L/--logical -P/--physical ${backup}`,
  (given) => {
    const { operands, has } = given
    const { sources, target } =
      operands.length === 1 && !has('t') ? { sources: operands, target: textValue('.') } : wayOf(given)
    const kind = has('f') ? 'overwrite' : 'create'
    const landed = target ? landings(target, sources, has('T', 'n')) : []
    return [!has('s') && onEach('read', sources), onEach(kind, landed), target && { links: linksOf(sources, target) }]
  },
)

/** `link` takes two names and nothing else. */
const linkOne: Reader = ({ args: [source, path] }) =>
  source && path && [onPath('read', source), onPath('create', path), { links: [{ path, target: source }] }]

export const linksOf = (sources: readonly Value[], target: Value) =>
  sources.flatMap((source) => landings(target, [source], false).map((path) => ({ path, target: source })))

// Modes: chmod and mkdir, and what sets a user id.

/** Set-user-id, set-group-id: a numeric mode with bits above 0777, or an `s` in a symbolic one. */
function modeActions(mode: Value): Action[] {
  const text = literal(mode)
  if (text === null) return [{ ...act('privilege', 'mode not known'), isUnsure: true }]
  const octal = /^[-+=]?[0-7]+$/.test(text) ? Number.parseInt(text.replace(/^[-+=]/, ''), 8) : 0
  const isSpecial = (octal & 0o6000) !== 0 || text.split(',').some((clause) => /[+=][rwxXstugo]*s/.test(clause))
  return isSpecial ? [act('privilege', `mode ${text}`)] : []
}

const setUser = among(
  String.raw`
    su sudo sudoedit doas pkexec passwd gpasswd chsh chfn newgrp mount umount fusermount3? ping at crontab newuidmap
    newgidmap unix_chkpwd bwrap ntfs-3g Xorg\.wrap [^/*?\u2039]*[*?\u2039][^/]*`,
  { before: String.raw`^\/(?:usr\/)?(?:local\/)?s?bin\/` },
)

/** A copy that keeps the mode of a program with the set-user-id bit has it too, if an administrator makes it. */
export const keptMode = (source: Value): Action[] =>
  setUser.test(show(source)) ? [{ ...act('privilege', `the mode of ${show(source)}`), isUnsure: true }] : []

const changeMode: Reader = ({ args }) => {
  const options: string[] = []
  const rest: Value[] = []
  let isDone = false
  for (const word of args) {
    const text = literal(word) ?? knownStart(word)
    if (!isDone && text === '--') isDone = true
    else if (!isDone && /^(?:-[Rcfv]+|--.*)$/.test(text)) options.push(text)
    else rest.push(word)
  }
  const isTree = options.some((option) => /^(?:-\w*R|--rec)/.test(option))
  const isReference = options.some((option) => option.startsWith('--ref'))
  const [mode = [], ...files] = isReference ? [unknown, ...rest] : rest
  return [modeActions(mode), onEach('metadata', files, isTree)]
}

/** An attribute of the system's own names gives a program capabilities or other owners. */
const setAttribute = reader(
  '-n/--name: -v/--value: -x/--remove: -h/--no-dereference --restore:read --raw --version --help',
  ({ operands, valuesOf, has }) => {
    const isPlain = [...valuesOf('n'), ...valuesOf('x')].every((name) => knownStart(name).startsWith('user.'))
    return [(!isPlain || has('restore')) && act('privilege', 'setfattr'), onEach('metadata', operands)]
  },
)

const makeDirectory = reader(
  '-p/--parents -m/--mode: -v/--verbose -Z --context?',
  ({ operands, has, valueOf }) => {
    const mode = valueOf('m')
    // With a mode of its own nobody may enter it; without -p one below what is not there is not made.
    const made = mode ? [] : operands.filter((path) => has('p') || !show(path).includes('/'))
    return [mode && modeActions(mode), onEach('create', operands), { folders: made }]
  },
  { isPlain: true },
)

// dd, split, csplit, truncate and tee: parts of files, and files made of a stream.

const convert: Reader = ({ args }) => {
  const has = (pattern: RegExp) => args.some(fits(pattern))
  const isPart = has(/^(?:conv=\S*notrunc|oflag=\S*append)/)
  const written = isPart ? 'modify' : has(/^(?:if=\/dev\/null|count=0)$/) ? 'truncate' : 'overwrite'
  return args.map((word) => {
    const [, key = ''] = /^([^=]*)=/.exec(knownStart(word)) ?? []
    if (key === 'if') return onPath('read', cut(word, 3))
    if (/^(?:of|\w*log)$/.test(key)) return onPath(written, cut(word, key.length + 1))
    return !knownStart(word).includes('=') && !isKnown(word) && doubt('unknown-option', `dd ${show(word)}`)
  })
}

const split = reader(
  '-a: -b: -C: -l: -n: -t: -d -e -u -x --filter:code --additional-suffix: --lines: --bytes: --line-bytes: --number: --numeric-suffixes? --hex-suffixes? --suffix-length: --verbose --elide-empty-files --separator:',
  ({ operands: [input = [], prefix = textValue('x')], has }) => [
    !/^-?$/.test(literal(input) ?? 'x') && onPath('read', input),
    !has('filter') && onPath('overwrite', concat(prefix, [{ hole: 'name' }])),
  ],
)

const added = (format: Value | null): Value =>
  format === null || !show(format).includes('/') ? [{ hole: 'name' }] : unknown

const contextSplit = reader(
  '-f/--prefix: -b/--suffix-format: -n/--digits: -k/--keep-files -s/-q/--quiet/--silent -z/--elide-empty-files --suppress-matched',
  ({ operands, valueOf }) => [
    onEach('read', operands.slice(0, 1)),
    // The number is only a part of what is added, and folders may be others.
    onPath('overwrite', concat(valueOf('f') ?? textValue('xx'), added(valueOf('b')))),
  ],
)

/** A size that may be nothing empties the file; any other cuts or lengthens it. */
const keepsSome = /^(?:[+>%<]?0*[1-9]\d*[A-Za-z]*|[+>]\d+[A-Za-z]*)$/

const truncate = reader('-c/--no-create -o/--io-blocks -r/--reference: -s/--size:', ({ operands, valueOf }) => {
  const kind = keepsSome.test(literal(valueOf('s') ?? []) ?? '') ? 'modify' : 'truncate'
  return onEach(kind, operands)
})

/** What nothing is written to is empty. */
const tee = reader('-a/--append -i/--ignore-interrupts -p --output-error?', ({ operands, has, call }) => {
  const kind = has('a') ? 'append' : literal(call.stdin) === '' ? 'truncate' : 'overwrite'
  return onEach(kind, operands)
})

export const fileRows: Readonly<Record<string, Row>> = {
  cp: { about: 'copies files and trees', ...copy, isTame: true },
  mv: { about: 'moves files and trees', ...move, isTame: true },
  install: { about: 'copies files with a mode', ...install },
  ln: { about: 'makes links', ...linkFiles, isTame: true },
  link: { about: 'another name for a file', isTame: true, read: linkOne },
  chmod: { about: 'changes modes of files', read: changeMode },
  mkdir: { about: 'makes folders', ...makeDirectory, isTame: true },
  setfattr: { about: 'changes attributes of files', ...setAttribute },
  truncate: { about: 'gives files a size', ...truncate },
  ...alike('tee sponge', { about: 'writes what it reads to files', ...tee }),
  ...alike('dd dcfldd', { about: 'copies bytes', read: convert }),
  split: { about: 'parts of a file', ...split },
  csplit: { about: 'parts of a file', ...contextSplit },
}
