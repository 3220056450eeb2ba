// The product guards itself: its settings, its record, its stores and its own files are changed by no command, whatever
// the rules say.
import { isChange, type ParsedCommand } from '../model/action.ts'
import { linkReader, type Disk } from '../model/path.ts'
import { compileGlob, mayMatch, type Glob } from '../model/glob.ts'
import type { OwnPlace, Surroundings } from '../model/place.ts'
import { isHole, knownStart, literal, type Value } from '../model/value.ts'
import type { Hit } from './evaluate.ts'
import { subjectsOf, type Subject } from './match.ts'

/** Every project has these, whatever else is told. Other files in the folder of the record are the project's. */
const always = ({ root }: Surroundings): OwnPlace[] => [
  { path: `${root}/config`, what: 'the settings' },
  { path: `${root}/config_v0_3.json`, what: 'the settings' },
  { path: `${root}/logs`, what: 'the record of the run', isFolderAlone: true },
  ...recordNames.map((name) => ({ path: `${root}/logs/${name}`, what: 'the record of the run' })),
]

const recordNames = (
  'journal.ndjson journal.fold.json runner.lock runner.log inbox control.json viewers steps archive output live ' +
  'phase_summary.json last_run_summary.json last_checkpoint.txt restore.json store.json'
).split(' ')

export function compileOwnPlaces(around: Surroundings): (parsed: ParsedCommand, type: string) => Hit[] {
  const places = around.own ?? always(around)
  return (parsed, type) => {
    const disk: Disk = { readLink: linkReader(), hasDrives: type === 'powershell' }
    return parsed.commands.flatMap((command) =>
      command.actions.flatMap((action) => {
        if (!isChange(action.kind) || action.path === undefined) return []
        return subjectsOf(command, action, around.home, disk).flatMap((subject) =>
          hitOf(subject, places, disk.hasDrives ? null : around.root),
        )
      }),
    )
  }
}

function hitOf(subject: Subject, places: readonly OwnPlace[], root: string | null): Hit[] {
  for (const path of subject.paths) {
    for (const place of places) {
      const certainty = touches(path, subject, place, root)
      if (certainty === 'no') continue
      const isSure = certainty === 'yes' && subject.action.isUnsure !== true && subject.paths.length === 1
      const reason = `changes ${place.what} (${place.path})`
      // What only may mean them is held by the sandbox, where they are read-only.
      return [
        {
          effect: isSure ? 'deny' : 'ask',
          rule: 'policy.own',
          place: '',
          isOwn: isSure,
          reason,
          certainty: isSure ? certainty : 'maybe',
          subject,
          // Named before the rules.
          order: -1,
        },
      ]
    }
  }
  return []
}

const copiers: ReadonlySet<string> = new Set(['cp', 'rsync', 'scp', 'ditto'])
const formatters: ReadonlySet<string> = new Set(['prettier', 'oxfmt', 'biome', 'codespell'])

function touches(path: Value, { action, command }: Subject, place: OwnPlace, root: string | null): Hit['certainty'] {
  const { path: own, isFolderAlone = false } = place
  const text = literal(path)
  const isGone = action.kind === 'delete' || action.kind === 'move'
  if (text !== null) {
    // To make a folder that is there changes nothing.
    if (text === own) return action.kind === 'create' && command.name === 'mkdir' ? 'no' : 'yes'
    if (text.startsWith(`${own}/`)) return isFolderAlone ? 'no' : 'yes'
    if (!own.startsWith(text === '/' ? '/' : `${text}/`)) return 'no'
    // A whole tree that goes takes them along; one that is copied there may hold them; a formatter of settings finds them.
    if (isGone) return action.isTree === true ? 'yes' : 'no'
    const isMany = action.isTree === true ? copiers.has(command.name ?? '') : formatters.has(command.name ?? '')
    return isMany && action.kind !== 'create' ? 'maybe' : 'no'
  }
  const start = knownStart(path)
  const [, last] = path
  // `*` or all that `find` finds, nothing more known of the names.
  const isAny =
    path.length === 2 && isHole(last) && (last.hole === 'glob' || (last.hole === 'path' && command.name === 'find'))
  if (start.startsWith(`${own}/`)) return !isFolderAlone ? 'yes' : isGone && isAny && start === `${own}/` ? 'yes' : 'no'
  const isAround =
    isGone && isAny && root !== null && own.startsWith(start) && root.startsWith(start.replace(/\/$/, ''))
  return isAround || mayName(path, own, isGone) ? 'maybe' : 'no'
}

/**
 * A pattern that may mean it: `c*` and `l?gs` for its folder, when that goes; `*` + `/tos.json` for what lies in it. All
 * settings are JSON; what else a pattern of the whole project finds is not theirs.
 */
function mayName(path: Value, own: string, isGone: boolean): boolean {
  const end = path.at(-1)
  if (typeof end === 'string' && end.endsWith('.json') && mayMatch(globOf(`${own}/**`), path)) return isPattern(path)
  const start = knownStart(path)
  const folder = own.slice(0, own.lastIndexOf('/') + 1)
  const isBegun = !start.endsWith('/') || (folder.endsWith('/logs/') && start.startsWith(folder))
  return isGone && isBegun && isPattern(path) && mayMatch(globOf(own), path)
}

const isPattern = (path: Value): boolean => path.every((part) => typeof part === 'string' || patterns.has(part.hole))
const patterns: ReadonlySet<string> = new Set(['glob', 'char', 'name', 'path'])

const globs = new Map<string, Glob>()
function globOf(text: string): Glob {
  const glob = globs.get(text) ?? compileGlob(text)
  globs.set(text, glob)
  return glob
}
