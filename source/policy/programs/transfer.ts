// cp, mv, install, ln: what is read, replaced, taken away, and the links that are made.
import type { Action } from '../action.ts'
import { concat, literal, show, textValue, type Value } from '../value.ts'
import { act, below, doubt, lastName, onPath, type Analyser } from './analysis.ts'
import { keptMode, modeActions } from './modes.ts'
import { compileGrammar, parseOptions, type ParsedOptions } from './options.ts'

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
function landings(target: Value, sources: readonly Value[], isFile: boolean): Value[] {
  if (isFile) return [target]
  const inFolder = sources.map((source) =>
    concat(target, literal(target)?.endsWith('/') === true ? [] : ['/'], lastName(source)),
  )
  // Folders that every system has.
  const isFolder = /\/$|^(?:\.{1,2}|\/tmp|\/var\/tmp)$/.test(literal(target) ?? '')
  return isFolder ? inFolder : [target, ...inFolder]
}

function extras({ parsed }: Transfer, name: string): Action[] {
  return [
    ...parsed.strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(parsed.mayHideOption ? [doubt('unknown-option', `${name} ${parsed.operands.map(show).join(' ')}`)] : []),
  ]
}

export const backup =
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

export const copy: Analyser = ({ name, args, folder }) => {
  const copied = transfer(copyGrammar, args)
  const { sources, target, has } = copied
  const isTree = has('a') || has('r')
  const isEmptying = sources.some((source) => literal(source) === '/dev/null')
  const kind = has('n') ? 'create' : isEmptying ? 'truncate' : 'overwrite'
  const reads = sources.map((source) => onPath('read', source, isTree))
  // What lies in `dot/.` lands in the target itself.
  const isInto = isTree && (has('T') || sources.some((source) => /(?:^|\/)\.\/*$/.test(literal(source) ?? '')))
  const writes = target
    ? [
        ...(isInto ? [onPath(kind, target, true)] : []),
        ...landings(target, sources, has('T')).map((path) => onPath(kind, path)),
      ]
    : []
  const links = target && (has('l') || has('s')) ? { links: linksOf(sources, target) } : {}
  const keeps = copied.parsed.options.some(
    ({ option, value }) =>
      option.name === 'a' ||
      option.name === 'p' ||
      (option.name === 'preserve' && /^$|mode|all/.test(show(value ?? []))),
  )
  const marks = keeps ? sources.flatMap((source) => keptMode(below(folder, source))) : []
  return { actions: [...marks, ...reads, ...writes, ...extras(copied, name)], runs: [], ...links }
}

export const move: Analyser = ({ name, args }) => {
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

export const install: Analyser = ({ name, args }) => {
  const installed = transfer(installGrammar, args)
  const { sources, target, has, parsed } = installed
  const mode = parsed.options.find(({ option }) => option.name === 'm')?.value ?? null
  const marks = [...(mode ? modeActions(mode) : []), ...(has('o') || has('g') ? [act('privilege', 'install -o')] : [])]
  if (has('d'))
    return {
      actions: [...marks, ...parsed.operands.map((path) => onPath('create', path)), ...extras(installed, name)],
      runs: [],
    }
  const kind = sources.some((source) => literal(source) === '/dev/null') ? 'truncate' : 'overwrite'
  const writes = target ? landings(target, sources, has('T') || has('D')).map((path) => onPath(kind, path)) : []
  return {
    actions: [...marks, ...sources.map((source) => onPath('read', source)), ...writes, ...extras(installed, name)],
    runs: [],
  }
}

export const linkFiles: Analyser = ({ name, args }) => {
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
