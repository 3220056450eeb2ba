import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clearedScreen, drawFrame } from '../../../source/ui/output/diff.ts'
import { createFrameReader } from '../../../source/ui/output/frame.ts'
import { cheapestFrom, tinyColumns, tinyLetters, tinyRows } from '../../helpers/smallest.ts'

const budget = 16

const frameOf = (cells: string): string =>
  Array.from({ length: tinyRows }, (_, y) => cells.slice(y * tinyColumns, (y + 1) * tinyColumns))
    .join('\n')
    .replaceAll(/[AB]+/g, (bold) => `\u001B[1m${bold.toLowerCase()}\u001B[22m`)

/** A letter for each place, spread evenly over all screens. */
const screenNumber = (n: number): string =>
  Array.from({ length: tinyColumns * tinyRows }, (_, i) => tinyLetters[Math.floor(n / 5 ** i) % 5] ?? ' ').join('')

/** The cheapest texts from two screens: finding them takes most of the time. */
const minima = ['abABab', 'a b A '].map((start) => ({ start, cheapest: cheapestFrom(start, budget) }))

/** Bytes sent and bytes needed, from two screens to those of all others that differ in so many places. */
function comparedWithMinimum(isWanted: (places: number) => boolean): { sent: number; smallest: number } {
  const sum = { sent: 0, smallest: 0 }
  for (const { start, cheapest } of minima) {
    const read = createFrameReader()
    const shown = { ...clearedScreen(tinyColumns, tinyRows), grid: read(frameOf(start), tinyColumns, tinyRows) }
    for (let n = 0; n < 5 ** 6; n += 7) {
      const target = screenNumber(n)
      const minimum = cheapest.get(target)
      const places = Array.from(target).filter((letter, i) => letter !== start[i]).length
      if (minimum === undefined || !isWanted(places)) continue
      const { text } = drawFrame(shown, read(frameOf(target), tinyColumns, tinyRows))
      assert.ok(text.length >= minimum, `${start} to ${target}: ${JSON.stringify(text)} against ${minimum}`)
      sum.sent += text.length
      sum.smallest += minimum
    }
  }
  assert.ok(sum.smallest > 1000)
  return sum
}

test('where little changes, what is sent is within a fifteenth of the true minimum, and never below it', () => {
  const { sent, smallest } = comparedWithMinimum((places) => places <= 3)
  assert.ok(sent <= smallest * (1 + 1 / 15), `${sent} against ${smallest}`)
})

test('where everything changes it is within a seventh', () => {
  const { sent, smallest } = comparedWithMinimum((places) => places > 3)
  assert.ok(sent <= smallest * 1.15, `${sent} against ${smallest}`)
})
