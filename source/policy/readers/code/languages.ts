// The scripting languages whose inline code is looked at.
import { javascript } from './javascript.ts'
import { perl, ruby } from './perl-ruby.ts'
import { python } from './python.ts'
import { nameSet } from '../../among.ts'
import { unclear } from './interpolation.ts'
import { type Language, type Oddities, without, word } from './language.ts'
import { argumentsOf, isMark, literalOf } from './arguments.ts'
import { plainSyntax, type Token } from './tokens.ts'

// Lua: its syntax, and what is harmless in it.

const lua: Language = {
  ...without,
  hasColonMembers: true,
  syntax: {
    ...plainSyntax,
    comment: /--\[\[[\s\S]*?\]\]|--[^\n]*/y,
    interpolation: null,
    codeQuotes: /(?!)/,
    lineQuotes: /^["']$/,
    name: word,
  },
  names: nameSet(
    'and break do else elseif end false for function goto if in local nil not or repeat return then true until while print pairs ipairs tonumber tostring type select next unpack error assert pcall',
  ),
  dangerous: nameSet(
    'load loadstring loadfile dofile require io os debug package _G _ENV setmetatable getmetatable rawset rawget setfenv getfenv',
  ),
  members: nameSet(
    'format rep sub gsub find match gmatch upper lower len reverse byte char concat insert remove sort unpack pack floor ceil max min abs sqrt huge pi random randomseed fmod modf sin cos tan exp log tointeger type write read lines date time clock difftime',
  ),
  readers: /^io\.lines$/,
  runners: /^(?:execute|popen)$/,
  environment: /^getenv$/,
  bindings: [
    /(?<![\w\s,])([\w\s,]+)=(?!=)/g,
    /\bfor\s{1,9}((?:(?!\b(?:in|for)\b)[\w \t,])+)/g,
    /\bfunction(?:\s+(\w+))?\s*\(([^)]*)/g,
  ],
  changers: { 'os.remove': ['delete'], 'os.rename': ['move', 'overwrite'] },
  modules: {
    os: /^(?:date|time|clock|difftime)$/,
    io: /^(?:write|read)$/,
    string: null,
    table: null,
    math: null,
    utf8: null,
  },
  strange: /\[=*\[|\[\s*["']|::/,
}

// Tcl: its syntax, and what is harmless in it.

const control = /^(?:if|elseif|else|while|for|foreach|proc|switch|lsort|expr)$/

/** A text or a variable behind a control word is run as code. */
const tclOddities: Oddities = (tokens) => {
  let head = ''
  for (const [i, { kind, text, startsLine }] of tokens.entries()) {
    const before = tokens[i - 1]
    if (startsLine || (before?.kind === 'mark' && /^[;{[]$/.test(before.text))) head = text
    else if (control.test(head) && (kind === 'string' || (text.startsWith('$') && !isMark(tokens[i + 1], '{'))))
      unclear(`${head} of a text`)
  }
}

const tcl: Language = {
  ...without,
  syntax: {
    ...plainSyntax,
    comment: /(?<=^|\n|;)\s*#[^\n]*/y,
    quotes: ['"'],
    interpolation: 'tcl',
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

// PHP: its syntax, and what is harmless in it.

/** Which argument is called back. */
const callbacks: Readonly<Record<string, number>> = { array_map: 0, array_filter: 1, usort: 1 }
const casts = /^(?:int|float|string|bool|array)$/

const phpOddities: Oddities = (tokens, _, language) => {
  for (const [i, token] of tokens.entries()) {
    const at = token.kind === 'name' && Object.hasOwn(callbacks, token.text) ? callbacks[token.text] : undefined
    if (at !== undefined && !isHarmlessCallback(language, argumentsOf(tokens, i)?.[at]))
      unclear(`${token.text} of a function`)
    // `"system"(…)`, `($f)(…)`, `[…][0](…)`: what is called is a value.
    if (isMark(token, '(') && isValue(tokens, i - 1)) unclear('a call of a value')
  }
}

const isHarmlessCallback = (language: Language, argument: readonly Token[] | undefined): boolean => {
  if (argument === undefined) return true
  const name = literalOf(argument)
  return name === null ? /^(?:fn|function)$/.test(argument[0]?.text ?? '') : language.names.has(name)
}

const isValue = (tokens: readonly Token[], i: number): boolean => {
  const token = tokens[i]
  if (token?.kind === 'string') return true
  if (isMark(token, ']') || isMark(token, '}')) return true
  return isMark(token, ')') && !(isMark(tokens[i - 2], '(') && casts.test(tokens[i - 1]?.text ?? ''))
}

const php: Language = {
  ...without,
  syntax: {
    ...plainSyntax,
    comment: /\/\/[^\n]*|#(?!\[)[^\n]*|\/\*[\s\S]*?\*\//y,
    interpolation: 'php',
    name: /\$?[A-Za-z_]\w*/y,
  },
  names: nameSet(
    'echo print printf sprintf if else elseif for foreach while as return function fn true false null array list strlen count strtoupper strtolower ucfirst trim explode implode join str_repeat str_replace substr strpos strrev json_encode json_decode number_format round floor ceil abs max min range array_map array_filter array_sum array_keys array_values array_merge array_slice array_reverse in_array sort rsort usort ksort is_array is_string intval floatval date time mktime strtotime md5 sha1 hash crc32 base64_encode bin2hex pi sqrt pow var_dump print_r PHP_EOL PHP_VERSION isset empty unset mb_strlen mb_substr str_pad sprintf var_export JSON_PRETTY_PRINT int float string bool',
  ),
  dangerous: nameSet(
    'eval system exec passthru shell_exec popen proc_open assert include require include_once require_once call_user_func call_user_func_array create_function',
  ),
  dotJoins: true,
  readers: /^(?:readfile|file_get_contents|file|fopen)$/,
  runners: /^(?:system|exec|passthru|shell_exec|popen)$/,
  environment: /^(?:getenv|\$_ENV|\$_SERVER)$/,
  bindings: [/(\$[A-Za-z_]\w*)/g],
  changers: { unlink: ['delete'], rmdir: ['delete'], mkdir: ['create'], touch: ['create'], chmod: ['metadata'] },
  strange: /`|<\?|\?>|<<<|#\[|\$\$|\$\w+\s*\(|\$\{|\$GLOBALS|->|::|\\/,
  oddities: phpOddities,
}

export const languages = { python, javascript, ruby, php, lua, tcl, perl } as const

export type LanguageName = keyof typeof languages
