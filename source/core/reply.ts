// How a reply is taken out of the text around it: thoughts cut off, objects found, the one answer chosen, or why not.
import type { Role } from './event-place.ts'
import { chooseAnswer, refuse, shapeFault, type Reply } from './reply/choose.ts'
import { balancedEnd, scan, type Scan } from './reply/objects.ts'
import { withoutThoughts } from './reply/thoughts.ts'

/**
 * Takes the role's reply out of a model's text: the one JSON object of the role's shape, with prose and fences around
 * it allowed. Nothing is ever repaired; what could be read in two ways is refused.
 */
export function readReply(role: Role, text: string): Reply {
  const { text: said, openThought } = withoutThoughts(text)
  if (openThought !== null) return refuse(`the reply ends in a thought (${openThought} is never closed)`, text.trim())
  const trimmed = said.trim()
  const scanned = scan(trimmed)
  return chooseAnswer(role, trimmed, scanned) ?? refuseNothing(role, trimmed, scanned)
}

/** No object has the role's shape: what stands there instead. */
function refuseNothing(role: Role, text: string, { found, broken }: Scan): Reply {
  const whole = scalar(text)
  if (whole) return refuse(shapeFault(role, whole.value), text)
  const first = found.find(({ kind }) => kind === 'object')
  const begun = broken.find(({ start, isCut }) => isCut || /^\{\s*["'“]/u.test(text.slice(start, start + 100)))
  if (begun && begun.start < (first?.start ?? Infinity)) {
    const end = balancedEnd(text, begun.start)
    return end < 0
      ? refuse('the object is cut off', text.slice(begun.start))
      : refuse('not valid JSON', text.slice(begun.start, end))
  }
  return first
    ? refuse(shapeFault(role, first.value), first.text)
    : refuse(`no JSON object in the reply${text === '' ? ': it is empty' : ''}`, text)
}

/** A text that is JSON and neither an object nor an array. */
function scalar(text: string): { value: unknown } | null {
  try {
    return /^[^[{]/u.test(text) ? { value: JSON.parse(text) } : null
  } catch {
    return null
  }
}
