// What model calls need besides settings: the variables of the .env, keys, and that no key can get into git.
import { relative } from 'node:path'
import { createGit, isInWorkingTree, type GitFence } from '../checkpoints/git.ts'
import { fail, misconfigured, succeed, type Failure, type Result } from '../core/failure.ts'
import { envFilePath, readEnvFile, withVariables } from '../files/env-file.ts'
import type { LoadedSettings } from '../files/settings.ts'
import { askKeys, missingKeys, type AskedKeys } from '../models/keys.ts'
import { gitFence } from './git-fence.ts'

/** Of a git that looks at one name; with more it hangs. */
const silenceMs = 60_000

export interface ModelAccess {
  /** For model calls only: commands get the process's own. */
  readonly environment: NodeJS.ProcessEnv
  readonly askedKeys: AskedKeys
}

export async function openModelAccess(
  { settings, layout, configFile }: LoadedSettings,
  environment: NodeJS.ProcessEnv,
): Promise<Result<ModelAccess>> {
  const variables = readEnvFile(configFile.path)
  if (!variables.ok) return variables
  if (Object.keys(variables.value).length > 0) {
    const open = await committable(layout.root, envFilePath(configFile.path), {
      environment,
      fence: await gitFence(settings, environment),
    })
    if (open) return fail(open)
  }
  const all = withVariables(environment, variables.value)
  const missing = missingKeys(settings, all)
  if (missing) return fail(missing)
  const asked = await askKeys(settings, layout.root, all)
  return asked.ok ? succeed({ environment: all, askedKeys: asked.value }) : asked
}

/** A file of keys that git holds, or would take with the next checkpoint, is not read. */
async function committable(
  root: string,
  path: string,
  { environment, fence }: { environment: NodeJS.ProcessEnv; fence: GitFence | null },
): Promise<Failure | null> {
  const name = relative(root, path)
  try {
    const git = createGit({ folder: root, environment, silenceMs, fence })
    if (!(await isInWorkingTree(git))) return null
    if ((await git.text(['ls-files', '--', name])) !== '')
      return misconfigured(
        'git holds this file of keys',
        path,
        `'git rm --cached ${name}', ignore it, and change the keys`,
      )
    // Names what is neither held nor ignored.
    if ((await git.text(['ls-files', '--others', '--exclude-standard', '--', name])) === '') return null
    return misconfigured('git does not ignore this file of keys', path, `add '${name}' to .gitignore`)
  } catch {
    // Without a git that works nothing is committed.
    return null
  }
}
