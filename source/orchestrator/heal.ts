// The runbook's files are functions of the journal. One that differs (a crash between the two, a hand) is kept and redone.
import { join, relative } from 'node:path'
import type { Fact } from '../core/event.ts'
import { indentedJson } from '../core/json-text.ts'
import { evolve } from '../core/evolve.ts'
import { initialState, type State } from '../core/state.ts'
import { stepFileName } from '../core/step-name.ts'
import { moveInto } from '../files/archive.ts'
import type { Layout } from '../files/layout.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import { isThere, readRegular } from '../files/open-regular.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { jobResult, phaseState } from '../views/phase-files.ts'
import { completionLog, stepLog } from '../views/step-log.ts'
import { keepAttempt, makeRoom } from './publish.ts'

const maxBytes = 64 * 1024 * 1024

/** Brings the current files in line with the state; the facts tell which were not. */
export function heal(layout: Layout, state: State): Fact[] {
  const { loop, job, step } = state
  if (!loop || !state.run) return []
  if (job && !job.isDone) makeRoom(layout, job.job, state)
  if (job && step && !step.finished && step.attempt > 1)
    keepAttempt(layout, { job: job.job, step: step.step, attempt: step.attempt }, state)
  const expected: [string, object | null][] = [
    [layout.phaseState, phaseState(state)],
    [join(layout.steps, stepFileName(step?.step ?? 0)), step?.finished ? stepLog(state) : null],
  ]
  const before = job && step && !step.finished ? { job: job.job, step: step.step - 1 } : null
  const row = before && loop.rows.findLast((each) => each.job === before.job && each.step === before.step)
  if (row) expected.push(...logMissing(layout, row))
  if (loop.completion)
    expected.push(
      [layout.jobResult, jobResult(state)],
      [join(layout.steps, stepFileName(loop.completion.step)), completionLog(state, layout.jobResult)],
    )
  return expected.flatMap(([path, content]) =>
    content === null ? [] : restore(layout, loop.id, path, indentedJson(content)),
  )
}

/**
 * The log of the step before the one under way: it may still have been on its way to the disk when that one began. The
 * state has forgotten what it held, so where it is missing the journal is read again.
 */
function logMissing(layout: Layout, { job, step }: { job: number; step: number }): [string, object | null][] {
  const path = join(layout.steps, stepFileName(step))
  if (isThere(path)) return []
  let state = initialState
  let log: object | null = null
  readJournal(layout.journal, journalStart, (event) => {
    state = evolve(state, event)
    if (event.type === 'step.finished' && event.job === job && event.step === step) log = stepLog(state)
  })
  return [[path, log]]
}

function restore(layout: Layout, loop: string, path: string, text: string): Fact[] {
  const found = contentOf(path)
  if (found === text) return []
  const folder = join(layout.archive, loop, 'replaced')
  if (found !== null) moveInto(folder, path)
  writeAtomic(path, text)
  return [
    {
      type: 'file.restored',
      path: relative(layout.root, path),
      kept: found === null ? null : relative(layout.root, folder),
    },
  ]
}

/** Null when it is absent; nothing that was expected when something else than a file stands there. */
function contentOf(path: string): string | null {
  if (!isThere(path)) return null
  try {
    return readRegular(path, maxBytes).toString('utf8')
  } catch {
    // A link, a folder, a pipe, too long: whatever it is, it goes to the archive as it is.
    return ''
  }
}
