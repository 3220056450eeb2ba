// Nothing that was evidence is ever overwritten or deleted: it moves to logs/archive/.
import { constants, cpSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { refusedBySystem } from '../core/errno.ts'
import { Failed } from '../core/failure.ts'
import { stepOfFileName } from '../core/step-name.ts'
import { jobArchive, type Layout } from './layout.ts'
import { isThere, within, type Folder } from './open-regular.ts'
import { notWritten, syncFolder } from './write-atomic.ts'

/** Moves a file or folder into `folder`, under its own name or a free one next to it. Does nothing when it is absent. */
export function moveInto(folder: string, path: string, name = basename(path)): void {
  if (!isThere(path)) return
  try {
    within(folder, (to) =>
      within(dirname(path), (from) => renameSync(from.at(basename(path)), to.at(freeName(to, name)))),
    )
    syncFolder(folder)
  } catch (error) {
    throw notWritten(path, error)
  }
}

function freeName({ at }: Folder, wanted: string): string {
  let name = wanted
  for (let n = 2; lstatSync(at(name), { throwIfNoEntry: false }); n++) name = `${wanted}.${n}`
  return name
}

/** Names in a folder; none when it is not there. @throws Failed when nobody may look */
export const namesIn = (folder: string): string[] => (isThere(folder) ? listed(folder) : [])

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new Failed(refusedBySystem(folder, error, 'read'), error)
  }
}

/** Absolute paths of the step files in logs/steps/, in step order. */
export function stepFiles(layout: Layout): string[] {
  const steps = namesIn(layout.steps).flatMap((name) => {
    const step = stepOfFileName(name)
    return step === null ? [] : [{ step, path: join(layout.steps, name) }]
  })
  return steps.sort((a, b) => a.step - b.step).map(({ path }) => path)
}

/** A finished job's step files make room for the next job's. */
export function archiveSteps(layout: Layout, loop: string, job: number): void {
  for (const path of stepFiles(layout)) moveInto(jobArchive(layout, loop, job), path)
}

/** Moves the runbook's files of a loop into `folder`; results, inputs, checkpoints and summaries stay. */
export function archiveFiles(layout: Layout, folder: string): void {
  for (const path of stepFiles(layout)) moveInto(join(folder, 'steps'), path)
  const fixed = join(layout.workspace, 'artifacts', 'job_result.json')
  for (const path of [layout.phaseSummary, layout.phaseState, layout.jobResult, fixed]) moveInto(folder, path)
}

/** A copy of what the loop wrote, before a rollback touches what it wrote about. */
export function copyLogs(layout: Layout, folder: string): void {
  const { steps, phaseSummary, runSummary, phaseState, jobResult, journal } = layout
  try {
    within(folder, ({ at }) => {
      for (const path of [steps, phaseSummary, runSummary, phaseState, jobResult, journal]) copyInto(at, path)
    })
    syncFolder(folder)
  } catch (error) {
    throw notWritten(folder, error)
  }
}

/** Copies regular files only; links stay links, so nothing from elsewhere comes along. */
function copyInto(at: (name: string) => string, path: string): void {
  const isKept = (from: string): boolean => {
    const stat = lstatSync(from)
    return stat.isFile() || stat.isDirectory()
  }
  if (isThere(path))
    cpSync(path, at(basename(path)), { recursive: true, mode: constants.COPYFILE_FICLONE, filter: isKept })
}

/**
 * Moves all of a loop to `folder`, the journal last: killed in the middle, the journal still says where its files go
 * (`loop.archived`) and the next start finishes.
 */
export function archiveLoop(layout: Layout, folder: string): void {
  archiveFiles(layout, folder)
  moveInto(folder, layout.output)
  rmSync(layout.live, { recursive: true, force: true })
  rmSync(layout.storedFold, { force: true })
  moveInto(folder, layout.journal)
  if (isThere(layout.logs)) syncFolder(layout.logs)
}
