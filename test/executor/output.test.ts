import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Output } from '../../source/executor/output.ts'
import { outputFile } from '../../source/files/output-file.ts'
import { refusals } from '../../source/executor/refusals.ts'
import { makeRunner, unmasked } from '../helpers/execution.ts'
import { temporaryFolder } from '../helpers/project.ts'

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex')
const half = 8192

describe('output that fits', () => {
  test('leaves no file', async (t) => {
    const { run, file } = makeRunner(t)
    const { stdout, spill } = await run("printf '合計: 6\\n'")
    assert.equal(stdout.text, '合計: 6\n')
    assert.equal(spill, null)
    assert.equal(existsSync(file), false)
  })
  test('fits up to the last byte', async (t) => {
    const { run, file } = makeRunner(t)
    const code = (bytes: number) => `head -c ${bytes} /dev/zero | tr '\\0' a`
    const whole = await run(code(2 * half))
    assert.deepEqual(whole.stdout, {
      text: 'a'.repeat(2 * half),
      bytes: 2 * half,
      cut: 0,
    })
    assert.equal(whole.spill, null)
    const more = await run(code(2 * half + 1))
    assert.partialDeepStrictEqual(more, {
      stdout: { bytes: 2 * half + 1, cut: 1 },
      spill: { bytes: 2 * half + 1 },
    })
    assert.ok(existsSync(file))
  })
  test('is text also where a character came in two pieces', (t) => {
    const output = new Output({
      file: outputFile(`${temporaryFolder(t)}/o.log`),
      maxBytes: 1000,
      maskStream: unmasked,
    })
    const data = Buffer.from('日本語')
    output.push('stdout', data.subarray(0, 4))
    output.push('stdout', data.subarray(4))
    assert.partialDeepStrictEqual(output.end(), {
      stdout: { text: '日本語', bytes: 9, cut: 0 },
      spill: null,
    })
  })
})

describe('output that does not fit', () => {
  test('20 MB: bounded in memory with head, tail and the right count; whole in the file with the right sum', async (t) => {
    const { run, file } = makeRunner(t)
    const { stdout, spill, outcome, error } = await run('seq 1 2700000')
    const whole = readFileSync(file)
    assert.deepEqual([outcome, error], ['exited', null])
    assert.ok(whole.length > 20_000_000)
    assert.ok(whole.toString('latin1').endsWith('\n2699999\n2700000\n'))
    assert.deepEqual(spill, {
      path: file,
      bytes: whole.length,
      sha256: sha256(whole),
    })
    assert.deepEqual([stdout.bytes, stdout.cut], [whole.length, whole.length - 2 * half])
    const [head, tail] = [whole.toString('latin1', 0, half), whole.toString('latin1', whole.length - half)]
    assert.equal(stdout.text, `${head}\n[… ${stdout.cut} bytes …]\n${tail}`)
  })
  test('both streams are in the file when only one of them is too long', async (t) => {
    const { run, file } = makeRunner(t)
    const { stderr, spill } = await run("echo warned >&2; head -c 20000 /dev/zero | tr '\\0' a")
    assert.deepEqual(stderr, { text: 'warned\n', bytes: 7, cut: 0 })
    assert.equal(spill?.bytes, 20_007)
    assert.ok(readFileSync(file, 'utf8').includes('warned\n'))
  })
  test('bytes that are no UTF-8 are kept raw, however few; the text has replacement characters', async (t) => {
    const { run, file } = makeRunner(t)
    const { stdout, spill } = await run(String.raw`printf 'a\xff\xfe\x00\x81b'`)
    const raw = Buffer.from([0x61, 0xff, 0xfe, 0x00, 0x81, 0x62])
    assert.deepEqual(stdout, {
      text: 'a\uFFFD\uFFFD\0\uFFFDb',
      bytes: 6,
      cut: 0,
    })
    assert.deepEqual(readFileSync(file), raw)
    assert.deepEqual(spill, { path: file, bytes: 6, sha256: sha256(raw) })
  })
  test('the file of an earlier command is written over, not added to', async (t) => {
    const { run, file } = makeRunner(t)
    await run(String.raw`printf '\xff%020000d' 1`)
    assert.equal((await run(String.raw`printf '\xff'`)).spill?.bytes, 1)
    assert.equal(statSync(file).size, 1)
  })
  test('only its owner may read the file', async (t) => {
    const { run, file } = makeRunner(t)
    await run(String.raw`printf '\xff'`)
    assert.equal(statSync(file).mode & 0o077, 0)
  })
  test('the file is written while the command runs', async (t) => {
    const { run } = makeRunner(t)
    const ended = await run('echo first; until [ -s output/command.log ]; do sleep 0.01; done; echo seen')
    assert.equal(ended.stdout.text, 'first\nseen\n')
  })
})

describe('output that cannot be kept whole', () => {
  test('ends in the file at the limit, and that is noted', async (t) => {
    const { run, file } = makeRunner(t, { maxBytes: 100_000 })
    const { outcome, exitCode, error, spill, stdout } = await run('seq 1 100000')
    const kept = readFileSync(file)
    assert.deepEqual([outcome, exitCode], ['exited', 0])
    assert.equal(error, refusals.outputCut(100_000))
    assert.equal(kept.length, 100_000)
    assert.deepEqual(spill, {
      path: file,
      bytes: 100_000,
      sha256: sha256(kept),
    })
    assert.equal(stdout.bytes, 588_895)
    assert.ok(stdout.text.endsWith('\n99999\n100000\n'))
  })
  test('exactly at the limit nothing is missing and nothing is noted', async (t) => {
    const { run } = makeRunner(t, { maxBytes: 20_000 })
    const { spill, error } = await run("head -c 20000 /dev/zero | tr '\\0' a")
    assert.deepEqual([spill?.bytes, error], [20_000, null])
  })
  test('a time-out is the error that stands, not the full file', async (t) => {
    const { run } = makeRunner(t, { maxBytes: 10_000 })
    const { error } = await run('seq 1 100000; sleep 300', { timeoutMs: 1000 })
    assert.equal(error, 'タイムアウト (1秒)')
  })
  test('without a place for the file the command runs all the same, and that is noted', async (t) => {
    const { run, path } = makeRunner(t)
    writeFileSync(path('output'), 'a file where the folder should be')
    const { outcome, stdout, spill, error } = await run('seq 1 10000')
    assert.deepEqual([outcome, spill], ['exited', null])
    assert.ok(stdout.text.startsWith('1\n2\n') && stdout.cut > 0)
    assert.match(error ?? '', /^the output could not be kept whole \(/)
  })
  test('a link in the place of the file is replaced, not written through', async (t) => {
    const { run, path, file } = makeRunner(t)
    writeFileSync(path('outside'), 'whole')
    mkdirSync(path('output'))
    symlinkSync(path('outside'), file)
    assert.equal((await run('seq 1 10000')).spill?.bytes, 48_894)
    assert.deepEqual([readFileSync(path('outside'), 'utf8'), statSync(file).size], ['whole', 48_894])
  })
  test('nothing is written or removed through a link in the place of its folder', async (t) => {
    const { run, path, file } = makeRunner(t)
    mkdirSync(path('elsewhere'))
    writeFileSync(path('elsewhere/command.log'), 'whole')
    symlinkSync(path('elsewhere'), path('output'))
    const { spill, error } = await run('seq 1 10000')
    assert.equal(spill, null)
    assert.match(error ?? '', /could not be kept whole \(.*is reached through a symbolic link/)
    const code =
      'mv output kept; echo short; until [ -s kept/command.log ]; do sleep 0.01; done; ln -s elsewhere output'
    await run(`rm output; mkdir output; echo long; until [ -e output/command.log ]; do sleep 0.01; done; ${code}`)
    assert.equal(readFileSync(file, 'utf8'), 'whole')
  })
  test('a command that deletes its own output file is still an outcome', async (t) => {
    const { run, file } = makeRunner(t)
    const code = 'seq 1 10000; until [ -s output/command.log ]; do sleep 0.01; done; rm -r output'
    const ended = await run(code).catch((error: unknown) => error)
    assert.partialDeepStrictEqual(ended, {
      outcome: 'exited',
      exitCode: 0,
      stdout: { bytes: 48_894 },
    })
    assert.equal(existsSync(file), false)
  })
})
