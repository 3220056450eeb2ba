// report: what happened, to be handed on: Markdown, one HTML file or JSON, and an archive with all that it rests on.
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { namedPath } from '../files/project-root.ts'
import { writeOutput } from '../files/write-output.ts'
import { htmlReport } from '../report/html/page.ts'
import { markdownReport } from '../report/markdown.ts'
import { reportText } from '../report/report-text.ts'
import { japaneseReport } from '../report/words-ja.ts'
import { englishReport } from '../report/words.ts'
import { catalogues, chosenLanguage } from '../ui/words/words.ts'
import { openPreferences } from '../files/preferences.ts'
import { usageFailure } from './arguments.ts'
import { flag, report as fails, text, type Command, type Terminal } from './command.ts'
import { findProject } from './project.ts'
import { gather, wishOf, type Gathered } from './report-facts.ts'
import { viewerWish } from './viewer-options.ts'

const forms = ['html', 'md', 'json'] as const
type Form = (typeof forms)[number]

export const report: Command = {
  async run(invocation, terminal) {
    const wanted = forms.filter((form) => flag(invocation, form))
    if (wanted.length > 1)
      return fails(usageFailure(`--${wanted.join(' and --')} are two forms`, 'ask for one of them'), terminal)
    const wish = viewerWish(invocation, terminal.environment)
    if (!wish.ok) return fails(wish.failure, terminal)
    const opened = findProject(invocation, terminal)
    if (!opened.ok) return fails(opened.failure, terminal)
    const { layout, settings } = opened.value
    const place = (name: string): string | null => {
      const given = text(invocation, name)
      return given === null ? null : namedPath(layout.root, resolve(terminal.folder, given))
    }
    const [output, archive] = [place('output'), place('archive')]
    // A misspelt folder is not made; that of the screen's reports is.
    const lost = [output, archive].find(
      (path) => path !== null && !path.startsWith(`${layout.logs}/`) && !existsSync(dirname(path)),
    )
    if (lost)
      return fails(usageFailure(`there is no folder ${dirname(lost)}`, 'make it, or correct the path'), terminal)
    const asked = wishOf(layout, invocation.operands[0], text(invocation, 'loop'))
    if (!asked.ok) return fails(asked.failure, terminal)
    const preferred = openPreferences(terminal.environment).preferred.language
    const language = chosenLanguage(wish.value.language, preferred, terminal.environment)
    const { night } = catalogues[language]
    const gathered = await gather(opened.value, asked.value, night, terminal)
    if (!gathered.ok) return fails(gathered.failure, terminal)
    tellDamage(gathered.value, terminal)
    const write = writerOf(gathered.value, language, night.plain)
    if (archive !== null) {
      const [{ writeArchive }, { bundleOf }] = await Promise.all([
        import('./report-archive.ts'),
        import('./report-bundle.ts'),
      ])
      const { masker, report: made } = gathered.value
      const bundle = await bundleOf({ layout, settings, environment: terminal.environment }, masker)
      const all = Object.fromEntries(forms.map((form) => [`report.${form}`, write(form)]))
      const { loop } = made.scope
      const rest = { path: archive, forms: all, wish: asked.value, loop, bundle, masker, madeAt: made.made_at }
      const { names, leftOut } = await writeArchive(opened.value, rest)
      terminal.error(`tos: ${names.length} files in ${archive}\n`)
      for (const line of leftOut) terminal.error(`tos: left out: ${line}\n`)
    }
    const form = wanted[0] ?? formOf(output) ?? 'md'
    if (output !== null) {
      writeOutput(output, write(form), 0o600)
      terminal.error(`tos: report in ${output}\n`)
    } else if (archive === null || wanted.length > 0) terminal.out(write(form))
    return exitCodes.well
  },
}

/** The report is made all the same, and has it too: nobody must take it for all there was. */
function tellDamage({ damage: { findings, more, lost } }: Gathered, { error }: Terminal): void {
  for (const { where, what } of findings) error(`tos: ${printableLine(what)}: ${printableLine(where)}\n`)
  if (more > 0) error(`tos: and ${more} more places\n`)
  if (lost > 0)
    error(
      `tos: ${lost === 1 ? '1 line of the journal is' : `${lost} lines of the journal are`} not in this report; put the journal back from a copy and call it again\n`,
    )
}

/** What the name of a file says of its form. */
const formOf = (path: string | null): Form | null =>
  path === null
    ? null
    : (forms.find((form) => path.toLowerCase().endsWith(`.${form}`)) ?? (/\.html?$/i.test(path) ? 'html' : null))

function writerOf({ report: made, night, masker }: Gathered, language: 'en' | 'ja', plain: (text: string) => string) {
  const words = language === 'ja' ? japaneseReport : englishReport
  const given = reportText(made, words, night, plain)
  // Once more over all of it: a form may put side by side what stood apart.
  return (form: Form): string =>
    masker.mask(
      form === 'html' ? htmlReport(given) : form === 'md' ? markdownReport(given) : `${JSON.stringify(made)}\n`,
    )
}
