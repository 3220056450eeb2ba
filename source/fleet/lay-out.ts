// The folder a loop of another host runs in: its repository from the remote, its tree from the packs, its journal from the engine.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openCarry, type Head } from '../checkpoints/carry.ts'
import { createGit, GitFailed, type Git } from '../checkpoints/git.ts'
import { saidLast } from '../checkpoints/git-words.ts'
import { importHistory } from '../checkpoints/import.ts'
import { setRef } from '../checkpoints/objects.ts'
import { openRepository } from '../checkpoints/repository.ts'
import { makeFolders } from '../core/make-folders.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { carryRef } from './big-tree.ts'
import type { Origin } from './submission.ts'

export interface LayOutOptions {
  /** Of this attempt alone; made anew. Absolute. */
  readonly folder: string
  /** Where repositories of remotes are kept, for all loops. */
  readonly remotes: string
  readonly origin: Origin
  /** The tree to be laid out; null: the commit as the remote has it. */
  readonly commit: string | null
  readonly packs: readonly Buffer[]
  readonly environment: NodeJS.ProcessEnv
}

export interface LaidOut {
  /** The project. */
  readonly root: string
  /** The store of its trees, for `openCarry`. */
  readonly store: string
}

const silenceMs = 600_000

export async function layOut(options: LayOutOptions): Promise<Result<LaidOut>> {
  const { folder, remotes, origin, packs, environment } = options
  const commit = options.commit ?? origin.commit
  rmSync(folder, { recursive: true, force: true })
  const [top, store] = [join(folder, 'tree'), join(folder, 'carry')]
  for (const each of [remotes, top, store]) makeFolders(each, (path) => mkdirSync(path, { mode: 0o700 }))
  const git = (where: string, own: Record<string, string> = {}) =>
    createGit({ folder: where, environment, own, silenceMs })
  const cache = join(remotes, `${createHash('sha256').update(origin.remote).digest('hex').slice(0, 16)}.git`)
  const fetched = await fetchInto(cache, origin, git)
  if (!fetched.ok) return fetched
  const project = git(top)
  await project.bytes(['init', '-q', '-b', 'main'])
  await project.bytes(['fetch', '-q', cache, `+refs/heads/*:refs/remotes/origin/*`, origin.commit])
  await project.bytes(['remote', 'add', 'origin', origin.remote])
  const repository = await openRepository({ root: top, environment, silenceMs })
  if (!repository.ok) return repository
  if (repository.value === null) return fail(lost(top))
  const carry = await openCarry({
    repository: repository.value,
    folder: join(store, 'git'),
    carried: [],
    left: [],
    maxFileBytes: 0,
  })
  await importHistory(carry.shadow, [origin.commit], [])
  try {
    for (const pack of packs) await carry.add(pack)
  } catch (error) {
    if (!(error instanceof GitFailed) || !lacksBase.test(error.output.err)) throw error
    // One of them stands on a tree that went by the remote.
    const all = '+refs/tos/carry/*:refs/tos/carry/*'
    const own = { GIT_DIR: carry.shadow.folder }
    const fetched = await git(carry.shadow.folder, own).call(['fetch', '-q', origin.remote, all])
    if (fetched.code !== 0) return fail(unreachable(origin.remote, `its great trees: ${saidLast(fetched)}`))
    for (const pack of packs) await carry.add(pack)
  }
  const has = await carry.shadow.git.call(['cat-file', '-e', `${commit}^{tree}`])
  if (has.code !== 0) {
    const big = await git(carry.shadow.folder, { GIT_DIR: carry.shadow.folder }).call([
      'fetch',
      '-q',
      origin.remote,
      carryRef(commit),
    ])
    if (big.code !== 0) return fail(unreachable(origin.remote, `its tree ${commit.slice(0, 12)}: ${saidLast(big)}`))
  }
  const head = commit === origin.commit ? await plain(project, commit) : await carried()
  if (!head.ok) return head
  return succeed({ root: join(top, origin.prefix), store: join(store, 'git') })

  async function carried(): Promise<Result<Head>> {
    const laid = await carry.layOut(commit)
    if (!laid.ok) return laid
    const { branch, commit: at } = laid.value
    if (at !== null) {
      setRef({ shadow: carry.shadow }, 'head', at)
      await project.bytes(['fetch', '-q', carry.shadow.folder, 'refs/tos/head'])
      if (branch === null) await project.bytes(['update-ref', '--no-deref', 'HEAD', at])
      else {
        await project.bytes(['update-ref', branch, at])
        await project.bytes(['symbolic-ref', 'HEAD', branch])
      }
      await project.bytes(['read-tree', 'HEAD'])
      await project.call(['update-index', '-q', '--refresh'])
    }
    return laid
  }
}

/** What git says of a thin pack, or of a tree, whose base is not there. */
const lacksBase = /unresolved delta|did not receive expected object|missing (?:blob|tree|commit)/

async function plain(project: Git, commit: string): Promise<Result<Head>> {
  await project.bytes(['checkout', '-q', '-B', 'main', commit])
  return succeed({ branch: 'refs/heads/main', commit })
}

/** Asks the remote only for what is not here yet. */
async function fetchInto(
  cache: string,
  { remote, commit }: Origin,
  git: (where: string) => Git,
): Promise<Result<void>> {
  if (!existsSync(cache)) {
    mkdirSync(cache, { mode: 0o700 })
    await git(cache).bytes(['init', '-q', '--bare'])
    await git(cache).bytes(['config', 'uploadpack.allowAnySHA1InWant', 'true'])
  }
  const has = async () => (await git(cache).call(['cat-file', '-e', `${commit}^{commit}`])).code === 0
  if (await has()) return succeed(undefined)
  const said = await git(cache).call(['fetch', '-q', '--no-tags', '--force', remote, '+refs/heads/*:refs/heads/*'])
  if (said.code !== 0) return fail(unreachable(remote, saidLast(said)))
  if (await has()) return succeed(undefined)
  return fail({
    what: `the remote has no commit ${commit.slice(0, 12)} any more`,
    where: remote,
    remedy: 'its history was rewritten: push that commit to a branch, or submit the loop again',
    exitCode: exitCodes.failed,
  })
}

const unreachable = (remote: string, why: string) => ({
  what: `the git remote gives nothing (${why})`,
  where: remote,
  remedy: 'give the user of the worker the right to read it; see that it can be reached from this host',
  exitCode: exitCodes.failed,
})

const lost = (where: string) => ({
  what: 'the repository that was just made is gone',
  where,
  remedy: "name another folder as 'root' in fleet.json",
  exitCode: exitCodes.failed,
})
