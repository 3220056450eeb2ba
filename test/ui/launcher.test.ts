import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import * as f from '../helpers/facts.ts'
import { nightFacts } from '../helpers/night.ts'
import { makeProject, program } from '../helpers/project.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

/** A Node under which the launcher starts another one; null where there is none. */
function olderNode(): string | null {
  const found = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  const isOlder = (path: string) => /^v(?:1\d|20)\./.test(execFileSync(path, ['--version'], { encoding: 'utf8' }))
  return found.find((path) => existsSync(path) && isOlder(path)) ?? null
}

const older = olderNode()
const skip = older === null ? 'no older Node here' : !existsSync('/proc') && 'no /proc here'

test('a viewer that was killed leaves a terminal that its launcher has put right', { skip }, async (t) => {
  const lines = f.eventsOf(...nightFacts(9, 9)).map((event) => `${JSON.stringify(event)}\n`)
  const project = makeProject(t, { files: { 'logs/journal.ndjson': lines.join('') } })
  const command = [older ?? '', program] as const
  const terminal = openTerminal(t, ['watch', '--root', project.root], { columns: 80, rows: 24, command })
  await terminal.sees('ENDED')
  assert.equal(terminal.isAlternate(), true)
  const children = readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8').trim().split(' ')
  assert.equal(children.length, 1)
  process.kill(Number(children[0]), 'SIGKILL')
  await terminal.exited
  await until(() => !terminal.isAlternate())
  assert.deepEqual(terminal.modes(), { isCursorShown: true, wraps: true, marksPaste: false })
})
