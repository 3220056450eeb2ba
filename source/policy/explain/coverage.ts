// Which programs of many commands does nobody know? The most frequent first: those deserve the next rows.
import type { Command } from '../../core/event.ts'
import type { ParsedCommand } from '../model/action.ts'

export interface Uncovered {
  /** The program, or the program and a verb that its row does not have. */
  readonly program: string
  /** Commands that use it. */
  readonly commands: number
  /** One of them. */
  readonly example: string
}

/** @param parse - reads a command as the judge does */
export function uncovered(commands: readonly Command[], parse: (command: Command) => ParsedCommand): Uncovered[] {
  const found = new Map<string, { commands: number; example: string }>()
  for (const command of commands) {
    const names = parse(command).commands.flatMap(({ actions }) =>
      actions.flatMap(({ doubt, detail = '' }) =>
        doubt === 'unknown-program' || (doubt === 'unknown-option' && isVerb(detail)) ? [detail] : [],
      ),
    )
    for (const name of new Set(names)) {
      const known = found.get(name)
      if (known) known.commands += 1
      else found.set(name, { commands: 1, example: command.code })
    }
  }
  return [...found]
    .map(([program, each]) => Object.assign({ program }, each))
    .toSorted((a, b) => b.commands - a.commands || (a.program < b.program ? -1 : 1))
}

/** `xsv lua`, not `xsv --lua` nor a sentence. */
const isVerb = (detail: string): boolean => {
  const [, verb = '-', ...more] = detail.split(' ')
  return !verb.startsWith('-') && more.length === 0
}
