// Keys of the `:` line that is being typed.
import { edited, fieldText, type Field } from '../draw/field.ts'
import { complete, type Known } from './line-commands.ts'

/** The line is closed by Esc, or by deleting when there is nothing to delete. */
const closing = new Set(['esc', 'ctrl+c'])

/** The line after a key; null when it closes. Enter is not its own. */
export function lineAfter(line: Field, key: string, known: Known): Field | null {
  if (closing.has(key) || (key === 'backspace' && fieldText(line) === '')) return null
  if (key === 'tab') return { ...line, before: complete(line.before, known).text }
  return edited(line, key) ?? line
}
