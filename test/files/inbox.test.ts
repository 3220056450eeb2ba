import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import type { Request } from '../../source/core/request.ts'
import { sendRequest, takeRequests, watchInbox } from '../../source/files/inbox.ts'
import { temporaryFolder } from '../helpers/project.ts'

const inboxOf = (t: TestContext) => join(temporaryFolder(t), 'logs', 'inbox')
const pauseBy = (by: string): Request => ({ kind: 'pause', by })

describe('requests', () => {
  test('are taken as they were made, once', (t) => {
    const inbox = inboxOf(t)
    const requests: Request[] = [
      { kind: 'pause', by: 'ann' },
      { kind: 'resume', by: 'bob' },
      { kind: 'stop', by: 'cid', when: 'step' },
      { kind: 'stop', by: 'dan', when: 'now' },
      { kind: 'approve', by: 'eve', question: 3, scope: 'run', minutes: 30 },
      { kind: 'approve', by: 'eve', question: null, scope: 'once', minutes: null },
      { kind: 'deny', by: 'fay', question: 3, reason: 'too wide' },
    ]
    for (const request of requests) {
      sendRequest(inbox, request)
      assert.deepEqual(takeRequests(inbox), [request])
    }
    assert.deepEqual(takeRequests(inbox), [])
    assert.deepEqual(readdirSync(inbox), [])
  })
  test('are taken in the order they were made', (t) => {
    const inbox = inboxOf(t)
    t.mock.timers.enable({ apis: ['Date'], now: 9 })
    const people = Array.from({ length: 20 }, (_, i) => `p${i}`)
    for (const by of people) {
      sendRequest(inbox, pauseBy(by))
      t.mock.timers.tick(97)
    }
    assert.deepEqual(takeRequests(inbox), people.map(pauseBy))
  })
  test('of one process are taken in the order they were made, even within a millisecond', (t) => {
    const inbox = inboxOf(t)
    t.mock.timers.enable({ apis: ['Date'], now: 9 })
    const people = Array.from({ length: 20 }, (_, i) => `p${i}`)
    for (const by of people) sendRequest(inbox, pauseBy(by))
    assert.deepEqual(takeRequests(inbox), people.map(pauseBy))
  })
  test('are none without an inbox', (t) => {
    const inbox = inboxOf(t)
    assert.deepEqual(takeRequests(inbox), [])
    assert.equal(existsSync(inbox), false)
  })
  test('are none when the inbox is a file', () => assert.deepEqual(takeRequests(import.meta.filename), []))
})

describe('what is no request is dropped, and those around it are taken', () => {
  const put = (content: string) => (path: string) => writeFileSync(path, content)
  const garbage: Record<string, (path: string) => void> = {
    'an empty file': put(''),
    'a torn request': put('{"kind":"pau'),
    bytes: put('\0\u0001\u0002'),
    null: put('null'),
    'a list': put('[{"kind":"pause","by":"eve"}]'),
    'an unknown kind': put('{"kind":"explode","by":"eve"}'),
    'an inherited kind': put('{"kind":"constructor","by":"eve"}'),
    'a request of nobody': put('{"kind":"pause"}'),
    'a request of an empty name': put('{"kind":"pause","by":""}'),
    'a request of a name without end': put(JSON.stringify({ kind: 'pause', by: 'x'.repeat(201) })),
    'a stop that does not say when': put('{"kind":"stop","by":"eve"}'),
    'a stop at a time that is none': put('{"kind":"stop","by":"eve","when":"later"}'),
    'an answer without its scope': put('{"kind":"approve","by":"eve","question":1,"minutes":null}'),
    'a grant of no time': put('{"kind":"approve","by":"eve","question":1,"scope":"run","minutes":0}'),
    'an answer to question 0': put('{"kind":"deny","by":"eve","question":0,"reason":""}'),
    'a request with more in it': put('{"kind":"pause","by":"eve","more":1}'),
    'a file of many bytes': put(`${' '.repeat(200_000)}{"kind":"pause","by":"eve"}`),
    'nesting without end': put('['.repeat(90_000)),
    'a folder': (path) => mkdirSync(join(path, 'deep'), { recursive: true }),
    'a link to nowhere': (path) => symlinkSync('nowhere', path),
    'a link to itself': (path) => symlinkSync(path, path),
  }
  for (const [name, make] of Object.entries(garbage))
    test(name, (t) => {
      const inbox = inboxOf(t)
      sendRequest(inbox, pauseBy('ann'))
      make(join(inbox, '000000000000000-1-a.json'))
      make(join(inbox, 'zzz.json'))
      assert.deepEqual(takeRequests(inbox), [pauseBy('ann')])
      assert.deepEqual(readdirSync(inbox), [])
    })
  test('a request that is being written is left until it is whole', (t) => {
    const inbox = inboxOf(t)
    mkdirSync(inbox, { recursive: true })
    writeFileSync(join(inbox, '000000000000009-1-a.json.1.tmp'), '{"kind":"pau')
    assert.deepEqual(takeRequests(inbox), [])
    assert.equal(readdirSync(inbox).length, 1)
  })
})

describe('a watched inbox', () => {
  test('wakes the runner as soon as a request arrives', async (t) => {
    const inbox = inboxOf(t)
    // A clock that stands still: only the watch can wake.
    t.mock.timers.enable({ apis: ['setInterval'] })
    const news = new EventEmitter()
    const stop = watchInbox(inbox, () => {
      const requests = takeRequests(inbox)
      if (requests.length > 0) news.emit('taken', requests)
    })
    // The watch keeps no process alive; this does, until the test has what it waits for.
    const alive = setTimeout(() => undefined, 60_000)
    t.after(() => {
      stop()
      clearTimeout(alive)
    })
    const taken = once(news, 'taken')
    sendRequest(inbox, pauseBy('ann'))
    assert.deepEqual(await taken, [[pauseBy('ann')]])
  })
  test('wakes the runner by the clock too, where watching is not to be relied on, until it is stopped', (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    let calls = 0
    const stop = watchInbox(inboxOf(t), () => calls++)
    t.mock.timers.tick(3000)
    assert.equal(calls, 3)
    stop()
    t.mock.timers.tick(3000)
    assert.equal(calls, 3)
  })
})
