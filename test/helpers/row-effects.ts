// The single effects of the rows of programs: for each one a command that has it, and the row without it.
import type { PackName } from '../../source/core/policy-settings.ts'
import type { Row, Verb } from '../../source/policy/grammar/row.ts'

export interface RowEffect {
  /** `xsv sort: -o overwrite` */
  readonly name: string
  /** Has the effect, and is stopped by the pack for it. */
  readonly code: string
  readonly pack: PackName
  /** The row as it would be without the effect. */
  readonly without: Verb
}

/** What a verb is replaced by inside of its program. */
type Rebuild = (verb: Verb) => Verb

const changes = new Set<string>(['create', 'append', 'modify', 'overwrite', 'truncate', 'delete', 'move', 'metadata'])

/** A value for a role, and the pack that stops what the role does with it; null: the role does nothing. */
function provoked(role: string): { value: string; pack: PackName } | null {
  const plain = role.replace(/Tree$/, '')
  if (changes.has(plain) || plain === 'edit' || plain === 'sink') return { value: 'x', pack: 'read-only' }
  if (plain === 'read' || plain === 'fetched') return { value: '.env', pack: 'no-secret-read' }
  if (plain === 'code' || plain === 'program') return { value: './x', pack: 'no-priv-change' }
  if (plain === 'script' || plain === 'listed') return { value: 'x', pack: 'no-priv-change' }
  return null
}

const packs: Readonly<Record<string, PackName>> = {
  detach: 'tos-default',
  network: 'no-network',
  power: 'guarded',
  privilege: 'no-priv-change',
  secret: 'no-secret-read',
  service: 'tos-default',
  unknown: 'no-priv-change',
}
const packOf = (kind: string): PackName => packs[kind] ?? 'read-only'

/** All effects of a program and of its verbs. */
export const effectsOf = (name: string, row: Row): RowEffect[] => effectsBelow(name, row, (verb) => verb)

function effectsBelow(call: string, verb: Verb, rebuild: Rebuild): RowEffect[] {
  const effect = (what: string, words: string, pack: PackName, without: Verb): RowEffect => ({
    name: `${call}: ${what}`,
    code: words === '' ? call : `${call} ${words}`,
    pack,
    without: rebuild(without),
  })
  return [
    ...optionEffects(verb, effect),
    ...operandEffects(verb, effect),
    ...(verb.always ?? []).map((kind) =>
      effect(`always ${kind}`, fillers(verb), packOf(kind), {
        ...verb,
        always: verb.always?.filter((other) => other !== kind) ?? [],
      }),
    ),
    ...Object.entries(verb.flags ?? {}).flatMap(([option, kinds]) =>
      kinds.map((kind) => {
        const dash = option.length === 1 ? '-' : '--'
        const flags = { ...verb.flags, [option]: kinds.filter((other) => other !== kind) }
        return effect(`${dash}${option} ${kind}`, `${dash}${option}`, packOf(kind), { ...verb, flags })
      }),
    ),
    ...(verb.touches ?? []).map((touch) =>
      effect(`touches ${touch.join(' ')}`, /[@%]/.test(touch[1]) ? 'x' : fillers(verb), 'read-only', {
        ...verb,
        touches: verb.touches?.filter((other) => other !== touch) ?? [],
      }),
    ),
    ...(verb.runs ? [effect(`runs ${verb.runs}`, fillers(verb), 'no-priv-change', without(verb, 'runs'))] : []),
    ...(verb.command ? [effect(`command ${verb.command}`, 'rm x', 'read-only', without(verb, 'command'))] : []),
    ...Object.entries(verb.verbs ?? {}).flatMap(([word, sub]) =>
      effectsBelow(`${call} ${word}`, sub, (changed) =>
        rebuild({ ...verb, verbs: { ...verb.verbs, [word]: changed } }),
      ),
    ),
  ]
}

const without = (verb: Verb, key: keyof Verb): Verb =>
  Object.fromEntries(Object.entries(verb).filter(([name]) => name !== key))

/** A plain word where the call needs one to do anything. */
const fillers = (verb: Verb): string => (verb.operands === undefined || verb.verbs !== undefined ? '' : 'x')

type Make = (what: string, words: string, pack: PackName, without: Verb) => RowEffect

function optionEffects(verb: Verb, effect: Make): RowEffect[] {
  const words = (verb.options ?? '').split(/\s+/).filter(Boolean)
  return words.flatMap((word, i) => {
    const [, names = '', mark = '', role = ''] = /^([^:?#]*)([:?#]?)([^]*)$/.exec(word) ?? []
    const given = provoked(role)
    if (given === null) return []
    const name = names.split('/')[0] ?? ''
    const joined = name.startsWith('--') ? `${name}=${given.value}` : `${name}${given.value}`
    const text = mark === '?' ? joined : `${name} ${given.value}`
    const options = words.map((other, at) => (at === i ? `${names}${mark}` : other)).join(' ')
    return [effect(`${name} ${role}`, text, given.pack, { ...verb, options })]
  })
}

function operandEffects(verb: Verb, effect: Make): RowEffect[] {
  const found: RowEffect[] = []
  const add = (what: string, role: string | undefined, words: (value: string) => string, changed: Verb) => {
    const given = provoked(role ?? '')
    if (given) found.push(effect(`${what} ${role}`, words(given.value), given.pack, changed))
  }
  const filler = verb.first === undefined ? '' : 'x '
  add('operands', verb.operands, (value) => `${filler}${verb.second === undefined ? '' : 'x '}${value}`, {
    ...verb,
    operands: 'data',
  })
  add('first', verb.first, (value) => value, { ...verb, first: 'data' })
  add('second', verb.second, (value) => `x ${value}`, { ...verb, second: 'data' })
  add('last', verb.last, (value) => `x x ${value}`, { ...verb, last: 'data' })
  for (const pair of verb.instead ?? []) {
    const [option, role] = pair
    const others = verb.instead?.filter((other) => other !== pair) ?? []
    const name = `${option.length === 1 ? '-' : '--'}${option}`
    const taken = new RegExp(`(?:^|[ /])${name}(?:/\\S+)?:`).test(verb.options ?? '') ? ' x' : ''
    add(`with ${name}`, role, (value) => `${name}${taken} ${filler}${value}`, { ...verb, instead: others })
  }
  return found
}
