import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { need } from '../../source/core/failure.ts'
import { findProjectRoot } from '../../source/files/project-root.ts'
import { loadSettings } from '../../source/files/settings.ts'
import { withHostPacks } from '../../source/orchestrator/host-packs.ts'
import { withWalls } from '../../source/orchestrator/open-sandbox.ts'
import { makeProject } from '../helpers/project.ts'

describe('what a worker sets for the runners it starts', () => {
  test("a host's packs join a project's, and loosen nothing", (t) => {
    const { root } = makeProject(t, { tos: { policy: { packs: ['guarded'], contained: 'allow' } } })
    const loaded = need(loadSettings(need(findProjectRoot(root, root))))
    const policy = (packs: string) => withHostPacks(loaded, { TOS_HOST_PACKS: packs }).settings.tos.policy
    assert.deepEqual(withHostPacks(loaded, {}), loaded)
    assert.deepEqual(policy(''), loaded.settings.tos.policy)
    assert.deepEqual(policy('no-network').packs, ['guarded', 'no-network'])
    assert.equal(policy('no-network').contained, 'allow')
    assert.deepEqual(policy('strict,guarded').packs, ['guarded', 'strict'])
    assert.equal(policy('strict').contained, 'ask')
  })

  test('a loop may be told to have walls, whatever its settings say', (t) => {
    const { root } = makeProject(t, { tos: { exec: { sandbox: 'off' } } })
    const loaded = need(loadSettings(need(findProjectRoot(root, root))))
    assert.equal(withWalls(loaded, { TOS_REQUIRE_SANDBOX: '1' }).settings.tos.exec.sandbox, 'required')
    assert.equal(withWalls(loaded, {}).settings.tos.exec.sandbox, 'off')
  })
})
