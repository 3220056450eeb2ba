// Where another host gets this project from: the commit that its remote has, and what lies here beyond that, as a pack.
import { rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { openCarry } from '../checkpoints/carry.ts'
import { readHead } from '../checkpoints/find-repository.ts'
import { nameOf, shown, type Name } from '../checkpoints/names.ts'
import { openRepository, type Repository } from '../checkpoints/repository.ts'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { openGitFence } from '../executor/git/fence.ts'
import { passingFolder } from '../executor/private-folder.ts'
import type { LoadedSettings } from '../files/settings.ts'
import { temporaryName } from '../files/write-atomic.ts'
import type { Tree } from './engine.ts'
import { sendBig } from './big-tree.ts'
import type { Origin } from './submission.ts'

export async function originOf(
  loaded: Pick<LoadedSettings, 'layout' | 'settings'>,
  environment: NodeJS.ProcessEnv,
): Promise<Result<{ readonly origin: Origin; readonly tree: Tree }>> {
  const { layout, settings } = loaded
  const refuse = (what: string, remedy: string): { ok: false; failure: Failure } =>
    fail({ what, where: layout.root, remedy, exitCode: exitCodes.failed })
  const opened = await openRepository({
    root: layout.root,
    environment,
    silenceMs: settings.tos.checkpoints.git_timeout_sec * 1000,
    fence: settings.tos.exec.sandbox === 'off' ? null : await openGitFence(environment),
  })
  if (!opened.ok) return opened
  const repository = opened.value
  if (repository === null)
    return refuse('the project is in no git repository, so no other host can get it', 'make one, and push it')
  const { commit } = readHead(repository)
  const remote = commit === null ? null : await remoteWith(repository, commit)
  if (commit === null || remote === null)
    return refuse('no remote has the commit that is checked out', "'git push' first: other hosts get it from there")
  const store = passingFolder('carry')
  try {
    const carry = await openCarry({ repository, folder: join(store, 'git'), ...carriedBy(loaded, repository) })
    const made = await carry.take(commit)
    const tree = await sendBig(carry, made, { remote: remote.url, parent: commit, environment, loaded })
    return succeed({ origin: { remote: remote.url, commit, prefix: shown(repository.prefix) }, tree })
  } finally {
    rmSync(store, { recursive: true, force: true })
  }
}

/** What of a project travels. */
export function carriedBy(
  { layout, settings }: Pick<LoadedSettings, 'layout' | 'settings'>,
  { prefix }: Pick<Repository, 'prefix'>,
) {
  const own = new Set([layout.phaseState, layout.jobResult].map((path) => prefix + nameOf(relative(layout.root, path))))
  return {
    // A runner writes them at any moment, and its process means nothing on another host: nobody would clear them away there.
    isPassing: (name: Name) => own.has(temporaryName.exec(name)?.[1] ?? ''),
    carried: settings.tos.fleet.carry.map((folder) => `${prefix}${nameOf(folder.replace(/\/+$/, ''))}`),
    left: [layout.logs],
    maxFileBytes: settings.tos.checkpoints.max_file_mb * 1024 * 1024,
  }
}

/** The remote that has the commit, as far as the last fetch or push knows; `origin` before others. */
async function remoteWith({ look, top }: Repository, commit: string): Promise<{ readonly url: string } | null> {
  const said = await look.call(['for-each-ref', '--contains', commit, '--format=%(refname)', 'refs/remotes'])
  const names = new Set(
    said.out
      .toString('utf8')
      .split('\n')
      .flatMap((ref) => ref.split('/')[2] ?? []),
  )
  const [name] = [...names].toSorted((a, b) => Number(b === 'origin') - Number(a === 'origin'))
  if (name === undefined) return null
  const url = (await look.text(['config', '--get', `remote.${name}.url`])).trim()
  return { url: withoutPassword(/^[.]{0,2}\//.test(url) ? resolve(top, url) : url) }
}

/** Hosts have credentials of their own. */
function withoutPassword(url: string): string {
  if (!/^https?:/.test(url)) return url
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  return parsed.href
}
