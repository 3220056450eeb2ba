// What git's ignore rules say of names, and folders that are not ignored though all that lies in them is.
import { readdirSync } from 'node:fs'
import { GitFailed, type Git } from './git.ts'
import { fromBytes, joinZero, pathOf, splitZero, type Name } from './names.ts'

/** Those of the names that the rules ignore, whatever the index holds. Folders are told by the disk. */
export async function ignoredOf(
  git: Git,
  names: readonly Name[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Name[]> {
  if (names.length === 0) return []
  // It takes names for patterns; behind ./ they are none.
  const answer = await git.call(['check-ignore', '--no-index', '-z', '--stdin'], {
    environment: { ...environment, GIT_LITERAL_PATHSPECS: '0' },
    input: joinZero(names.map((name) => `./${name}`)),
  })
  if (answer.code !== 0 && answer.code !== 1) throw new GitFailed('check-ignore', answer)
  return splitZero(answer.out).map((name) => name.slice(2))
}

/** Of folders in which git shows nothing, those that a new file could be seen in, at every depth. */
export async function openFolders(git: Git, top: string, folders: readonly Name[]): Promise<Name[]> {
  const open: Name[] = []
  for (let waiting = folders; waiting.length > 0;) {
    const ignored = new Set(await ignoredOf(git, waiting))
    const found = waiting.filter((name) => !ignored.has(name))
    open.push(...found)
    waiting = found.flatMap((name) => foldersIn(top, name))
  }
  return open
}

/** Repositories are not entered. */
function foldersIn(top: string, folder: Name): Name[] {
  try {
    const entries = readdirSync(pathOf(top, folder), { withFileTypes: true, encoding: 'buffer' })
    const names = entries.flatMap((entry) => (entry.isDirectory() ? [fromBytes(entry.name)] : []))
    return names.includes('.git') ? [] : names.map((name) => `${folder}/${name}`)
  } catch {
    return []
  }
}
