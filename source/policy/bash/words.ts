// Words after expansion: braces, tilde, parameters, substitutions, splitting, globs.
import { type ArithmeticExpression, parse, type ParsedScript, type Word, type WordPart } from 'unbash'
import { concat, hole, literal, spaced, textValue, unknown, type Value } from '../model/value.ts'
import { expandBraces, fieldsOf, type Piece } from './fields.ts'
import { expandParameter } from './parameters.ts'
import type { Expansion } from './parameter-operations.ts'
import { hasExpansion } from './patterns.ts'
import { evaluateText } from './arithmetic-text.ts'
import { folderOf, fork, giveTo, type Shell, valueOf } from './shell.ts'
import { type Field, type Here, type Input, one, type Walk } from './walk.ts'
import { limits } from '../limits.ts'

export function expandWords(walk: Walk, words: readonly Word[], shell: Shell, input: Input): Field[] {
  return words.flatMap((word) => expandWord(walk, word, shell, input))
}

export function expandWord(walk: Walk, word: Word, shell: Shell, input: Input): Field[] {
  if (word.parts?.some(({ type }) => type === 'BraceExpansion')) {
    const texts = expandBraces(word.text)
    if (texts === null) return [{ value: unknown, isMany: true }]
    if (texts.length !== 1 || texts[0] !== word.text) return texts.flatMap((text) => reparsed(walk, text, shell, input))
  }
  return bounded(fieldsOf(pieces(walk, word, shell, input), shell))
}

/** Lists that double at every turn. Throws RangeError, as texts that do. */
function bounded(fields: Field[]): Field[] {
  if (fields.length > limits.words) throw new RangeError('too many words')
  return fields
}

/** A text of brace expansion is a word of its own. */
function reparsed(walk: Walk, text: string, shell: Shell, input: Input): Field[] {
  const script = parse(`: ${text}`)
  const [statement] = script.commands
  if (text === '') return []
  if (script.errors?.length || script.commands.length !== 1 || statement?.command.type !== 'Command')
    return [{ value: unknown, isMany: true }]
  return statement.command.suffix.flatMap((part) =>
    part.type === 'Word'
      ? fieldsOf(pieces(walk, part, shell, input), shell)
      : part.type === 'Assignment'
        ? [one(textValue(part.text))]
        : [{ value: unknown, isMany: true }],
  )
}

/** One value, never split: what an assignment, a redirection or a here-string makes of a word. */
export function expandToValue(walk: Walk, word: Word, shell: Shell, input: Input): Value {
  const list = pieces(walk, word, shell, input)
  return concat(...list.map((piece) => (piece.list ? spaced(piece.list) : piece.value)))
}

/** Text of a here-document or another place where quotes mean nothing. */
export function expandParts(walk: Walk, parts: readonly WordPart[], shell: Shell, input: Input): Value {
  return concat(...parts.flatMap((part) => partPieces(walk, part, shell, input, true).map(({ value }) => value)))
}

function pieces(walk: Walk, word: Word, shell: Shell, input: Input): Piece[] {
  if (!word.parts) return tilde(word.text, word.value, shell)
  return word.parts.flatMap((part, i) => {
    if (i === 0 && part.type === 'Literal' && part.text.startsWith('~')) return tilde(part.text, part.value, shell)
    return partPieces(walk, part, shell, input, false)
  })
}

const bareText = (value: Value): Piece => ({ value, isBare: false, isQuoted: false })

const quoted = (value: Value): Piece => ({ value, isBare: false, isQuoted: true })

function tilde(text: string, value: string, shell: Shell): Piece[] {
  const found = /^~([^/\\'"$`]*)(?=\/|$)/.exec(text)
  const isQuoted = /['"\\]/.test(text)
  if (!found) return [{ ...bareText(textValue(value)), isQuoted }]
  const [whole = '', name = ''] = found
  return [bareText(concat(homeOf(name, shell), textValue(value.slice(whole.length))))]
}

function homeOf(name: string, shell: Shell): Value {
  if (name === '') return valueOf(shell.variables.get('HOME')) ?? unknown
  if (name === '+') return shell.unsettled.has('PWD') ? unknown : folderOf(shell)
  if (name === '-') return shell.unsettled.has('OLDPWD') ? unknown : shell.previousFolder
  return textValue(name === 'root' ? '/root' : `/home/${name}`)
}

function partPieces(walk: Walk, part: WordPart, shell: Shell, input: Input, isQuoted: boolean): Piece[] {
  switch (part.type) {
    case 'Literal':
      return [
        isQuoted
          ? quoted(textValue(part.value))
          : { ...bareText(textValue(part.value)), isQuoted: /['"\\]/.test(part.text) },
      ]
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [quoted(textValue(part.value))]
    case 'DoubleQuoted':
    case 'LocaleString': {
      const inner = part.parts.flatMap((each) => partPieces(walk, each, shell, input, true))
      // `"$@"` without anything in it is no word at all.
      const isEmptyList = inner.length === 1 && inner[0]?.list?.length === 0
      return isEmptyList ? inner : [quoted([]), ...inner]
    }
    case 'Glob':
      // Substitutions stand in brackets too.
      if (hasExpansion(part)) return patternPieces(walk, part, shell, input)
      if (isQuoted || shell.options.has('noglob')) return [quoted(textValue(part.text))]
      return [bareText(globHole(part.kind, part.text, shell))]
    case 'ExtendedGlob':
      return hasExpansion(part) ? patternPieces(walk, part, shell, input) : [bareText(hole(isQuoted ? 'any' : 'name'))]
    case 'BraceExpansion':
      if (hasExpansion(part)) return patternPieces(walk, part, shell, input)
      return [bareText(textValue(part.text))]
    case 'SimpleExpansion':
      return expansionPieces(expandParameter({ walk, shell, input }, simple(part.text), isQuoted), isQuoted)
    case 'ParameterExpansion':
      return expansionPieces(expandParameter({ walk, shell, input }, part, isQuoted), isQuoted)
    case 'CommandExpansion':
      return [{ value: substitute(walk, part.script, shell, input), isBare: !isQuoted, isQuoted }]
    case 'ArithmeticExpansion':
      return [{ value: arithmetic({ walk, shell, input }, part.expression), isBare: false, isQuoted }]
    case 'ProcessSubstitution':
      substitute(walk, part.script, shell, input)
      return [quoted(['/dev/fd/', { hole: 'digits' }])]
  }
}

/** What runs in it runs; what it then matches, and into how many words, nobody knows. */
function patternPieces(walk: Walk, part: WordPart, shell: Shell, input: Input): Piece[] {
  if ('parts' in part && part.parts) expandParts(walk, part.parts, shell, input)
  return [{ value: unknown, isBare: true, isQuoted: false }]
}

const simple = (text: string) => ({
  parameter: text.slice(1),
  prefix: undefined,
  index: undefined,
  operation: undefined,
})

function expansionPieces({ value, list, isOpen, isQuotedText }: Expansion, isQuoted: boolean): Piece[] {
  if (list)
    return [
      { value: list[0] ?? [], isBare: !isQuoted, isQuoted: isQuoted && list.length > 0, list, isOpenList: isOpen },
    ]
  return [{ value, isBare: !isQuoted && !isQuotedText, isQuoted }]
}

function globHole(kind: 'star' | 'question' | 'bracket', text: string, shell: Shell): Value {
  if (kind === 'star')
    return hole(
      shell.options.has('dotglob') ? 'name' : text === '**' && shell.options.has('globstar') ? 'path' : 'glob',
    )
  const only = kind === 'bracket' && !shell.options.has('nocaseglob') ? /^\[([^\]!^-])\]$/.exec(text)?.[1] : undefined
  return only === undefined ? hole('char') : textValue(only)
}

/** What a substitution prints, without the line feeds at its end. */
export function substitute(walk: Walk, script: ParsedScript | undefined, shell: Shell, input: Input): Value {
  if (!script) return []
  walk.taking += 1
  const output = walk.script(script, fork(shell), { ...input, depth: input.depth + 1, stdin: unknown })
  walk.taking -= 1
  return trimEnd(output)
}

function withoutEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === '\n') end -= 1
  return text.slice(0, end)
}

export function trimEnd(value: Value): Value {
  const last = value.at(-1)
  if (typeof last !== 'string') return value
  return concat(value.slice(0, -1), textValue(withoutEnd(last)))
}

/** A word that is a parameter alone (`$1`) comes without parts. */
const wordValue = (walk: Walk, text: string, shell: Shell, input: Input): Value =>
  text.startsWith('$') && text.length > 1
    ? expandParameter({ walk, shell, input }, simple(text === '$@' ? '$*' : text), true).value
    : textValue(text)

/** Substitutions in an arithmetic expression run; a subscript with one in a variable's text does too. */
export function arithmetic(here: Here, expression: ArithmeticExpression | undefined): Value {
  const { walk, shell, input } = here
  if (!expression) return hole('digits')
  switch (expression.type) {
    case 'ArithmeticBinary':
      arithmetic(here, expression.left)
      arithmetic(here, expression.right)
      if (/^(?:[-+*/%&|^]|<<|>>)?=$/.test(expression.operator) && expression.left.type === 'ArithmeticWord')
        giveTo(shell, expression.left.value.replace(/\[.*/s, ''), hole('digits'))
      break
    case 'ArithmeticUnary':
      arithmetic(here, expression.operand)
      if (/^(?:\+\+|--)$/.test(expression.operator) && expression.operand.type === 'ArithmeticWord')
        giveTo(here.shell, expression.operand.value.replace(/\[.*/s, ''), hole('digits'))
      break
    case 'ArithmeticTernary':
      for (const each of [expression.test, expression.consequent, expression.alternate]) arithmetic(here, each)
      break
    case 'ArithmeticGroup':
      return arithmetic(here, expression.expression)
    case 'ArithmeticCommandExpansion':
      substitute(walk, expression.script, shell, input)
      break
    case 'ArithmeticWord': {
      const value = expression.parts
        ? expandParts(walk, expression.parts, shell, input)
        : wordValue(walk, expression.value, shell, input)
      evaluateText(walk, value, shell, input)
      const number = /^(?:0|[1-9]\d*)$/.exec(literal(value) ?? '')
      if (number) return textValue(number[0])
    }
  }
  return hole('digits')
}
