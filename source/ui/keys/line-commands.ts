// The commands of the `:` line as data: what each is called, what stands behind it, which key does the same.
import { nearestWord } from '../../core/nearest.ts'
import { narrow } from '../input/stroke.ts'
import type { Need } from '../app/needs.ts'
import type { Words } from '../words/words.ts'
import type { Action } from './keys.ts'

/** What a word behind a command says. */
export type Operand = keyof Words['line']['operands']

interface NamedCommand<N extends keyof Words['line']['does'] = keyof Words['line']['does']> {
  readonly name: N
  readonly aliases?: readonly string[]
  /** In their order; all can be left out. */
  readonly operands: readonly Operand[]
  /** Keys that do the same. What they need the command needs; the first that acts now is meant. */
  readonly actions: readonly Action[]
  /** Where no key does the same. */
  readonly needs?: readonly Need[]
}

const listed = <const T extends readonly NamedCommand[]>(table: T): T => table

export const lineCommands = listed([
  { name: 'rollback', operands: ['checkpoint'], actions: ['rollBack'] },
  { name: 'undo', operands: [], actions: ['undo'] },
  { name: 'checkpoint', operands: ['name'], actions: ['checkpoint'] },
  { name: 'approve', operands: [], actions: ['allowOnce'] },
  { name: 'deny', operands: ['text'], actions: ['deny'] },
  { name: 'revoke', operands: ['grant'], actions: ['grants'] },
  { name: 'note', operands: ['text'], actions: [], needs: ['live', 'running', 'control'] },
  { name: 'pause', operands: [], actions: ['pause'] },
  { name: 'resume', operands: [], actions: ['pause', 'goOn'] },
  { name: 'stop', operands: [], actions: ['stop'] },
  { name: 'raise', operands: ['limit', 'value'], actions: ['raise'] },
  { name: 'job', operands: ['job'], actions: ['focusPanel'] },
  { name: 'filter', operands: ['text'], actions: ['filter'] },
  { name: 'lang', operands: ['language'], actions: [] },
  { name: 'help', operands: [], actions: ['help'] },
  { name: 'q', aliases: ['quit'], operands: [], actions: ['leave'] },
])

export type CommandName = (typeof lineCommands)[number]['name']
export type LineCommand = NamedCommand
const table: readonly LineCommand[] = lineCommands

/** Names and numbers may come from a Japanese input method. */
const plain = (word: string): string => narrow(word).toLowerCase()

const commandOf = (word: string): LineCommand | null =>
  table.find(({ name, aliases }) => name === word || aliases?.includes(word)) ?? null

export type Entered =
  | { readonly command: LineCommand; readonly rest: string }
  /** `near`: what may have been meant. */
  | { readonly unknown: string; readonly near: CommandName | null }

/** What was entered; null for nothing. */
export function readLine(text: string): Entered | null {
  const line = text.trim()
  const [word = ''] = /^\S+/.exec(line) ?? []
  const rest = line.slice(word.length).trim()
  if (word === '') return null
  const command = commandOf(plain(word))
  if (command) return { command, rest }
  const near = nearestWord(
    plain(word),
    table.map(({ name }) => name),
  )
  return { unknown: word, near: near as CommandName | null }
}

/** The words of an operand: plain ones, for everything but free text. */
export const wordsOf = (rest: string): string[] => narrow(rest).split(/\s+/).filter(Boolean)

/** What an operand can be now; free text is not in it. */
export type Known = Readonly<Partial<Record<Operand, readonly string[]>>>

export interface Completion {
  /** The command that is being typed, once its name is whole. */
  readonly command: LineCommand | null
  /** What the word that is being typed can become. */
  readonly candidates: readonly string[]
  /** The line as far as they all agree. */
  readonly text: string
}

export function complete(text: string, known: Known): Completion {
  const line = text.trimStart()
  let start = line.length
  while (start > 0 && /\S/.test(line[start - 1] ?? '')) start -= 1
  const [before, word] = [line.slice(0, start), line.slice(start)]
  const typed = plain(word)
  const command = commandOf(plain(before.trim().split(/\s+/)[0] ?? ''))
  if (before !== '' && !command) return { command, candidates: [], text }
  const kind = command?.operands[wordsOf(before).length - 1]
  const all = command ? kind && known[kind] : table.map(({ name }) => name)
  const candidates = (all ?? []).filter((each) => each.toLowerCase().startsWith(typed))
  const [only, ...others] = candidates
  const hasMore = command ? command.operands.length > wordsOf(before).length : takesOperand(only)
  const agreed =
    only === undefined ? word : others.length === 0 ? `${only}${hasMore ? ' ' : ''}` : commonStart(candidates)
  return { command: command ?? commandOf(typed), candidates, text: `${before}${agreed}` }
}

const takesOperand = (name = ''): boolean => (commandOf(name)?.operands.length ?? 0) > 0

function commonStart([first = '', ...others]: readonly string[]): string {
  let end = first.length
  while (others.some((other) => !other.startsWith(first.slice(0, end)))) end -= 1
  return first.slice(0, end)
}
