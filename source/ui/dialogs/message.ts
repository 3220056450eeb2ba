// Dialogs that only tell something.
import type { Failure } from '../../core/failure.ts'
import { printable } from '../../core/printable.ts'
import { leave, type Choice, type Dialog } from './dialog.ts'
import type { Words } from '../words/words.ts'
import { row, rowText, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import { wrapTo } from '../draw/width.ts'

/** Text as rows of a width; a diff's lines in their tones. */
export function textRows(lines: readonly string[], columns: number, tone: Tone = 'plain'): Row[] {
  return lines
    .flatMap((line) => printable(line).split('\n'))
    .flatMap((line) => wrapTo(line.replaceAll('\t', '    '), columns))
    .map((line) => row(seg(line, tone)))
}

/** Columns texts are broken at, for the pager, that a dialog would break. */
export const pagedColumns = 100

/** What a dialog says, as lines of a width. */
export const dialogLines = ({ title, rows }: Dialog<unknown>, columns: number): string[] => [
  title,
  '',
  ...(typeof rows === 'function' ? rows('', columns) : rows).map(rowText),
]

/** `choices` stand behind Close. */
export const messageDialog = <M = never>(
  words: Words,
  title: string,
  lines: readonly string[],
  choices: readonly Choice<M>[] = [],
): Dialog<M> => ({
  title,
  rows: (_typed, columns) => textRows(lines, columns),
  choices: [leave(words.dialog.close), ...choices],
})

/** Lines of a patch that are shown, and characters of a line; a pager has them all. */
const patchLinesAtMost = 2000
const patchLineLength = 2000

/** A table of files and a patch, each line in its tone. */
export function patchDialog(words: Words, title: string, lines: readonly string[]): Dialog<never> {
  const left = lines.length - patchLinesAtMost
  const shown = left > 0 ? [...lines.slice(0, patchLinesAtMost), '', words.checkpoints.moreLines(left)] : lines
  return {
    title,
    isWide: true,
    rows: (_typed, columns) => patchRows(shown, columns),
    choices: [leave(words.dialog.close)],
  }
}

export const patchRows = (lines: readonly string[], columns: number): Row[] =>
  lines.flatMap((line) => textRows([line.slice(0, patchLineLength)], columns, patchTone(line)))

function patchTone(line: string): Tone {
  if (line.startsWith('diff ')) return 'bold'
  if (/^(?:@@|index |--- |\+\+\+ |new |deleted |old )/.test(line)) return 'dim'
  return line.startsWith('+') ? 'good' : line.startsWith('-') ? 'bad' : 'plain'
}

/** What went wrong, where, and what to do. */
export function failedRows(words: Words, failure: Failure, columns: number): Row[] {
  const said = words.failure(failure)
  return [said].concat(said.others ?? []).flatMap((each) => failureRows(each, columns))
}

function failureRows({ what, where = '', remedy }: Failure, columns: number): Row[] {
  const place = where === '' ? [] : textRows([where], columns, 'dim')
  return [...textRows([what], columns, 'bad'), ...place, ...textRows([`-> ${remedy}`], columns)]
}

export const failureDialog = (words: Words, title: string, failure: Failure): Dialog<never> => ({
  title,
  rows: (_typed, columns) => failedRows(words, failure, columns),
  choices: [leave(words.dialog.close)],
})

/** Work is under way; nothing can be chosen until it has ended. */
export const busyDialog = (title: string, ...lines: readonly string[]): Dialog<never> => ({
  title,
  rows: (_typed, columns) => textRows(lines, columns),
  choices: [],
})
