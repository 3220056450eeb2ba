// The daily routine: may a run start today, and did the last one end as it should? (runbook S-6: before the first run of a day)
import { existsSync } from 'node:fs'
import { bad, ok, warn } from '../examine.ts'
import { counted } from '../../core/text.ts'
import { endedWell } from '../../views/run-record.ts'
import { journals, type Check, type Routine } from './facts.ts'

/** Denies one behind another that stop the work (runbook: go on or stop). */
const maxDenies = 3

/** cleanrun, then test, then run: and no run behind a test that failed. */
const order: Check = ({ records: { runs, loop } }) => {
  const modes = runs.filter((run) => run.loop === loop)
  const [first] = modes
  const last = modes.at(-1)
  if (!first || !last) return [warn('order', 'no run of this loop', "begin with 'tos cleanrun', then 'tos test'")]
  const told = modes.map(({ mode }) => mode).join(', ')
  const lastTest = modes.findLast(({ mode }) => mode === 'test')
  if (last === lastTest && !endedWell(last))
    return [bad('order', `the last test did not end well (${reasonOf(last.end)})`, 'find the cause before a run')]
  if (first.mode !== 'cleanrun')
    return [
      warn('order', `${told}: it did not begin with cleanrun`, "the next loop: 'tos cleanrun', 'tos test', 'tos run'"),
    ]
  const second = modes[1]
  if (second?.mode === 'run')
    return [warn('order', `${told}: no test before the first run`, "the next loop: 'tos test' behind 'tos cleanrun'")]
  return [ok('order', told)]
}

const reasonOf = (end: { readonly reason: string } | null): string => end?.reason ?? 'it has no end'

const lastRun: Check = ({ records: { runs }, layout }) => {
  const last = runs.at(-1)
  if (!last?.end) return []
  return [
    endedWell(last)
      ? ok('end', `${last.mode} ended ${last.end.at}: ${last.end.reason}`)
      : bad(
          'end',
          `${last.mode} ended ${last.end.at}: ${last.end.reason}`,
          "find the cause in 'tos status' before a run",
        ),
    existsSync(layout.runSummary)
      ? ok('summary', 'last_run_summary.json is there')
      : warn('summary', 'last_run_summary.json is missing', "'tos replay' writes it again from the journal"),
  ]
}

const denies: Check = ({ records: { runs } }) => {
  const { denied = 0 } = runs.at(-1) ?? {}
  const what = `${counted(denied, 'command')} of the last run denied`
  return [denied < maxDenies ? ok('denies', what) : bad('denies', what, "stop and look at them: 'tos status'")]
}

/** The same bad end twice is a fault that reruns do not cure. */
const repetition: Check = ({ records: { runs } }) => {
  const [before, last] = runs.slice(-2)
  return before?.end && last?.end && !endedWell(last) && before.end.reason === last.end.reason
    ? [bad('repetition', `two runs in a row ended so: ${last.end.reason}`, 'a failure report, and no further run')]
    : []
}

/** S-5 is frozen: it is for checking a rollback, and only that. */
const stage: Check = ({ settings: { config } }) => [
  config.s5_settings.enabled
    ? warn(
        'stage',
        'S-5 (experimental)',
        'for the check of a rollback only: go back to S-6 (s5_settings.enabled false)',
      )
    : ok('stage', 'S-6 (stable)'),
]

export const daily: Routine = {
  checks: [journals, order, lastRun, denies, repetition, stage],
  byHand: [
    'the results of the last jobs are plausible',
    'a checkpoint daily_yyyyMMdd is made before anything important changes',
  ],
}
