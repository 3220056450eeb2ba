// Text in a program's own language: of the pieces of it that do something a row says what they do, all else of it does nothing.
import { literal, show, spaced, textValue } from '../model/value.ts'
import { act, doubt, type Found } from './analysis.ts'
import type { Read } from './reader.ts'
import { inRole, type Role } from './roles.ts'
import type { Verb } from './row.ts'

/** What a pattern (with the flag `g`) finds, and the role of its first group; of `unclear` nobody follows what it does. */
export type Line = readonly [piece: RegExp, role: Role | 'unclear' | 'secret']

/** What it is told: by options, by its words, or else on standard input. */
export function doneByLines(row: Verb, { call, operands, has, inRole: inOptions }: Read): Found {
  const { lines = [], operands: role, instead = [] } = row
  if (instead.some(([option]) => has(option))) return []
  const given = inOptions('lines')
  const texts = [...given, ...(role === 'lines' && operands.length > 0 ? [spaced(operands)] : [])]
  const isTold = given.length > 0 && literal(call.stdin) === null
  return [...texts, ...(isTold ? [] : [call.stdin])].map((value) => {
    const text = literal(value)
    if (text === null) return doubt('dynamic-code', `${call.name} ${show(value)}`.slice(0, 80))
    return lines.map(([piece, as]) => [...text.matchAll(piece)].map(([, found = '']) => done(as, found)))
  })
}

function done(role: Line[1], text: string): Found {
  if (role === 'secret') return act('secret', text)
  if (role === 'code') return inRole(role, textValue(text))
  // A variable, a list of options or a command may stand in the place of a name.
  const isAddress = role === 'fetched' || /^[|!]/.test(text)
  if (role === 'unclear' || (/^\(|[:`]/.test(text) && !isAddress)) return doubt('dynamic-code', text.slice(0, 60))
  const name = text.trim().replace(/^(['"])(.*)\1$/s, '$2')
  return name !== '' && inRole(role, textValue(name))
}
