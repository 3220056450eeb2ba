// The true minimum: the cheapest way from one tiny screen to every other, by trying everything a terminal can be told.

/** Two columns, three rows: a letter a cell; capitals stand for bold, spaces are blank. Row by row in one string. */
export const tinyColumns = 2
export const tinyRows = 3
export const tinyLetters = [' ', 'a', 'b', 'A', 'B'] as const

interface Told {
  readonly cells: string
  readonly x: number | null
  readonly y: number
  readonly isBold: boolean
}
interface Step extends Told {
  readonly bytes: number
}

const keyOf = ({ cells, x, y, isBold }: Told): string => `${cells}${x ?? '-'}${y}${isBold}`
const put = (cells: string, at: number, text: string): string =>
  cells.slice(0, at) + text + cells.slice(at + text.length)

/** Bytes of the cheapest text for each screen that takes at most `budget`; begins plain, cursor at home. */
export function cheapestFrom(cells: string, budget: number): Map<string, number> {
  const found = new Map<string, number>()
  const done = new Set<string>()
  const waiting: Told[][] = [[{ cells, x: 0, y: 0, isBold: false }]]
  for (let bytes = 0; bytes <= budget; bytes++)
    for (const told of waiting[bytes] ?? []) {
      const key = keyOf(told)
      if (done.has(key)) continue
      done.add(key)
      if (!found.has(told.cells)) found.set(told.cells, bytes)
      for (const step of steps(told)) (waiting[bytes + step.bytes] ??= []).push(step)
    }
  return found
}

function steps(told: Told): Step[] {
  const { cells, x, y, isBold } = told
  const all: Step[] = [
    { ...told, isBold: !isBold, bytes: isBold ? 3 : 4 },
    { ...told, x: 0, bytes: 1 },
    ...moves(told),
    ...scrolls(told),
  ]
  if (x === null) return all
  const at = y * tinyColumns + x
  const onward = x + 1 < tinyColumns ? x + 1 : null
  for (const letter of isBold ? [' ', 'A', 'B'] : [' ', 'a', 'b'])
    all.push({ ...told, cells: put(cells, at, letter), x: onward, bytes: 1 })
  all.push({ ...told, cells: put(cells, at, ' '.repeat(tinyColumns - x)), bytes: 3 })
  all.push({ ...told, cells: put(cells, at, ' '), bytes: 3 })
  if (x > 0) all.push({ ...told, x: x - 1, bytes: 1 })
  return all
}

function moves(told: Told): Step[] {
  const all: Step[] = []
  for (let y = 0; y < tinyRows; y++)
    for (let x = 0; x < tinyColumns; x++) {
      all.push({ ...told, x, y, bytes: 3 + (y > 0 ? 1 : 0) + (x > 0 ? 2 : 0) })
      if (y === told.y) all.push({ ...told, x, bytes: x === 0 ? 3 : 4 })
    }
  if (told.y + 1 < tinyRows) {
    all.push({ ...told, y: told.y + 1, bytes: 2 })
    all.push({ ...told, x: 0, y: told.y + 1, bytes: 2 })
  }
  if (told.y > 0) all.push({ ...told, y: told.y - 1, bytes: 2 })
  if (told.x !== null && told.x + 1 < tinyColumns) all.push({ ...told, x: told.x + 1, bytes: 3 })
  return all
}

function scrolls(told: Told): Step[] {
  const all: Step[] = []
  const rows = Array.from({ length: tinyRows }, (_, y) => told.cells.slice(y * tinyColumns, (y + 1) * tinyColumns))
  const blank = ' '.repeat(tinyColumns)
  for (const [top, bottom, margins] of [
    [0, 2, 0],
    [0, 1, 8],
    [1, 2, 7],
  ] as const) {
    const home = margins === 0 ? {} : { x: 0, y: 0 }
    const [before, region, behind] = [rows.slice(0, top), rows.slice(top, bottom + 1), rows.slice(bottom + 1)]
    for (let by = 1; by < region.length; by++) {
      const blanks = Array.from({ length: by }, () => blank)
      for (const moved of [
        [...region.slice(by), ...blanks],
        [...blanks, ...region.slice(0, -by)],
      ]) {
        const bytes = margins + (by === 1 ? 3 : 4)
        all.push({ ...told, ...home, cells: [...before, ...moved, ...behind].join(''), bytes })
      }
    }
  }
  return all
}
