// What every shell is followed with: the budget, the record, the ways.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Budget, doubtOf } from '../../../source/policy/machine/budget.ts'
import { CommandRecord } from '../../../source/policy/machine/record.ts'
import { repeat, Ways } from '../../../source/policy/machine/ways.ts'
import { limits } from '../../../source/policy/limits.ts'
import { judgeOf } from '../../helpers/judging.ts'

const words = {
  program: 'x',
  name: 'x',
  args: [],
  assignments: [],
  redirections: [],
  wrappers: [],
  folders: [],
  source: 'x',
  span: { start: 0, end: 1 },
}
const kindsOf = ({ commands }: CommandRecord) => commands.map(({ actions }) => actions.map(({ kind }) => kind))

describe('the budget', () => {
  test('ends a text by its steps and by its depth, and gives depth back', () => {
    const budget = new Budget(2)
    for (let i = 0; i < 3; i += 1) budget.deeper(1, () => 0)
    assert.throws(() => budget.deeper(1, () => budget.deeper(1, () => 0)), RangeError)
    budget.spend(2)
    assert.throws(() => budget.spend(), RangeError)
  })

  test('is one for a text, whatever shells it goes through', () => {
    const inner = 'true;'.repeat(Math.ceil(limits.steps / 6))
    const text = (count: number) => `bash -c '${inner}'\n`.repeat(count)
    assert.equal(judgeOf('guarded')(text(2), 'powershell').verdict, 'allow')
    assert.match(judgeOf('guarded')(text(3), 'powershell').reason, /too complex/)
  })

  test('names what could not be followed, and passes every other failure on', () => {
    assert.equal(doubtOf(new RangeError()), 'too-complex')
    assert.equal(doubtOf(new SyntaxError()), 'syntax')
    assert.throws(() => doubtOf(new TypeError('a mistake')), /a mistake/)
  })
})

describe('the record', () => {
  test('gives what waits to the next command, and to none of those inside', () => {
    const record = new CommandRecord()
    record.add({ kind: 'network' })
    record.apart(() => {
      record.add({ kind: 'secret' })
      record.put(words)
      record.doubt('syntax')
    })
    record.put(words)
    assert.deepEqual(kindsOf(record), [
      ['run', 'secret'],
      ['run', 'network', 'unknown'],
    ])
    assert.equal(record.hasPending, false)
  })

  test('loses nothing that waits when a text is given up', () => {
    const record = new CommandRecord()
    record.add({ kind: 'network' })
    assert.throws(() =>
      record.apart(() => {
        record.add({ kind: 'delete' })
        throw new RangeError('too many steps')
      }),
    )
    record.put(words)
    assert.deepEqual(kindsOf(record), [['run', 'network', 'delete']])
  })

  test('says when it tells no more', () => {
    const record = new CommandRecord()
    for (let i = 0; i <= limits.actions; i += 1) record.add({ kind: 'read' })
    record.put(words)
    assert.equal(record.commands[0]?.actions.at(-1)?.doubt, 'too-complex')
  })
})

describe('ways', () => {
  const knowledge = {
    copy: (state: { known: ReadonlySet<string> }) => ({ known: new Set(state.known) }),
    join: (a: { known: ReadonlySet<string> }, b: { known: ReadonlySet<string> }) => ({
      known: new Set([...a.known].filter((each) => b.known.has(each))),
    }),
  }

  test('keep what all of them agree on', () => {
    const ways = new Ways(knowledge, { known: new Set(['a', 'b', 'c']) })
    ways.take((own) => (own.known = new Set(['a', 'b'])))
    ways.take((own) => (own.known = new Set(['b', 'c'])))
    ways.pass()
    assert.deepEqual([...ways.joined().known], ['b'])
  })

  test('of a body that repeats are walked until nothing new comes of it', () => {
    const state = { known: new Set(['a', 'b', 'c']) as ReadonlySet<string> }
    let walks = 0
    const become = (own: typeof state, other: typeof state) => Object.assign(own, other)
    const same = (a: typeof state, b: typeof state) => a.known.size === b.known.size
    const widen = (own: typeof state) => Object.assign(own, { known: new Set() })
    repeat({ ...knowledge, become, same, widen }, state, (own) => {
      walks += 1
      own.known = new Set([...own.known].filter((each) => each !== 'a'))
    })
    assert.deepEqual([...state.known], ['b', 'c'])
    assert.equal(walks, 2)
  })

  test('of a body that always changes something are widened until nothing is left to change', () => {
    const state = { known: new Set('abcdefghijkl') as ReadonlySet<string> }
    const become = (own: typeof state, other: typeof state) => Object.assign(own, other)
    const same = (a: typeof state, b: typeof state) => a.known.size === b.known.size
    const widen = (own: typeof state) => Object.assign(own, { known: new Set() })
    repeat({ ...knowledge, become, same, widen }, state, (own) => {
      own.known = new Set([...own.known].slice(1))
    })
    assert.deepEqual([...state.known], [])
  })
})
