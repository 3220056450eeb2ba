import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { exitCodes, fail, need, succeed } from '../../source/core/failure.ts'
import { Away } from '../../source/fleet/engine.ts'
import { openFolderEngine } from '../../source/fleet/folder.ts'
import { openFleetFeed } from '../../source/cli/fleet-feed.ts'
import { changeTeller } from '../../source/cli/fleet-plain.ts'
import { makeProject, temporaryFolder } from '../helpers/project.ts'
import { questioned, runsHere, taken, wishOf } from '../helpers/queue.ts'
import { until } from '../helpers/until.ts'

const quick = { restMs: 1, pollMs: 50 }
const failure = { what: 'no answer', remedy: 'wait', exitCode: exitCodes.failed }

function open(t: TestContext) {
  const engine = openFolderEngine(join(temporaryFolder(t), 'queue'))
  const world = { isAway: false }
  const list = () => (world.isAway ? Promise.reject(new Away(failure)) : engine.list())
  const feed = openFleetFeed(() => Promise.resolve(world.isAway ? fail(failure) : succeed({ ...engine, list })), quick)
  t.after(() => feed.close())
  const said: string[] = []
  feed.subscribe(changeTeller(feed, (line) => said.push(line.replace(/^\d\d:\d\d:\d\d /, ''))))
  return { engine, feed, world, said }
}

describe('the picture of the queue', () => {
  test('is told as it changes, a line a change: submitted, taken, asking, ended', async (t) => {
    const { engine, said } = open(t)
    const { root } = makeProject(t)
    const name = need(await engine.submit(wishOf(root, { project: 'shop' })))
    await until(() => said.length === 1)
    const release = await runsHere(root, questioned())
    t.after(release)
    const [lease] = await engine.take(1)
    assert.ok(lease)
    await until(() => said.length === 2)
    release()
    await engine.end(lease, 5)
    await until(() => said.length === 3)
    assert.deepEqual(said, [
      `shop/${name}  queued`,
      `shop/${name}  asks  job 1/1  step 1  on pid ${process.pid}  question 1: curl -X POST https://example.org/deploy`,
      `shop/${name}  ended  exit 5  job 1/1  step 1`,
    ])
  })

  test('stays while the queue is away, with the time it is of, and goes on by itself', async (t) => {
    const { engine, feed, world, said } = open(t)
    await taken(engine, wishOf('/srv/a'))
    await until(() => said.length === 1)
    const { at } = feed.getSnapshot()
    world.isAway = true
    await until(() => feed.getSnapshot().trouble !== null)
    assert.equal(feed.getSnapshot().trouble?.isAway, true)
    assert.ok(feed.getSnapshot().at >= at && feed.getSnapshot().picture?.loops.length === 1)
    need(await engine.submit(wishOf('/srv/b')))
    world.isAway = false
    await until(() => feed.getSnapshot().picture?.loops.length === 2)
    assert.deepEqual(said.slice(1, 3), ['no answer; wait', 'the queue is back'])
  })

  test('comes when a queue that was away at first answers', async (t) => {
    const { feed, world, engine } = open(t)
    world.isAway = true
    await until(() => feed.getSnapshot().trouble !== null)
    need(await engine.submit(wishOf('/srv/a')))
    world.isAway = false
    await until(() => feed.getSnapshot().picture?.loops.length === 1)
    assert.equal(feed.getSnapshot().trouble, null)
  })
})
