// Options that several commands share.
import { languageWishes } from '../../ui/words/languages.ts'
import type { OperandRow, OptionRow } from './row.ts'

export const jsonOption: OptionRow = { name: 'json', meaning: 'data instead of words, failures too' }
export const plainOption: OptionRow = { name: 'plain', meaning: 'lines instead of the screen' }

/** Of every command, whether or not it has anything to show. */
export const commonOptions: readonly OptionRow[] = [
  {
    name: 'root',
    value: 'DIR',
    fallback: 'TOS_ROOT, or the nearest folder upwards with a config/',
    meaning: 'the project',
    completes: 'folder',
  },
  { name: 'quiet', short: 'q', meaning: 'say nothing but failures; the exit code tells' },
  { name: 'verbose', short: 'v', meaning: 'say where an unexpected failure came from' },
  { name: 'help', short: 'h', meaning: 'this text' },
]

/** Taken everywhere, shown where they do something. */
export const takenOptions: readonly OptionRow[] = [...commonOptions, jsonOption, plainOption]

export const langOption: OptionRow = {
  name: 'lang',
  value: 'LANG',
  fallback: 'auto',
  meaning: 'language of the screen',
  completes: languageWishes,
}

export const screenOptions: readonly OptionRow[] = [
  langOption,
  { name: 'ascii', meaning: 'draw with ASCII characters alone' },
  { name: 'screen-reader', meaning: 'lines for a screen reader instead of a drawn screen' },
]

export const tuiOption: OptionRow = { name: 'tui', meaning: 'show the screen while it runs' }
export const loopOption: OptionRow = { name: 'loop', meaning: 'go on to the end of the job loop' }
const submitted = 'a submitted loop, from anywhere; without it, the one of the project'
/** Names the loop that a command speaks to, wherever it is called. */
export const submittedOption: OptionRow = { name: 'loop', value: 'NAME', meaning: submitted, completes: 'submitted' }
export const submittedOperand: OperandRow = { name: 'NAME', meaning: submitted, completes: 'submitted' }
export const dryRunOption: OptionRow = { name: 'dry-run', meaning: 'show what would change, and change nothing' }
export const yesOption: OptionRow = { name: 'yes', meaning: 'do not ask' }

export const summaryFileOption: OptionRow = {
  name: 'summary-file',
  value: 'FILE',
  meaning: 'write the summary of the call there too',
  completes: 'file',
}

export const sandboxOption: OptionRow = {
  name: 'sandbox',
  value: 'STATE',
  fallback: 'auto: as it is here; a pack alone is judged without',
  meaning: 'judge as with or without a working sandbox and snapshots',
  completes: ['on', 'off', 'auto'],
}

export const typeOption: OptionRow = {
  name: 'type',
  value: 'TYPE',
  fallback: 'bash',
  meaning: 'the shell of the command',
  completes: ['bash', 'powershell'],
}
