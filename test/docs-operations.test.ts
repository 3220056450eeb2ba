import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { endCodes } from '../source/core/decide-step.ts'
import { exitCodes } from '../source/core/failure.ts'
import { commandRow } from '../source/cli/table/table.ts'
import { byDay } from './helpers/by-day.ts'
import { loopOf, makeProject, program, temporaryFolder, writeResult } from './helpers/project.ts'
import { repository } from './helpers/repository.ts'
import { until } from './helpers/until.ts'
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

/** The lines of the first block of commands below a heading, without what is said of them. */
function recipe(heading: string): string[] {
  const [, below = ''] = readFileSync(join(repository, 'docs/operations.md'), 'utf8').split(`\n## ${heading}\n`)
  const [, block = ''] = /^```\n([^]*?)\n```$/m.exec(below) ?? []
  return block.split('\n').map((line) => line.replace(/ +#.*$/, ''))
}

function shell(line: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', line], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
    child.once('close', (code) => resolve({ code, said }))
  })
}

/** A folder for the PATH whose `tos` is the built program. */
function withProgram(t: TestContext): string {
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'tos'), `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`, { mode: 0o755 })
  return folder
}

test('a backup is made of a paused loop, and brings back the project and its snapshots, to go on with', async (t) => {
  const wait = 'touch waiting; until test -e go; do sleep 0.02; done; echo two > a.txt'
  const project = makeProject(t, {
    config: loopOf(2),
    files: { '.gitignore': 'logs/\nworkspace/\nwaiting\ngo\n' },
    steps: [{ commands: [wait, writeResult] }, { commands: [writeResult] }],
  })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  const [state, folder] = [temporaryFolder(t), temporaryFolder(t)]
  const environment = { XDG_STATE_HOME: state }
  const ended = project.tos(['run', '--loop'], { environment, isProcess: true })
  await until(() => existsSync(project.path('waiting')))
  const env = {
    ...process.env,
    ...environment,
    PATH: `${withProgram(t)}:${process.env['PATH']}`,
    TOS_ROOT: project.root,
  }
  const call = async (line: string, expected = 0): Promise<string> => {
    const here = line
      .replace('srv/night', project.root.slice(1))
      .replace('home/tos/.local/state', state.slice(1))
      .replace('night.tar.gz', join(folder, 'night.tar.gz'))
    const { code, said } = await shell(here, env)
    assert.equal(code, expected, `${here}: ${said}`)
    return said
  }
  const [pause = '', pack = '', resume = '', unpack = '', doctor = '', goOn = '', ...more] =
    recipe('Backup and restore')
  assert.deepEqual(more, [])
  await call(pause)
  await until(() => project.text('logs/journal.ndjson').includes('"type":"run.pauseRequested"'))
  project.write('go', '')
  await until(() => project.text('logs/journal.ndjson').includes('"type":"run.paused"'))
  await call(pack)
  await call(resume)
  assert.equal((await ended).code, 0)
  for (const lost of [project.root, state]) rmSync(lost, { recursive: true })
  await call(unpack)
  assert.doesNotMatch(project.text('logs/journal.ndjson'), /"type":"run.ended"/)
  // All that is wrong is what the copy cannot know.
  assert.deepEqual(
    (await call(doctor, 1)).match(/^FAIL .*$/gm)?.map((line) => line.slice(6, 14)),
    ['last run'],
  )
  await call(goOn)
  assert.match(project.text('logs/journal.ndjson'), /"why":"loop_complete"/)
  assert.match((await project.tos(['checkpoints'], { environment })).out, /^s-001 /m)
})

const example = (path: string): string => readFileSync(join(repository, 'examples', path), 'utf8')

test('every line of the crontab does what it says, in its order', (t) => {
  const project = makeProject(t, { config: loopOf(1), steps: [{ commands: [writeResult] }] })
  const folder = withProgram(t)
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
