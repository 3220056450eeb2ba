// A little machine to break out of: a project, a home full of secrets, a neighbour, a victim, services; and what was harmed.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ProjectPlaces } from '../../source/executor/mounts.ts'
import { isRunning } from './processes.ts'

export interface World {
  readonly root: string
  readonly home: string
  readonly secret: string
  readonly places: ProjectPlaces
  /** The code with the names of this world put in. */
  readonly aim: (code: string) => string
  /** What changed outside since the beginning; empty when nothing did. */
  readonly damage: () => string[]
  readonly close: () => void
}

const secretsInHome = ['.ssh/id_ed25519', '.aws/credentials', '.netrc', '.config/gh/hosts.yml', '.docker/config.json']
const moreSecretsInHome = ['.kube/config', '.npmrc', '.bash_history']
const secretsInProject = ['.env', '.env.production', 'app/.env']
/** Places the attempts name that must not come into being. */
const nowhere = ['/etc/tos-escape', '/usr/local/bin/tos-escape', '/etc/cron.d/tos-escape', '/tos-escape']
/** Of the project, as far as it is not a command's to change. */
const protectedPlaces = ['config', 'logs', '.git/config', '.git/hooks', '.git/commondir', '.git/config.worktree']

export async function makeWorld(): Promise<World> {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'tos-escape-'))
  const tag = `tos-${randomBytes(6).toString('hex')}`
  const secret = `CANARY-${randomBytes(12).toString('hex')}`
  const [root, home] = [join(base, 'project'), join(base, 'home')]
  const write = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  for (const name of [...secretsInHome, ...moreSecretsInHome]) write(join(home, name), `${secret}\n`)
  write(join(home, '.bashrc'), '# start-up\n')
  write(
    join(home, '.gitconfig'),
    `[user]\n\tname = op\n\temail = op@example.com\n[http]\n\textraheader = "Authorization: ${secret}"\n`,
  )
  write(join(base, 'neighbour', 'file'), 'untouched\n')
  for (const name of secretsInProject) write(join(root, name), `KEY=${secret}\n`)
  write(join(root, 'config', 'config_v0_3.json'), '{"default_action":"deny"}\n')
  write(join(root, 'config', 'tos.json'), '{}\n')
  write(join(root, 'logs', 'journal.ndjson'), '{"seq":1}\n')
  mkdirSync(join(root, 'logs', 'inbox'))
  mkdirSync(join(root, 'workspace', 'artifacts'), { recursive: true })
  spawnSync('git', ['init', '-q', root])
  const victim = spawn('bash', ['-c', `exec -a ${tag}-victim sleep 600`], { env: { KEY: secret }, stdio: 'ignore' })
  const limits = () => (isRunning(victim.pid ?? 0) ? readFileSync(`/proc/${victim.pid}/limits`, 'utf8') : 'dead')
  const limitsBefore = limits()
  const calls: string[] = []
  const socket = join(base, 'service.sock')
  const servers = [
    await listen(0, calls, 'a port'),
    await listen(`\0${tag}`, calls, 'an abstract socket'),
    await listen(socket, calls, 'a socket file'),
  ]
  const port = (servers[0]?.address() as AddressInfo | undefined)?.port ?? 0
  const names: Record<string, string | number> = {
    HOME: home,
    ROOT: root,
    BASE: base,
    TAG: tag,
    VICTIM: victim.pid ?? 0,
    RUNNER: process.pid,
    PORT: port,
    SOCKET: socket,
    PIDNS: readlinkSync('/proc/self/ns/pid'),
  }
  const look = () =>
    [home, join(base, 'neighbour'), ...protectedPlaces.map((name) => join(root, name))].flatMap(contentOf)
  const before = look()
  return {
    root,
    home,
    secret,
    places: {
      root,
      readOnlyFolders: [join(root, 'config'), join(root, 'logs')],
      readOnlyFiles: [],
      pinned: [join(root, 'workspace'), join(root, 'workspace', 'artifacts')],
    },
    aim: (code) => code.replaceAll(/@([A-Z]+)@/g, (whole, name: string) => String(names[name] ?? whole)),
    damage: () => [
      ...changes(before, look()),
      ...nowhere.filter(exists).map((path) => `${path} is there`),
      ...(limits() === limitsBefore ? [] : ['the victim is not what it was']),
      ...calls.splice(0).map((name) => `${name} was reached`),
      ...endDaemons(`${tag}-daemon`),
    ],
    close() {
      victim.kill('SIGKILL')
      for (const server of servers) server.close()
      rmSync(base, { recursive: true, force: true })
      for (const path of nowhere) rmSync(path, { force: true })
    },
  }
}

function listen(where: string | number, calls: string[], name: string): Promise<Server> {
  const server = createServer((connection) => {
    calls.push(name)
    connection.destroy()
  })
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    const ready = () => resolve(server)
    if (typeof where === 'number') server.listen(where, '127.0.0.1', ready)
    else server.listen(where, ready)
  })
}

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** One line per entry: what it is, its mode, its content. */
function contentOf(path: string): string[] {
  const entry = lstatSync(path, { throwIfNoEntry: false })
  if (!entry) return []
  if (entry.isDirectory())
    return [
      `${path} folder`,
      ...readdirSync(path)
        .toSorted()
        .flatMap((name) => contentOf(join(path, name))),
    ]
  const content = entry.isFile() ? readFileSync(path, 'base64') : 'not a file'
  return [`${path} ${entry.mode.toString(8)} ${content}`]
}

function changes(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)]
  const different = [...before.filter((line) => !now.has(line)), ...after.filter((line) => !old.has(line))]
  return [...new Set(different.map((line) => `${line.split(' ')[0] ?? ''} is not what it was`))]
}

/** Processes of that name, which should not be; they are ended. */
function endDaemons(name: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'latin1').startsWith(name)) return []
      process.kill(Number(pid), 'SIGKILL')
      return [`daemon ${pid} lived on`]
    } catch {
      return []
    }
  })
}
