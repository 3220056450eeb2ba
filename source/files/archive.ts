// Nothing that was evidence is ever overwritten or deleted: it moves to logs/archive/.
import { constants, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stepOfFileName } from '../core/step-name.ts'
import { jobArchive, type Layout } from './layout.ts'
import { notWritten, syncFolder } from './write-atomic.ts'

/** Moves a file or folder into `folder`, under its own name or a free one next to it. Does nothing when it is absent. */
export function moveInto(folder: string, path: string, name = basename(path)): void {
  if (!existsSync(path)) return
  try {
    mkdirSync(folder, { recursive: true })
    renameSync(path, freeName(join(folder, name)))
    syncFolder(folder)
  } catch (error) {
    throw notWritten(path, error)
  }
}

function freeName(path: string): string {
  let name = path
  for (let n = 2; existsSync(name); n++) name = `${path}.${n}`
  return name
}

/** Absolute paths of the step files in logs/steps/, in step order. */
export function stepFiles(layout: Layout): string[] {
  if (!existsSync(layout.steps)) return []
  const steps = readdirSync(layout.steps).flatMap((name) => {
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
    mkdirSync(folder, { recursive: true })
    for (const path of [steps, phaseSummary, runSummary, phaseState, jobResult, journal])
      if (existsSync(path))
        cpSync(path, join(folder, basename(path)), { recursive: true, mode: constants.COPYFILE_FICLONE })
    syncFolder(folder)
  } catch (error) {
    throw notWritten(folder, error)
  }
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
  if (existsSync(layout.logs)) syncFolder(layout.logs)
}
