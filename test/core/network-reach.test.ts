import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { reachOf, reachUnjudged } from '../../source/core/network-reach.ts'
import type { Approval, Grant } from '../../source/core/question.ts'
import { askAgain } from '../../source/core/refused-hosts.ts'
import type { Judgement } from '../../source/core/state.ts'
import * as f from '../helpers/facts.ts'

const judged = (part: Partial<Judgement> = {}): Judgement => ({
  verdict: 'allow',
  reason: '',
  matched: null,
  rule: '',
  place: '',
  part: '',
  ...part,
})
const asked = (...rules: string[]) => judged({ verdict: 'ask', rules })
const allowed: Approval = {
  answer: 'allow',
  scope: 'once',
  via: 'answer',
  question: 1,
  rules: [],
  reason: '',
  by: 'op',
}
const now = '2026-01-01T12:00:00.000Z'
const grant = (rule: string, until: string | null = null): Grant => ({ rule, until, question: 1, by: 'op' })
const hosts = ['a.example']

describe('a command reaches', () => {
  test('what the setting says; judged: everything when it was judged so, else nothing', () => {
    const of = (network: Parameters<typeof reachOf>[0], usesNetwork: boolean) =>
      reachOf(network, { judged: judged({ usesNetwork }), approval: null }, [], now)
    assert.deepEqual(
      [of(true, false), of(false, true), of('judged', true), of('judged', false)],
      ['all', 'none', 'all', 'none'],
    )
    assert.deepEqual([of(hosts, false), of(hosts, true)], [hosts, hosts])
    assert.deepEqual([reachUnjudged('judged'), reachUnjudged(hosts)], ['none', hosts])
  })
  test('the hosts that were allowed for it, and those granted for the run while that holds', () => {
    const grants = [grant('host:b.example'), grant('host:c.example', '2026-01-01T11:00:00.000Z'), grant('ask-network')]
    assert.deepEqual(reachOf(hosts, { judged: judged(), approval: null }, grants, now), ['a.example', 'b.example'])
    const own = reachOf(hosts, { judged: asked('host:d.example'), approval: allowed }, [], now)
    assert.deepEqual(own, ['a.example', 'd.example'])
    assert.deepEqual(reachOf(hosts, { judged: asked('host:d.example'), approval: null }, [], now), hosts)
  })
  test('beyond a list the whole network only when a person allowed just that', () => {
    const ssh = { ...asked('ask-network'), usesNetwork: true }
    assert.equal(reachOf(hosts, { judged: ssh, approval: allowed }, [], now), 'all')
    assert.deepEqual(reachOf(hosts, { judged: ssh, approval: { ...allowed, answer: 'deny' } }, [], now), hosts)
  })
})

describe('a command that was kept from a host', () => {
  const started = f.fold(...f.inStep(), ...f.agreed(f.bash('make', 'make test')))
  const refusal = (host: string, reason: 'not listed' | 'not found' = 'not listed'): Fact => ({
    type: 'network.denied',
    job: 1,
    step: 1,
    index: 0,
    host,
    port: 443,
    reason,
    count: 1,
  })
  test('asks for it by its name when it comes again; others do not', () => {
    const state = f.fold(
      ...f.inStep(),
      ...f.agreed(f.bash('make', 'make test')),
      refusal('x.example'),
      refusal('y.example'),
    )
    const again = askAgain(judged({ contained: ['a script'] }), 'make', state)
    assert.partialDeepStrictEqual(again, {
      verdict: 'ask',
      rules: ['host:x.example', 'host:y.example'],
      contained: ['a script'],
    })
    assert.equal(askAgain(judged(), 'make test', state).verdict, 'allow')
    assert.equal(askAgain(judged({ verdict: 'deny' }), 'make', state).verdict, 'deny')
  })
  test('whose name leads nowhere asks for nothing', () => {
    const state = f.fold(...f.inStep(), ...f.agreed(f.bash('make')), refusal('x.example', 'not found'))
    assert.equal(askAgain(judged(), 'make', state).verdict, 'allow')
    assert.equal(started.run?.refusedHosts, undefined)
  })
})
