import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { createMasker } from '../../source/files/mask.ts'
import { liveReply, openLiveReply } from '../../source/files/live.ts'
import { temporaryFolder } from '../helpers/project.ts'

const place = { job: 1, step: 2, role: 'draft', round: 1, attempt: 1 }
const open = (folder: string) => openLiveReply(folder, place, createMasker([]).stream())

describe('the answer that is being streamed', () => {
  test('is there while the call is under way, and gone behind it', (t) => {
    const folder = temporaryFolder(t)
    const path = liveReply(folder, place)
    const live = open(folder)
    live.push('word '.repeat(2000))
    assert.match(readFileSync(path, 'utf8'), /^word word /)
    live.close()
    live.push('late '.repeat(2000))
    assert.equal(existsSync(path), false)
  })

  test('costs no file before there is something to see', (t) => {
    const folder = temporaryFolder(t)
    const live = open(folder)
    assert.equal(existsSync(liveReply(folder, place)), false)
    live.close()
  })

  test('is never what a call left that was killed', (t) => {
    const folder = temporaryFolder(t)
    writeFileSync(liveReply(folder, place), 'of the call before')
    open(folder)
    assert.equal(existsSync(liveReply(folder, place)), false)
  })
})
