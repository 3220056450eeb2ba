// A program: appends to the journal argv[2] until the system refuses, and says what was appended and how it ended.
import { Failed, type Failure } from '../../source/core/failure.ts'
import { pauseBy, tryOpen } from './journals.ts'
import { valueOf } from './results.ts'

const [, , path = ''] = process.argv
const { journal } = valueOf(tryOpen({ journal: path, storedFold: `${path}.fold` }))
let failure: Failure | null = null
while (!failure)
  try {
    journal.append([pauseBy('x'.repeat(3000))])
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    failure = error.failure
  }
process.stdout.write(`${JSON.stringify({ appended: journal.fold.count, failure })}\n`)
