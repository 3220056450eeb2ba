// Words of a command line as the code of a command.
import type { CommandType } from '../executor/interpreter.ts'

/** One word is code as it stands; several keep their borders, whatever stands in them. */
export function codeOf(type: CommandType, words: readonly string[]): string {
  const [only] = words
  if (words.length === 1 && only !== undefined) return only
  const quoted = words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", type === 'bash' ? `'\\''` : "''")}'`,
  )
  return quoted.join(' ')
}
