// What the call of a program does: as its row says, with what that forgot to doubt.
import { nameSet } from '../among.ts'
import { fits, literal, type Value } from '../model/value.ts'
import { type Analyser, type Analysis, type Call, doubt, nothing, only } from '../grammar/analysis.ts'
import { compileRow } from '../grammar/compile.ts'
import { plainName } from '../readers/interpreters.ts'
import { rows } from './rows/rows.ts'

const compiled = new Map<string, Analyser>()

/** Null: a program nobody has described. */
export function findProgram(given: string): Analyser | null {
  const name = plainName(given)
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  if (!row) return null
  const analyser = compiled.get(name) ?? compileRow(row)
  compiled.set(name, analyser)
  return analyser
}

/** Of a program that nobody has described it can only be the help. */
const unknownProgram: Analyser = (call) => {
  const { name, args } = call
  if (args.length === 1 && literal(args[0] ?? []) === '-h') return nothing
  // What lost the blank before a dot (`find. -name x`) is nothing, and judged as what it was to be.
  const meant = /^[a-z]+(?=\.{1,2}$)/.exec(name)?.[0] ?? ''
  if (meant === 'cd') return nothing
  const analyser = findProgram(meant)
  return analyser === null ? only(doubt('unknown-program', name)) : analyser({ ...call, name: meant })
}

/** Whatever the program, its version or its help only prints; of these that of a verb, too. */
export function analysisOf(call: Call): Analysis {
  const { name, args } = call
  if (args.length === 1 && fits(/^--(?:help|version)$/)(args[0]) && !isDeaf(name)) return nothing
  const analysis = only((findProgram(name) ?? unknownProgram)(call))
  // A word that is an alias or an extension is called with it.
  const isOwn = name !== 'gh' || !analysis.actions.some(({ doubt: why }) => why === 'opaque-script')
  return isOwn && helping.has(name) && asksHelp(args) ? nothing : analysis
}

const helping = nameSet(
  'gh helm docker podman kubectl gcloud az heroku fly flyctl vercel wrangler netlify firebase supabase terraform tofu brew apt apt-get dnf yum systemctl',
)

/** Words of one verb and its help: what is run by another word (`docker run alpine --help`) is not among them. */
const asksHelp = (args: readonly Value[]): boolean =>
  args.length > 1 &&
  args.length < 4 &&
  fits(/^--?help$/)(args.at(-1)) &&
  args.slice(0, -1).every(fits(/^[a-z][a-z-]*$/)) &&
  !(args.length > 2 && fits(/^(?:run|exec|create|ssh)$/)(args[0]))

const isDeaf = (name: string): boolean => Object.hasOwn(rows, name) && rows[name]?.isDeaf === true

/** All that are described. */
export const programNames: readonly string[] = Object.keys(rows)
