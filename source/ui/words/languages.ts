// The languages there are, by their codes. Small, for whoever only needs to know them.

/** The first is the one for everybody else. */
export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

/** As its own speakers call it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語' }

/** What a person can choose; `auto` is the locale's. */
export const languageWishes = ['auto', ...languages] as const
export type LanguageWish = (typeof languageWishes)[number]

/** Null: no such language. */
export const wishOf = (word: string): LanguageWish | null => languageWishes.find((wish) => wish === word) ?? null

/** The characters of the locale (`eucJP` of `ja_JP.eucJP`), where it names others than those we write; null for UTF-8. */
export function foreignCharacters({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): string | null {
  const name = /^[^.@]*\.([^@]+)/.exec(LC_ALL || LC_CTYPE || LANG || '')?.[1] ?? 'UTF-8'
  return /^utf-?8$/i.test(name) ? null : name
}
