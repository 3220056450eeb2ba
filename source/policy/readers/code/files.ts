// Calls that read or change files: which file, and how. A name or a mode that is made is not understood.
import type { Action, FileActionKind } from '../../model/action.ts'
import { show } from '../../model/value.ts'
import { act, onEach, onPath, type Run } from '../../grammar/analysis.ts'
import { argumentsOf, chainAt, closeAt, isMark, literalOf } from './arguments.ts'
import type { Language } from './language.ts'
import type { Token } from './tokens.ts'
import { valuesOf } from './values.ts'
import { among } from '../../among.ts'

const encoding =
  /^(?:utf-?8(?:-sig)?|ascii|latin-?1|cp932|cp1252|shift_jis|euc-jp|utf-?16(?:le|be)?|hex|base64|binary)$/i
const harmlessOption = among(String.raw`
    encoding errors newline buffering sep delimiter header nrows skiprows index_col lines orient sheet_name decimal
    thousands dtype usecols names parse_dates na_values keep_default_na low_memory comment quotechar on_bad_lines skipfooter columns
    index na_rep float_format indent format quality optimize dpi bbox_inches fmt flags`)

/** What a call does, and texts that say why it is not understood. */
export type Told = readonly (Action | Run | string | false)[]

export function readsFile(tokens: readonly Token[], i: number): Told {
  const text = tokens[i]?.text ?? ''
  const [name, ...others] = argumentsOf(tokens, i) ?? []
  const paths = valuesOf(name)
  if (paths === null) return [`${text} of a name that is made`]
  const kind = kindOf(others, /^(?:f?open|ZipFile|File)$/.test(text))
  if (kind === null) return [`${text} with a mode that is made`]
  // What is put into an archive is read from anywhere.
  if ((text === 'ZipFile' || tokens[i - 2]?.text === 'tarfile') && kind !== 'read')
    return ['an archive that is written']
  return paths.map((value) => {
    const path = show(value)
    if (/^(?:https?|ftps?):/i.test(path)) return act('network', path)
    if (/^[\w.+-]+:(?!\\)/.test(path) && path !== 'php://stdin') return `${text} ${path}`
    return onPath(kind === 'overwrite' && !isFilled(tokens, i) ? 'truncate' : kind, value)
  })
}

const filling = /^(?:f?write|copyfileobj|writelines|writerows?|writeheader|dump|fputs|fputcsv)$/

/** A file opened to write is emptied at once; something must be written to it. */
function isFilled(tokens: readonly Token[], i: number): boolean {
  const end = closeAt(tokens, i + 1)
  const after = tokens[end + 1]
  const isStatement = i === 0 || tokens[i]?.startsLine === true || isMark(tokens[i - 1], ';')
  const isLeft = after === undefined || after.startsLine || isMark(after, ';') || tokens[end + 2]?.text === 'close'
  if (isStatement && isLeft) return false
  return tokens.some(({ kind, text }, at) => {
    if (kind !== 'name' || !filling.test(text)) return text === 'file' && isMark(tokens[at + 1], '=')
    return literalOf(argumentsOf(tokens, at)?.[0]) !== ''
  })
}

/** What the arguments behind the name make of it. */
function kindOf(others: readonly (readonly Token[])[], hasMode: boolean): FileActionKind | null {
  let kind: FileActionKind | null = 'read'
  for (const [at, argument] of others.entries()) {
    const isNamed = isMark(argument[1], '=')
    const value = isNamed ? argument.slice(2) : argument
    const text = literalOf(value)
    if (hasMode && text !== null && (isNamed ? argument[0]?.text === 'mode' : at === 0)) kind = kindOfMode(text)
    else if (!isHarmless(argument, value, text, isNamed)) return null
  }
  return kind
}

function isHarmless(
  argument: readonly Token[],
  value: readonly Token[],
  text: string | null,
  isNamed: boolean,
): boolean {
  const [only] = value
  const isSimple = value.length === 1 && (text !== null || only?.kind === 'number' || only?.text === 'None')
  if (isNamed && value.every(isOfLiterals)) return harmlessOption.test(argument[0]?.text ?? '')
  if (isNamed) return isSimple && harmlessOption.test(argument[0]?.text ?? '')
  if (text !== null) return encoding.test(text)
  if (isMark(only, '{')) {
    const [, key, colon, given] = value
    return value.length === 5 && key?.text === 'encoding' && isMark(colon, ':') && encoding.test(given?.text ?? '')
  }
  return value.length === 1 && (isSimple || /^(?:FILE_(?:IGNORE|SKIP)\w+|true|false|null)$/.test(only?.text ?? ''))
}

/** A part of a list or a table that only holds literals, or types. */
const isOfLiterals = (token: Token): boolean =>
  token.kind === 'number' ||
  (token.kind === 'string' && (token.inner ?? []).length === 0 && token.isCode === undefined) ||
  (token.kind === 'mark' ? /^[[\]{},:-]$/ : /^(?:None|True|False|str|int|float|bool)$/).test(token.text)

/** Of `open`: null when it is no mode. */
function kindOfMode(mode: string): FileActionKind | null {
  if (/^r[:|](?:\*|gz|bz2|xz)?$/.test(mode)) return 'read'
  const [, letter, plus] = /^([rwaxc]?)[bt]?(\+?)[bt]?$/.exec(mode) ?? []
  if (letter === undefined) return null
  const kinds: Readonly<Record<string, FileActionKind>> = { w: 'overwrite', a: 'append', x: 'create', c: 'modify' }
  return kinds[letter] ?? (plus === '+' ? 'modify' : 'read')
}

/** `Path("a").write_text(…)`, or a name for it: the file is known only where the path stands right before. */
export function callsMethod(kind: FileActionKind, tokens: readonly Token[], i: number): Told {
  const method = tokens[i]?.text ?? ''
  const isMade = isMark(tokens[i - 2], ')') && isMark(tokens[i - 4], '(')
  const path = isMade ? chainAt(tokens, i - 5).chain === 'pathlib.Path' && tokens[i - 3] : tokens[i - 2]
  const paths = path && isMark(tokens[i - 1], '.') && isMark(tokens[i + 1], '(') ? valuesOf([path]) : null
  if (paths === null) return [`.${method} of a name that is made`]
  const given = argumentsOf(tokens, i) ?? []
  const opened = method === 'open' ? kindOf(given, true) : kind
  if (opened === null) return [`.${method} with a mode that is made`]
  const isEmptied = method === 'open' ? !isFilled(tokens, i) : literalOf(given[0]) === ''
  return onEach(opened === 'overwrite' && isEmptied ? 'truncate' : opened, paths, opened === 'delete')
}

/** `table.to_csv("a.csv", index=False)`; null: not said plainly. */
export function savesFile(tokens: readonly Token[], i: number): Told | null {
  if (!isMark(tokens[i + 1], '(')) return null
  const given = argumentsOf(tokens, i) ?? []
  const isTold = given.length === 0 || isMark(given[0]?.[1], '=')
  const options = isTold ? given : given.slice(1)
  if (!options.every((one) => isMark(one[1], '=') && one.length > 2 && kindOf([one], false) !== null)) return null
  // Without a name the text is the value.
  if (isTold) return tokens[i]?.text.startsWith('to_') === true ? [] : null
  const paths = valuesOf(given[0])
  return paths === null || paths.some((path) => /^[\w.+-]+:\/\//.test(show(path))) ? null : onEach('overwrite', paths)
}

/** The action on the first arguments of `os.remove`, `fs.writeFileSync`, `shutil.copy`; null: it changes nothing. */
export function changesOf({ changers }: Language, chain: string): readonly FileActionKind[] | null {
  return Object.hasOwn(changers, chain) ? (changers[chain] ?? null) : null
}

export function changesFiles(
  { deletesMany }: Language,
  kinds: readonly FileActionKind[],
  tokens: readonly Token[],
  i: number,
): Told {
  const text = tokens[i]?.text ?? ''
  const given = argumentsOf(tokens, i) ?? []
  const made = `${text} with a mode that is made`
  if (given.flat().some((token) => /^(?:flag|(?:src_|dst_)?dir_fd)$/.test(token.text))) return [made]
  const isMany = deletesMany === true && kinds[0] === 'delete' && given.length > 0
  const files = (isMany ? given.map(() => 'delete' as const) : kinds).flatMap((kind, at): Told => {
    const paths = valuesOf(given[at])
    if (paths === null) return [`${text} of a name that is made`]
    const isEmptied = kind === 'overwrite' && /^write/i.test(text) && (literalOf(given[at + 1]) ?? 'x') === ''
    return paths.map((value) => {
      const path = show(value)
      if (/^(?:[\w.+-]+:\/\/|file:)/.test(path)) return `${text} ${path}`
      // A database in memory.
      const isKept = kind !== 'modify' || path !== ':memory:'
      return isKept && onPath(isEmptied ? 'truncate' : kind, value, kind === 'delete')
    })
  })
  const words = given.flat()
  const named = words.slice(words.findIndex((token) => token.text === 'mode')).slice(2, 3)
  const bits = kinds.includes('metadata') ? bitsOf(given[1] ?? []) : bitsOf(named) || 0
  return [...files, Number.isNaN(bits) ? made : (bits & 0o6000) !== 0 && act('privilege', text)]
}

const bitsOf = ([mode, ...others]: readonly Token[]): number =>
  mode?.kind === 'number' && others.length === 0 ? Number(mode.text.replace(/^0(?=[0-7])/, '0o')) : Number.NaN
