// Keys as they are written for people.
import type { Words } from '../words/words.ts'

export const keyLabel = (key: string, words: Words): string => words.keyNames[key] ?? key

export const keyLabels = ({ keys }: { readonly keys: readonly string[] }, words: Words): string =>
  keys.map((key) => keyLabel(key, words)).join(' ')
