// Programs that Python and JavaScript start with literal words are run as their words say.
import { textValue, type Value } from '../../model/value.ts'
import { type Run, shell } from '../../grammar/analysis.ts'
import { argumentsAt, argumentsOf, closeAt, isMark } from './arguments.ts'
import type { Token } from './tokens.ts'
import { textOf } from './values.ts'

const asWords = /^subprocess\.(?:run|call|check_call|check_output|Popen)$/
const asShell = /^(?:os\.(?:system|popen)|subprocess\.(?:getoutput|getstatusoutput)|child_process\.exec(?:Sync)?)$/
const asList = /^child_process\.(?:spawn|execFile)(?:Sync)?$/

/** What the options of such a call may be. */
const options =
  /^(?:capture_output|text|check|universal_newlines|timeout|encoding|errors|bufsize|stdout|stderr|stdin|shell|cwd|input|stdio|maxBuffer)$/

/** Null: it starts none, or does so in a way that its words do not tell. */
export function started(chain: string, tokens: readonly Token[], i: number): Run | null {
  const [isShell, isList] = [asShell.test(chain), asList.test(chain)]
  if (!isShell && !isList && !asWords.test(chain)) return null
  const [command, ...others] = argumentsOf(tokens, i) ?? []
  const text = textOf(command)
  const list = isList && isMark(others[0]?.[0], '[') ? literalsOf(others[0]) : []
  const given = optionsOf((isList && isMark(others[0]?.[0], '[') ? others.slice(1) : others).flatMap(parts))
  if (given === null || list === null) return null
  const place = { ...(given.cwd && { folder: given.cwd }), ...(given.input && { stdin: given.input }) }
  if (isList)
    return text === null || given.isShell ? null : { kind: 'words', words: [text, ...list].map(textValue), ...place }
  if (given.isShell || isShell) return text === null ? null : { ...shell(textValue(text)), ...place }
  const words = text === null ? literalsOf(command) : [text]
  return words === null || words.length === 0 ? null : { kind: 'words', words: words.map(textValue), ...place }
}

/** `{ cwd: "x" }` as `cwd="x"`; a function that is called afterwards says what it does itself. */
function parts(argument: readonly Token[]): readonly (readonly Token[])[] {
  if (argument.some((token, i) => isMark(token, '=') && isMark(argument[i + 1], '>'))) return []
  return isMark(argument[0], '{') && closeAt(argument, 0) === argument.length - 1
    ? argumentsAt(argument, 0)
    : [argument]
}

/** `["git", "status"]` */
function literalsOf(list: readonly Token[] | undefined): string[] | null {
  if (list === undefined || !isMark(list[0], '[') || closeAt(list, 0) !== list.length - 1) return null
  const texts = argumentsAt(list, 0).map(textOf)
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
    const text = textOf(value)
    if (!(isMark(mark, '=') || isMark(mark, ':')) || !options.test(option)) return null
    if (option === 'cwd' || option === 'input') {
      if (text === null) return null
      given[option] = textValue(text)
    } else if (option === 'shell') {
      if (!/^(?:true|false)$/i.test(value[0]?.text ?? '') || value.length > 1) return null
      given.isShell = /^true$/i.test(value[0]?.text ?? '')
    } else if (!isPlain(value, text)) return null
  }
  return given
}

/** A literal, a list of them, a number, `True`, `subprocess.PIPE`. */
const isPlain = (value: readonly Token[], text: string | null): boolean =>
  text !== null ||
  literalsOf(value) !== null ||
  (value.length === 1 &&
    (value[0]?.kind === 'number' || /^(?:True|False|None|true|false|null)$/.test(value[0]?.text ?? ''))) ||
  (value.length === 3 && value[0]?.text === 'subprocess' && /^(?:PIPE|DEVNULL|STDOUT)$/.test(value[2]?.text ?? ''))
