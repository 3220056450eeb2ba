// Programs that Python starts with literal words are run as their words say.
import { textValue, type Value } from '../../model/value.ts'
import { type Run, shell } from '../../grammar/analysis.ts'
import { argumentsAt, argumentsOf, isMark, literalOf } from './arguments.ts'
import type { Token } from './tokens.ts'

const asWords = /^subprocess\.(?:run|call|check_call|check_output|Popen)$/
const asShell = /^(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput))$/

/** What the options of such a call may be. */
const options =
  /^(?:capture_output|text|check|universal_newlines|timeout|encoding|errors|bufsize|stdout|stderr|stdin|shell|cwd|input)$/

/** Null: it starts none, or does so in a way that its words do not tell. */
export function started(chain: string, tokens: readonly Token[], i: number): Run | null {
  const isShell = asShell.test(chain)
  if (!isShell && !asWords.test(chain)) return null
  const [command, ...others] = argumentsOf(tokens, i) ?? []
  const text = literalOf(command)
  if (isShell) return text !== null && others.length === 0 ? shell(textValue(text)) : null
  const given = optionsOf(others)
  if (given === null) return null
  const place = { ...(given.cwd && { folder: given.cwd }), ...(given.input && { stdin: given.input }) }
  if (given.isShell) return text === null ? null : { ...shell(textValue(text)), ...place }
  const words = text === null ? literalsOf(command) : [text]
  return words === null || words.length === 0 ? null : { kind: 'words', words: words.map(textValue), ...place }
}

/** `["git", "status"]` */
function literalsOf(list: readonly Token[] | undefined): string[] | null {
  if (list === undefined || !isMark(list[0], '[') || !isMark(list.at(-1), ']')) return null
  const texts = argumentsAt(list, 0).map(literalOf)
  return texts.every((text) => text !== null) ? texts : null
}

interface Given {
  isShell: boolean
  cwd?: Value
  input?: Value
}

/** Null: one of them is another, or its value is made. */
function optionsOf(list: readonly (readonly Token[])[]): Given | null {
  const given: Given = { isShell: false }
  for (const [name, mark, ...value] of list) {
    const option = name?.text ?? ''
    const text = literalOf(value)
    if (!isMark(mark, '=') || !options.test(option)) return null
    if (option === 'cwd' || option === 'input') {
      if (text === null) return null
      given[option] = textValue(text)
    } else if (option === 'shell') {
      if (!/^(?:True|False)$/.test(value[0]?.text ?? '') || value.length > 1) return null
      given.isShell = value[0]?.text === 'True'
    } else if (!isPlain(value, text)) return null
  }
  return given
}

/** A literal, a number, `True`, `subprocess.PIPE`. */
const isPlain = (value: readonly Token[], text: string | null): boolean =>
  text !== null ||
  (value.length === 1 && (value[0]?.kind === 'number' || /^(?:True|False|None)$/.test(value[0]?.text ?? ''))) ||
  (value.length === 3 && value[0]?.text === 'subprocess' && /^(?:PIPE|DEVNULL|STDOUT)$/.test(value[2]?.text ?? ''))
