// Takes a command line apart the way getopt does, with words that may be unknown.
import { names } from '../among.ts'
import { cut, isHole, knownStart, literal, type Value } from '../model/value.ts'
import { checkRole } from './roles.ts'

/**
 * Written as words: `-abc` three flags, `+abc` three that begin with a plus, `-o:read` an option with a value, `-i?` one
 * with an optional attached value, `-l#` one with attached digits, `-r/--recursive` two names of one option, known by the
 * first; `--color?`, `--output:overwrite` long ones. What stands behind `:` or `?` is the value's role.
 */
export interface Grammar {
  readonly options: ReadonlyMap<string, Option>
  readonly longNames: readonly string[]
  /** A word is one option, behind one dash or two: letters are not put together. */
  readonly isWhole: boolean
}
export interface Option {
  /** The first of its names without dashes. */
  readonly name: string
  readonly value: 'none' | 'required' | 'optional' | 'digits'
  readonly role: string
}

export interface ParsedOptions {
  readonly options: readonly { readonly option: Option; readonly value: Value | null }[]
  readonly operands: readonly Value[]
  /** Options that the grammar does not have. */
  readonly strange: readonly string[]
  /** A word is not known and may be any option. */
  readonly mayHideOption: boolean
  /** A word begins as an option and goes on unknown. */
  readonly isHalfKnown: boolean
}

const wellFormed = /^[-+][^:?#]+(?:[:?#][a-zA-Z-]*)?$/
const kinds: Readonly<Record<string, Option['value']>> = { ':': 'required', '?': 'optional', '#': 'digits' }

/** Throws where the text is no grammar: a table has a mistake. */
export function compileGrammar(text: string, isWhole = false): Grammar {
  const options = new Map<string, Option>()
  const longNames: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (!wellFormed.test(word)) throw new Error(`'${word}' is no option of a grammar`)
    const [, names = '', mark = '', role = ''] = /^([^:?#]*)([:?#]?)([^]*)$/.exec(word) ?? []
    checkRole(role)
    const value = kinds[mark] ?? 'none'
    const list = names.split('/')
    const name = (list[0] ?? '').replace(/^[-+]+/, '')
    const isCluster = !isWhole && list.length === 1 && mark === '' && !names.startsWith('--') && name.length > 1
    if (isCluster)
      for (const flag of name) {
        const text = `${names.charAt(0)}${flag}`
        const before = options.get(text)
        // Else `-long` without another name, written for one option, takes what `-o` does away.
        if (before && (before.value !== value || before.role !== role))
          throw new Error(`'${text}' of '${names}' stands for another option as well`)
        options.set(text, { name: flag, value, role })
      }
    else for (const each of list) options.set(each, { name, value, role })
    longNames.push(...list.filter((each) => each.startsWith('--')))
  }
  return { options, longNames, isWhole }
}

/** A long option, possibly abbreviated. */
function findLong({ options, longNames }: Grammar, name: string): Option | null {
  const exact = options.get(name)
  if (exact) return exact
  const candidates = longNames.filter((long) => long.startsWith(name))
  const found = new Set(candidates.map((long) => options.get(long)))
  const [first] = found
  return first && (found.size === 1 || sameEffect([...found])) ? first : null
}

const sameEffect = (list: readonly (Option | undefined)[]): boolean =>
  list.every((option) => option?.role === list[0]?.role && option?.value === list[0]?.value && option?.role !== '')

/** Is nothing known of how the word begins? */
export const mayBeOption = (word: Value): boolean => {
  const [first] = word
  return isHole(first) && first.hole === 'any'
}

/**
 * @param isPermuting - false: options end at the first operand (wrappers, POSIX shells)
 */
export function parseOptions(grammar: Grammar, args: readonly Value[], isPermuting = true): ParsedOptions {
  const options: { option: Option; value: Value | null }[] = []
  const operands: Value[] = []
  const strange: string[] = []
  let mayHideOption = false
  let isHalfKnown = false
  const hasPlus = grammar.options.has('+o')
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? []
    const start = knownStart(word)
    if (literal(word) === '--') {
      operands.push(...args.slice(i + 1))
      break
    }
    const isOption = start.startsWith('-') || (hasPlus && start.startsWith('+'))
    if (!isOption || literal(word) === '-') {
      if (mayBeOption(word)) mayHideOption = true
      operands.push(word)
      if (!isPermuting) {
        operands.push(...args.slice(i + 1))
        break
      }
      continue
    }
    const long = start.startsWith('--')
    const taken = grammar.isWhole
      ? takeWhole(grammar, word, start)
      : long
        ? takeLong(grammar, word, start)
        : takeShort(grammar, word, start)
    for (const each of taken) {
      if (each.option === null) {
        if (each.isUnknown) isHalfKnown = true
        else strange.push(each.text)
      } else if (each.option.value === 'required' && each.value === null) {
        i += 1
        options.push({ option: each.option, value: args[i] ?? [] })
      } else options.push({ option: each.option, value: each.value })
    }
  }
  mayHideOption ||= isHalfKnown
  return { options, operands, strange, mayHideOption, isHalfKnown }
}

interface Taken {
  readonly option: Option | null
  readonly value: Value | null
  readonly text: string
  readonly isUnknown: boolean
}

function takeWhole({ options }: Grammar, word: Value, start: string): Taken[] {
  const [written, dashes = '', rest = ''] = /^(--?)([^=]*)/.exec(start) ?? []
  const at = written?.length ?? start.length
  const isGiven = start.length > at
  const option = options.get(`-${rest}`) ?? options.get(`${dashes}${rest}`) ?? null
  const isUnknown = !isGiven && literal(word) === null
  return [{ option: isUnknown ? null : option, value: isGiven ? cut(word, at + 1) : null, text: `-${rest}`, isUnknown }]
}

function takeLong(grammar: Grammar, word: Value, start: string): Taken[] {
  const at = start.indexOf('=')
  const name = at < 0 ? start : start.slice(0, at)
  const isUnknown = at < 0 && literal(word) === null
  const option = isUnknown ? null : findLong(grammar, name)
  return [{ option, value: at < 0 ? null : cut(word, at + 1), text: name, isUnknown }]
}

function takeShort({ options }: Grammar, word: Value, start: string): Taken[] {
  const whole = options.get(start)
  if (whole && start.length > 2 && literal(word) !== null)
    return [{ option: whole, value: null, text: start, isUnknown: false }]
  // `-out=file`: a name of several letters behind one dash.
  const at = start.indexOf('=')
  const named = at > 2 ? options.get(start.slice(0, at)) : undefined
  if (named && named.value !== 'none')
    return [{ option: named, value: cut(word, at + 1), text: start.slice(0, at), isUnknown: false }]
  const taken: Taken[] = []
  for (let i = 1; i < start.length; i += 1) {
    const text = `${start.charAt(0)}${start[i] ?? ''}`
    const option = options.get(text) ?? null
    if (option?.value === 'digits') while (/[0-9a-fx]/.test(start[i + 1] ?? '') && /\d/.test(start[i + 1] ?? '')) i += 1
    else if (option && option.value !== 'none') {
      const rest = cut(word, i + 1)
      taken.push({ option, value: rest.length > 0 ? rest : null, text, isUnknown: false })
      return taken
    }
    taken.push({ option, value: null, text, isUnknown: false })
  }
  if (literal(word) === null) taken.push({ option: null, value: null, text: start, isUnknown: true })
  return taken
}

// Long options of programs whose tables name only what is dangerous: what neither such a table nor a list here has is doubted.

/** They mean the same everywhere: how much is told, and how. */
const common = names(`
  help version usage verbose quiet silent debug color colour no-color colors plain raw all long short brief json yaml csv xml
  format sort reverse width columns lines line-numbers no-pager pager-off theme style language encoding charset
  human-readable ignore-case recursive null zero-terminated limit max-depth depth count summary stats progress no-progress
  follow tail head since until before after bytes total size si apparent-size separator header no-header noheadings
  dry-run simulate test check strict pretty compact indent tabs unbuffered`)

/** Is the long option harmless, as far as a list tells? It may be turned off or abbreviated. */
export function isListed(option: string, further: readonly string[]): boolean {
  const name = option.replace(/^--(?:no-)?/, '')
  return [...further, ...common].some((each) => option === `--${each}` || each.startsWith(name))
}
