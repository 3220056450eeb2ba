// A program: a command begins on the disk argv[2], its output takes the last byte, its end is recorded. Says what happened.
import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { causeOf, Failed, type Failure } from '../../source/core/failure.ts'
import { commandFinished, commandStarted } from './facts.ts'
import { tryOpen } from './journals.ts'
import { valueOf } from './results.ts'

const [, , folder = ''] = process.argv
const path = join(folder, 'logs', 'journal.ndjson')
const { journal } = valueOf(tryOpen({ journal: path, storedFold: join(folder, 'logs', 'journal.fold.json') }))
const attempt = (work: () => void): Failure | string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Failed ? error.failure : causeOf(error)
  }
}
const fill = (): string => {
  for (let bytes = 65_536; bytes >= 1; bytes /= 2)
    while (attempt(() => appendFileSync(join(folder, 'output'), Buffer.alloc(bytes, 'x'))) === null);
  return JSON.stringify(attempt(() => appendFileSync(join(folder, 'output'), 'x')))
}
const began = attempt(() => void journal.append([commandStarted(0)]))
const full = fill()
const stream = { text: 'y'.repeat(16_384), bytes: 16_384, cut: 0 }
const ended = attempt(() => void journal.append([commandFinished(0, { stdout: stream })]))
fill()
const next = attempt(() => void journal.append([commandStarted(1)]))
journal.storeFold()
const types = readFileSync(path, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line).type)
rmSync(join(folder, 'output'))
const afterwards = attempt(() => void journal.append([commandStarted(1)]))
process.stdout.write(`${JSON.stringify({ began, full, ended, next, types, afterwards })}\n`)
