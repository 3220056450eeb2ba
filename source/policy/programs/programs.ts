// Every program that is known, by name.
import { alike, names } from '../among.ts'
import { literal } from '../model/value.ts'
import { type Analyser, type Analysis, type Call, doubt, nothing, only } from '../grammar/analysis.ts'
import { withDoubts } from '../grammar/doubts.ts'
import { compileRow, compileSpec } from '../grammar/row.ts'
import { archiveAnalysers } from '../readers/archives.ts'
import { awk } from '../readers/awk.ts'
import { bySaid } from '../grammar/effects.ts'
import { buildAnalysers } from '../readers/builds.ts'
import { checkerAnalysers } from '../readers/checkers.ts'
import { clientAnalysers } from '../readers/clients.ts'
import { cryptoAnalysers } from '../readers/crypto.ts'
import { curlAnalysers } from '../readers/curl.ts'
import { documentAnalysers } from '../readers/documents.ts'
import { editorAnalysers } from '../readers/editors.ts'
import { fileAnalysers } from '../readers/files.ts'
import { find } from '../readers/find.ts'
import { git } from '../readers/git/git.ts'
import { hostAnalysers } from '../readers/hosts.ts'
import { interpreterAnalysers, plainName } from '../readers/interpreters.ts'
import { patch, rename } from '../readers/patch.ts'
import { queryAnalysers } from '../readers/queries.ts'
import { remoteAnalysers } from '../readers/remote.ts'
import { searchAnalysers } from '../readers/search.ts'
import { sed } from '../readers/sed.ts'
import { sessionAnalysers } from '../readers/sessions.ts'
import { shellAnalysers } from '../readers/shells.ts'
import { parallel, xargs } from '../readers/xargs.ts'
import { watched } from './credentials.ts'
import { rows } from './rows/rows.ts'
import { saidToSystem } from './said.ts'
import { tables } from './tables.ts'
import { wrappers } from './wrappers.ts'

const analysers: Readonly<Record<string, Analyser>> = {
  ...bySaid(saidToSystem),
  ...archiveAnalysers,
  ...buildAnalysers,
  ...checkerAnalysers,
  ...clientAnalysers,
  ...cryptoAnalysers,
  ...curlAnalysers,
  ...documentAnalysers,
  ...editorAnalysers,
  ...fileAnalysers,
  ...hostAnalysers,
  ...interpreterAnalysers,
  ...queryAnalysers,
  ...remoteAnalysers,
  ...searchAnalysers,
  ...sessionAnalysers,
  ...shellAnalysers,
  ...wrappers,
  ...alike('awk gawk mawk nawk original-awk', awk),
  ...alike('find gfind', find),
  git,
  parallel,
  patch,
  rename,
  ...alike('sed gsed', sed),
  xargs,
}

const compiled = new Map<string, Analyser>()

/** Null: a program nobody has described. */
export function findProgram(given: string): Analyser | null {
  const name = plainName(given)
  const known = compiled.get(name)
  if (known) return known
  const own = Object.hasOwn(analysers, name) ? analysers[name] : undefined
  const spec = Object.hasOwn(tables, name) ? tables[name] : undefined
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  const made = own ?? (spec ? compileSpec(spec) : row ? compileRow(row) : null)
  if (made === null) return null
  const analyser = watched(name, made)
  compiled.set(name, analyser)
  return analyser
}

/** Of a program that no table knows it can only be the help. */
const unknownProgram: Analyser = (call) => {
  const { name, args } = call
  if (args.length === 1 && literal(args[0] ?? []) === '-h') return nothing
  // What lost the blank before a dot (`find. -name x`) is nothing, and judged as what it was to be.
  const meant = /^[a-z]+(?=\.{1,2}$)/.exec(name)?.[0] ?? ''
  if (meant === 'cd') return nothing
  const analyser = findProgram(meant)
  return analyser === null ? only(doubt('unknown-program', name)) : analyser({ ...call, name: meant })
}

/** What a call does, with what its table forgot to doubt. */
export const analysisOf = (call: Call): Analysis =>
  isProbe(call) ? nothing : withDoubts(findProgram(call.name) ?? unknownProgram, call)

/** All that are described. */
export const programNames: readonly string[] = [
  ...new Set([...Object.keys(tables), ...Object.keys(analysers), ...Object.keys(rows)]),
]

// Calls that ask a program for nothing but its version or its help: they need no table.

/** Of these the short option means the version too; of others it may mean anything. */
const short: Readonly<Record<string, readonly string[]>> = {
  '-v': names('nginx httpd apache2 apachectl php-fpm pip pip3 ruby redis-server mongod'),
  '-V': names(
    'nginx httpd apache2 apachectl psql pg_dump pg_restore mysql mysqldump ssh ping rsync curl wget nmap gh sshd',
  ),
  // Is the configuration right?
  '-t': names('nginx sshd httpd apache2 apachectl'),
  '-version': names('java javac ffmpeg ffprobe ant mvn gradle'),
}

function isProbe({ name, args }: Call): boolean {
  const text = args.length === 1 ? (literal(args[0] ?? []) ?? '') : ''
  return /^--(?:help|version)$/.test(text) || (Object.hasOwn(short, text) && short[text]?.includes(name) === true)
}
