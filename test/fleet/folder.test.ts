import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Failure } from '../../source/core/failure.ts'
import { openFolderEngine } from '../../source/fleet/folder.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { engineContract } from './engine-contract.ts'

const nothing = { project: '', team: '', origin: null }

describe('a folder as the queue', () => {
  engineContract((t) => {
    const folder = join(temporaryFolder(t), 'queue')
    let now = new Date()
    return {
      engine: openFolderEngine(folder, { now: () => now }),
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

  test('a file that is no submission is told of, with what to do, and stops no other loop', async (t) => {
    const folder = temporaryFolder(t)
    const told: Failure[] = []
    const engine = openFolderEngine(folder, { tell: (failure) => void told.push(failure) })
    writeFileSync(join(folder, 'l-0001.json'), '{"v":1}')
    execFileSync('mkfifo', [join(folder, 'l-0002.json')])
    mkdirSync(join(folder, 'l-0003.json'))
    const wish = { ...nothing, root: '/a', priority: 0, notBefore: null, by: 'somebody' }
    assert.deepEqual(await engine.submit(wish), { ok: true, value: 'l-0004' })
    assert.deepEqual(
      (await engine.take(5)).map(({ submission }) => submission.name),
      ['l-0004'],
    )
    const places = new Set(told.map(({ where }) => where))
    assert.deepEqual(places, new Set(['l-0001.json', 'l-0002.json', 'l-0003.json'].map((name) => join(folder, name))))
    assert.match(told[0]?.remedy ?? '', /submit the project again/)
  })

  test('a name is given once, also when files were removed', async (t) => {
    const folder = temporaryFolder(t)
    const engine = openFolderEngine(folder)
    const wish = { ...nothing, priority: 0, notBefore: null, by: 'somebody' }
    for (const root of ['/a', '/b']) await engine.submit({ ...wish, root })
    rmSync(join(folder, 'l-0001.json'))
    assert.deepEqual(await engine.submit({ ...wish, root: '/c' }), { ok: true, value: 'l-0003' })
    assert.deepEqual(
      (await engine.list()).map(({ root }) => root),
      ['/b', '/c'],
    )
  })
})
