// What the runbook's routines look at: the project, its loops' records, its git, the size and age of its logs.
import { createGit, type GitFence } from '../../checkpoints/git.ts'
import { ok, type Finding } from '../examine.ts'
import { journalStart, readJournal } from '../../files/journal-reader.ts'
import { journalsOf } from '../../files/loops.ts'
import type { LoadedSettings } from '../../files/settings.ts'
import { evolveRecords, noRecords, type Records } from '../../views/run-record.ts'

export interface Facts extends LoadedSettings {
  readonly now: Date
  readonly records: Records
  /** Journals that could not be read to their end, each with its reason. */
  readonly broken: readonly string[]
  /** What git answers, in lines; null where it does not work. */
  readonly git: (...args: string[]) => Promise<string[] | null>
}

/** A check looks at the facts and says what it saw: nothing where it does not apply. */
export type Check = (facts: Facts) => Finding[] | Promise<Finding[]>

export interface Routine {
  readonly checks: readonly Check[]
  /** What only a person can judge; stands as an open box. */
  readonly byHand: readonly string[]
}

export const dayMs = 86_400_000

export function factsOf(
  loaded: LoadedSettings,
  environment: NodeJS.ProcessEnv,
  { fence, now }: { fence: GitFence | null; now: Date },
): Facts {
  const broken: string[] = []
  let records = noRecords
  for (const journal of journalsOf(loaded.layout)) {
    const read = readJournal(journal, journalStart, (event) => (records = evolveRecords(records, event)))
    if (!read.ok) broken.push(`${read.failure.where}: ${read.failure.what}`)
  }
  const { root } = loaded.layout
  const look = createGit({ folder: root, environment, silenceMs: 60_000, fence })
  const git = async (...args: string[]) => {
    const { code, out } = await look.call(args)
    return code === 0 ? out.toString('utf8').split('\n').filter(Boolean) : null
  }
  return { ...loaded, now, records, broken, git }
}

/** Is a time (UTC) within so many days of now? */
export const isWithinDays = ({ now }: Facts, ts: string, days: number): boolean =>
  now.getTime() - Date.parse(ts) < days * dayMs

/** Journals that are broken make every count of a routine a guess. */
export const journals: Check = ({ broken, records }) =>
  broken.length === 0
    ? [ok('journals', `${records.runs.length} runs on record`)]
    : broken.map((what) => ({ level: 'FAIL', check: 'journals', what, remedy: "see 'tos runs'" }))
