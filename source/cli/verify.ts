// test --verify-only: the checks of test mode on what is there, without running anything.
import { existsSync } from 'node:fs'
import { exitCodes } from '../core/failure.ts'
import { testReport } from '../views/launcher.ts'
import { report, text, type Invocation, type Terminal } from './command.ts'
import { openProject } from './project.ts'
import { saveSummary } from './summary-file.ts'

export function verifyOnly(invocation: Invocation, terminal: Terminal): Promise<number> {
  const opened = openProject(invocation, terminal)
  if (!opened.ok) return Promise.resolve(report(opened.failure, terminal))
  const { layout, overview } = opened.value
  const jobResult = { path: layout.jobResult, isThere: existsSync(layout.jobResult) }
  const { lines, isPassed } = testReport(overview.state, jobResult)
  const summaryFile = text(invocation, 'summary-file')
  const saved = summaryFile === null ? [] : saveSummary(layout, overview.state, summaryFile)
  terminal.out([...lines, ...saved].map((line) => `${line}\n`).join(''))
  return Promise.resolve(isPassed ? exitCodes.well : exitCodes.failed)
}
