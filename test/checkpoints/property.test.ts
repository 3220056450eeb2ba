import assert from 'node:assert/strict'
import * as fc from '../helpers/properties.ts'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Failed } from '../../source/core/failure.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { apply, edit, type Edit } from '../helpers/edits.ts'
import {
  everythingOf,
  filesFrom,
  gitIn,
  initRepository,
  inMemory,
  removeTree,
  resetTo,
  statusOf,
  storeIn,
  undoIn,
} from '../helpers/worktree.ts'

/** By day a few, always the same; many others at night: `npm run test:nightly`. */
const repositories = Number(process.env['TOS_PROPERTY_RUNS'] ?? 2)
const daySeed = process.env['TOS_PROPERTY_RUNS'] === undefined ? '7' : undefined
const lanes = 2

const stories = fc.record({
  first: fc.array(edit, { minLength: 3, maxLength: 15 }),
  second: fc.array(edit, { minLength: 1, maxLength: 12 }),
  third: fc.array(edit, { minLength: 1, maxLength: 12 }),
  isPacked: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  way: fc.constantFrom('files', 'reset', 'reset twice'),
})

const place = { loop: null, job: 1, step: 1 }

/** Names git would see, so that two states of files can be compared where ignored ones stay as they are. */
function visible(root: string): (name: string) => boolean {
  const ignored = new Set(gitIn(root, 'ls-files', '-o', '-i', '-z', '--exclude-standard').split('\0'))
  return (name) => !ignored.has(Buffer.from(name, 'latin1').toString('utf8'))
}

async function tell(
  root: string,
  story: { first: Edit[]; second: Edit[]; third: Edit[]; isPacked: boolean; way: string },
): Promise<void> {
  initRepository(root)
  apply(root, story.first)
  gitIn(root, 'commit', '-q', '--allow-empty', '-m', 'base')
  const target = gitIn(root, 'rev-parse', 'HEAD')
  apply(root, story.second)
  const before = everythingOf(root)
  const status = statusOf(root)
  const store = await storeIn(root)
  const snapshot = await saveStep(store, place)
  assert.deepEqual(everythingOf(root), before, 'a snapshot changes nothing')
  assert.equal(statusOf(root), status)
  const seenThen = visible(root)

  apply(root, story.third)
  if (story.isPacked) gitIn(root, 'gc', '-q', '--prune=now')
  const edited = everythingOf(root)
  const gitIgnored = gitIn(root, 'ls-files', '-o', '-i', '-z', '--exclude-standard').split('\0')

  // Files only: what git saw then is there again, HEAD and index are as they were.
  if (story.way === 'files')
    return refusable(async () => {
      const { prepared } = await filesFrom(store, snapshot.id)
      const back = everythingOf(root)
      const held = new Set(snapshot.record.emptyFolders)
      const seen = (name: string) =>
        before.files[name]?.startsWith('folder') ? held.has(name) : seenThen(name) && !prepared.plan.kept.includes(name)
      const then = Object.entries(before.files).filter(([name, what]) => seen(name) && what !== 'repository')
      const now = new Map(Object.entries(back.files))
      const isHeld = (name: string) => Object.keys(back.files).some((other) => other.startsWith(`${name}/`))
      for (const [name, what] of then)
        // A repository made in an empty folder, or in the place of one, stays.
        if (!isHeld(name) && !(what.startsWith('folder') && now.get(name) === 'repository'))
          assert.equal(now.get(name), what, `${JSON.stringify(name)} is back`)
      assert.equal(back.head, edited.head)
      assert.equal(back.refs, edited.refs)
      assert.equal(back.index, edited.index)
      await undoIn(store)
      assert.deepEqual(everythingOf(root), edited, 'undo of the files')
    })

  // The whole state: equal to the target, and undone twice.
  await refusable(async () => {
    await resetTo(store, target)
    assert.equal(gitIn(root, 'rev-parse', 'HEAD'), target)
    // Repositories of their own stay, as git clean leaves them; so does what an ignore file hid that went with it.
    const hidden = new Set(gitIgnored)
    const differs = gitIn(root, 'status', '--porcelain', '-z', '-uall', '--ignore-submodules=all').split('\0')
    assert.deepEqual(
      differs.filter((line) => line !== '' && !line.endsWith('/') && !hidden.has(line.slice(3))),
      [],
      'rollback equals the target',
    )
    const rolledBack = everythingOf(root)
    await undoIn(store)
    assert.deepEqual(everythingOf(root), edited, 'undo')
    if (story.way === 'reset') return
    await undoIn(store)
    assert.deepEqual(everythingOf(root), rolledBack, 'undo of the undo')
    await undoIn(store)
    assert.deepEqual(everythingOf(root), edited, 'and back')
  })
}

/** A clear refusal is an answer too; then nothing has changed. */
async function refusable(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failed) || !/a repository of its own stands/.test(error.failure.what)) throw error
  }
}

describe('random repositories: snapshot, edits, rollback, undo', { concurrency: lanes }, () => {
  for (let lane = 0; lane < lanes; lane++)
    test(`lane ${lane + 1}: nothing is ever lost`, async () => {
      const property = fc.asyncProperty(stories, async (story) => {
        const folder = mkdtempSync(join(inMemory, 'tos-property-'))
        try {
          await tell(folder, story)
        } finally {
          removeTree(folder)
        }
      })
      const seed = process.env['TOS_PROPERTY_SEED'] ?? daySeed
      await fc.assert(property, {
        numRuns: Math.ceil(repositories / lanes),
        ...(seed !== undefined && { seed: Number(seed) + lane }),
        includeErrorInReport: true,
        endOnFailure: process.env['TOS_PROPERTY_SHRINK'] === undefined,
      })
    })
})
