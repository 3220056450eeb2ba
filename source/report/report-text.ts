// What every form of a report is written from: the view, the words, the rows of the night, and the clock of its zone.
import type { Report } from '../core/report-schema.ts'
import { localTime } from '../views/local-time.ts'
import type { NightRow } from '../views/night.ts'
import type { ReportWords } from './words.ts'

export interface ReportText {
  readonly report: Report
  readonly words: ReportWords
  /** How it ended, what went wrong, what to do next. */
  readonly night: readonly NightRow[]
  /** Sentences of the runbook in the report's language. */
  readonly plain: (text: string) => string
  /** A moment with its day. */
  readonly when: (ts: string) => string
  /** A moment without it. */
  readonly clock: (ts: string) => string
}

export function reportText(
  report: Report,
  words: ReportWords,
  night: readonly NightRow[],
  plain: (text: string) => string,
): ReportText {
  // Most moments share a second with others: a formatted one costs ten microseconds.
  const known = new Map<string, string>()
  const when = (ts: string): string => {
    if (ts === '') return words.none
    const second = ts.endsWith('Z') ? `${ts.slice(0, 19)}Z` : ts.slice(0, 19)
    let text = known.get(second)
    if (text === undefined) {
      text = localTime(second, report.zone).slice(0, 19).replace('T', ' ')
      known.set(second, text)
    }
    return text
  }
  return { report, words, night, plain, when, clock: (ts) => when(ts).slice(11) }
}

/** 0.4s, 31s, 2m05s. */
export function tookText(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m${String(seconds % 60).padStart(2, '0')}s`
  return `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}m`
}

export const tookBetween = (from: string, to: string | null): string =>
  to === null ? '' : tookText(Math.max(0, Date.parse(to) - Date.parse(from)))

/** A file whose lines changed, without the lines: the patches were too much for the report. */
export const isCut = ({ added, removed, patch }: Pick<Change, 'added' | 'removed' | 'patch'>): boolean =>
  patch.length === 0 && (added ?? 0) + (removed ?? 0) > 0

type Change = Report['jobs'][number]['changes'][number]
