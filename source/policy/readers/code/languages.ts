// The scripting languages whose inline code is looked at. Python, JavaScript and Perl are read; of the others only calls with literals are
// understood, and what else they say is a doubt.
import { nameSet } from '../../among.ts'
import { javascript } from './javascript.ts'
import { type Language, without } from './language.ts'
import { perl } from './perl.ts'
import { python } from './python.ts'
import { plainSyntax } from './tokens.ts'

/** Brackets, and what stands between values. A comment, a block, a variable or a pattern begins with another one. */
const marks = /^[(),;.+*-]$/

/** A language of which only the `names` mean nothing but calculating and printing. */
const plain = (names: string, name: RegExp, more: Pick<Language, 'environment'> & Partial<Language>): Language => ({
  ...without,
  marks,
  names: nameSet(names),
  dangerous: new Set(),
  syntax: { ...plainSyntax, comment: /(?!)/y, interpolation: /[#$@[{]/, name },
  bindings: [],
  strange: null,
  ...more,
})

const ruby = plain('puts print p printf format', /[@$]{0,2}[A-Za-z_]\w*[?!]?/y, {
  members: nameSet(
    'sum min max length size reverse upcase downcase strip to_s to_i join split round map sort uniq first last',
  ),
  joinsNeighbours: true,
  deletesMany: true,
  readers: /^File\.(?:read|readlines|foreach)$/,
  runners: /^(?:system|exec|spawn)$/,
  environment: /^ENV$/,
  changers: {
    'File.write': ['overwrite'],
    'File.delete': ['delete'],
    'File.unlink': ['delete'],
    'Dir.mkdir': ['create'],
    'FileUtils.rm': ['delete'],
    'FileUtils.rm_rf': ['delete'],
  },
  modules: { File: /^(?:basename|dirname|extname|join|exist\?|size|expand_path)$/, Dir: /^pwd$/, FileUtils: /^(?!)/ },
  operandReaders: /\bgets\b|\breadlines?\b|\$<|\bARGF\b|\bread\b/,
})

const php = plain(
  'echo print printf sprintf strlen strtoupper strtolower trim implode explode str_repeat json_encode round date time md5 PHP_EOL PHP_VERSION',
  /\$?[A-Za-z_]\w*/y,
  {
    dotJoins: true,
    readers: /^(?:readfile|file_get_contents|file|fopen)$/,
    runners: /^(?:system|exec|passthru|shell_exec|popen)$/,
    environment: /^(?:getenv|\$_ENV|\$_SERVER)$/,
    changers: { unlink: ['delete'], rmdir: ['delete'], mkdir: ['create'], touch: ['create'], chmod: ['metadata'] },
  },
)

const lua = plain('print tonumber tostring', /[A-Za-z_]\w*/y, {
  readers: /^io\.lines$/,
  runners: /^(?:execute|popen)$/,
  environment: /^getenv$/,
  changers: { 'os.remove': ['delete'], 'os.rename': ['move', 'overwrite'] },
  modules: { os: /^(?:date|time|clock)$/, io: /^write$/, math: /^(?:floor|ceil|max|min|abs|sqrt|pi)$/ },
})

const tcl = plain('puts', /\$?[A-Za-z_][\w:]*/y, { environment: /^(?:::)?\$?(?:::)?env$/ })

export const languages = { python, javascript, perl, ruby, php, lua, tcl } as const

export type LanguageName = keyof typeof languages
