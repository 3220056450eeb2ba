// A program: writes argv[3] characters to the file argv[2] the atomic way, and says how that went.
import { Failed } from '../../source/core/failure.ts'
import { writeAtomic } from '../../source/files/write-atomic.ts'

const [, , path = '', length = ''] = process.argv
let said: object = { ok: true }
try {
  writeAtomic(path, 'n'.repeat(Number(length)))
} catch (error) {
  if (!(error instanceof Failed)) throw error
  said = error.failure
}
process.stdout.write(`${JSON.stringify(said)}\n`)
