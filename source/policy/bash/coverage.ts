// Does the syntax tree account for every character? What the parser passed over in silence is not understood.
import { among, nameSet } from '../among.ts'

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

// The leaves of a syntax tree in the order of the text: words, assignments, redirections, bodies.

interface Node {
  readonly type: string
  readonly pos: number
  readonly end: number
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Node).type === 'string' &&
  typeof (value as Node).pos === 'number'

const leafTypes = nameSet('Word Assignment Redirect HereString HereDoc TestCommand ArithmeticCommand Time Negation')

function leaves(root: Node): Node[] {
  const found: Node[] = []
  const visit = (node: Node): void => {
    if (leafTypes.has(node.type)) {
      found.push(node)
      for (const extra of bodies(node)) found.push(extra)
      return
    }
    if (node.type === 'ArithmeticFor')
      found.push({ type: 'head', pos: node.pos, end: (node as Node & { body: Node }).body.pos })
    for (const [key, value] of Object.entries(node)) {
      if (key === 'type' || key === 'pos' || key === 'end') continue
      if (isNode(value)) visit(value)
      else if (Array.isArray(value)) value.filter(isNode).forEach(visit)
    }
  }
  visit(root)
  return found.toSorted((a, b) => a.pos - b.pos)
}

/** A here-document's text stands behind its line. */
function bodies(node: Node): Node[] {
  if (node.type !== 'HereDoc') return []
  const { body, closing } = node as Node & { body: Node; closing?: { pos: number; end: number } }
  return [body, ...(closing ? [{ type: 'closing', ...closing }] : [])]
}
