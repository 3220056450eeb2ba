import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { logs } from '../../source/cli/logs.ts'
import type { Terminal } from '../../source/cli/command.ts'
import { eventsOf, loopStarted, runStarted } from '../helpers/facts.ts'
import { makeProject } from '../helpers/project.ts'

const big = Buffer.alloc(300_000, 'output\n')

/** A project with an old archived loop, and the current one. */
function projectOf(t: TestContext) {
  const { root } = makeProject(t)
  const old = join(root, 'logs/archive/2026-old')
  mkdirSync(join(old, 'job_001'), { recursive: true })
  mkdirSync(join(old, 'output'))
  const journal = eventsOf(loopStarted(), runStarted())
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('')
  writeFileSync(join(old, 'journal.ndjson'), journal)
  writeFileSync(join(root, 'logs/journal.ndjson'), journal)
  writeFileSync(join(old, 'job_001/step_1.json'), '{"step":1}')
  writeFileSync(join(old, 'job_001/empty'), '')
  writeFileSync(join(old, 'output/長い 出力.txt'), big)
  symlinkSync('/etc/passwd', join(old, 'output/link'))
  mkdirSync(join(root, 'elsewhere/empty'), { recursive: true })
  writeFileSync(join(root, 'elsewhere/theirs.txt'), 'theirs')
  symlinkSync(join(root, 'elsewhere'), join(old, 'output/folder-link'))
  const call = async (...operands: string[]) => {
    let out = ''
    const options = Object.fromEntries(operands.map((word) => word.split('='))) as Record<string, string | true>
    for (const [name, value] of Object.entries(options)) options[name] = value ?? true
    const terminal: Terminal = {
      out: (text) => (out += text),
      error: (text) => assert.fail(text),
      input: () => assert.fail('nothing is asked'),
      environment: process.env,
      folder: root,
      isTty: false,
    }
    const code = await logs.run(
      { name: 'logs', typed: 'logs', isRunbook: false, operands: ['prune'], options },
      terminal,
    )
    return { code, out }
  }
  return { root, old, journal, call }
}

test('what an old loop left is packed whole; journals, links and the open loop stay', async (t) => {
  const { root, old, journal, call } = projectOf(t)
  const { code, out } = await call('keep=1d')
  assert.equal(code, 0)
  assert.match(out, /^packed {2}2026-old {2}3 files, 0\.3 MB -> 0\.0 MB$/m)
  assert.deepEqual(readdirSync(old).toSorted(), ['files.tar.gz', 'journal.ndjson', 'output'])
  assert.deepEqual(readdirSync(join(old, 'output')).toSorted(), ['folder-link', 'link'])
  // Behind a link lies somebody else's: not packed, and not even its empty folders go.
  assert.deepEqual(readdirSync(join(root, 'elsewhere')).toSorted(), ['empty', 'theirs.txt'])
  assert.equal(readFileSync(join(old, 'journal.ndjson'), 'utf8'), journal)
  assert.equal(readFileSync(join(root, 'logs/journal.ndjson'), 'utf8'), journal)
  const there = join(root, 'unpacked')
  mkdirSync(there)
  execFileSync('tar', ['-xzf', join(old, 'files.tar.gz'), '-C', there])
  assert.deepEqual(readFileSync(join(there, 'output/長い 出力.txt')), big)
  assert.equal(readFileSync(join(there, 'job_001/step_1.json'), 'utf8'), '{"step":1}')
  assert.equal(readFileSync(join(there, 'job_001/empty'), 'utf8'), '')
  assert.match((await call('keep=1d')).out, /^nothing is old enough$/m)
})

test('what is younger is left alone, and a dry run changes nothing', async (t) => {
  const { old, call } = projectOf(t)
  assert.match((await call('keep=99999d')).out, /nothing is old enough/)
  assert.match((await call('keep=1d', 'dry-run')).out, /would pack {2}2026-old {2}3 files/)
  assert.equal(existsSync(join(old, 'files.tar.gz')), false)
})

test('what was packed goes only when an age is given for it', async (t) => {
  const { old, call } = projectOf(t)
  await call('keep=1d')
  await call('keep=1d')
  assert.equal(existsSync(join(old, 'files.tar.gz')), true)
  assert.match((await call('keep=1d', 'keep-packed=2d')).out, /^deleted {2}2026-old {2}files\.tar\.gz$/m)
  assert.deepEqual(readdirSync(old).toSorted(), ['journal.ndjson', 'output'])
})
