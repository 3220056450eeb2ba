import assert from 'node:assert/strict'
import { chmodSync, lstatSync, rmSync, symlinkSync } from 'node:fs'
import { describe, test } from 'node:test'
import { makeProject } from '../helpers/project.ts'

const commented = `{
  // of the whole loop
  "limits": { "max_cost_usd": 5 }, /* dollars */
  "$schema": "https://unpkg.com/tos-tui/config/schema/tos.v1.json"
}
`

describe('config/tos.json', () => {
  test('may hold comments and name its schema', async (t) => {
    const project = makeProject(t, {})
    project.write('config/tos.json', commented)
    assert.deepEqual(await project.tos(['config', 'get', 'limits.max_cost_usd']), { code: 0, out: '5\n', err: '' })
  })
  test('names the line of a fault behind comments', async (t) => {
    const project = makeProject(t, {})
    project.write('config/tos.json', commented.replace('max_cost_usd', 'max_cost'))
    const { code, err } = await project.tos(['config', 'show'])
    assert.equal(code, 2)
    assert.match(err, /tos\.json:3: unknown key 'limits\.max_cost'; did you mean 'max_cost_usd'/)
  })
  test('and the file of the runbook stays strict JSON', async (t) => {
    const project = makeProject(t, {})
    project.write('config/config_v0_3.json', `// no\n${project.text('config/config_v0_3.json')}`)
    assert.match((await project.tos(['config', 'show'])).err, /config_v0_3\.json:1: invalid JSON/)
  })
})

describe('tos config', () => {
  test('shows every setting with the line it stands in, or that it is the default', async (t) => {
    const project = makeProject(t, {})
    project.write('config/tos.json', commented)
    const { out } = await project.tos(['config', 'show', '--origin'])
    const line = (key: string) => out.split('\n').find((one) => one.includes(`\t${key} = `))
    assert.equal(line('limits.max_cost_usd'), 'config/tos.json:3\tlimits.max_cost_usd = 5')
    assert.equal(line('limits.max_tokens'), 'default\tlimits.max_tokens = null')
    assert.match(line('max_steps') ?? '', /^(?:config\/config_v0_3\.json:\d+|default)\tmax_steps = \d+$/)
  })
  test('sets and takes out one, and leaves everything else as it was, comments too', async (t) => {
    const project = makeProject(t, {})
    project.write('config/tos.json', commented)
    assert.equal((await project.tos(['config', 'set', 'limits.max_cost_usd', '7.5'])).code, 0)
    assert.equal(project.text('config/tos.json'), commented.replace('5', '7.5'))
    assert.equal((await project.tos(['config', 'set', 'policy.packs', '["strict"]'])).code, 0)
    assert.deepEqual((await project.tos(['config', 'get', 'policy.packs'])).out, '["strict"]\n')
    assert.match(project.text('config/tos.json'), /\/\/ of the whole loop/)
    assert.equal((await project.tos(['config', 'unset', 'policy'])).code, 0)
    assert.equal((await project.tos(['config', 'get', 'policy.packs'])).out, '[]\n')
  })
  test("writes the runbook's settings to the runbook's file", async (t) => {
    const project = makeProject(t, {})
    assert.equal((await project.tos(['config', 'set', 'max_steps', '3'])).code, 0)
    assert.equal(project.json('config/config_v0_3.json')['max_steps'], 3)
  })
  test('leaves the permissions of the file and a person’s link as they were', async (t) => {
    const project = makeProject(t, {})
    project.write('config/own.json', commented)
    chmodSync(project.path('config/own.json'), 0o600)
    rmSync(project.path('config/tos.json'), { force: true })
    symlinkSync('own.json', project.path('config/tos.json'))
    assert.equal((await project.tos(['config', 'set', 'limits.max_cost_usd', '7'])).code, 0)
    assert.ok(lstatSync(project.path('config/tos.json')).isSymbolicLink())
    assert.equal(project.text('config/own.json'), commented.replace('5', '7'))
    assert.equal(lstatSync(project.path('config/own.json')).mode & 0o777, 0o600)
  })
  test('says when there was nothing to change', async (t) => {
    const project = makeProject(t, {})
    assert.match((await project.tos(['config', 'unset', 'limits.max_tokens'])).err, /says so already/)
  })
  test('writes nothing that could not be read, and names the key', async (t) => {
    const project = makeProject(t, {})
    project.write('config/tos.json', commented)
    const wrong: [string[], RegExp][] = [
      [['limits.max_cost_usd', 'much'], /'limits\.max_cost_usd': .*expected number/],
      [['limit.max_cost_usd', '1'], /no setting 'limit\.max_cost_usd'; did you mean 'limits'/],
      [['limits.max_cost', '1'], /unknown key 'limits\.max_cost'/],
      [['max_steps', '"three"'], /'max_steps'/],
      [['max_steps.deep', '1'], /'max_steps': expected number/],
      [['limits.max_cost_usd.x', '1'], /'limits.max_cost_usd': .*expected number|leads through what holds no settings/],
    ]
    for (const [words, reason] of wrong) {
      const { code, err } = await project.tos(['config', 'set', ...words])
      assert.equal(code, 2)
      assert.match(err, reason)
    }
    assert.equal(project.text('config/tos.json'), commented)
  })
})
