// Tcl: its syntax, and what is harmless in it.
import { nameSet } from '../../among.ts'
import { isMark } from './arguments.ts'
import { without, type Language, type Oddities } from './language.ts'

const control = /^(?:if|elseif|else|while|for|foreach|proc|switch|lsort|expr)$/

/** A text or a variable behind a control word is run as code. */
const tclOddities: Oddities = (tokens) => {
  let head = ''
  for (const [i, { kind, text, startsLine }] of tokens.entries()) {
    const before = tokens[i - 1]
    if (startsLine || (before?.kind === 'mark' && /^[;{[]$/.test(before.text))) head = text
    else if (control.test(head) && (kind === 'string' || (text.startsWith('$') && !isMark(tokens[i + 1], '{'))))
      return `${head} of a text`
  }
  return null
}

export const tcl: Language = {
  ...without,
  syntax: {
    comment: /(?<=^|\n|;)\s*#[^\n]*/y,
    quotes: ['"'],
    prefixes: /(?:)/y,
    interpolation: 'tcl',
    codeQuotes: /"/,
    codePrefix: null,
    name: /\$?[A-Za-z_][\w:]*/y,
  },
  names: nameSet(
    'puts set expr incr foreach for while if else elseif proc return string length list lindex llength lappend lsort lrange split join format append range toupper tolower trim first last index map clock seconds break continue switch -nonewline stdout stderr',
  ),
  dangerous: nameSet(
    'exec open eval source file cd socket load package uplevel interp subst apply glob pid exit rename namespace trace after vwait fconfigure',
  ),
  // What may end the string for Tcl, which reads braces first.
  strangeText: /[{};]|\n./,
  environment: /^(?:::)?\$?(?:::)?env$/,
  bindings: [/(?:set|foreach|incr|lappend|append|proc)\s+([A-Za-z_]\w*)/g, /(\$[A-Za-z_]\w*)/g],
  strange: /\[\s*[$["]|::(?!env\()|(?:^[^\S\r\n\u2028\u2029]*|[;{]\s*)[$["]|\\/m,
  oddities: tclOddities,
}
