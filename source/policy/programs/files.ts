// Programs whose work is to change files: copy, move, link, delete, mark.
import type { Action } from '../action.ts'
import { concat, isKnown, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, doubt, lastName, onPath, type Analyser, type Analysis, type Call } from './analysis.ts'
import { compileGrammar, parseOptions, type ParsedOptions } from './options.ts'
import type { Spec } from './spec.ts'

export const fileSpecs: Readonly<Record<string, Spec>> = {
  rm: {
    options:
      '-rR -d -f -i -I -v --recursive --force --dir --verbose --interactive? --one-file-system --no-preserve-root --preserve-root?',
    operands: 'delete',
    tree: 'r R recursive',
  },
  rmdir: { options: '-p/--parents -v/--verbose --ignore-fail-on-non-empty', operands: 'delete' },
  unlink: { operands: 'delete' },
  trash: { isOpen: true, operands: 'deleteTree' },
  'trash-put': { isOpen: true, operands: 'deleteTree' },
  shred: {
    options: '-fuvxz -n: -s: --iterations: --size: --random-source:read --remove? --force --verbose --zero --exact',
    operands: 'delete',
  },
  wipe: { isOpen: true, operands: 'deleteTree' },
  srm: { isOpen: true, operands: 'deleteTree' },
  truncate: { options: '-c/--no-create -o/--io-blocks -r/--reference: -s/--size:', operands: 'truncate' },
  fallocate: {
    options: '-l/--length: -o/--offset: -n -p -z -c -d -i -x -v --punch-hole --zero-range --collapse-range --dig-holes',
    operands: 'modify',
  },
  mkfifo: { options: '-m/--mode: -Z', operands: 'create' },
  mknod: { options: '-m/--mode: -Z', first: 'create', operands: 'data', always: ['privilege'] },
  touch: { options: '-acmhf -d/--date: -t: -r/--reference: --no-create --time: --no-dereference', operands: 'create' },
  tee: {
    options: '-a/--append -i/--ignore-interrupts -p --output-error?',
    operands: 'overwrite',
    instead: [['a', 'append']],
  },
  sponge: { options: '-a', operands: 'overwrite', instead: [['a', 'append']] },
  chown: {
    options:
      '-RcfvhHLP --recursive --reference: --from: --changes --silent --quiet --verbose --dereference --no-dereference',
    first: 'data',
    operands: 'metadata',
    always: ['privilege'],
    tree: 'R recursive',
  },
  chgrp: {
    options: '-RcfvhHLP --recursive --reference: --changes --silent --quiet --verbose --dereference --no-dereference',
    first: 'data',
    operands: 'metadata',
    always: ['privilege'],
    tree: 'R recursive',
  },
  chattr: { isOpen: true, first: 'data', operands: 'metadata', always: ['privilege'] },
  setfacl: { isOpen: true, operands: 'metadata', always: ['privilege'] },
  setfattr: { isOpen: true, operands: 'metadata' },
  setcap: { isOpen: true, operands: 'metadata', always: ['privilege'] },
  mktemp: { options: '-d/--directory -u/--dry-run -q -t -p/--tmpdir? --suffix:', operands: 'data' },
  sync: { isOpen: true },
  rename: { isOpen: true, first: 'data', operands: 'move', always: ['inline-code'] },
  patch: {
    options:
      '-p/--strip: -i/--input:read -o/--output:overwrite -d/--directory: -r/--reject-file:overwrite -B: -b -N -R -E -f -s -t -u -c -l --dry-run --forward --reverse --batch --force --silent --quiet --verbose --binary --posix --fuzz: -F: --backup',
    first: 'modify',
    operands: 'read',
    fallback: [{ hole: 'path' }],
  },

  link: { first: 'read', operands: 'create' },
  dos2unix: { isOpen: true, operands: 'edit' },
  unix2dos: { isOpen: true, operands: 'edit' },
  ctags: { isOpen: true, operands: 'read' },
}

interface Transfer {
  readonly sources: readonly Value[]
  readonly target: Value | null
  readonly parsed: ParsedOptions
  readonly has: (name: string) => boolean
}

function transfer(grammar: ReturnType<typeof compileGrammar>, args: readonly Value[]): Transfer {
  const parsed = parseOptions(grammar, args)
  const has = (name: string) => parsed.options.some(({ option }) => option.name === name)
  const into = parsed.options.find(({ option }) => option.name === 't')?.value ?? null
  const { operands } = parsed
  if (into) return { sources: operands, target: into, parsed, has }
  return { sources: operands.slice(0, -1), target: operands.at(-1) ?? null, parsed, has }
}

/** Every path a target may mean: itself, or the source's name in it. A trailing slash makes it a folder. */
export function landings(target: Value, sources: readonly Value[], isFile: boolean): Value[] {
  if (isFile) return [target]
  const inFolder = sources.map((source) =>
    concat(target, literal(target)?.endsWith('/') === true ? [] : ['/'], lastName(source)),
  )
  return literal(target)?.endsWith('/') === true || /^\.{1,2}$/.test(literal(target) ?? '')
    ? inFolder
    : [target, ...inFolder]
}

function extras({ parsed }: Transfer, name: string): Action[] {
  return [
    ...parsed.strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(parsed.mayHideOption ? [doubt('unknown-option', `${name} ${parsed.operands.map(show).join(' ')}`)] : []),
  ]
}

const backup =
  '-b --backup? -S/--suffix: -v/--verbose -u/--update? -T/--no-target-directory -t/--target-directory: -Z --context? --strip-trailing-slashes --debug'
const copyGrammar = compileGrammar(
  `-a/--archive -r/-R/--recursive -d -f/--force -i/--interactive -H -L/--dereference -P/--no-dereference -l/--link -s/--symbolic-link -n/--no-clobber -p -x/--one-file-system --preserve? --no-preserve: --parents --attributes-only --copy-contents --reflink? --sparse: --remove-destination --keep-directory-symlink ${backup}`,
)
const moveGrammar = compileGrammar(`-f/--force -i/--interactive -n/--no-clobber --exchange --no-copy ${backup}`)
const installGrammar = compileGrammar(
  `-c -C/--compare -d/--directory -D -g/--group: -m/--mode: -o/--owner: -p/--preserve-timestamps -s/--strip --strip-program:program ${backup}`,
)
const linkGrammar = compileGrammar(
  `-s/--symbolic -f/--force -i/--interactive -n/--no-dereference -r/--relative -d/-F/--directory -L/--logical -P/--physical ${backup}`,
)

const copy: Analyser = ({ name, args }) => {
  const copied = transfer(copyGrammar, args)
  const { sources, target, has } = copied
  const isTree = has('a') || has('r')
  const isEmptying = sources.some((source) => literal(source) === '/dev/null')
  const kind = has('n') ? 'create' : isEmptying ? 'truncate' : 'overwrite'
  const reads = sources.map((source) => onPath('read', source, isTree))
  const writes = target ? landings(target, sources, has('T')).map((path) => onPath(kind, path)) : []
  const links = target && (has('l') || has('s')) ? { links: linksOf(sources, target) } : {}
  return { actions: [...reads, ...writes, ...extras(copied, name)], runs: [], ...links }
}

const move: Analyser = ({ name, args }) => {
  const moved = transfer(moveGrammar, args)
  const { sources, target, has } = moved
  const actions: Action[] = []

  for (const source of sources) {
    actions.push(onPath('move', source, true))
  }
  if (target)
    actions.push(...landings(target, sources, has('T')).map((path) => onPath(has('n') ? 'create' : 'overwrite', path)))
  // A link to a secret under a new name, or the secret itself: what the new name holds is not followed.
  return { actions: [...actions, ...extras(moved, name)], runs: [], links: target ? linksOf(sources, target) : [] }
}

const install: Analyser = ({ name, args }) => {
  const installed = transfer(installGrammar, args)
  const { sources, target, has, parsed } = installed
  const mode = parsed.options.find(({ option }) => option.name === 'm')?.value ?? null
  const marks = [...(mode ? modeActions(mode) : []), ...(has('o') || has('g') ? [act('privilege', 'install -o')] : [])]
  if (has('d'))
    return {
      actions: [...marks, ...parsed.operands.map((path) => onPath('create', path)), ...extras(installed, name)],
      runs: [],
    }
  const writes = target ? landings(target, sources, has('T') || has('D')).map((path) => onPath('overwrite', path)) : []
  return {
    actions: [...marks, ...sources.map((source) => onPath('read', source)), ...writes, ...extras(installed, name)],
    runs: [],
  }
}

const linkFiles: Analyser = ({ name, args }) => {
  const linked = transfer(linkGrammar, args)
  const { has, parsed } = linked
  const alone = parsed.operands.length === 1
  const sources = alone ? parsed.operands : linked.sources
  const target = alone ? textValue('.') : linked.target
  const reads = has('s') ? [] : sources.map((source) => onPath('read', source))
  const isForced = has('f')
  const writes = target
    ? landings(target, sources, has('T') || has('n')).map((path) => onPath(isForced ? 'overwrite' : 'create', path))
    : []
  return {
    actions: [...reads, ...writes, ...extras(linked, name)],
    runs: [],
    links: target ? linksOf(sources, target) : [],
  }
}

const linksOf = (sources: readonly Value[], target: Value) =>
  sources.flatMap((source) => landings(target, [source], false).map((path) => ({ path, target: source })))

/** Set-user-id, set-group-id: a numeric mode with bits above 0777, or an `s` in a symbolic one. */
export function modeActions(mode: Value): Action[] {
  const text = literal(mode)
  if (text === null) return [{ ...act('privilege', 'mode not known'), isUnsure: true }]
  const octal = /^[-+=]?[0-7]+$/.test(text) ? Number.parseInt(text.replace(/^[-+=]/, ''), 8) : 0
  const isSpecial = (octal & 0o6000) !== 0 || text.split(',').some((clause) => /[+=][rwxXstugo]*s/.test(clause))
  return isSpecial ? [act('privilege', `mode ${text}`)] : []
}

const changeMode: Analyser = ({ args }) => {
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
  return { actions: [...modeActions(mode), ...files.map((file) => onPath('metadata', file, isTree))], runs: [] }
}

const directoryGrammar = compileGrammar('-p/--parents -m/--mode: -v/--verbose -Z --context?')
const makeDirectory: Analyser = ({ name, args }) => {
  const { options, operands, strange } = parseOptions(directoryGrammar, args)
  const mode = options.find(({ option }) => option.name === 'm')?.value
  return {
    actions: [
      ...(mode ? modeActions(mode) : []),
      ...operands.map((path) => onPath('create', path)),
      ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ],
    runs: [],
    folders: operands,
  }
}

const convert: Analyser = ({ args }) => {
  const actions: Action[] = []
  const has = (pattern: RegExp) => args.some((other) => pattern.test(literal(other) ?? ''))
  for (const word of args) {
    const start = knownStart(word)
    const at = start.indexOf('=')
    const key = start.slice(0, at)
    const value: Value = at < 0 ? [] : concat([start.slice(at + 1)], word.slice(1))
    if (key === 'if') actions.push(onPath('read', value))
    else if (key === 'of')
      actions.push(
        onPath(
          has(/^(?:conv=\S*notrunc|oflag=\S*append)/)
            ? 'modify'
            : has(/^(?:if=\/dev\/null|count=0)$/)
              ? 'truncate'
              : 'overwrite',
          value,
        ),
      )
    else if (at < 0 && !isKnown(word)) actions.push(doubt('unknown-option', `dd ${show(word)}`))
  }
  return { actions, runs: [] }
}

const splitGrammar = compileGrammar(
  '-a: -b: -C: -l: -n: -t: -d -e -u -x --filter:code --additional-suffix: --lines: --bytes: --line-bytes: --number: --numeric-suffixes? --hex-suffixes? --suffix-length: --verbose --elide-empty-files --separator:',
)
const split: Analyser = ({ name, args }) => {
  const { options, operands, strange } = parseOptions(splitGrammar, args)
  const filter = options.find(({ option }) => option.name === 'filter')?.value ?? null
  const [input, prefix = textValue('x')] = operands
  const actions = [
    ...(input && literal(input) !== '-' ? [onPath('read', input)] : []),
    ...(filter ? [] : [onPath('overwrite', concat(prefix, [{ hole: 'name' }]))]),
    ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
  ]
  return { actions, runs: filter ? [{ kind: 'shell', source: filter }] : [] }
}

const contextGrammar = compileGrammar(
  '-f/--prefix: -b/--suffix-format: -n/--digits: -k/--keep-files -s/-q/--quiet/--silent -z/--elide-empty-files --suppress-matched',
)
const contextSplit: Analyser = ({ args }) => {
  const { options, operands } = parseOptions(contextGrammar, args)
  const prefix = options.find(({ option }) => option.name === 'f')?.value ?? textValue('xx')
  return {
    actions: [
      ...operands.slice(0, 1).map((path) => onPath('read', path)),
      onPath('overwrite', concat(prefix, [{ hole: 'name' }])),
    ],
    runs: [],
  }
}

/** In place: the original goes, another file comes (gzip and its kin). */
const compress =
  (suffix: string): Analyser =>
  ({ name, args }: Call): Analysis => {
    const parsed = parseOptions(compressGrammar, args)
    const has = (option: string) => parsed.options.some((each) => each.option.name === option)
    const isLook = ['c', 't', 'l'].some(has)
    const isUnpacking = has('d') || name.startsWith('un')
    const actions = parsed.operands.flatMap((file) => [
      onPath('read', file, has('r')),
      ...(isLook ? [] : [onPath('overwrite', isUnpacking ? unpacked(file, suffix) : concat(file, [suffix]))]),
      ...(isLook || has('k') || name.includes('zstd') || name.includes('lz4')
        ? []
        : [onPath('delete', file, has('r'))]),
    ])
    const output = parsed.options.find(({ option }) => option.name === 'o')?.value
    return {
      actions: [
        ...actions,
        ...(output ? [onPath('overwrite', output)] : []),
        ...parsed.strange
          .filter((option) => !/^-[0-9]$/.test(option))
          .map((option) => doubt('unknown-option', `${name} ${option}`)),
      ],
      runs: [],
    }
  }
const unpacked = (file: Value, suffix: string): Value => {
  const text = literal(file)
  return text === null ? unknown : textValue(text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)
}
const compressGrammar = compileGrammar(
  '-c/--stdout/--to-stdout -d/--decompress/--uncompress -t/--test -l/--list -k/--keep -f/--force -r/--recursive -n/--no-name -N/--name -q/--quiet -v/--verbose -S/--suffix: -z/--compress -e/--extreme -T/--threads: --rsyncable -s/--small -1 -2 -3 -4 -5 -6 -7 -8 -9 --fast --best -o:  -0 -h/--help -V/--version --rm -F/--format:',
)

export const fileAnalysers: Readonly<Record<string, Analyser>> = {
  cp: copy,
  mv: move,
  install,
  ln: linkFiles,
  chmod: changeMode,
  mkdir: makeDirectory,
  dd: convert,
  dcfldd: convert,
  split,
  csplit: contextSplit,
  ...Object.fromEntries(['gzip', 'gunzip', 'pigz', 'unpigz'].map((name) => [name, compress('.gz')])),
  ...Object.fromEntries(['bzip2', 'bunzip2', 'pbzip2'].map((name) => [name, compress('.bz2')])),
  ...Object.fromEntries(['xz', 'unxz', 'lzma', 'unlzma'].map((name) => [name, compress('.xz')])),
  ...Object.fromEntries(['zstd', 'unzstd', 'pzstd'].map((name) => [name, compress('.zst')])),
  ...Object.fromEntries(['lz4', 'unlz4'].map((name) => [name, compress('.lz4')])),
  compress: compress('.Z'),
  uncompress: compress('.Z'),
  lzop: compress('.lzo'),
}
