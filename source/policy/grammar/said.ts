// Programs that are told what to do by plain words: a table of what is said, and of what that does.
import { isFileKind, isOtherKind, type Action } from '../model/action.ts'
import { effectsBy, readEffects, type Case, type EffectWord } from './effects.ts'
import { textValue, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, shell, type Analyser, type Call, type Run } from './analysis.ts'

/** As one text; blanks in a word are none between words, and what is not known is `‹?›`. */
const said = (args: readonly Value[]): string => args.map(spoken).join(' ')
const spoken = (arg: Value): string =>
  arg.length === 0
    ? "''"
    : arg.map((part) => (typeof part === 'string' ? part.replaceAll(/\s/g, '\u2423') : '‹?›')).join('')

/** Throws where a table names what there is not. */
function told({ kind, place }: EffectWord, call: Call): Action | Run {
  if (kind === 'script') return doubt('opaque-script', call.name)
  if (kind === 'input') return shell(call.stdin)
  if (isFileKind(kind)) return onPath(kind, textValue(place))
  if (isOtherKind(kind)) return act(kind, call.name)
  throw new Error(`'${kind}' is no effect of a program`)
}

const bySaidOf =
  (cases: readonly Case[]): Analyser =>
  (call) =>
    only(readEffects(effectsBy(cases, said(call.args))).map((effect) => told(effect, call)))

export const bySaid = (cases: ReadonlyMap<string, readonly Case[]>): Record<string, Analyser> =>
  Object.fromEntries(Array.from(cases, ([name, list]) => [name, bySaidOf(list)]))
