// What git keeps or differs by, on its way through a pipe or a file into the working tree.
import type { Action } from '../../model/action.ts'
import { isHole, knownStart, literal, type Value } from '../../model/value.ts'
import { type Call, onPath } from '../../grammar/analysis.ts'
import { mayLose, unsure } from './call.ts'
import { restored } from './files.ts'

/** What one command of a pipe prints for the next: a difference, files as they were, or all of them in an archive. */
export interface Piped {
  readonly kind: 'difference' | 'files' | 'archive'
  readonly isReversed: boolean
  /** The words that name the files. */
  readonly args: readonly Value[]
  /** Files it was put into. */
  readonly outputs: readonly Value[]
  /** A substitution took it. */
  readonly isTaken?: boolean
}

const valued = /^(?:-C|-c|--git-dir|--work-tree)$/
const isReversing = (args: readonly Value[]): boolean =>
  args.some((arg) => {
    const text = literal(arg) ?? ''
    return text === '--reverse' || (text.includes('R') && /^-[a-zA-Z]/.test(text))
  })

/** Null: nothing of git's. */
export function pipedBy({ name, args, outputs = [] }: Call): Piped | null {
  if (name !== 'git') return null
  const at = args.findIndex(
    (arg, i) => !knownStart(arg).startsWith('-') && !valued.test(literal(args[i - 1] ?? []) ?? ''),
  )
  const verb = literal(args[at] ?? []) ?? ''
  const rest = args.slice(at + 1)
  const common = { isReversed: false, args: [], outputs: [...outputs, ...rest.flatMap(namedOutput)] }
  if (verb === 'archive') return { ...common, kind: 'archive' }
  if (verb === 'diff' && !rest.some((arg) => /^--(?:cached|staged|no-index)$/.test(literal(arg) ?? '')))
    return { ...common, kind: 'difference', isReversed: isReversing(rest) }
  return /^(?:show|cat-file)$/.test(verb) ? { ...common, kind: 'files', args: rest } : null
}

/** `-o FILE`, `-oFILE`, `--output=FILE`. */
function namedOutput(arg: Value, i: number, args: readonly Value[]): Value[] {
  const text = literal(arg) ?? ''
  if (/^(?:-o|--output)$/.test(text)) return args[i + 1] ? [args[i + 1] ?? []] : []
  const [, file] = /^(?:-o|--output=)(.+)$/s.exec(text) ?? []
  return file === undefined ? [] : [[file]]
}

/** What a later command of the pipe takes back with it: work that was not committed goes. */
export function takenBack(piped: Piped | null, call: Call, actions: readonly Action[]): Action[] {
  if (piped === null) return []
  if (piped.kind === 'difference') return undoes(piped, call) ? [mayLose('git diff | patch -R')] : []
  const written = actions.filter(({ kind, path }) => path !== undefined && /^(?:overwrite|modify)$/.test(kind))
  const paths = written.flatMap(({ path }) => (path ? [path] : []))
  if (piped.kind === 'archive') return paths.some(isHere) ? [mayLose('git archive | tar x')] : []
  return restored({ ...call, args: piped.args, outputs: [...(call.outputs ?? []), ...paths] })
}

/**
 * The same behind a file that lies in between: what was kept may come back by any later call of the text.
 * @param inputs - what the call reads beside its words
 */
export function keptBack(
  kept: readonly Piped[],
  call: Call,
  inputs: readonly Value[],
  actions: readonly Action[],
): Action[] {
  if (kept.length === 0) return []
  const words = [...call.args, ...inputs].flatMap((word) => literal(word) ?? [])
  const named = new Set(words.flatMap((word) => [word, word.replace(/^--?[\w-]*=|^-\w/, '')]))
  const isRead = ({ outputs }: Piped) => outputs.some((output) => named.has(literal(output) ?? ''))
  return kept
    .filter((each) => (each.kind === 'difference' && each.isTaken) || isRead(each))
    .flatMap((each) => takenBack(each, { ...call, outputs: [] }, [...actions, ...written(call)]))
    .map(unsure)
}

/** What is kept behind a call: by itself, or by what reads it from a pipe and writes it down. */
export function keptBy(piped: Piped | null, call: Call, actions: readonly Action[], isTaken: boolean): Piped[] {
  const printed = pipedBy(call)
  if (printed !== null) return [{ ...printed, isTaken }]
  const files = [...actions, ...written(call)].filter(({ kind }) => kind === 'overwrite' || kind === 'append')
  const outputs = files.flatMap(({ path }) => (path ? [path] : []))
  return piped !== null && outputs.length > 0 ? [{ ...piped, outputs }] : []
}

const written = ({ outputs = [] }: Call): Action[] => outputs.map((path) => onPath('overwrite', path))

function undoes({ isReversed }: Piped, { name, args }: Call): boolean {
  const texts = args.map((arg) => literal(arg) ?? '')
  if (texts.some((text) => /^--(?:dry-run|check|stat|numstat|summary|cached)$/.test(text))) return false
  const isPatching = name === 'patch' || (name === 'git' && texts.includes('apply'))
  return isPatching && isReversing(args) !== isReversed
}

/** Anything that is tracked, from the folder where it stands. */
const isHere = (path: Value): boolean =>
  /^(?:\.\/)*$/.test(knownStart(path)) && path.some((part) => isHole(part) && part.hole === 'tracked')
