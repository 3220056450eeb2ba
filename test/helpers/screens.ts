// Languages and sizes in which the screen is tried in a real terminal: each once by day, all together at night.
import { languages, type Language } from '../../source/ui/words/words.ts'
import { isNight } from './by-day.ts'

export interface Screen {
  readonly language: Language
  readonly size: { readonly columns: number; readonly rows: number }
}

const sizes = [
  { columns: 120, rows: 40 },
  { columns: 80, rows: 24 },
]

export const screens: readonly Screen[] = languages
  .flatMap((language, i) => sizes.map((size, k) => ({ language, size, isFirst: i % sizes.length === k })))
  .filter(({ isFirst }) => isFirst || isNight)
