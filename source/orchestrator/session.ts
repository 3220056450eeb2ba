// Opens a project for a run: lock, journal, what an earlier run or program left; and closes it again.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Event, Fact } from '../core/event.ts'
import type { Result } from '../core/failure.ts'
import { exitCodes, fail, succeed, type Failure } from '../core/failure.ts'
import { marked } from '../executor/kill-tree.ts'
import type { CommandState } from '../core/state.ts'
import { archiveLoop, moveInto, stepFiles } from '../files/archive.ts'
import { removeLeftovers } from '../files/leftovers.ts'
import { takeRequests } from '../files/inbox.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { Journal, type JournalTools, type OpenedJournal } from '../files/journal.ts'
import type { Layout } from '../files/layout.ts'
import { acquireLock, userName, type Lock } from '../files/lock.ts'
import type { Masker } from '../files/mask.ts'
import { startTick } from '../files/process-identity.ts'
import type { Replica } from '../files/replica.ts'
import { isThere, makeFolder } from '../files/open-regular.ts'
import { readOldRoot } from '../files/takeover.ts'
import { createWritesBehind, type WritesBehind } from '../files/writes-behind.ts'
import { overviewFold, type Overview } from '../views/overview.ts'
import { cutBehind } from './ahead.ts'
import { heal } from './heal.ts'
import { publish } from './publish.ts'

export interface SessionOptions {
  readonly layout: Layout
  readonly masker: Masker
  readonly version: string
  readonly now: () => Date
  /** What the lock is for, in the words of whoever looks. */
  readonly purpose: string
  /** Archive the loop and begin a new one. */
  readonly isClean: boolean
  /** The journal's second place, when a worker began the run. */
  readonly replica?: Replica | null
}

/** A project whose lock is held and whose journal is open. */
export interface Session {
  readonly lock: Lock
  readonly journal: Journal<Overview>
  /** What opening it found out; already in the journal. */
  readonly findings: readonly Event[]
  /** Appends, and keeps the runbook's files what the journal says. */
  readonly append: (facts: readonly Fact[]) => readonly Event[]
  /** Those of a step are still under way when `append` returns. */
  readonly files: Omit<WritesBehind, 'write' | 'begin' | 'holds'>
  readonly close: () => void
}

export async function openSession(options: SessionOptions): Promise<Result<Session>> {
  const { layout } = options
  const locked = await acquireLock(layout.lock, layout.root, options.purpose)
  if (!locked.ok) return locked
  const lock = locked.value
  try {
    removeLeftovers(layout)
    const opened = openLoop(options)
    if (!opened.ok) {
      lock.release()
      return opened
    }
    // Requests left from before were meant for a runner that is gone.
    takeRequests(layout.inbox)
    return succeed(toSession(options, lock, opened.value))
  } catch (error) {
    lock.release()
    throw error
  }
}

function toSession({ layout }: SessionOptions, lock: Lock, { journal, torn }: OpenedJournal<Overview>): Session {
  const files = createWritesBehind(() => journal.sync())
  const append = (facts: readonly Fact[]) => {
    let isWhole = true
    const events = journal.append(facts, (event, { state }) => {
      // What is in the journal has happened and is told, whatever becomes of the files: who waits for them hears it.
      if (isWhole) isWhole = files.holds(() => publish(layout, event, state, files.write))
    })
    journal.storeFoldIfDue()
    if (journal.isSynced) files.begin()
    return events
  }
  const { takenOver } = lock
  const found: Fact[] = []
  if (takenOver) {
    const { host, user, pid, startedAt } = takenOver
    found.push({ type: 'lock.takenOver', host, user, pid, startedAt })
  }
  found.push(...recovery(journal.fold, torn), ...heal(layout, journal.fold.state))
  return {
    lock,
    journal,
    findings: found.length > 0 ? append(found) : [],
    append,
    files,
    close() {
      try {
        journal.storeFold()
        journal.close()
      } finally {
        lock.release()
      }
    },
  }
}

/** A run without an end died; a torn line is what it was writing. */
function recovery({ state }: Overview, torn: OpenedJournal<Overview>['torn']): Fact[] {
  const { run, step } = state
  if ((!run || run.ended) && !torn) return []
  const index = step && !step.finished ? step.commands.findIndex((command) => command.status === 'started') : -1
  const started = step?.commands[index]
  const inDoubt =
    step && started ? { step: step.step, index, code: started.command.code, runningPid: orphanOf(started) } : null
  return [
    { type: 'run.recovered', pid: run?.pid ?? 0, tornBytes: torn?.bytes ?? 0, tornText: torn?.text ?? '', inDoubt },
  ]
}

/** The pid of a command that outlived its runner, or null. */
export function orphanOf({ marker, pid, startTick: tick }: CommandState): number | null {
  const [found] = marker === null ? [] : marked(marker)
  if (found !== undefined) return found
  return pid !== null && tick !== null && startTick(pid) === tick ? pid : null
}

const toolsOf = ({ version, masker, now, replica }: SessionOptions): JournalTools<Overview> => ({
  foldOf: overviewFold(version),
  masker,
  now,
  replica: replica ?? null,
})

/** A journal of versions that could begin it without a loop, on a full disk. */
const headless = (journal: string): Failure => ({
  what: 'the journal has no beginning (its first line is no loop.started)',
  where: `${journal}:1`,
  remedy: "put that line back, or 'tos cleanrun' keeps the journal in the archive and begins anew",
  exitCode: exitCodes.failed,
})

function openLoop(options: SessionOptions): Result<OpenedJournal<Overview>> {
  const { layout, isClean, now } = options
  const tools = toolsOf(options)
  if (isThere(layout.journal)) {
    const read = foldJournal(layout, tools.foldOf)
    if (!isClean && read.ok && read.value.position.seq === 0 && !read.value.torn?.event)
      return newLoop(options, 'takeover')
    if (!isClean && read.ok && !read.value.fold.state.loop) return fail(headless(layout.journal))
    const cut = !isClean && read.ok ? cutBehind(layout, read.value.fold.state) : null
    if (cut) return fail(cut)
    const archivedTo = read.ok ? read.value.fold.state.loop?.archivedTo : null
    if (archivedTo) archiveLoop(layout, join(layout.root, archivedTo))
    else if (!isClean && !read.ok) return read
    else if (isClean) closeLoop(options, read.ok)
    else return Journal.open(layout, tools)
    return newLoop(options, isClean ? 'clean' : 'new')
  }
  if (!isClean) return newLoop(options, 'takeover')
  const isOldRoot = isThere(layout.phaseState) || isThere(layout.phaseSummary) || stepFiles(layout).length > 0
  if (isOldRoot) archiveLoop(layout, join(layout.archive, `before-${stamp(now())}`))
  rmSync(layout.storedFold, { force: true })
  return newLoop(options, 'clean')
}

/** Archives the loop. A journal that cannot be read is kept as it is. */
function closeLoop(options: SessionOptions, isReadable: boolean): void {
  const { layout, now } = options
  if (!isReadable) return archiveLoop(layout, join(layout.archive, `broken-${stamp(now())}`))
  const opened = Journal.open(layout, toolsOf(options))
  // Readable, but not what was once written.
  if (!opened.ok) return archiveLoop(layout, join(layout.archive, `broken-${stamp(now())}`))
  const { journal } = opened.value
  const folder = join(layout.archive, journal.fold.state.loop?.id ?? `before-${stamp(now())}`)
  journal.append([{ type: 'loop.archived', to: relative(layout.root, folder), by: userName() }])
  journal.close()
  archiveLoop(layout, folder)
}

function newLoop(options: SessionOptions, origin: 'new' | 'clean' | 'takeover'): Result<OpenedJournal<Overview>> {
  const { layout, version, now } = options
  const old = origin === 'takeover' ? readOldRoot(layout) : succeed({ takeover: null, strays: [] })
  if (!old.ok) return old
  const { takeover, strays } = old.value
  const loop = `${stamp(now())}-${randomBytes(2).toString('hex')}`
  for (const path of strays) moveInto(join(layout.archive, loop, 'before'), path)
  for (const folder of [
    layout.steps,
    ...['generated', 'results', 'artifacts'].map((name) => join(layout.workspace, name)),
  ])
    makeFolder(folder)
  const opened = Journal.open(layout, toolsOf(options))
  if (!opened.ok) return opened
  const from = origin === 'takeover' && !takeover ? 'new' : origin
  opened.value.journal.append([{ type: 'loop.started', loop, version, origin: from, takeover }])
  return opened
}

/** UTC to the second, fit for file names and sorting. */
export const stamp = (date: Date): string => date.toISOString().replaceAll(/[-:]|\.\d+/g, '')
