import assert from 'node:assert/strict'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Failed } from '../../source/core/failure.ts'
import { openFolderEngine } from '../../source/fleet/folder.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { engineContract } from './engine-contract.ts'

describe('a folder as the queue', () => {
  engineContract((t) => {
    const folder = join(temporaryFolder(t), 'queue')
    let now = new Date()
    return {
      engine: openFolderEngine(folder, () => now),
      setTime: (time) => {
        now = new Date(time)
      },
      loseWorker() {
        for (const path of globSync(join(folder, '*.json'))) {
          const loop = JSON.parse(readFileSync(path, 'utf8'))
          // A pid that was given to another process since.
          writeFileSync(path, JSON.stringify({ ...loop, worker: { ...loop.worker, startTick: '1' } }))
        }
      },
    }
  })

  test('a file that is no submission is named, with what to do', async (t) => {
    const folder = temporaryFolder(t)
    writeFileSync(join(folder, 'l-0001.json'), '{"v":1}')
    await assert.rejects(
      async () => openFolderEngine(folder).list(),
      (error: unknown) =>
        error instanceof Failed &&
        /l-0001\.json/.test(error.failure.where ?? '') &&
        /submit/.test(error.failure.remedy),
    )
  })
})
