// What a checkpoint must not commit without being told to: files named like secrets, and files that hold a key's shape.
import { exitCodes, type Failure } from '../core/failure.ts'
import { pathOf, shown, splitZero, type Name } from './names.ts'
import { readPlain } from './plain-file.ts'
import type { Store } from './store.ts'

const named =
  /^(?:\.env(?:\..+)?|\.envrc|\.netrc|\.pgpass|\.git-credentials|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|credentials(?:\.json)?|.+\.(?:pem|key|p12|pfx|jks|keystore|kdbx))$/i
const sample = /\.(?:example|sample|template|dist|defaults|pub)$/i

export const isNamedLikeSecret = (name: Name): boolean => {
  const last = name.slice(name.lastIndexOf('/') + 1)
  return named.test(last) && !sample.test(last)
}

/** Bigger files are looked at by their name alone. */
const maxBytes = 1024 * 1024

export interface SecretFile {
  /** From the top of the repository. */
  readonly path: string
  readonly why: 'it is named like a secret' | 'a key stands in it'
}

/**
 * Of the files that `git add .` would take now, new or changed.
 * @param holdsKey - does a text hold the shape of a key?
 * @param included - paths from the project's root that may be committed all the same
 */
export async function secretFiles(
  { repository }: Store,
  holdsKey: (text: string) => boolean,
  included: readonly string[],
): Promise<SecretFile[]> {
  const { git, prefix, top } = repository
  const [untracked, changed, staged] = await Promise.all([
    git.bytes(['ls-files', '-z', '--full-name', '--others', '--exclude-standard', '--', '.']),
    git.bytes(['ls-files', '-z', '--full-name', '--modified', '--', '.']),
    git.bytes(['diff', '--cached', '--name-only', '-z', '--no-ext-diff', '--diff-filter=d']),
  ])
  const wished = new Set(included.map((path) => prefix + path.replace(/^\.\//, '')))
  const names = [...new Set([untracked, changed, staged].flatMap(splitZero))].filter((name) => !wished.has(shown(name)))
  return names.flatMap((name): SecretFile[] => {
    if (isNamedLikeSecret(name)) return [{ path: shown(name), why: 'it is named like a secret' }]
    const text = readPlain(pathOf(top, name), maxBytes)?.toString('utf8') ?? ''
    return holdsKey(text) ? [{ path: shown(name), why: 'a key stands in it' }] : []
  })
}

const most = 5

/** Null when there are none. */
export function secretsFailure(found: readonly SecretFile[]): Failure | null {
  const [first] = found
  if (!first) return null
  const listed = found.slice(0, most).map(({ path, why }) => `${path} (${why})`)
  const rest = found.length > most ? ` and ${found.length - most} more` : ''
  return {
    what: `the checkpoint would commit ${listed.join(', ')}${rest}`,
    remedy: `put it into .gitignore, or insist with --include ${first.path}`,
    exitCode: exitCodes.failed,
  }
}
