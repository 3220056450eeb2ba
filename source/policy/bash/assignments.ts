// Assignments of variables, elements and lists.
import type { Command, Word } from 'unbash'
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { evaluateText } from './arithmetic-text.ts'
import { assign, assignList, isNumber, nameElements, type Shell } from './shell.ts'
import type { Here, Input, Walk } from './walk.ts'
import { expandToValue, expandWord } from './words.ts'

export type AssignmentNode = Extract<Command['prefix'][number], { type: 'Assignment' }>

export function setOne(walk: Walk, node: AssignmentNode, value: Value, shell: Shell, input: Input): void {
  const key = node.index ? (literal(expandToValue(walk, node.index, shell, input)) ?? null) : '0'
  const isAdded = node.append === true
  const old = key === null ? unknown : (shell.variables.get(node.name)?.items.get(key) ?? [])
  if (node.index && key !== null) evaluateText(walk, textValue(key), shell, input)
  if (key === null) assignList(shell, node.name, [unknown], true)
  else assign(shell, node.name, isAdded ? concat(old, value) : value, key)
  noteLookup(shell, node.name)
}

/** Variables that say what a program's name stands for. */
function noteLookup(shell: Shell, name: string): void {
  if (/^(?:PATH|BASH_ENV|ENV|LD_PRELOAD|BASH_CMDS|BASH_ALIASES)$/.test(name)) shell.isLookupChanged = true
}

export function setArray(
  { walk, shell, input }: Here,
  node: AssignmentNode,
  elements: readonly Word[],
  isDeclared = false,
): void {
  const items: Value[] = []
  const named = new Map<string, Value>()
  let isOpen = false
  for (const element of elements) {
    const subscript = /^\[([^\]]*)\]=/.exec(element.text)
    if (subscript) {
      const value = expandToValue(walk, element, shell, input)
      const text = literal(value)
      evaluateText(walk, textValue(subscript[1] ?? ''), shell, input)
      named.set(subscript[1] ?? '', text === null ? unknown : textValue(text.replace(/^\[[^\]]*\]=/, '')))
      continue
    }
    for (const { value, isMany } of expandWord(walk, element, shell, input)) {
      if (isMany) isOpen = true
      else items.push(value)
    }
  }
  const old = node.append === true ? [...(shell.variables.get(node.name)?.items.values() ?? [])] : []
  if (isDeclared && [...named.keys()].some((key) => !isNumber(key))) nameElements(shell, node.name)
  assignList(shell, node.name, isOpen ? [unknown] : [...old, ...items], isOpen)
  for (const [key, value] of named) assign(shell, node.name, value, key)
  noteLookup(shell, node.name)
}
