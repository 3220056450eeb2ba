// The weekly routine: do the logs, the checkpoints and the failures of seven days stay within the runbook's limits?
import { basename, join } from 'node:path'
import * as z from 'zod'
import { ok, warn, bad } from '../examine.ts'
import { namesIn, stepFiles } from '../../files/archive.ts'
import { folderSize } from '../../files/folder-size.ts'
import { readJsonFile } from '../../files/json-file.ts'
import { isThere } from '../../files/open-regular.ts'
import { counted } from '../../core/text.ts'
import { endedWell } from '../../views/run-record.ts'
import { isWithinDays, journals, type Check, type Routine } from './facts.ts'

const week = 7
const megabyte = 1024 * 1024
const maxSummaryBytes = 16 * megabyte
const limits = { logsMb: 100, stepFiles: 100, failedCalls: 5 }

/** What the runbook knows in workspace/artifacts/. */
const artifactNames = new Set([
  'phase_state.json',
  'phase_summary.json',
  'job_input.json',
  'job_result.json',
  'job_input.example.json',
])

const logs: Check = ({ layout }) => {
  const size = folderSize(layout.logs) / megabyte
  const files = stepFiles(layout).length
  const what = `${size.toFixed(1)} MB, ${counted(files, 'step file')}`
  return [
    size < limits.logsMb && files < limits.stepFiles
      ? ok('logs', what)
      : warn('logs', `${what} (the runbook: below 100 MB and 100)`, "'tos logs prune --keep 30d'"),
  ]
}

const artifacts: Check = ({ layout }) => {
  const folder = join(layout.workspace, 'artifacts')
  const own = new Set([...artifactNames, basename(layout.jobResult), basename(layout.jobInput ?? '')])
  const others = namesIn(folder).filter((name) => !own.has(name))
  return [
    others.length === 0
      ? ok('artifacts', 'only what the runbook knows')
      : warn(
          'artifacts',
          `not the runbook's: ${others.slice(0, 5).join(', ')}`,
          'see who wrote them, and move them away',
        ),
  ]
}

const checkpoints: Check = (facts) => {
  const { length } = facts.records.checkpoints.filter((ts) => isWithinDays(facts, ts, week))
  return [
    length > 0
      ? ok('checkpoints', `${length} in seven days`)
      : warn('checkpoints', 'none in seven days', "make one now: 'tos checkpoint NAME'"),
  ]
}

const runs: Check = (facts) => {
  const recent = facts.records.runs.filter(({ startedAt }) => isWithinDays(facts, startedAt, week))
  const well = recent.filter(endedWell).length
  const denied = recent.reduce((sum, run) => sum + run.denied, 0)
  const failedCalls = recent.reduce((sum, run) => sum + run.failedCalls, 0)
  return [
    ok('runs', `${recent.length} in seven days, ${well} ended well, ${denied} denied`),
    failedCalls <= limits.failedCalls
      ? ok('models', `${counted(failedCalls, 'failed call')} in seven days`)
      : warn(
          'models',
          `${counted(failedCalls, 'failed call')} in seven days`,
          'more than 5: look at keys, network, limits',
        ),
  ]
}

const counters = ['fatal_error_count', 'denied_count', 'stopped_count'] as const

const summary: Check = ({ layout }) => {
  if (!isThere(layout.phaseSummary)) return []
  const read = readJsonFile(layout.phaseSummary, { maxBytes: maxSummaryBytes })
  if (!read.ok) return [bad('phase_summary', read.failure.what, "'tos replay' writes it again from the journal")]
  const counts = z.looseObject({}).catch({}).parse(read.value.value)
  const told = counters.filter((name) => Number(counts[name] ?? 0) > 0).map((name) => `${name} ${Number(counts[name])}`)
  return [
    told.length === 0
      ? ok('phase_summary', 'no errors counted')
      : warn('phase_summary', told.join(', '), "find each cause: 'tos status', 'tos runs show'"),
  ]
}

const changes: Check = async ({ git }) => {
  const since = (path: string) =>
    git('log', '--no-show-signature', `--since=${week} days ago`, '--format=%h %s', '--', path)
  const [config, docs] = [await since('config'), await since('docs')]
  if (config === null || docs === null) return []
  const told = (lines: string[]) => `${counted(lines.length, 'commit')}: ${lines.slice(0, 5).join('; ')}`
  return [
    config.length === 0
      ? ok('config', 'no commit in seven days')
      : warn('config', told(config), "'git log -p --since=7.days -- config': is each change expected?"),
    ok('documents', docs.length === 0 ? 'no commit in seven days' : told(docs)),
  ]
}

export const weekly: Routine = {
  checks: [journals, logs, artifacts, checkpoints, runs, summary, changes],
  byHand: ['no failure report is open', 'keys and certificates do not run out within a month'],
}
