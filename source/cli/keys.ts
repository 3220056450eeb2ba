// keys: every key and command of the screen, from the tables that the screen itself uses.
import { exitCodes } from '../core/failure.ts'
import { fleetKeyRows } from '../ui/fleet/keys.ts'
import { helpRows } from '../ui/keys/help-rows.ts'
import type { Words } from '../ui/words/words.ts'
import { fit } from '../ui/draw/width.ts'
import { flag, report, type Command } from './command.ts'
import { viewerWish, wordsFor } from './viewer-options.ts'

const keyColumns = 18

export const keys: Command = {
  run(invocation, terminal) {
    const wish = viewerWish(invocation, terminal.environment)
    if (!wish.ok) return Promise.resolve(report(wish.failure, terminal))
    const words = wordsFor(wish.value, terminal)
    terminal.out(flag(invocation, 'json') ? `${JSON.stringify(keyRows(words), null, 2)}\n` : keyText(words))
    return Promise.resolve(exitCodes.well)
  },
}

interface KeyRow {
  readonly group: string
  readonly keys: string
  readonly does: string
}

/** Keys, then commands, in the order of the help. */
export const keyRows = (words: Words): KeyRow[] =>
  [...helpRows(words), ...fleetKeyRows(words)].map(({ group, keys, does }) => ({ group, keys, does }))

function keyText(words: Words): string {
  const rows = keyRows(words)
  return rows
    .map(({ group, keys, does }, i) => {
      const head = group === rows[i - 1]?.group ? '' : `${i === 0 ? '' : '\n'}${group}\n`
      return `${head}  ${fit(keys, keyColumns)}  ${does}\n`
    })
    .join('')
}
