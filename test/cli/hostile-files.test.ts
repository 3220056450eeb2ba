import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { byDay } from '../helpers/by-day.ts'
import { makeProject, temporaryFolder, writeResult } from '../helpers/project.ts'

/** Files that the program opens, and what a call does that meets something else in their place. */
const places: Readonly<Record<string, 'is refused' | 'goes on'>> = {
  'logs/journal.ndjson': 'is refused',
  'logs/journal.fold.json': 'goes on',
  'logs/runner.lock': 'goes on',
  'logs/restore.json': 'is refused',
  'logs/control.json': 'goes on',
  'logs/last_run_summary.json': 'goes on',
  'logs/phase_summary.json': 'goes on',
  'logs/steps/step_001.json': 'goes on',
  'workspace/artifacts/phase_state.json': 'is refused',
  'workspace/artifacts/job_input.json': 'is refused',
  'config/config_v0_3.json': 'is refused',
  'config/tos.json': 'is refused',
  'config/recording.json': 'is refused',
}
const secret = 'a word that is nobody else’s'
const kinds: Readonly<Record<string, (path: string, outside: string) => void>> = {
  'a named pipe': (path) => void execFileSync('mkfifo', [path]),
  'a link to /dev/zero': (path) => symlinkSync('/dev/zero', path),
  'a link to a file outside': (path, outside) => symlinkSync(outside, path),
  'a folder': (path) => mkdirSync(join(path, 'inside'), { recursive: true }),
  'a socket': (path) => void spawnSync(process.execPath, ['-e', socketAt, path]),
}
/** It stays when the one who made it has ended. */
const socketAt = "require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))"
/** A folder there would have to be removed with what lies in it. */
const refusedAsFolder = new Set(['logs/runner.lock', 'logs/last_run_summary.json', 'logs/phase_summary.json'])
const jobLoop = { enabled: true, max_jobs: 1, job_input: { path: 'workspace/artifacts/job_input.json' } }

for (const [name, put] of Object.entries(kinds))
  describe(`${name} is never waited for, read through or written through`, () => {
    for (const [place, usual] of name === 'a named pipe' ? Object.entries(places) : byDay(Object.entries(places), 3)) {
      const outcome = name === 'a folder' && refusedAsFolder.has(place) ? 'is refused' : usual
      test(`in the place of ${place}: a run ${outcome}`, async (t) => {
        const project = makeProject(t, {
          config: { s5_settings: { job_loop: jobLoop } },
          steps: [{ commands: ['echo one'] }, { commands: [writeResult] }],
        })
        const outside = join(temporaryFolder(t), 'outside.json')
        writeFileSync(outside, `{"a":"${secret}"}`)
        const path = project.path(place)
        rmSync(path, { force: true })
        mkdirSync(dirname(path), { recursive: true })
        put(path, outside)
        const calls = [await project.tos(['status']), await project.tos(['run'])]
        // The journals of a project are looked at when its test is over.
        if (outcome === 'is refused') rmSync(path, { force: true, recursive: true })
        for (const { out, err } of calls) {
          assert.doesNotMatch(err, /unexpected|\n\s+at /)
          assert.ok(!`${out}${err}`.includes(secret))
        }
        const [, run] = calls
        if (outcome === 'is refused' && !(place.startsWith('config/') && name === 'a link to a file outside')) {
          assert.notEqual(run?.code, 0)
          assert.ok(run?.err.includes(place.split('/').at(-1) ?? ''), run?.err)
        } else if (outcome === 'goes on') assert.equal(run?.code, place === 'logs/steps/step_001.json' ? run?.code : 0)
        assert.equal(readFileSync(outside, 'utf8'), `{"a":"${secret}"}`)
      })
    }
  })

/** What other systems' editors make of a text: bytes in front, other line ends. */
const editors: Readonly<Record<string, (text: string) => string>> = {
  'a byte order mark': (text) => `\uFEFF${text}`,
  'line ends of two bytes': (text) => text.replaceAll(/\r?\n/g, '\r\n'),
}
/** An unchanged meaning is read, records of the program's own are written anew, what cannot be trusted is refused and named. */
const edited: Readonly<Record<string, 'goes on' | 'is refused'>> = {
  'config/config_v0_3.json': 'goes on',
  'config/tos.json': 'goes on',
  'config/recording.json': 'goes on',
  'workspace/artifacts/job_input.json': 'goes on',
  'workspace/artifacts/phase_state.json': 'goes on',
  'logs/journal.fold.json': 'goes on',
  'logs/runner.lock': 'goes on',
  'logs/journal.ndjson': 'is refused',
}

for (const [name, edit] of Object.entries(editors))
  describe(name, () => {
    for (const [place, outcome] of byDay(Object.entries(edited), 4))
      test(`in ${place}: the next run ${outcome}`, async (t) => {
        const project = makeProject(t, {
          config: { s5_settings: { job_loop: jobLoop } },
          tos: { exec: { sandbox: 'off' } },
          files: { 'workspace/artifacts/job_input.json': '{\n  "numbers": [1, 2, 3]\n}\n' },
          steps: [{ commands: [writeResult] }, { commands: [writeResult] }],
        })
        assert.equal((await project.tos(['run'])).code, 0)
        const path = project.path(place)
        const before = existsSync(path) ? readFileSync(path, 'utf8') : '{\n  "host": "h"\n}\n'
        writeFileSync(path, edit(before))
        const { out, err, code } = await project.tos(['run'])
        writeFileSync(path, before)
        assert.doesNotMatch(err, /unexpected|\n\s+at |\uFEFF/)
        assert.doesNotMatch(out, /\uFEFF|"code": "invalid_type"/)
        if (outcome === 'goes on') assert.equal(code, 0, err)
        else assert.ok(code !== 0 && err.includes(place), err)
      })
  })
