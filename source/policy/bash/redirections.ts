// Redirections: the files they read, write or empty, and what they put on standard input.
import type { Redirection as RedirectionNode, Word } from 'unbash'
import type { Action, Redirection } from '../model/action.ts'
import { act, onPath } from '../grammar/analysis.ts'
import { concat, knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'
import type { Shell } from './shell.ts'
import type { Input, Walk } from './walk.ts'
import { expandParts, expandToValue, expandWord, substitute } from './words.ts'

export interface Redirected {
  readonly actions: readonly Action[]
  readonly redirections: readonly Redirection[]
  /** Null: as it was. */
  readonly stdin: Value | null
  readonly hasOutputFile: boolean
}

/** @param isEmpty - the command prints nothing, so that `>` leaves an empty file */
export function redirect(
  walk: Walk,
  nodes: readonly RedirectionNode[],
  shell: Shell,
  input: Input,
  isEmpty: boolean,
): Redirected {
  const actions: Action[] = []
  const redirections: Redirection[] = []
  let stdin: Value | null = null
  let hasOutputFile = false
  for (const node of nodes) {
    if (node.type === 'HereDoc') {
      const { body, delimiter } = node
      const text =
        body.parts && delimiter?.quoted !== true ? expandParts(walk, body.parts, shell, input) : textValue(body.text)
      stdin =
        node.operator === '<<-'
          ? text.map((part) => (typeof part === 'string' ? part.replace(/^\t+/gm, '') : part))
          : text
      redirections.push({ operator: node.operator, target: null })
      continue
    }
    if (node.type === 'HereString') {
      stdin = node.target ? [...expandToValue(walk, node.target, shell, input), '\n'] : unknown
      redirections.push({ operator: node.operator, target: null })
      continue
    }
    const target = node.target ? targetOf(walk, node.target, shell, input) : unknown
    const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : null
    const isCopy = /^[<>]&$/.test(node.operator) && /^\d*-?$/.test(literal(target) ?? 'x')
    redirections.push({ operator: node.operator, target: isCopy ? null : target })
    if (isCopy) {
      if (node.operator === '<&' && (descriptor === null || descriptor === 0)) stdin = unknown
      continue
    }
    actions.push(...fileActions(node.operator, target, isEmpty))
    if (node.operator === '<' && (descriptor === null || descriptor === 0))
      stdin = literal(target) === '/dev/null' ? [] : printedInto(walk, node.target, shell, input)
    if (node.operator !== '<' && (descriptor === null || descriptor === 1)) hasOutputFile = true
  }
  return { actions, redirections, stdin, hasOutputFile }
}

/** `< <(…)`: what is printed there; its commands were looked at as the word was expanded. */
function printedInto(walk: Walk, word: Word | undefined, shell: Shell, input: Input): Value {
  const [part] = word?.parts?.length === 1 ? word.parts : []
  if (part?.type !== 'ProcessSubstitution') return unknown
  return concat(
    walk.record.again(() => substitute(walk, part.script, shell, input)),
    ['\n'],
  )
}

/** More than one word is an error of the shell; the first is judged. */
function targetOf(walk: Walk, word: Parameters<typeof expandWord>[1], shell: Shell, input: Input): Value {
  const [first] = expandWord(walk, word, shell, input)
  return first?.value ?? []
}

function fileActions(operator: string, target: Value, isEmpty: boolean): Action[] {
  const start = knownStart(target)
  if (/^\/dev\/(?:tcp|udp)\//.test(start)) return [act('network', start)]
  switch (operator) {
    case '<':
      return [onPath('read', target)]
    case '<>':
      return [onPath('read', target), onPath('modify', target)]
    case '>>':
    case '&>>':
      return [onPath('append', target)]
    default:
      return isEmpty ? [onPath('truncate', target), onPath('overwrite', target)] : [onPath('overwrite', target)]
  }
}
