// What an error of the system means for a person, also where Node gives it no code.
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { causeOfSystem, isSystemError, refusedBySystem, remedyOf, toResume } from '../../source/core/errno.ts'
import { causeOf } from '../../source/core/failure.ts'
import { isFull } from '../../source/files/journal-room.ts'

/** As Node 24 throws them: its removal names only the codes that it expects. */
const ofRemoval = (words: string): Error =>
  Object.assign(new Error(`, Unknown error: ${words} '/p/logs/inbox/1.json'`), {
    code: '',
    errno: -4094,
    syscall: 'rm',
    path: '/p/logs/inbox/1.json',
  })

const cases = [
  ['Input/output error', 'EIO: Input/output error', "look after the disk ('dmesg' tells more)"],
  ['Read-only file system', 'EROFS: Read-only file system', 'mount its file system writable'],
  ['No space left on device', 'ENOSPC: No space left on device', 'free some space'],
  ['Owner died', 'Owner died', 'mend that'],
] as const

for (const [words, cause, remedy] of cases)
  test(`a removal that fails by "${words}" is a refusal of the system with its cause and remedy`, () => {
    const error = ofRemoval(words)
    assert.ok(isSystemError(error))
    assert.equal(causeOfSystem(error), cause)
    assert.equal(causeOf(error), cause)
    assert.equal(remedyOf(error, 'write'), remedy)
  })

test('a removal that this Node refuses is told by its code, whatever the way there', () => {
  let error: unknown = null
  try {
    rmSync(`/tmp/${'x'.repeat(300)}`, { recursive: true, force: true })
  } catch (thrown) {
    error = thrown
  }
  // Some versions of Node take what cannot be there for gone.
  if (error === null) return
  assert.ok(isSystemError(error))
  assert.match(causeOfSystem(error), /^ENAMETOOLONG\b/)
  assert.equal(remedyOf(error, 'write'), 'choose a shorter path')
})

test('a quota that is used up is known by its number, where the runtime has no name for it', () => {
  const error = Object.assign(new Error("Unknown system error -122: Unknown system error -122, rename '/a' -> '/b'"), {
    code: 'Unknown system error -122',
    errno: -122,
    syscall: 'rename',
  })
  assert.ok(isSystemError(error) && isFull(error))
  assert.equal(causeOfSystem(error), 'EDQUOT: Disk quota exceeded')
  assert.equal(causeOf(error), 'EDQUOT: Disk quota exceeded')
  assert.match(remedyOf(error, 'write'), /your quota/)
})

test('an error of the program is none of the system', () => {
  assert.ok(!isSystemError(new Error(', Unknown error: Input/output error')))
  assert.ok(!isSystemError(new TypeError('x')))
})

test('what a run could not read or write is mended and the run resumed, not called again', () => {
  const refused = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' })
  const look = "look after the disk ('dmesg' tells more)"
  assert.equal(refusedBySystem('/p', refused, 'write').remedy, `${look}, then try again`)
  for (const wish of ['read', 'write'] as const)
    assert.equal(toResume(refusedBySystem('/p', refused, wish).remedy), `${look}, then 'tos resume'`)
})
