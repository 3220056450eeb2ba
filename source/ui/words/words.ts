// The languages of the screen. A catalogue that lacks a sentence does not compile.
import { en, type Words } from './en/en.ts'
import { ja } from './ja/ja.ts'
import { foreignCharacters, languages, wishOf, type Language } from './languages.ts'

export type { Words } from './en/en.ts'
export { languages, languageWishes, type Language, type LanguageWish } from './languages.ts'

export const catalogues: Readonly<Record<Language, Words>> = { en, ja }

/** What is wished for, else what is preferred, else the locale's. */
export function chosenLanguage(wished: Language | null, preferred: string, environment: NodeJS.ProcessEnv): Language {
  const wish = wishOf(preferred) ?? 'auto'
  return wished ?? (wish === 'auto' ? languageOf(environment) : wish)
}

/** The language of the locale, `ja_JP.UTF-8`; the first one where it says another, or its terminal shows other characters. */
function languageOf(environment: NodeJS.ProcessEnv): Language {
  if (foreignCharacters(environment) !== null) return languages[0]
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  const [code = ''] = (LC_ALL || LC_MESSAGES || LANG || '').split(/[_.@-]/)
  return languages.find((language) => language === code) ?? languages[0]
}
