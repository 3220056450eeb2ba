// The leaves of a syntax tree in the order of the text: words, assignments, redirections, bodies.
import { nameSet } from '../among.ts'

export interface Node {
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

export function leaves(root: Node): Node[] {
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
