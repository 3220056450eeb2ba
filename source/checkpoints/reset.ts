// The runbook's rollback to a commit: fetch, reset --hard, clean -fd; nothing goes that was not saved.
import { join } from 'node:path'
import { exportHistory } from './export.ts'
import { movableRefs } from './find-repository.ts'
import { saidLast } from './git-words.ts'
import { lookInto, takeInto } from './look.ts'
import { foldersAbove, joinZero, nameOf, shown, splitZero, type Name } from './names.ts'
import { writeTree } from './objects.ts'
import type { Plan } from './plan.ts'
import { syncFiles } from './restore.ts'
import { excludePattern, isAttributes } from './shadow.ts'
import { resave, type SavedWhole } from './snapshot.ts'
import type { Store } from './store.ts'
import { modesOf } from './modes.ts'

export interface CarryOptions {
  readonly fetchSilenceMs: number
  /** Lines of the runbook and of git. */
  readonly say: (line: string) => void
}

export async function resetTo(
  store: Store,
  commit: string,
  plan: Plan,
  saved: SavedWhole,
  { say, fetchSilenceMs }: CarryOptions,
): Promise<void> {
  const { git, top } = store.repository
  const run = async (args: readonly string[]): Promise<void> => {
    say(`git ${args.join(' ')}`)
    sayAll(say, await git.bytes(args))
  }
  // A checkpoint that no branch holds any more may be gone from the repository by now.
  await exportHistory(store.shadow, [commit])
  const kept = await fetch(store, saved, say, fetchSilenceMs)
  await distrust(store, plan.trusted)
  await run(['reset', '--hard', commit])
  await protect(store, kept)
  say('git clean -fd')
  sayAll(say, await git.bytes(['clean', '-fd', ...keepLogs(store)], { environment: { GIT_LITERAL_PATHSPECS: '0' } }))
  // Rules that went with the clean had a say in the reset.
  if (plan.deleted.some(isAttributes)) await git.bytes(['checkout-index', '-f', '-a', '-u', '-q'])
  syncFiles(top, [...plan.created, ...plan.changed])
}

/** The index is saved, and the reset writes it anew anyway. */
async function distrust({ repository, shadow }: Store, names: readonly Name[]): Promise<void> {
  if (names.length === 0) return
  const environment = { GIT_INDEX_FILE: join(repository.gitFolder, 'index') }
  const args = ['update-index', '-z', '--no-assume-unchanged', '--stdin']
  await shadow.git.bytes(args, { input: joinZero(names), environment, writes: [repository.gitFolder] })
}

const sayAll = (say: (line: string) => void, output: Buffer): void => {
  for (const line of output.toString('utf8').split('\n').filter(Boolean)) say(line)
}

/** No remote, no network and no rights are notes. What it moves is remembered, so that undo can move it back. */
async function fetch(
  store: Store,
  saved: SavedWhole,
  say: (line: string) => void,
  silenceMs: number,
): Promise<SavedWhole> {
  say('git fetch')
  const { git, remote } = store.repository
  const remotes = await git.text(['remote'])
  if (remotes === '' || silenceMs === 0) {
    say(remotes === '' ? 'no remote' : 'not fetched again')
    return saved
  }
  const before = movableRefs(store.repository)
  const { code, err } = await remote.call(['fetch', '--no-write-fetch-head', '--no-auto-maintenance'], { silenceMs })
  for (const line of err.split('\n').filter(Boolean)) say(line)
  if (code !== 0) say(`note: fetch failed (${saidLast({ code, err })}); going on without it`)
  const after = movableRefs(store.repository)
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const moved = [...names].flatMap((ref) => {
    const [from, to] = [before[ref] ?? null, after[ref] ?? null]
    return from === to ? [] : [[ref, { before: from, after: to }] as const]
  })
  if (moved.length === 0 || !saved.record.whole) return saved
  const whole = { ...saved.record.whole, moved: Object.fromEntries(moved) }
  return resave(
    store,
    saved,
    { ...saved.record, whole },
    moved.flatMap(([, { before: old }]) => old ?? []),
  )
}

/** Files that clean would take and nobody saved: ignored until the reset, or written since. */
async function protect(store: Store, saved: SavedWhole): Promise<SavedWhole> {
  const { shadow, repository } = store
  const environment = { GIT_INDEX_FILE: saved.index }
  const listed = await repository.git.bytes([
    'ls-files',
    '-o',
    '-z',
    '--full-name',
    '--directory',
    '--exclude-standard',
  ])
  const names = splitZero(listed)
  const folders = names.flatMap((name) => (name.endsWith('/') ? [name.slice(0, -1)] : []))
  const inside = await lookInto(shadow.git, repository.top, folders)
  const going = [...names.filter((name) => !name.endsWith('/')), ...inside.files]
  const held = new Set(splitZero(await shadow.git.bytes(['ls-files', '-z'], { environment })))
  const logs = `${nameOf(store.logs.slice(repository.top.length + 1))}/`
  const unsaved = going.filter((name) => !held.has(name) && !name.startsWith(logs))
  const emptyFolders = [...new Set([...saved.record.emptyFolders, ...inside.emptyFolders])]
  if (unsaved.length === 0 && emptyFolders.length === saved.record.emptyFolders.length) return saved
  await takeInto(shadow, saved.index, unsaved)
  const above = new Set([...unsaved, ...inside.emptyFolders].flatMap(foldersAbove))
  const modes = { ...saved.record.modes, ...modesOf(store, [...unsaved, ...inside.emptyFolders, ...above]) }
  return resave(store, saved, { ...saved.record, modes, emptyFolders, tree: await writeTree(store, saved.index) })
}

function keepLogs({ logs, repository }: Store): string[] {
  return ['-e', shown(excludePattern(nameOf(logs.slice(repository.top.length + 1))))]
}
