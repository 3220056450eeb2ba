import assert from 'node:assert/strict'
import * as fc from '../helpers/properties.ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Failed } from '../../source/core/failure.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { apply, edit } from '../helpers/edits.ts'
import { allFiles, backTo, gitNeverLeft, scriptEnvironment, scripts } from '../helpers/ruins.ts'
import { gitIn, gitStateOf, initRepository, inMemory, storeIn, undoIn } from '../helpers/worktree.ts'

/** By day a few, always the same; many others at night. */
const night = process.env['TOS_PROPERTY_RUNS']
const seed = process.env['TOS_PROPERTY_SEED']

/** Edits that leave the project's own git alone. */
const plain = edit.filter((one) => /^(?:write|remove|folder|link|mode|nest|ignore|attributes)$/.test(one.do))
const stories = fc.record({
  first: fc.array(edit, { minLength: 3, maxLength: 12 }),
  second: fc.array(edit, { maxLength: 6 }),
  third: fc.array(plain, { maxLength: 8 }),
  ruins: fc.array(fc.constantFrom(...Object.keys(scripts).filter((name) => !gitNeverLeft.has(name))), {
    minLength: 1,
    maxLength: 3,
  }),
  fourth: fc.array(plain, { maxLength: 4 }),
})

const isStanding = (error: unknown): boolean =>
  error instanceof Failed && /a repository of its own stands/.test(error.failure.what)

test('whatever scripts do to files and to git, a rollback brings both back, and an undo the files they left', async () => {
  const property = fc.asyncProperty(stories, async ({ first, second, third, ruins, fourth }) => {
    const folder = mkdtempSync(join(inMemory, 'tos-ruin-'))
    const [root, outside] = [join(folder, 'repository'), join(folder, 'outside')]
    try {
      mkdirSync(outside)
      initRepository(root)
      apply(root, first)
      gitIn(root, 'commit', '-q', '--allow-empty', '-m', 'base')
      apply(root, second)
      const { id, record } = await saveStep(await storeIn(root), { loop: null, job: 1, step: 1 })
      const [before, git] = [allFiles(root), gitStateOf(root)]
      // What lies in repositories inside may be a submodule's, of which a snapshot holds the commit.
      const links = gitIn(root, 'ls-files', '-s')
        .split('\n')
        .filter((line) => line.startsWith('160000'))
      const apart = [...record.nested, ...links.map((line) => line.split('\t')[1] ?? '')]
      const isOurs = (name: string) => !apart.some((at) => name === at || name.startsWith(`${at}/`))
      apply(root, third)
      for (const ruin of ruins)
        spawnSync('bash', ['-c', scripts[ruin] ?? ''], { cwd: root, env: scriptEnvironment(outside) })
      apply(root, fourth)
      const left = allFiles(root)
      try {
        await backTo(root, id)
      } catch (error) {
        if (isStanding(error)) return
        throw error
      }
      const after = allFiles(root)
      for (const [name, what] of Object.entries(before))
        if (isOurs(name) && (!what.startsWith('folder') || record.emptyFolders.includes(name)))
          assert.equal(after[name], what, `${JSON.stringify(name)} is back`)
      const gitAfter = gitStateOf(root)
      for (const [name, what] of Object.entries(git)) assert.equal(gitAfter[name], what, `.git/${name} is back`)
      await undoIn(await storeIn(root))
      const again = allFiles(root)
      for (const [name, what] of Object.entries(left))
        if (isOurs(name) && /^(?:file|link)/.test(what))
          assert.equal(again[name], what, `${JSON.stringify(name)} as it was left`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  await fc.assert(property, {
    numRuns: Number(night ?? 3),
    ...((seed ?? (night === undefined ? '7' : undefined)) !== undefined && { seed: Number(seed ?? 7) }),
    includeErrorInReport: true,
    endOnFailure: process.env['TOS_PROPERTY_SHRINK'] === undefined,
  })
})
