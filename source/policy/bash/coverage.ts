// Does the syntax tree account for every character? What the parser passed over in silence is not understood.
import { among } from '../among.ts'
import type { Node } from './visit.ts'
import { leaves } from './visit.ts'

// Every text has one way through it: signs one by one, so that `;;` is never tried as one sign and as two.
const between = among(
  String.raw`
    [\s;&|(){}!=] \\\n #[^\n]*(?:\n|$)
    \b(?:if|then|else|elif|fi|for|in|do|done|while|until|case|esac|select|function|coproc|time|-p|--)\b
    \]\] \+= \[\[`,
  { after: '*$' },
)

/** The first piece of text that belongs to nothing, null when there is none. */
export function uncovered(source: string, script: Node): string | null {
  let at = 0
  for (const { pos, end } of leaves(script)) {
    if (pos > at && !between.test(source.slice(at, pos))) return source.slice(at, pos)
    at = Math.max(at, end)
  }
  const rest = source.slice(at)
  return between.test(rest) ? null : rest
}
