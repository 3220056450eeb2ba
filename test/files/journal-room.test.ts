import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { commandStarted } from '../helpers/facts.ts'
import * as j from '../helpers/journals.ts'
import { temporaryFolder } from '../helpers/project.ts'

/** Runs a program on a file system of its own, of 2 MB. */
function onSmallDisk(folder: string, program: string): { status: number | null; out: string; err: string } {
  const script = 'mount -t tmpfs -o size=2m none "$1" && exec "$2" "$3" "$1"'
  const call = ['--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', folder, process.execPath]
  const { status, stdout, stderr } = spawnSync('unshare', [...call, program], { encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}
const hasDisks = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true']).status === 0

test(
  'the end of a command that filled the disk is recorded whole, and no other begins before there is room',
  { skip: !hasDisks && 'no file system of its own here' },
  (t) => {
    const { status, out, err } = onSmallDisk(
      temporaryFolder(t),
      join(import.meta.dirname, '..', 'helpers', 'fill-disk.js'),
    )
    assert.equal(status, 0, err)
    const said = JSON.parse(out)
    assert.equal(said.began, null)
    assert.match(said.full, /ENOSPC/)
    assert.equal(said.ended, null)
    assert.match(said.next.what, /ENOSPC/)
    assert.match(said.next.remedy, /free some space/)
    assert.deepEqual(said.types, ['command.started', 'command.finished'])
    assert.equal(said.afterwards, null)
  },
)

test('the room goes with the one who kept it', (t) => {
  const files = j.journalFiles(t)
  const { journal } = j.open(t, files)
  journal.append([commandStarted(0)])
  assert.deepEqual(readdirSync(dirname(files.journal)).toSorted(), ['journal.end', 'journal.ndjson', 'journal.room'])
  journal.leaveRoom()
  assert.deepEqual(readdirSync(dirname(files.journal)), ['journal.ndjson'])
})
