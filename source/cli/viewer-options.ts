// The options of every call that opens the screen.
import { fail, succeed, type Result } from '../core/failure.ts'
import { openPreferences } from '../files/preferences.ts'
import type { LookWish } from '../ui/app/app.tsx'
import { catalogues, chosenLanguage, type Words } from '../ui/words/words.ts'
import { languageWishes, wishOf } from '../ui/words/languages.ts'
import { usageFailure } from './arguments.ts'
import { flag, text, type Invocation, type Terminal } from './command.ts'

/** The catalogue for what a call prints. */
export function wordsFor(
  { language }: LookWish,
  { environment }: Terminal,
  preferred = openPreferences(environment).preferred.language,
): Words {
  return catalogues[chosenLanguage(language, preferred, environment)]
}

export interface ViewerWish extends LookWish {
  /** Lines for a screen reader instead of a drawn screen. */
  readonly isSpoken: boolean
}

export function viewerWish(invocation: Invocation, environment: NodeJS.ProcessEnv): Result<ViewerWish> {
  const lang = text(invocation, 'lang') ?? 'auto'
  const wish = wishOf(lang)
  if (!wish) return fail(usageFailure(`--lang takes ${languageWishes.join(', ')}, not '${lang}'`, 'choose one of them'))
  return succeed({
    language: wish === 'auto' ? null : wish,
    isAscii: flag(invocation, 'ascii'),
    isSpoken: flag(invocation, 'screen-reader') || environment['INK_SCREEN_READER'] === 'true',
  })
}
