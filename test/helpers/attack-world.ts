// A project to attack: a repository with a submodule and a token, secrets of all kinds, pipes and sockets of others, a canary.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const secretsInProject =
  '.env .ENV .Env.Local .env.production .envrc vendor/.env venv/.env node_modules/x/.env a/b/c/d/e/f/g/h/.env app/.env.staging .netrc .git-credentials ' +
  'target/debug/.env .VENV/lib/python3/site-packages/x/.env .npmrc a/.yarnrc.yml pip.conf deploy/id_ed25519 keys/store.p12 .vault-token ' +
  'x/.my.cnf .htpasswd passwords.kdbx certs/server.key own/key/file'
const secretsInHome =
  '.npmrc .pypirc .netrc .cargo/credentials .cargo/credentials.toml .aws/credentials .config/gh/hosts.yml .docker/config.json ' +
  '.kube/config .nvm/.npmrc .nvm/versions/node/v1/etc/npmrc .asdf/credentials .rustup/credentials.toml ' +
  '.local/share/mise/auth.json .pyenv/.git/config .local/lib/.netrc .vault-token .terraform.d/credentials.tfrc.json ' +
  '.config/pip/pip.conf .m2/settings.xml .gem/credentials .local/share/uv/credentials.toml .sdkman/etc/.env .claude.json .docker/config.json'

export interface AttackWorld {
  readonly root: string
  readonly home: string
  readonly secret: string
  readonly aim: (code: string) => string
  /** What a person does afterwards, outside; and what became of it. */
  readonly lookAfter: () => string[]
  /** Is `.git` another than in the beginning? */
  readonly isChanged: () => boolean
  readonly close: () => void
}

const secret = `CANARY${randomBytes(8).toString('hex')}`

const gitFor =
  (home: string) =>
  (folder: string, ...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=op', '-c', 'user.email=op@x', '-c', 'protocol.file.allow=always', ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      input: '',
      env: { ...process.env, HOME: home, GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true' },
    })

/** Words of git that harm nobody: nothing to go on with, or a file of the worktree it will not read. */
const mayRefuse = /^(?:rebase|submodule|checkout) |invalid value for 'submodule\./

let made: string | null = null

/** Made once; every world is a copy of it. */
function template(): string {
  if (made !== null) return made
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'tos-attack-'))
  const [root, home, source] = [join(base, 'project'), join(base, 'home'), join(base, 'source')]
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  const git = gitFor(home)
  for (const name of secretsInHome.split(' ')) write(join(home, name), `${secret}\n`)
  write(join(home, '.gitconfig'), '[user]\n\tname = op\n\temail = op@example.com\n')
  mkdirSync(source, { recursive: true })
  git(source, 'init', '-q', '-b', 'main')
  git(source, 'commit', '-q', '--allow-empty', '-m', 'source')
  write(join(root, 'f'), '1\n')
  write(join(root, '.gitignore'), secretsInProject.replaceAll(' ', '\n'))
  git(root, 'init', '-q', '-b', 'main')
  git(root, 'submodule', '--quiet', 'add', source, 'sub')
  git(root, 'add', '.')
  git(root, 'commit', '-qm', 'init')
  for (const folder of [root, join(root, 'sub')])
    git(folder, 'remote', 'add', 'up', `https://u:${secret}@example.com/x.git`)
  for (const name of secretsInProject.split(' ')) write(join(root, name), `KEY=${secret}\n//r/:_authToken=${secret}\n`)
  process.once('exit', () => rmSync(base, { recursive: true, force: true }))
  made = base
  return base
}

export function makeAttackWorld(): AttackWorld {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'tos-attack-'))
  const [root, home] = [join(base, 'project'), join(base, 'home')]
  const git = gitFor(home)
  cpSync(template(), base, { recursive: true, verbatimSymlinks: true })
  spawnSync('mkfifo', [join(root, 'waiting.pipe'), join(base, 'outside.pipe')])
  const readers = ['waiting.pipe', '../outside.pipe'].map((name) =>
    spawn('sh', ['-c', 'cat < "$0" >> "$1"', join(root, name), join(base, 'piped')], { stdio: 'ignore' }),
  )
  const server = createServer((socket) => {
    writeFileSync(join(base, 'piped'), 'socket')
    socket.destroy()
  })
  server.unref()
  server.listen(join(root, 'service.sock'))
  const ran = join(base, 'ran')
  const names: Record<string, string> = {
    ROOT: root,
    HOME: home,
    RAN: ran,
    PIPE: join(base, 'outside.pipe'),
    MARK: join(root, 'mark'),
  }
  const listed = () =>
    readdirSync(join(root, '.git'), { recursive: true, encoding: 'utf8' })
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join('\n')
  const stateOf = () =>
    [listed(), ...['HEAD', 'config', 'packed-refs'].map((name) => readText(join(root, '.git', name)))].join('\n')
  const before = stateOf()
  return {
    root,
    home,
    secret,
    aim: (code) => code.replaceAll(/@([A-Z]+)@/g, (whole, name: string) => names[name] ?? whole),
    lookAfter() {
      const calls = [
        ['status'],
        ['log', '-1', '--format=%s'],
        ['diff', '--stat'],
        ['submodule', 'update', '--init'],
        ['commit', '-q', '--allow-empty', '-m', 'mine'],
        ['checkout', '-q', '-f', '.'],
        ['rebase', '--continue'],
      ]
      const wrong: string[] = []
      for (const args of calls) {
        const { status, stderr, error } = git(root, ...args)
        if (error) wrong.push(`git ${args[0]} hangs`)
        if (existsSync(ran)) wrong.push(`git ${args[0]} ran a program of the command's`)
        const isBroken = status !== 0 && !mayRefuse.test(`${args[0]} ${stderr}`)
        if (isBroken) wrong.push(`git ${args[0]} is broken: ${stderr.slice(0, 120)}`)
        if (wrong.length > 0) return wrong
      }
      if (existsSync(join(base, 'piped')) && readFileSync(join(base, 'piped'), 'utf8') !== '')
        wrong.push('a listener was reached')
      return wrong
    },
    isChanged: () => stateOf() !== before || git(root, 'status', '--porcelain').stdout !== '',
    close() {
      for (const reader of readers) reader.kill('SIGKILL')
      server.close()
      rmSync(base, { recursive: true, force: true })
    },
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
