// The monthly routine: documents, line ends, logs past their time, and what S-5 had to show before it was closed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bad, ok, warn } from '../examine.ts'
import { readIfThere } from '../../files/open-regular.ts'
import { journals, type Check, type Routine } from './facts.ts'

const maxPageBytes = 1024 * 1024

const pageOf = (path: string): string | null => readIfThere(path, maxPageBytes)?.toString('utf8') ?? null

/** `[text](target)`: what is not an address or a place of the same page. */
const linksIn = (page: string): string[] =>
  [...page.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target = '']) => decodeURI(target))

/** What the pages name must be there: of README.md, and of the index of the documents. */
const documents: Check = ({ layout }) =>
  [
    ['README.md', ''],
    ['docs/index.md', 'docs'],
  ].flatMap(([name = '', folder = '']) => {
    const page = pageOf(join(layout.root, name))
    if (page === null) return []
    const lost = linksIn(page).filter((target) => !existsSync(join(layout.root, folder, target)))
    return lost.length === 0
      ? [ok('documents', `every link of ${name} leads somewhere`)]
      : [warn('documents', `${name} names what is not there: ${lost.slice(0, 5).join(', ')}`, 'correct the links')]
  })

const wantedLines = [
  ['.gitattributes', /^\* text=auto\b/m, '* text=auto'],
  ['.gitattributes', /^\*\.md text eol=lf\b/m, '*.md text eol=lf'],
  ['.editorconfig', /^end_of_line *= *lf\b/m, 'end_of_line = lf'],
] as const

const lineEnds: Check = async ({ layout, git }) => {
  const lost = wantedLines.filter(([name, line]) => !line.test(pageOf(join(layout.root, name)) ?? ''))
  const [setting = ''] = (await git('config', '--get', 'core.autocrlf')) ?? []
  return [
    lost.length === 0
      ? ok('line ends', '.gitattributes and .editorconfig keep LF')
      : warn('line ends', lost.map(([name, , line]) => `${name} lacks '${line}'`).join(', '), 'add the lines'),
    setting === 'true'
      ? warn('autocrlf', 'core.autocrlf is true', "'git config core.autocrlf input'")
      : ok('autocrlf', setting === '' ? 'not set' : setting),
  ]
}

/** The checklist of the S-5 closeout, as far as files and journals can tell. */
const closeout: Check = ({ layout, settings, records }) => {
  const { enabled, job_loop: loop } = settings.config.s5_settings
  const items: readonly (readonly [met: boolean, what: string, remedy: string])[] = [
    [!enabled, 's5_settings.enabled is false', "'tos config set' it false: S-5 is frozen"],
    [records.checkpoints.length > 0, 'a checkpoint was made', "'tos checkpoint NAME'"],
    [records.rollbacks.length > 0, 'a rollback was made and finished', 'try one in a copy of the project'],
    [!loop.enabled || records.completedLoops.length > 0, 'a job_loop came to its end', "'tos run --loop'"],
    [existsSync(layout.runSummary), 'last_run_summary.json is there', "'tos replay' writes it from the journal"],
    [existsSync(layout.phaseSummary), 'phase_summary.json is there', "'tos replay' writes it from the journal"],
  ]
  return items.map(([met, what, remedy]) => (met ? ok('closeout', what) : warn('closeout', `not yet: ${what}`, remedy)))
}

/** The runbook's context: only documented settings, and no journal changed by anybody else. */
const context: Check = ({ broken }) =>
  broken.length === 0
    ? [ok('context', 'settings are the documented ones, and the journals are whole')]
    : [bad('context', 'a journal is not as the program wrote it', "roll back, and begin with 'tos cleanrun'")]

export const monthly: Routine = {
  checks: [journals, context, documents, lineEnds, closeout],
  byHand: ['the reports of the weeks are at hand', 'backups of the logs can be read back'],
}
