import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { heldOf, isLoopback, matchesHost, type Asked, type Containment } from '../../source/core/containment.ts'
import { doubts } from '../../source/core/action-kinds.ts'

const asked = (part: Partial<Asked>): Asked => ({
  effect: 'ask',
  isOwn: false,
  kind: 'unknown',
  doubt: 'opaque-script',
  isMaybe: true,
  isSignal: false,
  isEnvironment: false,
  network: null,
  ...part,
})
const here: Containment = { walls: { writable: ['/p'], network: 'judged' }, uncovered: null }
const harmless = { writesOwn: false, sharesNetwork: false }
const held = (part: Partial<Asked>, containment = here) => heldOf(asked(part), harmless, containment)
const reaching = (...hosts: string[]) => ({ hosts, isAll: true, isProxied: true })

describe('what the sandbox holds and a snapshot brings back', () => {
  test('needs no question: every doubt about what a command does, but one the judge did not finish', () => {
    for (const doubt of doubts)
      assert.equal(held({ doubt }), doubt === 'too-long' || doubt === 'too-complex' ? null : 'held', doubt)
  })
  test('is not what a person wrote a rule for, and no deny', () => {
    assert.equal(held({ isOwn: true }), null)
    assert.equal(held({ effect: 'deny' }), null)
  })
  test('is nothing without walls, and nothing where no snapshot is made', () => {
    assert.equal(held({}, { walls: null, uncovered: null }), null)
    assert.equal(held({}, { ...here, uncovered: 'no repository' }), null)
  })
  test('is nothing of a command that is known to write git, settings or logs', () => {
    assert.equal(heldOf(asked({}), { ...harmless, writesOwn: true }, here), null)
  })
  test('is what only may happen; what surely happens to the machine, to secrets or privilege is not', () => {
    for (const kind of ['delete', 'overwrite', 'secret', 'privilege', 'power', 'disk', 'git-loss'] as const) {
      assert.equal(held({ kind, doubt: null, isMaybe: true }), 'held', kind)
      assert.equal(held({ kind, doubt: null, isMaybe: false }), null, kind)
    }
  })
  test('are the services of the machine, to which no way leads, unless the command shares its network', () => {
    const service = asked({ kind: 'service', doubt: null, isMaybe: false })
    assert.equal(heldOf(service, harmless, here), 'held')
    assert.equal(heldOf(service, { ...harmless, sharesNetwork: true }, here), null)
    assert.equal(heldOf({ ...service, effect: 'deny' }, harmless, here), null)
  })
})

describe('the network', () => {
  const network = (list: Containment['walls'] & object) => ({ walls: list, uncovered: null })
  const listed = network({ writable: ['/p'], network: ['pypi.org', '*.pythonhosted.org'] })
  const use = (containment: Containment, ...hosts: string[]) =>
    held({ kind: 'network', doubt: null, isMaybe: false, network: reaching(...hosts) }, containment)
  test('is asked for as a whole where nothing limits it', () => {
    assert.equal(use(here, 'pypi.org'), null)
    assert.equal(use(network({ writable: ['/p'], network: 'all' }), 'localhost'), null)
  })
  test('is held when all its hosts are listed; else the others are asked for by name', () => {
    assert.equal(use(listed, 'pypi.org', 'files.pythonhosted.org'), 'held')
    assert.deepEqual(use(listed, 'pypi.org', 'evil.example'), ['evil.example'])
    assert.deepEqual(use(listed, 'pypi.org.evil.example'), ['pypi.org.evil.example'])
  })
  test('of hosts that the text does not name is held by the proxy, of programs that know no proxy it is not', () => {
    const unnamed = { hosts: [], isAll: false, isProxied: true }
    const maybe = (network: Asked['network']) => held({ kind: 'network', doubt: null, network }, listed)
    assert.equal(maybe(unnamed), 'held')
    assert.equal(maybe({ ...unnamed, isProxied: false }), null)
  })
  test('within the sandbox is free: its loopback is its own', () => {
    for (const host of ['localhost', '127.0.0.1', '::1', 'app.localhost']) assert.equal(use(here, host), 'held', host)
    for (const host of ['10.0.0.1', 'localhost.example.com', '127.0.0.1.nip.io']) assert.equal(use(here, host), null)
  })
})

describe('a host', () => {
  test('is named exactly, or by all that lies below', () => {
    assert.ok(matchesHost('PyPI.org.', ['pypi.org']))
    assert.ok(matchesHost('a.b.example.com', ['*.example.com']))
    assert.ok(!matchesHost('example.com', ['*.example.com']))
    assert.ok(!matchesHost('badexample.com', ['*.example.com']))
  })
  test('that only begins like a loopback address is none', () => {
    assert.ok(!isLoopback('127.evil.example'))
    assert.ok(!isLoopback('notlocalhost'))
  })
})
