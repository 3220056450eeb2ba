import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { badgeLine, badgesOf } from '../../source/views/badges.ts'
import { japaneseNight } from '../../source/ui/words/ja/night.ts'
import { eventLines } from '../../source/views/lines.ts'
import { englishNight } from '../../source/views/night-words.ts'
import { nightRows } from '../../source/views/night.ts'
import { evolveOverview, initialOverview } from '../../source/views/overview.ts'
import * as f from '../helpers/facts.ts'

const now = '2026-01-02T12:00:00.000Z'
const started = f.fold(...f.inStep())
const withRun = (change: object) => ({ run: started.run && { ...started.run, ...change } })
const bare = { kind: 'none', network: 'on', tool: null, reason: 'bwrap is not on the PATH' } as const

describe('a badge stands', () => {
  test('for a missing sandbox, louder as root, and for a project in no repository', () => {
    const kinds = (change: object) => badgesOf({ ...withRun(change), loop: null }, now).map(({ kind }) => kind)
    assert.deepEqual(kinds({ sandbox: bare, user: 'op' }), ['sandbox off'])
    assert.deepEqual(kinds({ sandbox: { ...bare, uncovered: 'no repository' }, user: 'root' }), [
      'root without sandbox',
      'nothing can be put back',
    ])
    assert.deepEqual(kinds({ sandbox: { ...bare, kind: 'bubblewrap', uncovered: null } }), [])
  })
  test('in the plain lines and in the summary of both languages too', () => {
    const uncovered = { ...bare, uncovered: 'no repository' } as const
    const facts = [f.loopStarted(), f.runStarted({}, {}, { user: 'root', sandbox: uncovered })]
    const [begin, run] = f.eventsOf(...facts)
    assert.ok(begin && run)
    const paths = { root: '', steps: '', phaseState: '', phaseSummary: '', jobResult: '' }
    const said = eventLines(run, f.fold(...facts), paths).filter((line) => line.startsWith('beware: '))
    assert.deepEqual(said, [
      'beware: root without sandbox (bwrap is not on the PATH)',
      'beware: nothing can be put back (no repository)',
    ])
    const overview = f.eventsOf(...facts).reduce(evolveOverview, initialOverview)
    for (const words of [englishNight, japaneseNight]) {
      const rows = nightRows(overview, { isRunning: false, most: 5 }, words)
      assert.equal(rows.filter(({ label }) => label === words.labels.beware).length, 2)
    }
  })
  test('for every open grant, with its end, until it is over or the run is', () => {
    const grant: Fact = {
      type: 'approval.granted',
      rules: ['host:a.example'],
      program: null,
      until: '2026-01-02T13:00:00.000Z',
      by: 'op',
    }
    const { run } = f.fold(...f.inStep(), grant)
    const lines = (ts: string) => badgesOf({ run: run && { ...run, sandbox: null }, loop: null }, ts).map(badgeLine)
    assert.deepEqual(lines(now), ['granted: host:a.example by op, until 2026-01-02T13:00:00.000Z'])
    assert.deepEqual(lines('2026-01-02T14:00:00.000Z'), [])
  })
})
