// Archivers: what they read, unpack over, remove, and the programs they call.
import type { Action } from '../action.ts'
import { concat, hole, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, below, doubt, onPath, shell, words, type Analyser, type Run } from './analysis.ts'
import { globValue } from './find.ts'
import { compileGrammar, cut, parseOptions } from './options.ts'
import { inRole } from './spec.ts'
import { unpackers } from './unpackers.ts'

const tarGrammar = compileGrammar(
  '-c/--create -x/--extract/--get -t/--list -r/--append -u/--update -A/--catenate/--concatenate -d/--diff/--compare --delete -f/--file:archive -C/--directory:folder -T/--files-from:listed -X/--exclude-from:read --exclude: -I/--use-compress-program:code --to-command:code --checkpoint? --checkpoint-action:action -F/--info-script/--new-volume-script:code --rsh-command:code --rmt-command:code -z/--gzip/--gunzip -j/--bzip2 -J/--xz --zstd --lzma --lzip --lzop -Z/--compress -a/--auto-compress -v/--verbose -p/--preserve-permissions -k/--keep-old-files --skip-old-files --overwrite -O/--to-stdout --remove-files --strip-components: --transform/--xform: -P/--absolute-names -h/--dereference -m/--touch -w/--interactive -W/--verify -S/--sparse -g/--listed-incremental:overwrite -N/--newer: -b: -L: -M -l -B -i -R -s -n -o -U/--unlink-first --recursive-unlink --one-file-system --owner: --group: --mode: --mtime: --sort: --format/-H: --totals? --wildcards --no-recursion --numeric-owner --same-owner --no-same-owner --no-same-permissions --keep-newer-files --keep-directory-symlink --show-transformed-names --exclude-vcs --exclude-vcs-ignores --exclude-caches --anchored --no-anchored --ignore-failed-read --index-file:overwrite --null --occurrence? --pax-option: --posix --warning: --xattrs --acls --selinux --volno-file:overwrite --quoting-style: --force-local --label/-V:',
)

export const tar: Analyser = ({ args }) => {
  const [first = [], ...rest] = args
  const bundle = literal(first)
  // The old form: letters without a dash, their values follow in turn.
  const isOld = bundle !== null && /^[a-zA-Z]+$/.test(bundle) && !bundle.startsWith('-')
  const given = isOld ? oldForm(bundle, rest) : args
  const parsed = parseOptions(tarGrammar, given)
  const has = (name: string) => parsed.options.some(({ option }) => option.name === name)
  const actions: Action[] = parsed.strange.map((option) => doubt('unknown-option', `tar ${option}`))
  if (parsed.mayHideOption) actions.push(doubt('unknown-option', `tar ${given.map(show).join(' ')}`.slice(0, 80)))
  const runs: Run[] = []
  let folder: Value | null = null
  for (const { option, value } of parsed.options) {
    if (value === null) continue
    if (option.role === 'folder') folder = below(folder, value)
    else if (option.role === 'code') runs.push({ ...shell(value), stdin: unknown })
    else if (option.role === 'action') runs.push(...checkpointAction(value))
    else if (option.role === 'listed') actions.push(onPath('read', value), onPath('read', unknown))
    else if (option.role === 'read') actions.push(onPath('read', value))
    else if (option.role === 'overwrite') actions.push(onPath('overwrite', value))
    else if (option.role === 'archive')
      actions.push(
        ...archiveActions(value, has('c') ? 'overwrite' : has('x') || has('t') || has('d') ? 'read' : 'modify'),
      )
  }
  const at = (path: Value) => below(folder, path)
  if (has('c') || has('r') || has('u')) {
    actions.push(...parsed.operands.map((path) => onPath('read', at(path), true)))
    if (has('remove-files')) actions.push(...parsed.operands.map((path) => onPath('delete', at(path), true)))
  }
  if (has('x') && !has('O') && !has('to-command')) {
    const isSafe = has('k') || has('skip-old-files')
    const kind = isSafe ? 'create' : 'overwrite'
    const all = has('P') ? unknown : at(hole(has('transform') ? 'path' : 'tracked'))
    actions.push(onPath(kind, all), ...parsed.operands.map((name) => onPath(kind, at(member(name)), true)))
    if (has('U') || has('recursive-unlink')) actions.push(onPath('delete', all))
  }
  return { actions, runs }
}

/** What is asked for by name or pattern. */
const member = (name: Value): Value => globValue(literal(name) ?? '*')

function oldForm(letters: string, rest: readonly Value[]): Value[] {
  const made: Value[] = []
  let next = 0
  for (const letter of letters) {
    made.push([`-${letter}`])
    if ('fCTXIFgNbLHVK'.includes(letter)) made.push(rest[next++] ?? [])
  }
  return [...made, ...rest.slice(next)]
}

function archiveActions(file: Value, kind: 'read' | 'overwrite' | 'modify'): Action[] {
  const text = literal(file)
  if (text === '-') return []
  return /^[^/]+:/.test(knownStart(file)) ? [act('network', 'tar'), onPath(kind, file)] : [onPath(kind, file)]
}

function checkpointAction(value: Value): Run[] {
  return knownStart(value).startsWith('exec=') ? [shell(cut(value, 5))] : []
}

const zipGrammar = compileGrammar(
  '-T/--test -TT/--unzip-command:code -b/--temp-path: -m/--move -r/--recurse-paths -x/--exclude:rest -i/--include:rest -d/--delete -j -q -v -u -f -g -y -9 -0 -1 -2 -3 -4 -5 -6 -7 -8 -@ -e -P: -n: -s: -t: -tt: -X -D -o -l -ll -c -z -S -A -F -FF -k --symlinks --quiet -O/--out/--output-file:overwrite -lf/--logfile-path:overwrite -la/--log-append -li/--log-info -sf/--show-files -so -sb -sc -sp -su -sU -sv -FS/--filesync -MM -UN: -db -dc -dd -dg -ds: -du -dv -fd -fz -ic -nw -ws -DF -AS -AC -RE -R --recurse-patterns',
)
const zip: Analyser = ({ args }) => {
  const parsed = parseOptions(zipGrammar, args.flatMap(zipWords))
  const has = (name: string) => parsed.options.some(({ option }) => option.name === name)
  const [archive, ...files] = parsed.operands
  const found = parsed.options.flatMap(({ option, value }) => (value ? [inRole(option.role, value)] : []))
  const named =
    archive && literal(archive) !== '-'
      ? [
          onPath('modify', archive),
          ...(/\.\w+$/.test(show(archive)) ? [] : [onPath('modify', concat(archive, ['.zip']))]),
        ]
      : []
  return {
    actions: [
      ...named,
      ...found.flatMap(({ actions }) => actions),
      ...(has('@') ? [onPath('read', unknown)] : []),
      ...files.map((path) => onPath('read', path, has('r'))),
      ...(has('m') ? files.map((path) => onPath('delete', path, true)) : []),
      ...parsed.strange.map((option) => doubt('unknown-option', `zip ${option}`)),
    ],
    runs: found.flatMap(({ runs }) => runs),
  }
}

/** Options of two letters may end a word of several. */
function zipWords(arg: Value): Value[] {
  const [, before, last] = /^-([A-Za-z0-9@]+?)(lf|la|TT|UN|tt|ds)$/.exec(literal(arg) ?? '') ?? []
  return before === undefined ? [arg] : [textValue(`-${before}`), textValue(`-${last}`)]
}

const unzipGrammar = compileGrammar(
  '-d:folder -x:rest -l -t -v -p -c -n -o -q -qq -u -f -j -a -aa -b -C -L -M -V -X -K -P: -z -Z -O: -I: -B',
)
const unzip: Analyser = ({ args }) => {
  const parsed = parseOptions(unzipGrammar, args)
  const has = (name: string) => parsed.options.some(({ option }) => option.name === name)
  const folder = parsed.options.find(({ option }) => option.name === 'd')?.value ?? null
  const [archive, ...names] = parsed.operands
  const reads = archive ? [onPath('read', archive)] : []
  const mayLeave = parsed.strange.includes('-:')
  if (['l', 't', 'v', 'p', 'c', 'z', 'Z'].some(has)) return { actions: reads, runs: [] }
  const kind = has('n') ? 'create' : 'overwrite'
  return {
    actions: [
      ...reads,
      onPath(kind, mayLeave ? unknown : below(folder, hole('tracked'))),
      ...names.map((name) => onPath(kind, below(folder, member(name)), true)),
    ],
    runs: [],
  }
}

const sevenZip: Analyser = ({ args }) => {
  const [verb, ...rest] = args
  const name = literal(verb ?? []) ?? ''
  const operands = rest.filter((arg) => !knownStart(arg).startsWith('-'))
  const out = rest
    .map(show)
    .find((text) => text.startsWith('-o'))
    ?.slice(2)
  const [archive = unknown, ...files] = operands
  if (/^(?:l|t|i|h)$/.test(name)) return { actions: [onPath('read', archive)], runs: [] }
  if (/^(?:x|e)$/.test(name))
    return {
      actions: [onPath('read', archive), onPath('overwrite', below(out ? textValue(out) : null, hole('tracked')))],
      runs: [],
    }
  return {
    actions: [
      onPath('modify', archive),
      ...files.flatMap((path) =>
        knownStart(path).startsWith('@') ? inRole('listed', cut(path, 1)).actions : [onPath('read', path, true)],
      ),
      ...(rest.some((arg) => literal(arg) === '-sdel') ? files.map((path) => onPath('delete', path, true)) : []),
    ],
    runs: [],
  }
}

const cpioGrammar = compileGrammar(
  '-i/--extract -o/--create -p/--pass-through -t/--list -d/--make-directories -u/--unconditional -v -m -a -0/--null -F/--file:archive -O:overwrite -I:read -H: -D/--directory:folder -B -c -l -L -A -R: --no-absolute-filenames --quiet -E: --rsh-command:code --to-stdout',
)
const cpio: Analyser = ({ args, stdin }) => {
  const parsed = parseOptions(cpioGrammar, args)
  const has = (name: string) => parsed.options.some(({ option }) => option.name === name)
  const actions: Action[] = []
  const listed: Value = literal(stdin) === null ? stdin : unknown
  const folder = parsed.options.find(({ option }) => option.role === 'folder')?.value ?? null
  for (const { option, value } of parsed.options) {
    if (value === null) continue
    if (option.role === 'archive') actions.push(...archiveActions(value, has('o') ? 'overwrite' : 'read'))
    if (option.role === 'overwrite' || option.role === 'read') actions.push(onPath(option.role, value))
  }
  if (has('o'))
    actions.push(
      ...(literal(stdin) ?? '')
        .split('\n')
        .filter(Boolean)
        .map((path) => onPath('read', textValue(path))),
      ...(literal(stdin) === null ? [onPath('read', listed)] : []),
    )
  if (has('p')) actions.push(onPath('read', listed), onPath('overwrite', parsed.operands[0] ?? unknown, true))
  if (has('i') && !has('t') && !has('to-stdout'))
    actions.push(onPath('overwrite', has('no-absolute-filenames') ? below(folder, hole('tracked')) : unknown))
  return {
    actions,
    runs: parsed.options.flatMap(({ option, value }): Run[] => (option.role === 'code' && value ? [shell(value)] : [])),
  }
}

const paxGrammar = compileGrammar(
  '-r -w -f:archive -a -v -z -n -k -u -x: -s: -b: -o: -p: -d -l -i -t -c -D -H -L -P -X -Y -Z -E: -B: -G: -T: -U: -0 -j',
)
const pax: Analyser = ({ args, stdin }) => {
  const parsed = parseOptions(paxGrammar, args)
  const has = (name: string) => parsed.options.some(({ option }) => option.name === name)
  const archive = parsed.options.find(({ option }) => option.name === 'f')?.value
  const actions: Action[] = archive ? [onPath(has('w') ? 'overwrite' : 'read', archive)] : []
  if (has('w')) actions.push(...parsed.operands.map((path) => onPath('read', path, true)))
  if (has('r')) actions.push(onPath('overwrite', has('w') ? (parsed.operands.at(-1) ?? unknown) : unknown, true))
  if (has('w') && parsed.operands.length === 0) actions.push(onPath('read', stdin))
  return { actions, runs: [] }
}

export const archiveAnalysers: Readonly<Record<string, Analyser>> = {
  tar,
  bsdtar: tar,
  gtar: tar,
  star: tar,
  zip,
  unzip,
  '7z': sevenZip,
  '7za': sevenZip,
  '7zr': sevenZip,
  cpio,
  pax,
  ...unpackers,
  'run-parts': ({ args }) => ({ actions: [doubt('opaque-script', `run-parts ${show(args.at(-1) ?? [])}`)], runs: [] }),
  logrotate: () => ({ actions: [doubt('opaque-script', 'logrotate')], runs: [] }),
  zipgrep: ({ args }) => ({
    actions: args.slice(1).map((path) => onPath('read', path)),
    runs: [words(textValue('true'))],
  }),
}
