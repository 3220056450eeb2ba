// What a stranger does with the published package, in an empty folder: run by scripts/rehearse.js, which packs and
// installs it. No test of `npm test`: it needs the network.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { temporaryFolder } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'
import { openTerminal } from '../helpers/terminal.ts'

/** An empty folder into which the tarball was installed, and the folder of the Node it is to run under. */
const [installed = '', nodeFolder = ''] = [process.env['REHEARSAL_FOLDER'], process.env['REHEARSAL_NODE']]
const PATH = [join(installed, 'node_modules', '.bin'), nodeFolder, process.env['PATH']].join(delimiter)
// A stranger has no keys yet.
const { CI: _ci, OPENAI_API_KEY: _openai, ANTHROPIC_API_KEY: _anthropic, ...inherited } = process.env
const environment = { ...inherited, PATH, LANG: 'C.UTF-8' }

async function run(words: readonly string[], folder: string): Promise<{ code: number; out: string }> {
  const child = promisify(execFile)('tos-tui', words, { cwd: folder, env: environment })
  const { stdout, stderr } = await child.catch((error: unknown) => error as { stdout: string; stderr: string })
  return { code: child.child.exitCode ?? -1, out: stdout + stderr }
}

test('the rehearsed Node is the one asked for', async () => {
  const { stdout } = await promisify(execFile)('node', ['--version'], { env: environment })
  assert.equal(stdout.trim(), `v${process.env['REHEARSAL_VERSION']}`)
})

test('one package is installed, below 6 MB', () => {
  const packages = readdirSync(join(installed, 'node_modules')).filter((name) => !name.startsWith('.'))
  assert.deepEqual(packages, ['tos-tui'])
  const folder = join(installed, 'node_modules', 'tos-tui')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bytes = files.reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0)
  assert.ok(bytes < 6_000_000, `${bytes} bytes`)
  assert.ok(existsSync(join(folder, 'THIRD-PARTY-NOTICES.txt')))
})

/** The lines of the README's blocks of commands, with what is installed instead of what npx would fetch. */
const readme = readFileSync(join(installed, 'node_modules', 'tos-tui', 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = '']) =>
  block.trim().replaceAll(/^npx /gm, '').split('\n'),
)
const [firstScreen = [], ownProject = []] = blocks

async function type(line: string, folder: string): Promise<{ code: number; out: string }> {
  const child = promisify(execFile)('bash', ['-c', line], { cwd: folder, env: { ...environment, HOME: folder } })
  const { stdout, stderr } = await child.catch((error: unknown) => error as { stdout: string; stderr: string })
  return { code: child.child.exitCode ?? -1, out: stdout + stderr }
}

test("the README's first command does the demo's jobs, rolls back and undoes, in an empty folder", async (t) => {
  assert.equal(firstScreen.length, 1)
  const { code, out } = await type(firstScreen[0] ?? '', temporaryFolder(t))
  assert.equal(code, 0, out)
  assert.match(out, /nothing was lost: checked/)
})

test("the README's next commands make a project and say what it lacks; without keys its loop says that", async (t) => {
  const folder = temporaryFolder(t)
  const [init = '', doctor = '', loop = ''] = ownProject
  assert.match((await type(init, folder)).out, /config\/tos\.json/)
  assert.match((await type(doctor, folder)).out, /^\d+ checks: /m)
  const { code, out } = await type(loop.replace('--tui', '--plain'), folder)
  assert.equal(code, 2, out)
  assert.match(out, /OPENAI_API_KEY/)
})

test('doctor looks at a new project and has no word about Node', async (t) => {
  const project = join(temporaryFolder(t), 'project')
  assert.equal((await run(['init', project], '/')).code, 0)
  const { out } = await run(['doctor'], project)
  assert.match(out, /^\d+ checks: /m)
  assert.doesNotMatch(out, /unexpected|newer is needed/)
})

test('the example of the library runs the loop of a project', async (t) => {
  const project = join(temporaryFolder(t), 'demo')
  assert.equal((await run(['demo', '--prepare', '--dir', project], '/')).code, 0)
  const example = join(installed, 'night.mjs')
  copyFileSync(join(installed, 'node_modules', 'tos-tui', 'examples', 'night.mjs'), example)
  const { stdout } = await promisify(execFile)('node', [example, project], { cwd: installed, env: environment })
  assert.match(stdout, /^policy alone: deny\n(?:job \d step \d: \w+\n)+job_loop_complete/)
})

const tarball = process.env['REHEARSAL_TARBALL'] ?? ''
const skip = tarball === '' ? 'it is tried under another Node' : false

test('the upgrade recipe ends a loop, brings the newer version, and goes on with it', { skip }, async (t) => {
  const folder = temporaryFolder(t)
  const project = join(folder, 'demo')
  const [prefix, old] = [join(folder, 'prefix'), join(folder, 'package')]
  const env = {
    ...environment,
    PATH: [join(prefix, 'bin'), PATH].join(delimiter),
    npm_config_prefix: prefix,
    TOS_ROOT: project,
  }
  const sh = async (line: string): Promise<string> => {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line], { cwd: folder, env })
    return stdout + stderr
  }
  // The same program under an older number.
  await sh(`tar -xzf ${tarball}`)
  const manifest = JSON.parse(readFileSync(join(old, 'package.json'), 'utf8')) as { version: string }
  writeFileSync(join(old, 'package.json'), JSON.stringify({ ...manifest, version: '0.0.1' }))
  await sh(`npm install --global --no-audit --no-fund "$(npm pack --silent ./package)"`)
  assert.match(await sh('command -v tos; tos --version'), /prefix\/bin\/tos\n0\.0\.1\n/)
  await sh(`tos demo --prepare --dir ${project}`)
  const running = sh('tos run --loop --plain; echo "it ended with $?"')
  const journal = (): string => readFileSync(join(project, 'logs', 'journal.ndjson'), 'utf8')
  await until(() => existsSync(join(project, 'logs', 'journal.ndjson')) && journal().includes('"type":"step.started"'))
  const guide = readFileSync(join(installed, 'node_modules', 'tos-tui', 'docs', 'operations.md'), 'utf8')
  const [, block = ''] = /^## Upgrade\n\n```\n([^]*?)\n```$/m.exec(guide) ?? []
  const lines = block.split('\n').map((line) => line.replace(/ +#.*$/, ''))
  assert.deepEqual(lines, [
    'tos stop',
    'tos watch',
    'npm install --global tos-tui@latest',
    'tos doctor',
    'tos run --loop',
  ])
  const [stop = '', watch = '', install = '', doctor = '', goOn = ''] = lines
  await sh(stop)
  // Its exit code is that of the run.
  await sh(`${watch} || test $? = 130`)
  assert.match(await running, /it ended with 130\n$/)
  await sh(install.replace('tos-tui@latest', tarball))
  assert.match(await sh('tos --version'), new RegExp(`^${manifest.version}\n$`))
  assert.match(await sh(doctor), /^\d+ checks: 0 failed/m)
  await sh(goOn)
  assert.deepEqual(journal().match(/(?<="why":")\w+/g), ['stopped', 'loop_complete'])
})

test('the screen opens on the menu and is left with q', async (t) => {
  const project = join(temporaryFolder(t), 'demo')
  assert.equal((await run(['demo', '--prepare', '--dir', project], '/')).code, 0)
  const size = { columns: 100, rows: 30, folder: project }
  const terminal = openTerminal(t, [], { ...size, command: ['tos-tui'], environment: { PATH } })
  await terminal.sees(/clean/i)
  terminal.press('q')
  assert.equal(await terminal.exited, 0)
})
