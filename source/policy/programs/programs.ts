// What the call of a program does: as its row says, with what that forgot to doubt.
import { literal } from '../model/value.ts'
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

/** Whatever the program, its version or its help only prints. */
export const analysisOf = (call: Call): Analysis =>
  call.args.length === 1 && /^--(?:help|version)$/.test(literal(call.args[0] ?? []) ?? '') && !isDeaf(call.name)
    ? nothing
    : only((findProgram(call.name) ?? unknownProgram)(call))

const isDeaf = (name: string): boolean => Object.hasOwn(rows, name) && rows[name]?.isDeaf === true

/** All that are described. */
export const programNames: readonly string[] = Object.keys(rows)
