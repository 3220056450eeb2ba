// Keeps the runbook's files what the journal says: called with every event and the state behind it.
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { doneText } from '../core/decide.ts'
import type { Event } from '../core/event.ts'
import type { State } from '../core/state.ts'
import { stepFileName } from '../core/step-name.ts'
import { maxStepsReason } from '../core/wording.ts'
import { indentedJson } from '../core/json-text.ts'
import { archiveSteps, moveInto } from '../files/archive.ts'
import { jsonPieces } from '../files/json-pieces.ts'
import { jobArchive, type Layout } from '../files/layout.ts'
import { isThere, readRegular } from '../files/open-regular.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { jobResult, phaseState, phaseSummary } from '../views/phase-files.ts'
import { runSummary, runSummaryLine } from '../views/run-summary.ts'
import { completionLog, stepLog } from '../views/step-log.ts'

type Kept = 'content' | 'nothing'
type Write = (path: string, text: string, keeps: Kept) => void

/**
 * Writes what `event` changed. Doing it again writes the same bytes, so a crash in between is mended by doing it again.
 * `writeStep`: how the files of a finished step are written, which is most of them.
 */
export function publish(layout: Layout, event: Event, state: State, writeStep: Write = writeAtomic): void {
  switch (event.type) {
    case 'job.started':
      return makeRoom(layout, event.job, state)
    case 'step.started':
      return keepAttempt(layout, event, state)
    case 'step.finished':
      write(join(layout.steps, stepFileName(event.step)), stepLog(state), writeStep)
      // A done step's phase_state also holds the next job_index, which the next event tells.
      // Every step writes it over, and whoever opens the project after a power cut mends it.
      if (event.phase !== 'done') write(layout.phaseState, phaseState(state), writeStep, 'nothing')
      return
    case 'job.finished':
      write(layout.phaseState, phaseState(state))
      if (state.run?.until === 'loop' && state.job)
        writeSummary(layout, event.ts, state, doneText(state.run, state.job))
      return
    case 'loop.completed':
      write(layout.phaseState, phaseState(state))
      setAside(layout, state)
      write(layout.jobResult, jobResult(state))
      return write(join(layout.steps, stepFileName(event.step)), completionLog(state, layout.jobResult))
    case 'run.ended': {
      // A run that only repeated the end of the one before rewrites nothing but its own summary.
      const hasMoved = state.loop?.phase && state.run && state.loop.phase.seq > state.run.startSeq
      if (hasMoved || hasOtherLimit(event, state) || !isThere(layout.phaseSummary))
        writeSummary(layout, event.ts, state, event.endReason)
      return writeRunSummary(layout, state)
    }
    default:
      return
  }
}

/** The steps were used up by another max_steps than the one that ends this run, whose number the summary tells. */
const hasOtherLimit = ({ why }: Event & { type: 'run.ended' }, { loop, run }: State): boolean =>
  why === 'max_steps' && run !== null && loop?.rows.at(-1)?.reason !== maxStepsReason(run.settings.config.max_steps)

/** The journal can write it again, so its folder need not be synced. */
function write(path: string, content: object | null, as: Write = writeAtomic, keeps: Kept = 'content'): void {
  if (content !== null) as(path, indentedJson(content), keeps)
}

/** It has a row of every step of the loop, and is written with every job. */
function writeSummary(layout: Layout, now: string, state: State, endReason: string): void {
  const summary = phaseSummary(state, { now, endReason, jobResultPath: layout.jobResult })
  if (summary !== null) writeAtomic(layout.phaseSummary, jsonPieces(summary, 2), 'content')
}

export function writeRunSummary(
  layout: Layout,
  state: State,
  path = layout.runSummary,
  added?: Record<string, unknown>,
): void {
  const summary = runSummary(state, layout.jobResult, added)
  write(path, summary)
  writeAtomic(textPath(path), `${runSummaryLine(summary)}\n`)
}

/** The runbook puts the text next to the JSON, with the extension changed. */
export const textPath = (path: string): string => path.replace(/(\.[^./\\]*)?$/, '.txt')

const maxResultBytes = 1024 * 1024

/** A file in the place of the result that is none was made by somebody else: it moves to the archive, too. */
function setAside({ jobResult: path, archive }: Layout, { loop }: State): void {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile() === true
  if (loop && isFile && !isJobResult(path)) moveInto(join(archive, loop.id), path)
}

function isJobResult(path: string): boolean {
  try {
    const found: unknown = JSON.parse(readRegular(path, maxResultBytes).toString('utf8'))
    return typeof found === 'object' && found !== null && 'jobs_executed' in found
  } catch {
    return false
  }
}

/** A finished job's steps stay in logs/steps/ until the next job begins. */
export function makeRoom(layout: Layout, job: number, { loop }: State): void {
  const last = loop?.rows.findLast((row) => row.job !== job)?.job
  const isContinued = loop?.rows.at(-1)?.job === job
  if (loop && last !== undefined && !isContinued) archiveSteps(layout, loop.id, last)
}

/** The log of a step that is done again was evidence too. */
export function keepAttempt(
  layout: Layout,
  event: { job: number; step: number; attempt: number },
  { loop }: State,
): void {
  const path = join(layout.steps, stepFileName(event.step))
  const name = stepFileName(event.step).replace('.json', `.attempt${Math.max(1, event.attempt - 1)}.json`)
  if (loop) moveInto(jobArchive(layout, loop.id, event.job), path, name)
}
