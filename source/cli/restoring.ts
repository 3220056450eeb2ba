// What rollback and undo have in common at a terminal: the preview, the question, the lines on the way.
import type { Event } from '../core/event.ts'
import { printableLine } from '../core/printable.ts'
import type { RestorePreview } from '../library/api.ts'
import { previewLines } from '../views/preview.ts'
import { ask } from './ask.ts'
import { flag, type Invocation, type Terminal } from './command.ts'

/** Paths that are shown before a question; all of them with --dry-run. */
const shownPaths = 20

/** Names what would change; asks at a terminal for the command's name. Scripts and the runbook's spelling go on. */
export async function confirm(
  preview: RestorePreview,
  name: 'rollback' | 'undo',
  invocation: Invocation,
  terminal: Terminal,
): Promise<boolean> {
  const isDry = flag(invocation, 'dry-run')
  const isAsked = terminal.isTty && !flag(invocation, 'yes') && !invocation.isRunbook
  if (isDry && flag(invocation, 'json')) {
    terminal.out(`${JSON.stringify(preview, null, 2)}\n`)
    return false
  }
  if (!isDry && !isAsked) return true
  const lines = previewLines(preview, isDry ? Number.MAX_SAFE_INTEGER : shownPaths)
  // What is asked on standard error must not stand without what it is about.
  const show = flag(invocation, 'json') ? terminal.error : terminal.out
  show(lines.map((line) => `${line}\n`).join(''))
  if (isDry) return false
  const isSure = (await ask(`type ${name} to go on: `)) === name
  if (!isSure) terminal.error('tos: nothing was changed\n')
  return isSure
}

/** With --json the journal's lines, else what git says. */
export function progress(invocation: Invocation, { out }: Terminal) {
  const isJson = flag(invocation, 'json')
  return {
    onEvent: (event: Event): void => {
      if (isJson) out(`${JSON.stringify(event)}\n`)
    },
    onLine: (line: string): void => {
      if (!isJson) out(`${printableLine(line)}\n`)
    },
  }
}
