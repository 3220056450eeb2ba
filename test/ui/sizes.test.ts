import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { needsMe } from '../../source/ui/app/needs-me.ts'
import { exitCodes } from '../../source/core/failure.ts'
import { layoutFor } from '../../source/ui/app/layout.ts'
import { widthOf } from '../../source/ui/draw/width.ts'
import { catalogues, languages } from '../../source/ui/words/words.ts'
import { snapshotOf } from '../helpers/draw.tsx'
import * as f from '../helpers/facts.ts'
import { nightFacts } from '../helpers/night.ts'
import { makeProject } from '../helpers/project.ts'
import { openTerminal, type TestTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const sizes = [
  [120, 40],
  [100, 30],
  [80, 24],
  [60, 15],
  [20, 5],
] as const

/** What is wrong with the grid: a row that is too wide, a frame that does not close, a last row that is not free. */
function faults(screen: readonly string[], columns: number, wanted: readonly string[]): string[] {
  const text = screen.join('\n')
  const open = screen.filter((line) => /^[┌│└]/.test(line) && (!/[┐│┘]$/.test(line) || widthOf(line) !== columns))
  return [
    ...wanted.flatMap((word) => (text.includes(word) ? [] : [`'${word}' is missing`])),
    ...screen.flatMap((line) => (widthOf(line) > columns ? [`too wide: ${line}`] : [])),
    ...open.map((line) => `does not close: ${line}`),
    ...(screen.at(-1) === '' ? [] : ['the last row is not free']),
  ]
}

const holds = (terminal: TestTerminal, columns: number, wanted: readonly string[]): Promise<void> =>
  until(
    () => faults(terminal.screen(), columns, wanted).length === 0,
    () => `${faults(terminal.screen(), columns, wanted).join('\n')}\n${terminal.screen().join('\n')}`,
  )

describe('a night of 40 jobs with denies, failures, rejections and a limit', () => {
  for (const language of languages)
    test(`is whole in every size, and so are its pages, however the window is dragged: ${language}`, async (t) => {
      const facts = nightFacts(36, 40)
      const lines = f.eventsOf(...facts).map((event) => `${JSON.stringify(event)}\n`)
      const project = makeProject(t, { files: { 'logs/journal.ndjson': lines.join('') } })
      const [[columns, rows]] = sizes
      const args = ['watch', '--lang', language, '--root', project.root]
      const terminal = openTerminal(t, args, { columns, rows })
      const words = catalogues[language]
      const { help, dialog, timeline, header, runWords, night } = words
      const pages = [
        ['?', help.title],
        ['T', timeline.title],
      ] as const
      const needs = needsMe(snapshotOf(facts, { isRunning: false })).length
      for (const [i, [width, height]] of sizes.entries()) {
        terminal.resize(width, height)
        if (layoutFor(width, height, false).kind === 'facts') {
          await holds(terminal, width, [runWords.ended])
          continue
        }
        const frame = [runWords.ended, header.needs(needs), words.hints.help]
        await holds(terminal, width, [...frame, words.step.summary, night.ends.limit])
        // One page in each size: what they have in common is tried often enough.
        for (const [key, title] of pages.filter((_page, at) => at === i % pages.length)) {
          terminal.press(key)
          await holds(terminal, width, [runWords.ended, title, `[ ${dialog.close} ]`, dialog.keys.slice(0, 20)])
          await terminal.sees('> [ ')
          terminal.press('\u001B')
          await holds(terminal, width, [words.step.summary])
        }
        terminal.press('!')
        await holds(terminal, width, [words.away.needs(i + 1, needs, '')])
        terminal.press('f')
        await holds(terminal, width, [words.step.summary])
      }
      terminal.resize(columns, rows)
      await holds(terminal, columns, [words.step.summary, words.panels.checkpoints, words.hints.help])
      terminal.press('q')
      assert.equal(await terminal.exited, exitCodes.limit)
    })
})
