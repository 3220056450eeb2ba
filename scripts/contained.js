// Is contained true? Runs commands that only the sandbox lets through, for real, in throw-away projects, and rolls back.
// Usage: unshare -pfm --mount-proc node scripts/contained.js CORPUS.jsonl [COUNT]   (after `npm test -- none`)
// CORPUS: a command a line, {"type":"bash","code":…}. Prints every difference; exit code 1 when there is one.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

const root = new URL('..', import.meta.url).pathname
const built = (path) => import(`${root}.build/${path}.js`)
const { compilePolicy } = await built('source/policy/policy')
const { policySchema } = await built('source/core/policy-settings')
const { configSchema } = await built('source/core/config-schema')
const { treeOf } = await built('test/helpers/tree')

const [corpus, wanted = '300'] = process.argv.slice(2)
const perStep = 10

const policy = (containment) => {
  const compiled = compilePolicy({
    config: configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash'] }),
    policy: policySchema.parse({ packs: ['guarded'] }),
    placeOf: () => '',
    placeOfRule: () => '',
    around: { root: '/home/dev/ws', home: '/home/dev', temporary: '/tmp' },
    containment,
  })
  if (!compiled.ok) throw new Error(compiled.failure.what)
  return compiled.value
}
const bare = policy({ walls: null, uncovered: null })
const held = policy({ walls: { writable: ['/home/dev/ws'], network: 'judged' }, uncovered: null })

const newly = readFileSync(corpus, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter(({ type, code }) => type === 'bash' && code.length < 20_000)
  .filter((row) => held.judge(row).contained !== undefined && held.judge(row).verdict === 'allow')
  .filter((row) => bare.judge(row).verdict === 'ask')
// Spread over the whole corpus, so that every kind has its share; more of it where some did not run.
const step = Math.max(1, Math.floor(newly.length / Number(wanted)))
const ordered = Array.from({ length: step }, (_, first) => newly.filter((_, i) => i % step === first)).flat()

const files = {
  '.gitignore': 'logs/\nworkspace/\nignored/\n',
  Makefile: 'all test build clean install:\n\trm -rf src; echo made > made.txt\n',
  'package.json': '{"name":"x","scripts":{"test":"rm -rf src","build":"echo b > built.txt"}}\n',
  'src/main.py': 'import os\nopen("out.txt", "w").write("x")\n',
  'main.py': 'open("out.txt", "w").write("x")\n',
  'data/a.csv': 'a,b\n1,2\n',
  'README.md': '# x\n',
}

function projectOf(commands, folder) {
  const project = join(folder, 'ws')
  const home = join(folder, 'home')
  const write = (path, text) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  for (const [name, text] of Object.entries(files)) write(join(project, name), text)
  for (const path of ['home/.bashrc', 'home/.ssh/id_rsa', 'beside/theirs.txt']) write(join(folder, path), 'theirs\n')
  const replay = { provider: 'replay' }
  const last = "printf '合計: 6\\n平均: 2\\n件数: 3\\n' > workspace/results/result_v2.txt"
  const listed = [...commands, last].map((code) => ({ type: 'bash', code }))
  const answers = [
    { role: 'draft', latency_ms: 0, text: JSON.stringify({ commands: listed }) },
    {
      role: 'review',
      latency_ms: 0,
      text: JSON.stringify({ review: 'ok', improved_commands: listed, approval: true }),
    },
    { role: 'final', latency_ms: 0, text: JSON.stringify({ final_commands: listed, summary: 's' }) },
  ]
  write(
    join(project, 'config/config_v0_3.json'),
    JSON.stringify({
      workspace_dir: 'workspace',
      logs_dir: 'logs',
      allow_types: ['bash'],
      timeout_sec: 5,
      max_steps: 1,
    }),
  )
  write(
    join(project, 'config/tos.json'),
    JSON.stringify({
      models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' },
      policy: { packs: ['guarded'] },
      exec: { sandbox: 'required' },
      approval: { timeout_min: 0.01 },
    }),
  )
  write(join(project, 'config/recording.json'), JSON.stringify({ v: 1, answers }))
  const git = (...args) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: project })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'begin')
  return { project, home }
}

let ran = 0
let tried = 0
let wrong = 0
let unasked = 0
for (let at = 0; at < ordered.length && ran < Number(wanted); at += perStep) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tos-contained-'))
  const ids = ordered.slice(at, at + perStep).map(({ id }) => id)
  const commands = ordered
    .slice(at, at + perStep)
    .map(({ code }) => code.replaceAll('/home/dev/ws', join(folder, 'ws')))
  tried += commands.length
  const { project, home } = projectOf(commands, folder)
  const before = { tree: treeOf(project), home: treeOf(home), beside: treeOf(join(folder, 'beside')) }
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', XDG_STATE_HOME: join(folder, 'state') }
  const tos = (...args) =>
    spawnSync(process.execPath, [join(root, 'bin/tos-tui.js'), ...args, '--root', project], {
      env,
      encoding: 'utf8',
      timeout: 300_000,
    })
  const run = tos('run')
  const journal = join(project, 'logs/journal.ndjson')
  const lines = existsSync(journal) ? readFileSync(journal, 'utf8').trim().split('\n') : []
  const events = lines.map((line) => JSON.parse(line))
  const started = events.filter(({ type }) => type === 'command.started').length
  ran += Math.min(started, commands.length)
  unasked += events.filter(({ type, reason }) => type === 'command.judged' && reason === 'contained').length
  const outside = { home: treeOf(home), beside: treeOf(join(folder, 'beside')) }
  const back = started > 0 ? tos('rollback', 's-001', '--yes', '--no-test') : { status: 0, stderr: '' }
  const after = { tree: treeOf(project), ...outside }
  for (const name of ['tree', 'home', 'beside']) {
    if (isDeepStrictEqual(after[name], before[name])) continue
    wrong += 1
    const paths = new Set([...Object.keys(after[name]), ...Object.keys(before[name])])
    const differing = [...paths].filter((path) => after[name][path] !== before[name][path])
    console.log(`DIFFERS ${name}: ${differing.slice(0, 10).join(' ')}  of ${ids.join(' ')}`)
  }
  if (back.status !== 0) {
    wrong += 1
    console.log(`ROLLBACK ${back.status}: ${back.stderr.trim().split('\n').at(-1)}  of ${ids.join(' ')}`)
  }
  if (started === 0) console.log(`NOT RUN ${run.status}: ${run.stderr.trim().split('\n').at(-1)}  of ${ids.join(' ')}`)
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  `${newly.length} newly allowed, ${tried} tried, ${ran} run, ${unasked} judged contained, ${wrong} differences`,
)
process.exit(wrong === 0 ? 0 : 1)
