// What panel 0 shows when nothing runs: the summary of the loop, each incident a row that can be opened.
import { nightRows, type NightRow, type NightTone } from '../../views/night.ts'
import type { Words } from '../words/words.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import type { Snapshot } from './store.ts'
import { fit } from '../draw/width.ts'

/** Incidents of a kind that are listed; more would bury the rest. */
const listed = 100

/** Always the same, so that the step is not drawn again. */
const nothing: readonly NightRow[] = []

/** Empty while something runs, and before anything was run. */
export function summaryOf({ overview, isRunning }: Snapshot, words: Words): readonly NightRow[] {
  return isRunning ? nothing : nightRows(overview, { isRunning, most: listed }, words.night)
}

const labelColumns = 12
const tones: Readonly<Record<NightTone, Tone>> = { plain: 'plain', good: 'good', bad: 'bad', warn: 'warn', dim: 'dim' }

export const summaryRow = ({ label, text, tone }: NightRow): Row =>
  row(
    seg(fit(label, labelColumns), tone === 'dim' || tone === 'plain' ? 'dim' : tones[tone]),
    seg(text, textTone(tone)),
  )

/** The label says how grave it is; what happened is read. */
const textTone = (tone: NightTone): Tone => (tone === 'good' || tone === 'dim' ? tones[tone] : 'plain')
