// A real repository under test: git by hand, and everything about it that a rollback could lose, as plain data.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { GitFence } from '../../source/checkpoints/git.ts'
import { carryOut, prepare, saveBefore, type Goal, undoGoal, type Prepared } from '../../source/checkpoints/rollback.ts'
import type { SavedWhole } from '../../source/checkpoints/snapshot.ts'
import { markerName } from '../../source/executor/environment.ts'
import { killTree } from '../../source/executor/kill-tree.ts'
import { listStore, openStore, type Store, type StoreSettings } from '../../source/checkpoints/store.ts'

const environment = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  LC_ALL: 'C',
}
const identity = [
  '-c',
  'user.name=t',
  '-c',
  'user.email=t@t',
  '-c',
  'commit.gpgsign=false',
  '-c',
  'protocol.file.allow=always',
  // A commit starts it as a process of its own.
  '-c',
  'maintenance.auto=false',
]

/** Runs git as a person would; stdout without the last line end. */
export const gitIn = (folder: string, ...args: string[]): string =>
  execFileSync('git', [...identity, ...args], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).replace(/\n$/, '')

/** A new repository with logs/ ignored. */
export function initRepository(folder: string): void {
  mkdirSync(folder, { recursive: true })
  gitIn(folder, 'init', '-q', '-b', 'main')
  writeFileSync(join(folder, '.git', 'info', 'exclude'), 'logs/\n')
}

/** What git goes by, read without git: HEAD, index, reflogs and stash byte for byte, refs with what they name. */
export function gitStateOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  const git = join(folder, '.git')
  if (!existsSync(git) || !lstatSync(git).isDirectory()) return { '.git': 'no folder' }
  const packed = join(git, 'packed-refs')
  for (const line of existsSync(packed) && lstatSync(packed).isFile()
    ? readFileSync(packed, 'latin1').split('\n')
    : []) {
    const [object = '', name = ''] = line.split(' ')
    if (name.startsWith('refs/')) found[name] = object
  }
  for (const name of readdirSync(git, { recursive: true, encoding: 'utf8' })) {
    if (!/^(?:HEAD|index|shallow|(?:refs|logs)\/.*)$/.test(name) || name.startsWith('refs/tos/')) continue
    const entry = lstatSync(join(git, name))
    if (entry.isDirectory()) continue
    const bytes = entry.isFile() ? readFileSync(join(git, name)) : Buffer.from('no file')
    found[name] = name.startsWith('refs/') ? bytes.toString().trim() : createHash('sha256').update(bytes).digest('hex')
  }
  return found
}

/** Every object is synced; in memory that costs nothing. */
export const inMemory = existsSync('/dev/shm') ? '/dev/shm' : realpathSync(tmpdir())

/** A folder that goes with the test, in memory where it can be. */
export function fastFolder(t: TestContext): string {
  const folder = mkdtempSync(join(inMemory, 'tos-test-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Path (latin1) -> what lies there: type, permission bits, content. Repositories inside are opaque, or their files are told, too. */
export function filesOf(
  folder: string,
  isWanted: (name: string) => boolean = () => true,
  isInside = false,
): Record<string, string> {
  const found: Record<string, string> = {}
  const walk = (at: Buffer, name: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true, encoding: 'buffer' })) {
      const path = Buffer.concat([at, Buffer.from('/'), entry.name])
      const inner = name === '' ? entry.name.toString('latin1') : `${name}/${entry.name.toString('latin1')}`
      if (inner === '.git' || inner === 'logs' || (isInside && inner.endsWith('/.git'))) continue
      const mode = (lstatSync(path).mode & 0o7777).toString(8)
      if (entry.isDirectory()) {
        if (!isInside && existsSync(Buffer.concat([path, Buffer.from('/.git')]))) found[inner] = 'repository'
        else if (readdirSync(path).length === 0) found[inner] = `folder ${mode}`
        else walk(path, inner)
      } else if (!isWanted(inner)) continue
      else if (entry.isSymbolicLink())
        found[inner] = `link ${readlinkSync(path, { encoding: 'buffer' }).toString('latin1')}`
      else found[inner] = `file ${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
    }
  }
  walk(Buffer.from(folder), '')
  return found
}

export interface Everything {
  readonly files: Record<string, string>
  readonly head: string
  readonly origHead: string | null
  readonly refs: string
  readonly index: string
}

/** All that must be the same again after an undo. */
export function everythingOf(folder: string): Everything {
  const git = gitIn(folder, 'rev-parse', '--absolute-git-dir')
  const bytes = (name: string) =>
    existsSync(join(git, name)) ? readFileSync(join(git, name)).toString('base64') : null
  const index = bytes('index') ?? ''
  const refs = gitIn(folder, 'for-each-ref')
    .split('\n')
    .filter((line) => !line.includes('refs/tos/'))
  return {
    files: filesOf(folder),
    head: bytes('HEAD') ?? '',
    origHead: bytes('ORIG_HEAD'),
    refs: refs.join('\n'),
    index: createHash('sha256').update(index).digest('hex'),
  }
}

/** Also says what git's own cache of the disk knows, which a written file cannot keep. */
export const statusOf = (folder: string): string =>
  gitIn(folder, '--no-optional-locks', 'status', '--porcelain=v2', '--branch', '-uall')

export const defaultSettings: StoreSettings = {
  keep: 100,
  maxAgeDays: 30,
  maxFileBytes: 1024 * 1024,
  maxIgnoredBytes: 2 ** 24,
  workspace: '/nowhere',
  remade: [],
  own: [],
}

/** Beside the repository; it goes with it. */
export const storesOf = (root: string): string => `${root}.stores`

/** The git folder of the store that the built program made for a project. */
export function storeFolderOf(root: string): string {
  const { id } = JSON.parse(readFileSync(join(root, 'logs', 'store.json'), 'utf8'))
  return join(process.env['XDG_STATE_HOME'] ?? '/nonexistent', 'tos', 'stores', String(id), 'git')
}

/** git in it, as nobody but a test does. */
export const gitAtStore = (root: string, ...args: string[]): string =>
  gitIn(root, `--git-dir=${storeFolderOf(root)}`, ...args)

/** git in a repository's store, as nobody but a test does. */
export async function gitInStore(root: string, ...args: string[]): Promise<string> {
  const { shadow } = await storeIn(root)
  return shadow.git.text(args)
}

export async function storeIn(
  root: string,
  settings: Partial<StoreSettings> = {},
  silenceMs = 30_000,
  fence: GitFence | null = null,
): Promise<Store> {
  const marker = randomBytes(8).toString('hex')
  const opened = await openStore({
    root,
    logs: join(root, 'logs'),
    stores: storesOf(root),
    idFile: join(root, 'logs', 'store.json'),
    environment,
    silenceMs,
    fence,
    marker: { [markerName]: marker },
    endLeftovers: () => killTree(null, marker),
    settings: { ...defaultSettings, ...settings },
  })
  if (!opened.ok) throw new Error(`${opened.failure.what}; ${opened.failure.remedy}`)
  if (!opened.value) throw new Error('no repository')
  return opened.value
}

const nowhere = { loop: null, job: null, step: null }
const quiet = { fetchSilenceMs: 10_000, say: () => undefined }

export async function goTo(
  store: Store,
  goal: Goal,
  kind: 'rollback' | 'undo' = 'rollback',
): Promise<{ prepared: Prepared; saved: SavedWhole }> {
  const prepared = await prepare(store, goal)
  const saved = await saveBefore(store, prepared, nowhere, kind)
  await carryOut(store, prepared, saved, quiet)
  return { prepared, saved }
}

export const resetTo = (store: Store, commit: string) => goTo(store, { kind: 'commit', commit, text: commit })

export async function filesFrom(store: Store, id: string) {
  const record = (await listStore(store)).find((one) => one.id === id)
  if (!record) throw new Error(`no ${id}`)
  return goTo(store, { kind: 'snapshot', record, text: id, isUndo: false })
}

export async function undoIn(store: Store) {
  const goal = undoGoal(await listStore(store))
  if (!goal) throw new Error('nothing to undo')
  return goTo(store, goal, 'undo')
}

export function removeTree(folder: string): void {
  for (const each of [folder, storesOf(folder)]) rmSync(each, { recursive: true, force: true })
}
