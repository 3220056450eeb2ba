// Characters that never join with a neighbour and have one width in every terminal: what nearly every screen is made of.

type Range = readonly [first: number, last: number]

const narrow: readonly Range[] = [
  [0x20, 0x7e],
  // Latin-1 without (c), (r) and the soft hyphen.
  [0xa1, 0xa8],
  [0xaa, 0xac],
  [0xaf, 0xff],
  // Quotes, ellipsis.
  [0x2018, 0x201d],
  [0x2026, 0x2026],
  // Boxes and blocks.
  [0x2500, 0x259f],
  // Half-width kana without its voicing marks.
  [0xff61, 0xff9d],
]
const wide: readonly Range[] = [
  // Japanese punctuation, kana, kanji, full-width forms.
  [0x3000, 0x3020],
  [0x3041, 0x3096],
  [0x30a0, 0x30ff],
  [0x4e00, 0x9fff],
  [0xff01, 0xff60],
]

const widths = new Uint8Array(0x10000)
for (const [first, last] of narrow) widths.fill(1, first, last + 1)
for (const [first, last] of wide) widths.fill(2, first, last + 1)

/** Columns of one UTF-16 unit that stands alone; null when only a look at its neighbours can tell. */
export function aloneWidth(unit: number): 1 | 2 | null {
  const width = widths[unit]
  return width === 1 || width === 2 ? width : null
}
