// What somebody may have meant who wrote a word that nobody knows.
import { closest, distance } from 'fastest-levenshtein'

/** The known word that is spelled most alike; null when none is near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  if (word === '' || known.length === 0) return null
  const best = closest(word, known)
  return distance(word, best) <= Math.max(2, Math.ceil(word.length / 3)) ? best : null
}
