// cp, mv, install, ln: what is read, replaced, taken away, and the links that are made.
import { concat, literal, show, textValue, type Value } from '../model/value.ts'
import { act, below, lastName, only, onPath } from '../grammar/analysis.ts'
import { keptMode, modeActions } from './modes.ts'
import { reader, type Read } from '../grammar/reader.ts'

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

export const copy = reader(
  `-a/--archive -r/-R/--recursive -d -f/--force -i/--interactive -H -L/--dereference -P/--no-dereference -l/--link -s/--symbolic-link -n/--no-clobber -p -x/--one-file-system --preserve? --no-preserve: --parents --attributes-only --copy-contents --reflink? --sparse: --remove-destination --keep-directory-symlink ${backup}`,
  (given) => {
    const { options, has, call } = given
    const { sources, target } = wayOf(given)
    const isTree = has('a', 'r')
    const isEmptying = sources.some((source) => literal(source) === '/dev/null')
    const kind = has('n') ? 'create' : isEmptying ? 'truncate' : 'overwrite'
    // What lies in `dot/.` lands in the target itself.
    const isInto = isTree && (has('T') || sources.some((source) => /(?:^|\/)\.\/*$/.test(literal(source) ?? '')))
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
      sources.map((source) => onPath('read', source, isTree)),
      writes,
      target && has('l', 's') && { links: linksOf(sources, target) },
    ]
  },
)

export const move = reader(`-f/--force -i/--interactive -n/--no-clobber --exchange --no-copy ${backup}`, (given) => {
  const { sources, target } = wayOf(given)
  const kind = given.has('n') ? 'create' : 'overwrite'
  const landed = target ? landings(target, sources, given.has('T')) : []
  return [
    sources.map((source) => onPath('move', source, true)),
    landed.map((path) => onPath(kind, path)),
    // A link to a secret under a new name, or the secret itself: what the new name holds is not followed.
    target && { links: linksOf(sources, target) },
  ]
})

export const install = reader(
  `-c -C/--compare -d/--directory -D -g/--group: -m/--mode: -o/--owner: -p/--preserve-timestamps -s/--strip --strip-program:program ${backup}`,
  (given) => {
    const { operands, has, valueOf } = given
    const { sources, target } = wayOf(given)
    const mode = valueOf('m')
    const marks = [...(mode ? modeActions(mode) : []), ...(has('o', 'g') ? [act('privilege', 'install -o')] : [])]
    if (has('d')) return only(...marks, ...operands.map((path) => onPath('create', path)))
    const kind = sources.some((source) => literal(source) === '/dev/null') ? 'truncate' : 'overwrite'
    const landed = target ? landings(target, sources, has('T', 'D')) : []
    return [marks, sources.map((source) => onPath('read', source)), landed.map((path) => onPath(kind, path))]
  },
)

export const linkFiles = reader(
  `-s/--symbolic -f/--force -i/--interactive -n/--no-dereference -r/--relative -d/-F/--directory -L/--logical -P/--physical ${backup}`,
  (given) => {
    const { operands, has } = given
    const { sources, target } = operands.length === 1 ? { sources: operands, target: textValue('.') } : wayOf(given)
    const kind = has('f') ? 'overwrite' : 'create'
    const landed = target ? landings(target, sources, has('T', 'n')) : []
    return [
      !has('s') && sources.map((source) => onPath('read', source)),
      landed.map((path) => onPath(kind, path)),
      target && { links: linksOf(sources, target) },
    ]
  },
)

const linksOf = (sources: readonly Value[], target: Value) =>
  sources.flatMap((source) => landings(target, [source], false).map((path) => ({ path, target: source })))
