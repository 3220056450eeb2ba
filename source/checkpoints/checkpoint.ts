// A checkpoint: the commit an operator asked for, as the runbook makes it, and a ref that keeps it.
import { existsSync, lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { exitCodes, Failed, type Failure } from '../core/failure.ts'
import { codePoints } from '../core/text.ts'
import { splitZero } from './names.ts'
import { readPlain } from './plain-file.ts'
import { commitTree, setRef } from './objects.ts'
import { messageOf, type SnapshotRecord } from './record.ts'
import { headOf, refusal } from './repository.ts'
import { importHistory } from './import.ts'
import { keepState } from './keep-state.ts'
import { replaceFile } from './replace-file.ts'
import type { Place } from './snapshot.ts'
import { nextId, writeMemory, type Store } from './store.ts'

const maxName = 200

/** Why a name cannot be used; null when it can. */
export function badName(name: string): Failure | null {
  const wrong =
    name.trim() === ''
      ? 'it is empty'
      : /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/.test(name)
        ? 'it holds a line end or another control character'
        : codePoints(name) > maxName
          ? `it has ${codePoints(name)} characters, ${maxName} are allowed`
          : null
  return wrong === null
    ? null
    : { what: `this is no name for a checkpoint: ${wrong}`, remedy: 'choose a short one', exitCode: exitCodes.usage }
}

export interface Checkpoint {
  readonly id: string
  readonly commit: string
  /** Of the store: what keeps it. */
  readonly object: string
  /** Files of the commit that differ from the one before. */
  readonly files: number
}

/** `git add .` and a commit `CHECKPOINT <name>`, empty or not. @throws Failed; the index is as before then. */
export async function makeCheckpoint(store: Store, name: string, place: Place): Promise<Checkpoint> {
  store.check()
  const refused = badName(name) ?? refusal(store.repository)
  if (refused) throw new Failed(refused)
  const { git, gitFolder } = store.repository
  const path = join(gitFolder, 'index')
  const bytes = readPlain(path)
  const before = bytes && { bytes, mtimeMs: Math.floor(lstatSync(path).mtimeMs) }
  try {
    await git.bytes(['add', '.'], { config: ['add.ignoreErrors=false', 'advice.addEmbeddedRepo=false'] })
    const options = ['--allow-empty', '--no-verify', '--cleanup=verbatim', '--quiet', '-F', '-']
    await git.bytes(['commit', ...options], { input: `CHECKPOINT ${name}\n`, config: await missingIdentity(store) })
  } catch (error) {
    putBack(path, before)
    throw error
  }
  return record(store, name, place)
}

/** Without an identity of the user's the commit has the program's own. */
async function missingIdentity({ repository }: Store): Promise<string[]> {
  const known = await Promise.all(
    ['user.name', 'user.email'].map((key) => repository.git.call(['config', '--get', key])),
  )
  const [name, email] = known.map(({ out }) => out.toString().trim())
  return [...(name ? [] : ['user.name=tos-tui']), ...(email ? [] : ['user.email=tos-tui@localhost'])]
}

function putBack(path: string, before: { bytes: Buffer; mtimeMs: number } | null): void {
  if (existsSync(`${path}.lock`)) return
  if (before === null) rmSync(path, { force: true })
  else if (readPlain(path)?.equals(before.bytes) !== true)
    replaceFile(path, before.bytes, { lock: `${path}.lock`, mtimeMs: before.mtimeMs })
}

/** The store keeps the commit when branches move on, and says where the loop stood. */
async function record(store: Store, name: string, place: Place): Promise<Checkpoint> {
  const { git } = store.repository
  const { commit, branch } = await headOf(store.repository)
  if (commit === null)
    throw new Failed({ what: 'the commit is not there', remedy: "look with 'git status'", exitCode: exitCodes.failed })
  const files = splitZero(
    await git.bytes(['diff-tree', '-r', '-z', '--root', '--no-commit-id', '--name-only', commit]),
  ).length
  const { imported, notes } = await keepState(store)
  if (!imported.includes(commit) && (await importHistory(store.shadow, [commit], imported)).length === 0)
    throw new Failed({
      what: `the commit was made, but cannot be kept (${notes[0] ?? 'it cannot be read'})`,
      remedy: "look with 'git fsck'",
      exitCode: exitCodes.failed,
    })
  const tree = await store.shadow.git.text(['rev-parse', `${commit}^{tree}`])
  const id = await nextId(store, 'c')
  const saved: SnapshotRecord = {
    v: 2,
    id,
    kind: 'checkpoint',
    at: new Date().toISOString(),
    loop: place.loop,
    job: place.job,
    step: place.step,
    name,
    commit,
    branch,
    tree,
    files,
    bytes: 0,
    emptyFolders: [],
    nested: [],
    leftOut: [],
    remade: [],
    modes: {},
    holdsFolderModes: false,
    git: null,
    whole: null,
    target: null,
  }
  const object = await commitTree(store, tree, [commit], messageOf(saved))
  setRef(store, id, object)
  writeMemory(store)
  return { id, commit, files, object }
}
