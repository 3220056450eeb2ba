// What git keeps or differs by, on its way through a pipe into the working tree.
import type { Action } from '../../model/action.ts'
import { isHole, knownStart, literal, type Value } from '../../model/value.ts'
import type { Call } from '../../grammar/analysis.ts'
import { mayLose } from './call.ts'
import { restored } from './files.ts'

/** What one command of a pipe prints for the next: a difference, files as they were, or all of them in an archive. */
export interface Piped {
  readonly kind: 'difference' | 'files' | 'archive'
  readonly isReversed: boolean
  /** The words that name the files. */
  readonly args: readonly Value[]
}

const valued = /^(?:-C|-c|--git-dir|--work-tree)$/
const isReversing = (args: readonly Value[]): boolean =>
  args.some((arg) => {
    const text = literal(arg) ?? ''
    return text === '--reverse' || (text.includes('R') && /^-[a-zA-Z]/.test(text))
  })

/** Null: nothing of git's. */
export function pipedBy({ name, args }: Call): Piped | null {
  if (name !== 'git') return null
  const at = args.findIndex(
    (arg, i) => !knownStart(arg).startsWith('-') && !valued.test(literal(args[i - 1] ?? []) ?? ''),
  )
  const verb = literal(args[at] ?? []) ?? ''
  const rest = args.slice(at + 1)
  if (verb === 'archive') return { kind: 'archive', isReversed: false, args: [] }
  if (verb === 'diff' && !rest.some((arg) => /^--(?:cached|staged|no-index)$/.test(literal(arg) ?? '')))
    return { kind: 'difference', isReversed: isReversing(rest), args: [] }
  return /^(?:show|cat-file)$/.test(verb) ? { kind: 'files', isReversed: false, args: rest } : null
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

function undoes({ isReversed }: Piped, { name, args }: Call): boolean {
  const texts = args.map((arg) => literal(arg) ?? '')
  if (texts.some((text) => /^--(?:dry-run|check|stat|numstat|summary|cached)$/.test(text))) return false
  const isPatching = name === 'patch' || (name === 'git' && texts.includes('apply'))
  return isPatching && isReversing(args) !== isReversed
}

/** Anything that is tracked, from the folder where it stands. */
const isHere = (path: Value): boolean =>
  /^(?:\.\/)*$/.test(knownStart(path)) && path.some((part) => isHole(part) && part.hole === 'tracked')
