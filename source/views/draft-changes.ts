// What became of a draft: which of its commands the final decision left out, which it brought in.
import type { ReplyValue } from '../core/reply/choose.ts'

export interface ChangedCommand {
  readonly code: string
  readonly change: 'kept' | 'left out' | 'brought in'
}

/** In the order of what was decided; what it left out stands where the draft had it. */
export function draftChanges(before: readonly string[], after: readonly string[]): ChangedCommand[] {
  const common = longestCommon(before, after)
  const changes: ChangedCommand[] = []
  let [i, j] = [0, 0]
  for (const code of [...common, null]) {
    while (i < before.length && before[i] !== code) changes.push({ code: before[i++] ?? '', change: 'left out' })
    while (j < after.length && after[j] !== code) changes.push({ code: after[j++] ?? '', change: 'brought in' })
    if (code === null) break
    changes.push({ code, change: 'kept' })
    i += 1
    j += 1
  }
  return changes
}

/** The commands of a reply, as they were written. */
export function codesIn(value: ReplyValue, field: 'commands' | 'improved_commands'): string[] {
  const commands: unknown = value[field]
  return Array.isArray(commands) ? commands.map((command: unknown) => codeOf(command)) : []
}

const codeOf = (command: unknown): string =>
  typeof command === 'object' && command !== null && 'code' in command ? String(command.code) : String(command)

/** Commands of a step are a handful: the plain table will do. */
function longestCommon(a: readonly string[], b: readonly string[]): string[] {
  let row: string[][] = b.map(() => [])
  for (const one of a) {
    const next: string[][] = []
    b.forEach((other, j) => {
      const taken = one === other ? [...(row[j - 1] ?? []), one] : []
      const best = [taken, row[j] ?? [], next[j - 1] ?? []].toSorted((x, y) => y.length - x.length)[0]
      next.push(best ?? [])
    })
    row = next
  }
  return row.at(-1) ?? []
}
