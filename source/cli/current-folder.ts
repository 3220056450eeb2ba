// Where a call is made from. A folder that was removed under a shell is told as no project, and nothing is done in it.
import { existsSync, statSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { exitCodes, type Failure } from '../core/failure.ts'
import type { Invocation } from './command.ts'

export interface CurrentFolder {
  /** Absolute. Where it is none that can be gone on from, the nearest above it that is; this process goes on from that one. */
  readonly folder: string
  /** Why it is another one. */
  readonly lost: LostFolder | null
}

export interface LostFolder {
  readonly failure: Failure
  /** It is there, and has a name that no text is: a project in it is not the one above. */
  readonly isThere: boolean
}

export function currentFolder(environment: NodeJS.ProcessEnv): CurrentFolder {
  let named: string | null = null
  try {
    named = process.cwd()
    if (isHere(named)) return { folder: named, lost: null }
  } catch {
    // It is gone.
  }
  let folder = named ?? resolve('/', environment['PWD'] ?? '/')
  const failure = {
    ...(named === null
      ? { what: 'the folder of this call is not there any more', remedy: "'cd' to one that is there" }
      : { what: 'the name of this folder is no UTF-8', remedy: "give it another name ('ls -b' shows its bytes)" }),
    where: folder,
    exitCode: exitCodes.usage,
  }
  do folder = dirname(folder)
  while (!existsSync(folder))
  process.chdir(folder)
  return { folder, lost: { failure, isThere: named !== null } }
}

/** Bytes that are no text come as a sign that stands for any of them: a folder of that name is another one. */
function isHere(folder: string): boolean {
  if (!folder.includes('\uFFFD')) return true
  const [there, here] = [statSync(folder, { throwIfNoEntry: false }), statSync('.')]
  return there?.ino === here.ino && there.dev === here.dev
}

/** Would this call do something in the lost folder? */
export function refusedHere(lost: LostFolder | null, { name, options, operands }: Invocation): Failure | null {
  if (lost === null) return null
  const made = name === 'init' ? (operands[0] ?? options['root'] ?? '.') : name === 'demo' ? options['dir'] : undefined
  if (typeof made === 'string') return isAbsolute(made) ? null : lost.failure
  return lost.isThere && options['root'] === undefined && !withoutProject.has(name) ? lost.failure : null
}

const withoutProject = new Set(['demo', 'policy', 'keys', 'completion'])
