import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { marked } from '../../source/executor/kill-tree.ts'
import { openSandbox, type Sandbox } from '../../source/executor/sandbox.ts'
import { makeRunner, never } from '../helpers/execution.ts'
import { cannotTry } from '../helpers/people.ts'
import { eventually, isRunning, pidIn } from '../helpers/processes.ts'
import { temporaryFolder } from '../helpers/project.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })
const settingsOf = (exec: object) => tosSchema.parse({ exec }).exec
const placesIn = (root: string) => ({ root, readOnlyFolders: [join(root, 'logs')], readOnlyFiles: [], pinned: [] })

interface Wish {
  readonly exec?: object
  readonly environment?: NodeJS.ProcessEnv
  readonly writable?: readonly string[]
}

const open = (root: string, { exec = {}, environment = process.env, writable = [] }: Wish = {}) =>
  openSandbox({ places: placesIn(root), exec: settingsOf({ sandbox: 'required', ...exec }), environment, writable })

async function opened(root: string, wish?: Wish): Promise<Sandbox> {
  const sandbox = await open(root, wish)
  if (typeof sandbox === 'string') throw new Error(sandbox)
  return sandbox
}

/** A folder with only these programs of the system. */
function folderWith(t: TestContext, names: readonly string[]): string {
  const folder = temporaryFolder(t)
  for (const name of names) symlinkSync(realpathSync(`/bin/${name}`), join(folder, name))
  return folder
}

describe('choosing', { skip }, () => {
  test('says what is in force', async (t) => {
    const { state } = await opened(temporaryFolder(t))
    assert.partialDeepStrictEqual(state, { kind: 'bubblewrap', network: 'judged', reason: null })
    assert.match(state.tool ?? '', /^bubblewrap \d/)
    assert.equal((await opened(temporaryFolder(t), { exec: { network: true } })).state.network, 'on')
  })
  test('changes nothing in the project', async (t) => {
    const folder = temporaryFolder(t)
    await opened(folder)
    assert.equal(existsSync(join(folder, 'logs')), false)
  })
  test('without bubblewrap auto falls back and says why, required refuses', async (t) => {
    const folder = temporaryFolder(t)
    const environment = { PATH: folderWith(t, ['bash', 'true']) }
    const auto = await open(folder, { exec: { sandbox: 'auto' }, environment })
    assert.ok(typeof auto !== 'string')
    assert.deepEqual(auto.state, {
      kind: 'none',
      network: 'on',
      tool: null,
      reason: 'bubblewrap (bwrap) is not on the PATH',
    })
    assert.equal(await open(folder, { environment }), 'bubblewrap (bwrap) is not on the PATH')
  })
  test('a bubblewrap that does not work here counts as none, with its own words', async (t) => {
    const path = folderWith(t, ['bash', 'sh'])
    writeFileSync(join(path, 'bwrap'), '#!/bin/sh\necho "bwrap: setting up uid map: Permission denied" >&2; exit 1\n')
    chmodSync(join(path, 'bwrap'), 0o755)
    const failure = await open(temporaryFolder(t), { environment: { PATH: path } })
    assert.ok(typeof failure === 'string')
    assert.match(failure, /Permission denied/)
  })
  test('a bubblewrap that cannot be tried at this moment is never left out, not even with auto', async (t) => {
    const path = folderWith(t, ['bash', 'sh'])
    const words = 'bwrap: Creating new namespace failed: Resource temporarily unavailable'
    writeFileSync(join(path, 'bwrap'), `#!/bin/sh\necho "${words}" >&2; exit 1\n`)
    chmodSync(join(path, 'bwrap'), 0o755)
    const failure = await open(temporaryFolder(t), { exec: { sandbox: 'auto' }, environment: { PATH: path } })
    assert.ok(typeof failure === 'string')
    assert.match(failure, /Resource temporarily unavailable/)
  })
  test('a trial that fails for want of processes or files is repeated, and its last word counts', async (t) => {
    const path = folderWith(t, ['bash', 'sh'])
    const real = spawnSync('sh', ['-c', 'command -v bwrap'], { encoding: 'utf8' }).stdout.trim()
    const words = ['Resource temporarily unavailable', 'Too many open files', 'Cannot allocate memory']
    const tries = join(temporaryFolder(t), 'tries')
    writeFileSync(
      join(path, 'bwrap'),
      `#!/bin/bash
case "$1" in --version|--help) exec ${real} "$@";; esac
echo x >> ${tries}; n=$(wc -l < ${tries}); said=(${words.map((each) => `'${each}'`).join(' ')})
if [ $n -le 3 ]; then echo "bwrap: \${said[n-1]}" >&2; exit 1; fi
exec ${real} "$@"
`,
    )
    chmodSync(join(path, 'bwrap'), 0o755)
    const exec = { sandbox: 'auto' }
    const environment = { PATH: `${path}:/usr/bin:/bin` }
    assert.equal((await opened(temporaryFolder(t), { exec, environment })).state.kind, 'bubblewrap')
    assert.equal(readFileSync(tries, 'utf8'), 'x\n'.repeat(4))
  })
  test('with a lower limit of processes than the settings want it still opens', async (t) => {
    const root = temporaryFolder(t)
    const [schema, sandbox] = ['core/tos-schema.js', 'executor/sandbox.js'].map((name) =>
      JSON.stringify(join(import.meta.dirname, '../../source', name)),
    )
    const program = `import { tosSchema } from ${schema}
import { openSandbox } from ${sandbox}
const { exec } = tosSchema.parse({ exec: { sandbox: 'auto' } })
const places = { root: ${JSON.stringify(root)}, readOnlyFolders: [], readOnlyFiles: [], pinned: [] }
const opened = await openSandbox({ places, exec, environment: process.env, writable: [] })
console.log(typeof opened === 'string' ? opened : opened.state.kind)`
    const call = ['--nproc=600:600', process.execPath, '--input-type=module', '-e', program]
    const { stdout, stderr } = spawnSync('prlimit', call, { encoding: 'utf8' })
    assert.equal(stdout, 'bubblewrap\n', stderr)
  })
  test('off is off', async (t) => {
    const { state } = await opened(temporaryFolder(t), { exec: { sandbox: 'off' } })
    assert.partialDeepStrictEqual(state, { kind: 'none', reason: "exec.sandbox is 'off'" })
  })
})

describe('a wrapper', () => {
  test('stands in front of every command, instead of bubblewrap', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder, { exec: { wrapper: ['env', 'WRAPPED=yes'] } })
    assert.partialDeepStrictEqual(sandbox.state, { kind: 'wrapper', network: 'on', tool: 'env WRAPPED=yes' })
    assert.equal((await runner.run('echo $WRAPPED; exit 3', { sandbox })).stdout.text, 'yes\n')
    assert.equal((await runner.run('exit 3', { sandbox })).exitCode, 3)
  })
  test('that does not work is never left out, not even with auto', async (t) => {
    const folder = temporaryFolder(t)
    const exec = { sandbox: 'auto', wrapper: ['false'] }
    const failures = [
      await open(folder, { exec }),
      await open(folder, { exec: { ...exec, wrapper: ['no-such-tool'] } }),
    ]
    assert.match(JSON.stringify(failures), /'false' does not start a command.*'no-such-tool' is not on the PATH/)
  })
})

describe('a command in the sandbox', { skip }, () => {
  test('that cannot be put into it does not run', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    const broken: Sandbox = {
      ...sandbox,
      wrap(inner) {
        const launch = sandbox.wrap(inner)
        if (typeof launch === 'string') return launch
        const argv = launch.argv.flatMap((word) => (word === '--chdir' ? ['--bind', '/no/such', '/x', word] : [word]))
        return { ...launch, argv }
      },
    }
    const ended = await runner.run('touch ran', { sandbox: broken })
    assert.partialDeepStrictEqual(ended, { outcome: 'not started', exitCode: null })
    assert.match(ended.error ?? '', /the sandbox did not start \(bwrap: .*\/no\/such/)
    assert.equal(existsSync(runner.path('ran')), false)
  })
  test('does not run where a protected folder has become a link', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    symlinkSync('/etc', runner.path('logs'))
    const ended = await runner.run('touch ran', { sandbox })
    assert.equal(ended.outcome, 'not started')
    assert.match(ended.error ?? '', /logs is a symbolic link/)
  })
  test('that fails like the sandbox would is still a command that ran', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    const ended = await runner.run('echo "bwrap: no" >&2; exit 1', { sandbox })
    assert.partialDeepStrictEqual(ended, { outcome: 'exited', exitCode: 1, error: null })
  })
  test('is asked politely at the limit, and nothing of it is left', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    const code = "trap 'echo bye; exit' TERM; setsid sleep 300 & sleep 300 & touch began; wait"
    const ended = await runner.run(code, { sandbox, timeoutMs: 1500, marker: 'polite' })
    assert.partialDeepStrictEqual(ended, { outcome: 'timed out', stdout: { text: 'bye\n' } })
    assert.deepEqual(marked('polite'), [])
  })
  test('that was let through because of the walls writes neither git nor the folders that no snapshot covers', async (t) => {
    const runner = makeRunner(t)
    const cache = temporaryFolder(t)
    spawnSync('git', ['init', '-q', runner.folder])
    const sandbox = await opened(runner.folder, { writable: [cache] })
    const code = `touch kept; touch .git/x; echo y >> .git/HEAD; git add kept; touch ${cache}/x; true`
    const head = readFileSync(runner.path('.git/HEAD'), 'utf8')
    await runner.run(code, { sandbox, isContained: true })
    const made = [runner.path('kept'), runner.path('.git/x'), runner.path('.git/index'), join(cache, 'x')].map((path) =>
      existsSync(path),
    )
    assert.deepEqual(made, [true, false, false, false])
    assert.equal(readFileSync(runner.path('.git/HEAD'), 'utf8'), head)
  })
  test('that was let through because of the walls does not run without them', async (t) => {
    const runner = makeRunner(t)
    const ended = await runner.run('touch ran', { isContained: true })
    assert.equal(ended.outcome, 'not started')
    assert.match(ended.error ?? '', /sandbox only/)
    assert.equal(existsSync(runner.path('ran')), false)
  })
  test('can open /dev/stdout and /dev/stderr', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    const code =
      'echo a > /dev/stdout; echo b | tee /dev/stderr > /dev/null; echo c > /dev/fd/1; echo d > /proc/self/fd/2'
    const ended = await runner.run(code, { sandbox })
    assert.partialDeepStrictEqual(ended, { exitCode: 0, stdout: { text: 'a\nc\n' }, stderr: { text: 'b\nd\n' } })
  })
  test('has ended only when all of its processes are gone, whatever they did to the first of them', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    const stay = [
      'import ctypes, os, time',
      'libc = ctypes.CDLL(None)',
      'print(libc.ptrace(16, 1, 0, 0))',
      "try: open('/proc/1/mem', 'r+b'); print('memory')",
      "except OSError: print('none')",
      'if os.fork() == 0:',
      '  os.setsid()',
      "  while True: open('alive', 'w').close(); time.sleep(0.001)",
      'time.sleep(300)',
    ].join('\n')
    const code = `env -i python3 -u - <<'END' & until [ -e alive ]; do sleep 0.01; done; exit\n${stay}\nEND`
    const { stdout } = await runner.run(code, { sandbox })
    rmSync(runner.path('alive'))
    assert.equal(existsSync(runner.path('alive')), false)
    assert.equal(stdout.text, '-1\nnone\n')
  })
  test('carries its marker where the program looks for it after a crash', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    const stop = new AbortController()
    const running = runner.run('touch began; env -u X setsid sleep 300', { sandbox, marker: 'mark-1' }, stop.signal)
    await eventually('it has begun', () => existsSync(runner.path('began')))
    assert.ok(marked('mark-1').length >= 2)
    stop.abort()
    assert.equal((await running).outcome, 'stopped')
    assert.deepEqual(marked('mark-1'), [])
  })
  test('sees programs of the PATH below the home, and nothing else there', async (t) => {
    const runner = makeRunner(t)
    const home = temporaryFolder(t)
    const installation = join(home, '.local', 'share', 'apps', 'tool-1')
    const bin = join(home, '.local', 'bin')
    for (const folder of [join(installation, 'bin'), bin]) mkdirSync(folder, { recursive: true })
    writeFileSync(join(installation, 'data'), 'tool data\n')
    writeFileSync(join(installation, 'bin', 'tool'), `#!/bin/sh\ncat ${installation}/data\n`, { mode: 0o755 })
    symlinkSync(join(installation, 'bin', 'tool'), join(bin, 'tool'))
    writeFileSync(join(home, '.netrc'), 'password\n')
    const environment = { PATH: `${bin}:/usr/bin:/bin`, HOME: home }
    const sandbox = await opened(runner.folder, { environment })
    const code = 'tool; cat ~/.netrc; ls -A ~ ~/.local; echo x > $(which tool)'
    const { stdout, stderr } = await runner.run(code, { sandbox, environment })
    assert.match(stdout.text, /^tool data\n/)
    assert.match(stdout.text, /\.gitconfig\n\.local\n/)
    assert.match(stderr.text, /\.netrc: No such file/)
    assert.match(stderr.text, /Read-only file system/)
  })
  test('sees version managers of another home that the PATH or a variable leads to, and nothing else there', async (t) => {
    const runner = makeRunner(t)
    const [home, other] = [temporaryFolder(t), temporaryFolder(t)]
    const [pyenv, rustup] = [join(other, '.pyenv'), join(other, 'toolchains')]
    for (const folder of [join(pyenv, 'shims'), join(pyenv, 'libexec'), rustup]) mkdirSync(folder, { recursive: true })
    writeFileSync(join(pyenv, 'shims', 'python9'), `#!/bin/sh\n. ${pyenv}/libexec/pyenv\n`, { mode: 0o755 })
    writeFileSync(join(pyenv, 'libexec', 'pyenv'), 'echo found; cat "$RUSTUP_HOME/settings"\n')
    writeFileSync(join(rustup, 'settings'), 'stable\n')
    writeFileSync(join(other, '.netrc'), 'password\n')
    const environment = { PATH: `${join(pyenv, 'shims')}:/usr/bin:/bin`, HOME: home, RUSTUP_HOME: rustup }
    const sandbox = await opened(runner.folder, { environment })
    const { stdout } = await runner.run(`python9; ls -A ${other}; echo x > ${rustup}/settings`, {
      sandbox,
      environment,
    })
    assert.equal(stdout.text, 'found\nstable\n.pyenv\ntoolchains\n')
    assert.equal(readFileSync(join(rustup, 'settings'), 'utf8'), 'stable\n')
  })
  test('may write in folders the settings name', async (t) => {
    const runner = makeRunner(t)
    const extra = temporaryFolder(t)
    const sandbox = await opened(runner.folder, { writable: [extra] })
    await runner.run(`echo kept > ${extra}/f`, { sandbox })
    assert.equal(readFileSync(join(extra, 'f'), 'utf8'), 'kept\n')
  })
  test('works in a linked worktree, whose hooks and configuration stay what they are', async (t) => {
    const base = temporaryFolder(t)
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=b', ...args], { cwd: base })
    git('init', '-q', 'main')
    git('-C', 'main', 'commit', '-q', '--allow-empty', '-m', 'first')
    git('-C', 'main', 'worktree', 'add', '-q', '../linked')
    const runner = makeRunner(t)
    const folder = join(base, 'linked')
    const config = readFileSync(join(base, 'main', '.git', 'config'), 'utf8')
    const sandbox = await opened(folder)
    const code =
      'echo 1 > f; git add f; git -c user.name=a -c user.email=b commit -qm second; git log --format=%s; ' +
      'git config core.fsmonitor x; echo x > ../main/.git/hooks/post-commit; echo / > .git; echo x > ../main/file'
    const { stdout, stderr } = await runner.run(code, { sandbox, folder, writesGit: true })
    assert.equal(stdout.text, 'second\nfirst\n', stderr.text)
    assert.equal(readFileSync(join(base, 'main', '.git', 'config'), 'utf8'), config)
    for (const name of ['main/.git/hooks/post-commit', 'main/file']) assert.equal(existsSync(join(base, name)), false)
    assert.match(readFileSync(join(folder, '.git'), 'utf8'), /^gitdir: /)
  })
  test('cannot open a folder for the next command by a forged .git file', async (t) => {
    const runner = makeRunner(t)
    const target = temporaryFolder(t)
    mkdirSync(join(target, 'hooks'))
    const sandbox = await opened(runner.folder)
    await runner.run(`echo "gitdir: ${target}" > .git`, { sandbox })
    await runner.run(`echo x > ${target}/file`, { sandbox })
    assert.equal(existsSync(join(target, 'file')), false)
  })
  test('dies with the runner', async (t) => {
    const runner = makeRunner(t)
    const sandbox = await opened(runner.folder)
    const pids: number[] = []
    const onSpawn = (pid: number) => pids.push(pid)
    const code = 'trap "" TERM; setsid sleep 300 & echo $! > began; wait'
    const running = runner.run(code, { sandbox, onSpawn, marker: 'orphan' }, never())
    await eventually('it has begun', () => pidIn(runner.path('began')) !== null)
    // What the kernel does to it when the runner dies.
    process.kill(pids[0] ?? 0, 'SIGKILL')
    assert.equal((await running).outcome, 'exited')
    await eventually('nothing is left', () => marked('orphan').length === 0 && !isRunning(pids[0] ?? 0))
  })
})
