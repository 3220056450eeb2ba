// What somebody may have meant who wrote a word that nobody knows.
import { closest, distance } from 'fastest-levenshtein'

/** The known word that begins so, when there is one alone; else the one spelled most alike; null when none is near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  if (word === '' || known.length === 0) return null
  const begun = known.filter((one) => one.startsWith(word))
  if (begun.length === 1) return begun[0] ?? null
  const best = closest(word, begun.length > 0 ? begun : known)
  if (begun.length > 0) return best
  const far = distance(word, best)
  // In a short word two letters are most of it: they must be swapped, not others.
  const isShort = word.length < 6 && far > 1 && word[0] !== best[0]
  return !isShort && far <= Math.max(2, Math.ceil(word.length / 3)) ? best : null
}
