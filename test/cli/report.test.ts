import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import Ajv from 'ajv/dist/2020.js'
import { unpackTar } from 'modern-tar'
import type { Report } from '../../source/core/report-schema.ts'
import { loopOf, makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'
import { repository } from '../helpers/repository.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

/** It has no shape that gives it away. */
const key = 'tos-Key_q/9+Zz?x&y=7%w-0123456789'

/** A key as it turns up in outputs, logs and sources. */
function renderings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const base64 = (shift: number) =>
    Buffer.concat([Buffer.from('x'.repeat(shift)), bytes, Buffer.from('yz')]).toString('base64')
  const url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')
  const encoded = encodeURIComponent(secret)
  return [
    secret,
    encoded,
    encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    Array.from(secret).toReversed().join(''),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].map(base64),
    ...[0, 1, 2].map((shift) => url(base64(shift))),
    JSON.stringify(secret),
    secret.slice(0, 16),
    `Authorization: Bearer ${secret}`,
    `https://user:${secret}@example.com/`,
    `\u001B[31m${secret.slice(0, 9)}\u001B[0m${secret.slice(9)}`,
  ]
}

/** What of it must not be found: the part of each that is the key's own. */
const telling = renderings(key).map((text) =>
  text.replaceAll('\u001B[31m', '').replaceAll('\u001B[0m', '').slice(4, -4),
)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

test('a report has no secret in any form nor in any member of its archive, and each form is what it should be', async (t) => {
  assert.equal(telling.length, 17)
  const planted = `${renderings(key).join('\n')}\n`
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n.env*\n', 'a.txt': 'one\n', '.env': `TOS_KEY_OF_TEST=${key}\n` },
    config: { ...loopOf(2), execution_policy: { stop_on_deny: false, deny_if_contains: ['rm -rf'] } },
    steps: [
      { commands: ['rm -rf /'], summary: planted },
      { commands: ['echo two > a.txt', 'cat ../planted.txt; exit 3'], review: planted },
      { commands: [writeResult] },
      { commands: [writeResult] },
    ],
  })
  project.write('config/planted.json', JSON.stringify({ planted }))
  project.write('config/.env', `TOS_KEY_OF_TEST=${key}\n`)
  project.write('planted.txt', planted)
  project.write('workspace/artifacts/job_input.json', JSON.stringify({ job_name: 'n', note: planted }))
  project.write('.gitignore', 'logs/\nworkspace/\n.env*\nplanted.txt\nconfig/planted.json\nconfig/recording.json\n')
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  const ran = await project.tos(['run', '--loop'])
  assert.equal(ran.code, 0, ran.err)
  const folder = temporaryFolder(t)

  const archived = await project.tos(['report', '--json', '--archive', `${folder}/all.tar.gz`])
  assert.equal(archived.code, 0, archived.err)
  assert.equal(statSync(`${folder}/all.tar.gz`).mode & 0o777, 0o600)
  const schema = JSON.parse(readFileSync(`${repository}/config/schema/report.v1.json`, 'utf8'))
  const validate = new Ajv.default({ strict: false, validateFormats: false }).compile(schema)
  const json: Report = JSON.parse(archived.out)
  assert.equal(validate(json), true, JSON.stringify(validate.errors))
  assert.partialDeepStrictEqual(json, {
    v: 1,
    outcome: { end: 'loop_complete', exit_code: 0 },
    totals: { jobs_done: 2, max_jobs: 2, denied: 1, commands_failed: 1 },
  })
  const [deny] = json.decisions
  assert.match(deny?.place ?? '', /config_v0_3\.json:\d+$/)
  assert.ok(json.jobs[0]?.changes.some((change) => change.path === 'a.txt' && change.patch.includes('+two')))

  const members = await unpackTar(gunzipSync(readFileSync(`${folder}/all.tar.gz`)))
  const names = members.map(({ header }) => header.name.replace(/^[^/]*\//, ''))
  for (const name of [
    'report.html',
    'report.md',
    'report.json',
    'journal.ndjson',
    'config/tos.json',
    'MANIFEST.txt',
    'phase_summary.json',
    'job_input.json',
  ])
    assert.ok(names.includes(name), `${name} in ${names.join(' ')}`)
  assert.ok(names.some((name) => /step_\d+\.json$/.test(name)))
  assert.ok(!names.some((name) => name.includes('.env')))
  const all = [...members.map(({ data }) => Buffer.from(data ?? []).toString('utf8')), archived.out]
  for (const text of all)
    for (const one of telling)
      for (const written of [one, escaped(one), JSON.stringify(one).slice(1, -1)])
        assert.ok(!text.includes(written), `${written} in ${text.slice(0, 80)}`)
  // The snapshots hold workspace/, and with it the key: nothing can be masked in them.
  assert.match(archived.err, /left out: snapshots\.bundle: a file of the snapshots holds a key/)

  const html = await project.tos(['report', 'job-1', '--lang', 'ja', '-o', `${folder}/job.html`])
  assert.equal(html.code, 0, html.err)
  assert.match(readFileSync(`${folder}/job.html`, 'utf8'), /^<!doctype html>\n<html lang="ja">/)
  const lost = await project.tos(['report', '-o', `${folder}/misspelt/job.html`])
  assert.deepEqual([lost.code, existsSync(`${folder}/misspelt`)], [2, false])
  assert.match(lost.err, /there is no folder .*misspelt; make it, or correct the path/)
  const unknown = await project.tos(['report', 'run-9'])
  assert.deepEqual([unknown.code, unknown.out], [1, ''])
})

test('the snapshots of a loop without secrets come as a bundle that git reads', async (t) => {
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n' },
    steps: [{ commands: ['echo two > a.txt', writeResult] }],
  })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  await project.tos(['run'])
  const folder = temporaryFolder(t)
  const { code, err } = await project.tos(['report', '--archive', `${folder}/all.tar.gz`])
  assert.equal(code, 0, err)
  execFileSync('tar', ['-xzf', 'all.tar.gz', '--strip-components=1'], { cwd: folder })
  const heads = execFileSync('git', ['bundle', 'list-heads', 'snapshots.bundle'], { cwd: folder, encoding: 'utf8' })
  assert.match(heads, /refs\/tos\//)
})

test('of a journal that is torn, cut or altered all that can be read is reported, and first where it breaks and what is missing', async (t) => {
  const project = makeProject(t, {
    config: loopOf(2),
    steps: [{ commands: ['echo one', writeResult] }, { commands: ['echo two', writeResult] }],
  })
  assert.equal((await project.tos(['run', '--loop'])).code, 0)
  const whole = project.text('logs/journal.ndjson')
  const lines = whole.split('\n').slice(0, -1)
  const asked = lines.findIndex((line) => line.includes('"type":"model.asked"'))
  const text = (changed: readonly string[]): string => `${changed.join('\n')}\n`
  const cases: readonly [name: string, journal: string, lost: number, found: RegExp, at: number | null][] = [
    ['no JSON', text(lines.with(asked, 'x')), 1, /not valid JSON/, asked + 1],
    ['no event', text(lines.with(asked, '{"v":1}')), 1, /unknown event type/, asked + 1],
    [
      'a reply of another shape',
      text(lines.map((line) => line.replace('"final_commands":[{"type"', '"final_commands":[null,{"tpye"'))),
      0,
      /changed after it was written/,
      null,
    ],
    ['lines taken out', text(lines.toSpliced(asked, 3)), 3, /seq \d+ follows/, asked + 1],
    [
      'a wrong number',
      text(lines.with(asked, (lines[asked] ?? '').replace(/"seq":\d+/, '"seq":99999999'))),
      1,
      /seq 99999999 follows/,
      asked + 1,
    ],
    [
      'another text',
      text(lines.with(asked, (lines[asked] ?? '').replace('"prompt":"', '"prompt":"not '))),
      0,
      /changed after it was written/,
      null,
    ],
    ['a line twice', text(lines.toSpliced(asked, 0, lines[asked - 1] ?? '')), 0, /seq \d+ follows/, asked + 1],
    ['torn', whole.slice(0, -20), 1, /the last line is torn: \d+ bytes/, lines.length],
    [
      'broken in the middle and cut',
      text(lines.with(asked, 'x').slice(0, -5)),
      6,
      new RegExp(`not valid JSON[^]*missing at the journal's end: it had ${lines.length};`),
      asked + 1,
    ],
    [
      'cut',
      text(lines.slice(0, -5)),
      5,
      new RegExp(`missing at the journal's end: it had ${lines.length}, now it has ${lines.length - 5}`),
      lines.length - 5,
    ],
  ]
  for (const [name, journal, lost, found, at] of cases) {
    project.write('logs/journal.ndjson', journal)
    const { code, out, err } = await project.tos(['report', '--json'])
    assert.equal(code, 0, `${name}: ${err}`)
    const report: Report = JSON.parse(out)
    assert.deepEqual([report.journal.is_whole, report.journal.lost], [false, lost], name)
    assert.match(report.journal.findings.map(({ what }) => what).join('\n'), found, name)
    // Where a change is found depends on the marks of the chain.
    assert.match(report.journal.findings[0]?.where ?? '', new RegExp(`journal\\.ndjson:${at ?? '\\d+'}$`), name)
    const { jobs, steps, exchanges } = report
    assert.deepEqual([jobs.length, steps.length, exchanges.length >= 5], [2, 4, true], name)
    assert.match(err, found, name)
  }
  for (const [form, first] of [
    [
      'md',
      /^# Report: .*\n\n> \*\*✕ The journal is not whole\. 5 lines of it are not in this report\.\*\*\n>\n> - `\S+:\d+`: whole lines/,
    ],
    ['html', /<header><h1>[^<]*<\/h1><div class="damage">/],
  ] as const)
    assert.match((await project.tos(['report', `--${form}`])).out, first)
  project.write('logs/journal.ndjson', 'x\n')
  const none = await project.tos(['report'])
  assert.deepEqual([none.code, none.out], [1, ''])
  assert.match(none.err, /journal\.ndjson:1: the journal is broken \(not valid JSON\)/)
})
