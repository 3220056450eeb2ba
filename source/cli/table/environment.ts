// Variables of the environment that the program reads, and what its exit codes mean.
import type { exitCodes } from '../../core/failure.ts'

export interface VariableRow {
  readonly name: string
  readonly meaning: string
}

export const environmentRows: readonly VariableRow[] = [
  { name: 'TOS_ROOT', meaning: 'the project, where --root is not given' },
  { name: 'TOS_FLEET_URL', meaning: "the database of a fleet, instead of 'url' in fleet.json" },
  { name: 'TOS_DEBUG', meaning: 'with any value: as --verbose' },
  { name: 'OPENAI_API_KEY, ANTHROPIC_API_KEY …', meaning: 'keys of the providers (docs/models.md)' },
  { name: 'OPENAI_BASE_URL, ANTHROPIC_BASE_URL …', meaning: 'other addresses of the providers' },
  { name: 'HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY', meaning: 'the way to the models, in either spelling' },
  { name: 'NODE_EXTRA_CA_CERTS', meaning: 'certificates of private authorities' },
  { name: 'LC_ALL, LC_MESSAGES, LANG', meaning: 'language of the screen, where --lang and the preference do not say' },
  { name: 'NO_COLOR, TERM', meaning: 'what the terminal can show' },
  { name: 'INK_SCREEN_READER', meaning: 'with true: as --screen-reader' },
  { name: 'PAGER', meaning: 'shows long texts' },
  { name: 'XDG_CONFIG_HOME', meaning: 'where the preferences of the screen lie' },
  { name: 'XDG_STATE_HOME', meaning: 'where the stores of snapshots lie' },
]

export const exitCodeMeanings: Record<keyof typeof exitCodes, string> = {
  well: 'done',
  failed: 'it failed, and the message says why',
  usage: 'the call or the configuration is wrong',
  locked: 'somebody else holds the project',
  limit: 'a limit was reached: time, tokens, money, no progress',
  unanswered: 'a person is needed: a question without an answer, a command in doubt',
  stopped: 'the operator stopped it',
}
