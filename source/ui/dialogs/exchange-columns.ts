// Who changed what in a step: draft, review and final in columns where there is room, else below one another.
import type { Role } from '../../core/event-place.ts'
import { roles } from '../../core/event-place.ts'
import { threeDrafts, type DraftRow } from '../../views/three-drafts.ts'
import { row, rowWidth, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'
import type { Words } from '../words/words.ts'
import { textRows } from './message.ts'

/** Columns from which the replies stand beside one another. */
const columnsFrom = 90
const gap = 2

export interface Drafts {
  /** Title of each: the stage and its model. */
  readonly titles: Readonly<Record<Role, string>>
  readonly draft: readonly string[]
  /** What the reviewer wrote instead; empty where only words were said. */
  readonly review: readonly string[]
  readonly final: readonly string[]
}

type Sign = readonly [sign: string, tone: Tone]
const signOf = {
  kept: ['  ', 'plain'],
  out: ['- ', 'bad'],
  byReview: ['+ ', 'good'],
  byFinal: ['* ', 'warn'],
} as const satisfies Record<string, Sign>

/** How a command of a column differs from the draft's. */
function signIn(role: Role, { draft, review, final }: DraftRow, drafts: Drafts): Sign {
  if (role === 'draft') return draft === final ? signOf.kept : signOf.out
  if (role === 'review') return review === draft ? signOf.kept : signOf.byReview
  if (final === draft) return signOf.kept
  return final !== null && drafts.review.includes(final) ? signOf.byReview : signOf.byFinal
}

export function draftRows(words: Words, drafts: Drafts, columns: number): Row[] {
  const rows = threeDrafts(drafts.draft, drafts.review, drafts.final)
  const { legend } = words.exchange
  const below = row(
    ...[signOf.out, signOf.byReview, signOf.byFinal].flatMap(([sign, tone], i) => [
      seg(sign, tone),
      seg(`${legend[i] ?? ''}   `, 'dim'),
    ]),
  )
  const content = columns >= columnsFrom ? sideBySide(rows, drafts, columns) : stacked(rows, drafts, columns)
  return [...content, below]
}

function sideBySide(rows: readonly DraftRow[], drafts: Drafts, columns: number): Row[] {
  const shown = drafts.review.length > 0 ? roles : roles.filter((role) => role !== 'review')
  const width = Math.floor((columns - gap * (shown.length - 1)) / shown.length)
  const title = shown.map((role) => [seg(drafts.titles[role], 'bold')])
  return [title, ...rows.flatMap((each) => cellsOf(each, shown, drafts, width))].map((cells) => joined(cells, width))
}

/** As many lines of cells as the longest command of the row takes. */
function cellsOf(each: DraftRow, shown: readonly Role[], drafts: Drafts, width: number): Row[][] {
  const columns = shown.map((role) => {
    const code = each[role]
    return code === null ? [] : signed(code, signIn(role, each, drafts), width)
  })
  const height = Math.max(...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, i) => columns.map((lines) => lines[i] ?? []))
}

const signed = (code: string, [sign, tone]: Sign, width: number): Row[] =>
  textRows([code], width - sign.length, tone).map((content, i) => row(seg(i === 0 ? sign : '  ', tone)).concat(content))

const joined = (cells: readonly Row[], width: number): Row =>
  cells.flatMap((cell, i) =>
    i === cells.length - 1 ? cell : [...cell, seg(' '.repeat(Math.max(0, width - rowWidth(cell)) + gap))],
  )

/** What the draft lost above what came in its place; what was only proposed is told too. */
function stacked(rows: readonly DraftRow[], drafts: Drafts, columns: number): Row[] {
  return rows.flatMap((each) => {
    const { draft, review, final } = each
    const isProposed = review !== null && review !== draft && review !== final
    return [
      ...(draft === null || draft === final ? [] : signed(draft, signOf.out, columns)),
      ...(isProposed ? signed(`${drafts.titles.review}: ${review}`, ['  ', 'dim'], columns) : []),
      ...(final === null ? [] : signed(final, signIn('final', each, drafts), columns)),
    ]
  })
}
