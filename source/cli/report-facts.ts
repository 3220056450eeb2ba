// Gathers all that a report is made of: the journal's fold, what the repository knows, the machine, and masks every secret in it.
import { grouped } from '../core/text.ts'
import { existsSync, statSync } from 'node:fs'
import { arch, cpus, hostname, release, totalmem, type } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fail, succeed, type Failure, type Result } from '../core/failure.ts'
import type { Report } from '../core/report-schema.ts'
import { salvageJournal, type JournalDamage } from '../files/journal-salvage.ts'
import type { Layout } from '../files/layout.ts'
import { loopsOf } from '../files/loops.ts'
import { createMasker, type Masker } from '../files/mask.ts'
import { ownName } from '../files/own-name.ts'
import { readIfThere } from '../files/open-regular.ts'
import { secretsOf } from '../orchestrator/secrets.ts'
import { jsonBytes } from '../report/kept.ts'
import { collector, type Collected, type ReportScope } from '../report/collect.ts'
import { reportOf } from '../report/report.ts'
import type { NightWords } from '../views/night-words.ts'
import { nightRows, type NightRow } from '../views/night.ts'
import { all } from '../views/recent.ts'
import type { Terminal } from './command.ts'
import type { FoundProject } from './project.ts'
import { noRepositoryFacts, repositoryFacts, type PatchWish, type RepositoryFacts } from './report-patches.ts'
import { textPath } from '../orchestrator/publish.ts'
import { version } from './version.ts'

export interface ReportWish {
  readonly scope: ReportScope
  readonly journal: string
  readonly isCurrent: boolean
}

export interface Gathered {
  readonly report: Report
  readonly night: readonly NightRow[]
  readonly masker: Masker
  readonly damage: JournalDamage
}

/** Which loop, run or job is meant: `7` and `job-7` are jobs, `run-2` a run, anything else the name of a loop. */
export function wishOf(layout: Layout, word: string | undefined, loop: string | null): Result<ReportWish> {
  const [, kind = 'job', number] = /^(?:(job|run)-)?(\d{1,9})$/.exec(word ?? '') ?? []
  const scope = {
    run: number !== undefined && kind === 'run' ? Number(number) : null,
    job: number !== undefined && kind === 'job' ? Number(number) : null,
  }
  const named = loop ?? (number === undefined ? (word ?? null) : null)
  const current = { scope, journal: layout.journal, isCurrent: true }
  if (named === null) return existsSync(layout.journal) ? succeed(current) : fail(nothingRan(layout))
  const found = loopsOf(layout).find(({ id }) => id === named)
  if (found) return succeed({ scope, journal: found.journal, isCurrent: found.isCurrent })
  return fail({
    what: `there is no loop '${basename(named)}'`,
    where: layout.archive,
    remedy: "see 'tos runs' for the loops there are; a job is 'job-7', a run 'run-2'",
    exitCode: 2,
  })
}

const nothingRan = ({ journal }: Layout): Failure => ({
  what: 'there is no journal to report on',
  where: journal,
  remedy: "run something first; 'tos runs' lists the archived loops",
  exitCode: 1,
})

/** Bytes of a report in JSON, and of the patches in it. */
const mostJson = 4_900_000
const mostPatches = 1_000_000

export async function gather(
  opened: FoundProject,
  wish: ReportWish,
  words: NightWords,
  { environment }: Terminal,
): Promise<Result<Gathered>> {
  const { layout, settings, holder, configFile } = opened
  const isRunning = wish.isCurrent && holder !== null
  const collecting = collector(wish.scope)
  const files = { journal: wish.journal, storedFold: join(dirname(wish.journal), basename(layout.storedFold)) }
  const read = salvageJournal(files, isRunning, collecting.take)
  if (!read.ok) return read
  const damage = read.value
  const collected = collecting.collected()
  const missing = nothingThere(collected, wish)
  if (missing) return fail(missing)
  const masker = createMasker(secretsOf(environment, { settings, configFile }))
  const made = (found: RepositoryFacts): Report =>
    reportOf(collected, {
      scope: wish.scope,
      madeAt: new Date().toISOString(),
      version,
      isRunning,
      damage,
      commit: found.commit,
      gitStatus: found.status,
      gitLog: found.log,
      runSummary: wish.isCurrent ? summaryText(layout) : null,
      environment: machine(collected, wish),
      changes: found.changes,
      patchesLeftOut: found.leftOut,
    })
  // Patches get what the rest leaves of the size that a mail takes.
  const left = mostJson - jsonBytes(made(noRepositoryFacts))
  const room = Math.min(mostPatches, Math.max(0, left))
  const report = made(await repositoryOf(opened, collected, { isCurrent: wish.isCurrent, room }, environment))
  const night = nightRows(collected.overview, { isRunning, most: 10 }, words)
  return succeed({ report: masker.mask(report), night: masker.mask(night), masker, damage: masker.mask(damage) })
}

function nothingThere({ runs, jobs }: Collected, { scope: { run, job }, journal }: ReportWish): Failure | null {
  const isThere = run === null ? job === null || jobs.length > 0 : runs.length > 0
  if (isThere) return null
  const what = run === null ? `there is no job ${job}` : `there is no run ${run}`
  return { what, where: journal, remedy: "see 'tos runs' and 'tos status'", exitCode: 1 }
}

/** Without a repository, or with one that cannot be read, there are no patches: the report is made all the same. */
async function repositoryOf(
  { layout, settings }: FoundProject,
  { jobs, overview }: Collected,
  { isCurrent, room }: Pick<PatchWish, 'isCurrent' | 'room'>,
  environment: NodeJS.ProcessEnv,
): Promise<RepositoryFacts> {
  const loop = overview.state.loop?.id ?? ''
  const numbers = jobs.map(({ job }) => job)
  const wish = { loop, isCurrent, room, jobs: numbers, known: all(overview.checkpoints) }
  const found = await repositoryFacts({ layout, settings, environment }, wish)
  return found.ok ? found.value : noRepositoryFacts
}

/** Bytes of a summary that are read. */
const mostSummary = 64 * 1024

function summaryText(layout: Layout): string | null {
  const path = textPath(layout.runSummary)
  return readIfThere(path, mostSummary)?.toString('utf8').trim() ?? null
}

function machine({ runs, overview }: Collected, { journal }: ReportWish): Record<string, string> {
  const last = runs.at(-1)
  const { size } = statSync(journal)
  return {
    ...(last && {
      host: last.host,
      user: last.user,
      pid: String(last.pid),
      'tos of the run': last.version,
      sandbox: last.sandbox,
    }),
    ...(overview.state.run && { zone: overview.state.run.zone }),
    'reported on': `${hostname()}, by ${ownName()}`,
    system: `${type()} ${release()} ${arch()}, ${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(1)} GB`,
    node: process.version,
    tos: version,
    journal: `${join(basename(dirname(journal)), basename(journal))}, ${grouped(size)} bytes`,
  }
}
