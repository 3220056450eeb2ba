import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { endCodes } from '../source/core/decide-step.ts'
import { exitCodes } from '../source/core/failure.ts'
import { commandRow } from '../source/cli/table/table.ts'
import { byDay } from './helpers/by-day.ts'
import { loopOf, makeProject, program, temporaryFolder, writeResult } from './helpers/project.ts'
import { repository } from './helpers/repository.ts'
import { gitIn, initRepository } from './helpers/worktree.ts'

const units = globSync('examples/systemd/*', { cwd: repository })

/** Heading -> the text below it. */
function paragraphs(path: string): Map<string, string> {
  const parts = readFileSync(join(repository, path), 'utf8').split(/^### /m).slice(1)
  return new Map(parts.map((part) => [part.split('\n')[0] ?? '', part.split('\n').slice(1).join('\n').trim()]))
}

test('every end of a run and every exit code has a paragraph of its own, in both languages, as the code has them', () => {
  for (const [path, words] of [
    ['docs/operations.md', { end: 'exit code', code: 'Exit code' }],
    ['docs/ja/operations.md', { end: '終了コード', code: '終了コード' }],
  ] as const) {
    const told = paragraphs(path)
    const ends = Object.entries(endCodes).map(([end, code]) => `\`${end}\`: ${words.end} ${code}`)
    const codes = Object.values(exitCodes).map((code) => `${words.code} ${code}`)
    const ending = [...told.keys()].filter((heading) => heading.startsWith('`') || heading.startsWith(words.code))
    assert.deepEqual(ending.toSorted(), [...ends, ...codes].toSorted(), path)
    for (const [heading, text] of told) assert.ok(text.length > 20, heading)
    for (const [end, code] of Object.entries(endCodes))
      assert.ok(told.get(`${words.code} ${code}`)?.includes(`\`${end}\``), end)
  }
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

const example = (path: string): string => readFileSync(join(repository, 'examples', path), 'utf8')

test('every line of the crontab does what it says, in its order', (t) => {
  const project = makeProject(t, { config: loopOf(1), steps: [{ commands: [writeResult] }] })
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'tos'), `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`, { mode: 0o755 })
  const lines = example('cron/tos')
    .split('\n')
    .filter((line) => /^[\d*]/.test(line))
  assert.equal(lines.length, 5)
  mkdirSync(project.path('logs'), { recursive: true })
  for (const line of byDay(lines, 2)) {
    const [, command = ''] = /^(?:[\d*/]+ +){5}tos (.+)$/.exec(line) ?? []
    assert.notEqual(command, '', line)
    const here = command.replaceAll('/srv/night', project.root).replaceAll('/srv/reports', folder)
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}`, XDG_CONFIG_HOME: '/nowhere' }
    const { status, stderr } = spawnSync('sh', ['-c', here], { encoding: 'utf8', env, cwd: '/' })
    assert.equal(status, 0, `${here}: ${stderr}`)
  }
  assert.match(project.text('logs/cron.log'), /loop_complete/)
  assert.match(readFileSync(join(folder, 'night.html'), 'utf8'), /^<!doctype html>/)
})

const rotates = spawnSync('logrotate', ['--version']).status === 0

test(
  'logrotate takes the logs from under who writes them',
  { skip: rotates ? false : 'there is no logrotate' },
  (t) => {
    const folder = temporaryFolder(t)
    const log = join(folder, 'logs', 'runner.log')
    mkdirSync(join(folder, 'logs'))
    writeFileSync(log, 'old\n')
    const rules = example('logrotate/tos')
      .replaceAll('/srv/night', folder)
      .replace(/^.*su tos tos\n/m, '')
    writeFileSync(join(folder, 'rules'), rules, { mode: 0o644 })
    const call = ['--force', '--state', join(folder, 'state'), join(folder, 'rules')]
    const { status, stderr } = spawnSync('logrotate', call, { encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    appendFileSync(log, 'new\n')
    assert.deepEqual([readFileSync(log, 'utf8'), readFileSync(`${log}.1`, 'utf8')], ['new\n', 'old\n'])
  },
)

const walls = [
  '--unshare-user',
  '--uid',
  '10001',
  '--gid',
  '10001',
  '--ro-bind',
  '/',
  '/',
  '--dev',
  '/dev',
  '--proc',
  '/proc',
]
const hasWalls = spawnSync('bwrap', [...walls, 'true']).status === 0

test(
  'a loop runs as the image has it: another user, a read-only root, only project and store to be written',
  { skip: hasWalls ? false : 'there is no bubblewrap' },
  (t) => {
    const image = example('Containerfile')
    for (const line of [/^USER tos$/m, /--uid 10001 tos/, /^WORKDIR \/project$/m, /^ENTRYPOINT \["tos"\]$/m])
      assert.match(image, line)
    const [, words = ''] = /^CMD (\[.*\])$/m.exec(image) ?? []
    const project = makeProject(t, { config: loopOf(1), steps: [{ commands: [writeResult] }] })
    const state = temporaryFolder(t)
    const writable = [project.root, state].flatMap((path) => ['--bind', path, path])
    const call = [...JSON.parse(words), '--root', project.root] as string[]
    const { status, stdout, stderr } = spawnSync(
      'bwrap',
      [...walls, '--tmpfs', '/tmp', ...writable, process.execPath, program, ...call],
      { encoding: 'utf8', cwd: '/', env: { PATH: process.env['PATH'], HOME: state, LANG: 'C.UTF-8' } },
    )
    assert.equal(status, 0, stdout + stderr)
    assert.match(project.text('logs/journal.ndjson'), /"exitCode":0,"usage"|"exitCode":0/)
  },
)
