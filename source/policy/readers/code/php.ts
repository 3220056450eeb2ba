// PHP: its syntax, and what is harmless in it.
import { nameSet } from '../../among.ts'
import { argumentsOf, isMark, literalOf } from './arguments.ts'
import { without, type Language, type Oddities } from './language.ts'
import type { Token } from './tokens.ts'

/** Which argument is called back. */
const callbacks: Readonly<Record<string, number>> = { array_map: 0, array_filter: 1, usort: 1 }
const casts = /^(?:int|float|string|bool|array)$/

const phpOddities: Oddities = (tokens, _, language) => {
  for (const [i, token] of tokens.entries()) {
    const at = token.kind === 'name' && Object.hasOwn(callbacks, token.text) ? callbacks[token.text] : undefined
    if (at !== undefined && !isHarmlessCallback(language, argumentsOf(tokens, i)?.[at]))
      return `${token.text} of a function`
    // `"system"(…)`, `($f)(…)`, `[…][0](…)`: what is called is a value.
    if (isMark(token, '(') && isValue(tokens, i - 1)) return 'a call of a value'
  }
  return null
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

export const php: Language = {
  ...without,
  syntax: {
    comment: /\/\/[^\n]*|#(?!\[)[^\n]*|\/\*[\s\S]*?\*\//y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: 'php',
    codeQuotes: /"/,
    codePrefix: null,
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
