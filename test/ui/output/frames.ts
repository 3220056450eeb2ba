// Random frames as Ink writes them: rows of styled text, and frames that follow from one another.
import * as fc from '../../helpers/properties.ts'

const styles = [
  '',
  '1',
  '2',
  '31',
  '1;31',
  '36',
  '4;33',
  '7',
  '44',
  '97;41',
  '38;5;208',
  '48;2;1;2;3',
  '9;3;32',
] as const
const letters = [
  'a',
  'b',
  ' ',
  ' ',
  ' ',
  '─',
  '│',
  'é',
  'e\u0301',
  'あ',
  '漢',
  'か\u3099',
  'ｶﾞ',
  '😀',
  '👨‍👩‍👧',
  '🇯🇵',
  '✓',
] as const

const piece = fc
  .tuple(fc.constantFrom(...styles), fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }))
  .map(([style, text]) => (style === '' ? text.join('') : `\u001B[${style}m${text.join('')}\u001B[0m`))
const line = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.constant('') },
)

/** Everything a frame may send: text, style, cursor moves, erasing, scrolling. */
export const allowed =
  /^(?:[^\u0000-\u001F\u007F-\u009F]|[\r\b]|\u001B[DEM]|\u001B\[(?:\d*(?:;\d*)*m|\d*(?:;\d+)?[Hr]|\d*[ABCDGdKXST]))*$/u

export interface Size {
  readonly columns: number
  readonly rows: number
}
export const size: fc.Arbitrary<Size> = fc.constantFrom(
  { columns: 2, rows: 1 },
  { columns: 2, rows: 3 },
  { columns: 7, rows: 4 },
  { columns: 20, rows: 5 },
  { columns: 33, rows: 12 },
)

type Change = (lines: readonly string[]) => string[]

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(11), line).map(
    ([y, text]): Change =>
      (lines) =>
        lines.with(y % lines.length, text),
  ),
  fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: -4, max: 4 }), line).map(([a, b, by, text]): Change => (lines) => {
    const [top, bottom] = [Math.min(a, b), Math.max(a, b)]
    return lines.map((old, y) =>
      y < top || y > bottom ? old : y + by < top || y + by > bottom ? text : (lines[y + by] ?? text),
    )
  }),
  fc.tuple(fc.nat(11), fc.nat(30), fc.constantFrom(...letters)).map(([y, x, letter]): Change => (lines) => {
    const old = lines[y % lines.length] ?? ''
    return lines.with(
      y % lines.length,
      old.includes('\u001B') ? old + letter : old.slice(0, x) + letter + old.slice(x + 1),
    )
  }),
)

/** Frames in the order they are shown; each follows from the one before by some changes. */
export const frames = ({ rows }: Size): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      fc.array(line, { minLength: rows, maxLength: rows }),
      fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
    )
    .map(([first, steps]) => {
      const all: string[][] = [first]
      for (const step of steps) all.push(step.reduce<string[]>((lines, apply) => apply(lines), all.at(-1) ?? first))
      return all.map((lines) => lines.join('\n'))
    })
