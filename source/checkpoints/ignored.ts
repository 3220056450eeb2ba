// What git's ignore rules say of names.
import { GitFailed, type Git } from './git.ts'
import { joinZero, splitZero, type Name } from './names.ts'

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
