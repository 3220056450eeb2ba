// Does curl only ask servers of this machine for a page?
import { nameSet } from '../among.ts'
import type { Action } from '../model/action.ts'
import { contains, fits, knownStart, literal, show, type Value } from '../model/value.ts'
import { act, isLoopbackAddress } from '../grammar/analysis.ts'
import type { Read } from '../grammar/reader.ts'

type Options = Read['options']

/** By what they do to a request: nothing but how it is shown, how long it takes, and words in its head. */
const asking = nameSet(
  's S v i I f g k m w o H A q compressed connect-timeout fail-with-body no-progress-meter progress-bar retry retry-delay retry-max-time retry-connrefused retry-all-errors silent 4 6 N',
)

export function reach(urls: readonly Value[], options: Options): Action {
  const action = act('network', `curl ${show(urls[0] ?? [])}`.trim())
  const isQuery = options.some(({ option }) => option.name === 'G')
  // `-q` or not: a configuration of its own may say more, as it may for every other call.
  const isPlain = options.every(({ option: { name }, value }) => {
    if (asking.has(name))
      return value === null || literal(value) !== null || (knownStart(value) !== '' && !contains(value, 'any'))
    if (name === 'X') return fits(/^(?:GET|HEAD|OPTIONS)$/)(value ?? [])
    return isQuery && (name === 'G' || (/^d(?:ata.*)?$/.test(name) && !(literal(value ?? []) ?? '@').includes('@')))
  })
  return isPlain && urls.every(isLoopbackAddress) ? { ...action, isLoopback: true } : action
}
