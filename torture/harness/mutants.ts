// A check that finds nothing proves nothing: each mutant breaks the program in one way, and its promise must notice.
import { join } from 'node:path'
import type { Promised } from '../promise.ts'
import { injectOnce, type Told, type Trying } from './try.ts'

/** A mutant that so many injections do not find is not found. */
const tries = 40
/** Of what was noticed. */
const shownCharacters = 300

export const mutantEnvironment = (mutant: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=${join(import.meta.dirname, '..', 'mutants', `${mutant}.js`)}`,
})

export async function catchMutants(promised: Promised, { seed, say }: Trying): Promise<Told> {
  const { name, missing, mutants } = promised
  const reason = missing()
  if (reason !== null) {
    say(`skip   ${name}: ${reason}`)
    return 'skipped'
  }
  let isBlind = false
  for (const [mutant, injectionOf] of Object.entries(mutants)) {
    const began = performance.now()
    const found = await firstBroken(promised, seed, mutant, injectionOf)
    isBlind ||= found === null
    const seconds = Math.round((performance.now() - began) / 1000)
    say(
      found
        ? `caught ${name}: ${mutant} at injection ${found.n} (${seconds} s): ${found.what}`
        : `BLIND  ${name}: ${mutant} was not noticed in ${tries} injections (${seconds} s)`,
    )
  }
  return isBlind ? 'broken' : 'held'
}

async function firstBroken(
  promised: Promised,
  seed: string,
  mutant: string,
  injectionOf: (i: number) => number,
): Promise<{ n: number; what: string } | null> {
  for (let i = 0; i < tries; i++) {
    const n = injectionOf(i)
    const [what] = (await injectOnce(promised, seed, n, mutantEnvironment(mutant))).broken
    if (what !== undefined) return { n, what: what.slice(0, shownCharacters) }
  }
  return null
}
