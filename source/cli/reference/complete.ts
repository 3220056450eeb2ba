// What a word on the command line can become: one candidate a line, with what it means behind a tab.
import { existsSync, readdirSync } from 'node:fs'
import { exitCodes } from '../../core/failure.ts'
import { packNames } from '../../core/policy-settings.ts'
import { printableLine } from '../../core/printable.ts'
import { providerNames } from '../../core/providers.ts'
import { raisableNames } from '../../core/settings.ts'
import { queueFolder } from '../../files/layout.ts'
import { settingRows } from '../../files/setting-origin.ts'
import { all } from '../../views/recent.ts'
import type { Terminal } from '../command.ts'
import { openProject, type OpenedProject } from '../project.ts'
import type { CommandRow, Completion, OperandRow, OptionRow } from '../table/row.ts'
import { allOptions, commandNames, commandRow, commandTable } from '../table/table.ts'

/** The command that the scripts of the shells call; it stands in no list. */
export const completeWord = '__complete'

interface Candidate {
  readonly word: string
  readonly meaning: string
}

/** The answers that only the shell can give. */
export const shellWords = { file: ':file', folder: ':folder' } as const

/** `words`: everything behind the program's name, the last of them the one that is being typed. */
export function complete(words: readonly string[], terminal: Terminal): number {
  // Somebody is typing: nothing but candidates is wanted.
  const quiet = { ...terminal, error: () => undefined }
  for (const { word, meaning } of candidates(words, quiet))
    terminal.out(`${printableLine(word)}${meaning === '' ? '' : `\t${printableLine(meaning)}`}\n`)
  return exitCodes.well
}

const plain = (words: readonly string[]): Candidate[] => words.map((word) => ({ word, meaning: '' }))

function candidates(words: readonly string[], terminal: Terminal): Candidate[] {
  const typed = words.at(-1) ?? ''
  const [name] = words
  if (words.length <= 1)
    return fitting(
      typed,
      commandNames.map((one) => ({ word: one, meaning: commandTable[one].about })),
    )
  const row = name === undefined ? null : commandRow(name)
  if (!row || words.slice(0, -1).includes('--')) return []
  const before = words.at(-2) ?? ''
  const options = allOptions(row)
  const given = optionOf(before, options)
  if (given?.value !== undefined) return answer(given.completes, typed, words, terminal)
  const [, inline, value] = /^(--[\w-]+)=([^]*)$/u.exec(typed) ?? []
  const withValue = inline === undefined ? undefined : optionOf(inline, options)
  if (withValue?.value !== undefined)
    return answer(withValue.completes, value ?? '', words, terminal).map(({ word, meaning }) => ({
      word: word.startsWith(':') ? word : `${inline}=${word}`,
      meaning,
    }))
  if (typed.startsWith('-'))
    return fitting(
      typed,
      options.map(({ name: option, meaning }) => ({ word: `--${option}`, meaning })),
    )
  return operandCandidates(row, words, options, typed, terminal)
}

const optionOf = (word: string, options: readonly OptionRow[]): OptionRow | undefined =>
  options.find(({ name, short }) => word === `--${name}` || (short !== undefined && word === `-${short}`))

function operandCandidates(
  row: CommandRow,
  words: readonly string[],
  options: readonly OptionRow[],
  typed: string,
  terminal: Terminal,
): Candidate[] {
  const given = words
    .slice(1, -1)
    .filter((word, i, all) => !word.startsWith('-') && optionOf(all[i - 1] ?? '', options)?.value === undefined)
  const [first, ...rest] = given
  const verb = row.verbs?.find(({ name }) => name === first)
  const next = verb ? operandAt(verb.operands, rest.length) : operandAt(row.operands ?? [], given.length)
  const verbs = given.length === 0 ? (row.verbs ?? []).map(({ name, meaning }) => ({ word: name, meaning })) : []
  return [...fitting(typed, verbs), ...answer(next?.completes, typed, words, terminal)]
}

const operandAt = (operands: readonly OperandRow[], at: number): OperandRow | undefined =>
  operands[at] ?? (operands.at(-1)?.isMany ? operands.at(-1) : undefined)

const fitting = (typed: string, all: readonly Candidate[]): Candidate[] =>
  all.filter(({ word }) => word.startsWith(typed))

function answer(
  what: Completion | undefined,
  typed: string,
  words: readonly string[],
  terminal: Terminal,
): Candidate[] {
  if (what === undefined) return []
  if (what === 'file' || what === 'folder') return plain([shellWords[what]])
  if (typeof what !== 'string') return fitting(typed, plain(what))
  if (what === 'preset') return fitting(typed, plain(providerNames))
  if (what === 'presets') {
    const [, head = ''] = /^(.*,)[^,]*$/u.exec(typed) ?? []
    return fitting(typed, plain(providerNames.map((one) => `${head}${one}`)))
  }
  if (what === 'pack') return fitting(typed, plain(packNames))
  if (what === 'limit') return fitting(typed, plain(raisableNames.map((one) => `${one}=`)))
  if (what === 'submitted') return fitting(typed, plain(submittedNames(terminal)))
  const project = projectOf(words, terminal)
  return project ? fitting(typed, lookedUp[what](project)) : []
}

/** Nothing is said about a project that cannot be opened: somebody is typing. */
function projectOf(words: readonly string[], terminal: Terminal): OpenedProject | null {
  const at = words.findIndex((word) => word === '--root')
  const inline = words.find((word) => word.startsWith('--root='))?.slice('--root='.length)
  const root = inline ?? (at < 0 ? undefined : words[at + 1]) ?? terminal.environment['TOS_ROOT']
  const options = root === undefined || root === '' ? {} : { root }
  const opened = openProject({ name: completeWord, options, operands: [], typed: '', isRunbook: false }, terminal)
  return opened.ok ? opened.value : null
}

type LookedUp = 'saved' | 'job' | 'run' | 'loop' | 'grant' | 'setting'

const lookedUp: Record<LookedUp, (project: OpenedProject) => Candidate[]> = {
  saved: ({ overview }) =>
    all(overview.checkpoints).map(({ id, name, kind }) => ({
      word: kind === 'checkpoint' && name ? name : id,
      meaning: kind === 'checkpoint' ? id : name || kind,
    })),
  job: ({ overview }) => numbers(overview.state.loop?.lastJob ?? 0),
  run: ({ overview }) => numbers(overview.state.loop?.runs ?? 0),
  loop: ({ layout }) => plain(namesIn(layout.archive)),
  setting: (project) => plain(settingRows(project).map(({ key }) => key)),
  grant: ({ overview }) => plain((overview.state.run?.grants ?? []).map(({ rule }) => rule)),
}

/** Of the files the queue keeps. */
const submittedNames = ({ environment }: Terminal): string[] =>
  namesIn(queueFolder(environment)).flatMap((file) => /^(l-\d{4,9})\.json$/.exec(file)?.[1] ?? [])

const numbers = (most: number): Candidate[] => plain(Array.from({ length: most }, (_, i) => String(i + 1)))

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []).toSorted()
