// Every program that is known, by name.
import { alike } from '../among.ts'
import { literal } from '../model/value.ts'
import { doubt, nothing, only, type Analyser } from '../grammar/analysis.ts'
import { archiveAnalysers } from './archives.ts'
import { awk } from '../readers/awk.ts'
import { watched } from './credentials.ts'
import { fileAnalysers, fileSpecs } from './files.ts'
import { find } from '../readers/find.ts'
import { git } from '../readers/git/git.ts'
import { interpreterAnalysers, plainName } from '../readers/interpreters.ts'
import { networkAnalysers, networkSpecs } from './network.ts'
import { readers } from './lookers.ts'
import { compileRow } from '../grammar/row.ts'
import { rows } from './rows/rows.ts'
import { searchAnalysers } from './search.ts'
import { sed } from '../readers/sed.ts'
import { compileSpec, type Spec } from '../grammar/spec.ts'
import { systemAnalysers, systemSpecs } from './system.ts'
import { toolAnalysers } from './tools.ts'
import { shellAnalyser } from './shells.ts'
import { wrappers } from './wrappers.ts'
import { parallel, xargs } from '../readers/xargs.ts'

/** Programs whose tables of options say all of them. */
export const specs: Readonly<Record<string, Spec>> = { ...readers, ...fileSpecs, ...systemSpecs, ...networkSpecs }

const analysers: Readonly<Record<string, Analyser>> = {
  ...systemAnalysers,
  ...networkAnalysers,
  ...fileAnalysers,
  ...archiveAnalysers,
  ...toolAnalysers,
  ...interpreterAnalysers,
  ...wrappers,
  ...searchAnalysers,
  ...alike('sh bash dash zsh ksh ash mksh rbash fish csh tcsh yash', shellAnalyser),
  ...alike('awk gawk mawk nawk original-awk', awk),
  git,
  ...alike('find gfind', find),
  xargs,
  parallel,
  ...alike('sed gsed', sed),
}

const compiled = new Map<string, Analyser>()

/** Null: a program nobody has described. */
export function findProgram(given: string): Analyser | null {
  const name = plainName(given)
  const known = compiled.get(name)
  if (known) return known
  const own = Object.hasOwn(analysers, name) ? analysers[name] : undefined
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  const made = own ?? (spec ? compileSpec(spec) : row ? compileRow(row) : null)
  if (made === null) return null
  const analyser = watched(name, made)
  compiled.set(name, analyser)
  return analyser
}

export const unknownProgram =
  (name: string): Analyser =>
  ({ args }) =>
    // Of a program that no table knows it can only be the help.
    args.length === 1 && literal(args[0] ?? []) === '-h' ? nothing : only(doubt('unknown-program', name))

/** All that are described. */
export const programNames: readonly string[] = [
  ...new Set([...Object.keys(specs), ...Object.keys(analysers), ...Object.keys(rows)]),
]
