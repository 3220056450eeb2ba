import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { eventSchemas } from '../source/core/event.ts'
import { exitCodes } from '../source/core/failure.ts'
import { commandRow } from '../source/cli/table/table.ts'
import { makeProject, temporaryFolder, writeResult } from './helpers/project.ts'
import { repository } from './helpers/repository.ts'
import { gitIn, initRepository } from './helpers/worktree.ts'

const page = readFileSync(join(repository, 'docs', 'operations.md'), 'utf8')
const units = globSync('examples/systemd/*', { cwd: repository })

test('every end of a run and every exit code has its line of what to do', () => {
  const { why } = eventSchemas['run.ended']().shape
  for (const end of why.options) assert.match(page, new RegExp(`^\\| \`${end}\` \\| \\d+ \\|`, 'm'), end)
  for (const code of Object.values(exitCodes)) assert.match(page, new RegExp(`\\b${code}\\b`))
})

test('every unit has a section for each line, and calls what the program takes', () => {
  assert.equal(units.length, 4)
  for (const unit of units) {
    const lines = readFileSync(join(repository, unit), 'utf8').split('\n').filter(Boolean)
    assert.match(lines[0] ?? '', /^\[Unit\]$/)
    for (const line of lines) assert.match(line, /^(?:\[[A-Z][a-z]+\]|[A-Z][A-Za-z]+=\S.*)$/, `${unit}: ${line}`)
    for (const [, call = ''] of lines.join('\n').matchAll(/^Exec\w+=\/usr\/bin\/env tos (.+)$/gm))
      assert.ok(commandRow(call.split(' ')[0] ?? ''), call)
  }
})

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0

test('systemd takes the units', { skip: analyze ? false : 'there is no systemd-analyze' }, (t) => {
  const folder = temporaryFolder(t)
  for (const unit of units) cpSync(join(repository, unit), join(folder, unit.split('/').at(-1) ?? ''))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', ...globSync(`${folder}/*.service`)], {
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
})

test('a project and its store come back from a backup, snapshots and all', async (t) => {
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n' },
    steps: [{ commands: ['echo two > a.txt', writeResult] }],
  })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  const state = temporaryFolder(t)
  const environment = { XDG_STATE_HOME: state }
  await project.tos(['run'], { environment })
  const archive = join(temporaryFolder(t), 'night.tar.gz')
  const tar = (...args: string[]) => spawnSync('tar', args, { encoding: 'utf8' })
  const names = [project.root, join(state, 'tos', 'stores')].map((path) => path.slice(1))
  assert.equal(tar('-czf', archive, '-C', '/', ...names).status, 0)
  for (const folder of [project.root, state]) rmSync(folder, { recursive: true })
  assert.equal(tar('-xzf', archive, '-C', '/').status, 0)
  assert.ok(existsSync(project.path('logs/journal.ndjson')))
  const { code, out, err } = await project.tos(['checkpoints'], { environment })
  assert.deepEqual([code, /^s-001 /m.test(out)], [0, true], err)
})
