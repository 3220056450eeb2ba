// What a sandbox needs to know of git, asked once per run: who commits, and which secret-looking files are in the repository.
import { execFile } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { readIndex } from './git/index-file.ts'
import { readPlain } from './git/plain-file.ts'
import { repositoryAt } from './git/repositories.ts'
import { isSecretFile, mayHoldSecret } from './secrets-on-disk.ts'

const run = promisify(execFile)

/** Of the user's own configuration commands see these; nothing that holds credentials or runs programs. */
const shownKeys = new Set(
  (
    'user.name user.email init.defaultbranch core.autocrlf core.eol core.quotepath pull.rebase push.default ' +
    'merge.conflictstyle diff.algorithm safe.directory'
  ).split(' '),
)

/** The text of a .gitconfig with the harmless part of the user's own. Empty without git. */
export async function readGitIdentity(environment: NodeJS.ProcessEnv): Promise<string> {
  const listed = await output(['config', '--global', '--includes', '--list', '-z'], environment)
  return listed
    .split('\0')
    .flatMap((entry) => {
      const [, key = '', value = ''] = /^([^\n]+)\n([\s\S]*)$/.exec(entry) ?? []
      if (!shownKeys.has(key)) return []
      const [section = '', name = ''] = key.split('.')
      return [`[${section}]\n\t${name} = "${value.replaceAll(/["\\]/g, (c) => `\\${c}`).replaceAll('\n', '\\n')}"\n`]
    })
    .join('')
}

/** Absolute paths of files named like secrets that git tracks. Read from the index itself: no git runs on the project. */
export function trackedSecretFiles(root: string): ReadonlySet<string> {
  for (let folder = root; ; folder = dirname(folder)) {
    const repository = repositoryAt(folder)
    const bytes = repository && readPlain(join(repository.own ?? repository.common, 'index'))
    const content = bytes && readIndex(bytes)
    const paths = content ? content.entries.map(({ path }) => Buffer.from(path, 'latin1').toString()) : []
    const secret = paths.filter((path) => isSecretFile(basename(path)) || mayHoldSecret(basename(path)))
    if (repository || folder === dirname(folder)) return new Set(secret.map((path) => join(folder, path)))
  }
}

async function output(args: readonly string[], { PATH, HOME }: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { stdout } = await run('git', [...args], {
      cwd: '/',
      env: { PATH, HOME, GIT_OPTIONAL_LOCKS: '0' },
      timeout: 10_000,
    })
    return stdout
  } catch {
    // No git, no repository, no such file: nothing to know.
    return ''
  }
}
