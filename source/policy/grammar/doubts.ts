// A doubt cannot be forgotten: what the reader of options did not know is told here, whatever the table makes of it.
import { names } from '../among.ts'
import type { Action } from '../model/action.ts'
import { isHole, knownStart, literal, type Value } from '../model/value.ts'
import { type Analyser, type Analysis, doubt, only } from './analysis.ts'

interface Overheard {
  readonly strange: string[]
  mayHideOption: boolean
  /** Did somebody take the words apart by a grammar? */
  isRead: boolean
  isTame: boolean
}

let current: Overheard | null = null

/** Called by the reader of options, for every grammar that claims to be whole. */
export function overhear(strange: readonly string[], mayHideOption: boolean): void {
  if (current === null) return
  current.isRead = true
  current.strange.push(...strange)
  if (mayHideOption) current.mayHideOption = true
}

/** A row says of its program that no option at all writes, runs, loads, reaches or reads more than its operands may. */
export function overhearTame(): void {
  if (current !== null) current.isTame = true
}

/** The analysis of a call, with what its table forgot to doubt. */
export function withDoubts(analyser: Analyser, call: Parameters<Analyser>[0]): Analysis {
  const outer = current
  const heard: Overheard = { strange: [], mayHideOption: false, isRead: false, isTame: false }
  current = heard
  try {
    const analysis = only(analyser(call))
    const forgotten = heard.isTame || analysis.actions.some(({ kind }) => kind === 'unknown') ? [] : doubts(call, heard)
    return forgotten.length === 0 ? analysis : { ...analysis, actions: [...analysis.actions, ...forgotten] }
  } finally {
    current = outer
  }
}

function doubts({ name, args }: Parameters<Analyser>[0], { strange, mayHideOption, isRead }: Overheard): Action[] {
  const hidden = isRead ? mayHideOption : args.slice(0, endOfOptions(args)).some(mayBeOption)
  return [
    ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(hidden ? [doubt('unknown-option', `${name}: a word that may be an option`)] : []),
  ]
}

function endOfOptions(args: readonly Value[]): number {
  const at = args.findIndex((arg) => literal(arg) === '--')
  return at < 0 ? args.length : at
}

/** Nothing of it is known, or it begins with a dash and goes on unknown. */
function mayBeOption(word: Value): boolean {
  const [first] = word
  if (isHole(first)) return first.hole === 'any'
  return literal(word) === null && knownStart(word) === '-'
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
export function isListed(option: string): boolean {
  const name = option.replace(/^--(?:no-)?/, '')
  return common.some((each) => option === `--${each}` || each.startsWith(name))
}
