// The languages of the screen. A catalogue that lacks a sentence does not compile.
import { en, type Words } from './en/en.ts'
import { ja } from './ja/ja.ts'

export type { Words } from './en/en.ts'
export type Language = 'en' | 'ja'
export const languages: readonly Language[] = ['en', 'ja']

/** What a person can choose; `auto` is the locale's. */
export const languageWishes = ['auto', 'en', 'ja'] as const
export type LanguageWish = (typeof languageWishes)[number]

export const catalogues: Readonly<Record<Language, Words>> = { en, ja }

/** What is wished for, else what is preferred, else the locale's. */
export function chosenLanguage(
  wished: Language | null,
  preferred: LanguageWish,
  environment: NodeJS.ProcessEnv,
): Language {
  return wished ?? (preferred === 'auto' ? languageOf(environment) : preferred)
}

/** The language of the locale; English unless it says Japanese. */
function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return /^ja(?:[_.@-]|$)/.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'ja' : 'en'
}
