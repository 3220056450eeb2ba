// What doctor looks at, one check after another. A check says what it saw and, when that is not well, what to do.
import { existsSync, statfsSync, statSync } from 'node:fs'
import { createGit, isInWorkingTree } from '../checkpoints/git.ts'
import { splitZero } from '../checkpoints/names.ts'
import { roles } from '../core/event-place.ts'
import type { Failure } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import { maxPriceDays, priceAgeDays, priceDate } from '../core/price.ts'
import { placeholders } from '../core/prompt.ts'
import { describeSandbox } from '../core/sandbox.ts'
import { openGitFence, type GitFence } from '../executor/git/fence.ts'
import { findInterpreter } from '../executor/interpreter.ts'
import { memoryLimit } from '../executor/memory-use.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { currentHolder } from '../files/lock.ts'
import { failureIn, readRegular } from '../files/open-regular.ts'
import { folderSize } from '../files/folder-size.ts'
import type { ProjectRoot } from '../files/project-root.ts'
import { stepFiles } from '../files/archive.ts'
import { loadSettings, type LoadedSettings } from '../files/settings.ts'
import { gitFence } from '../orchestrator/git-fence.ts'
import { openProjectSandbox } from '../orchestrator/open-sandbox.ts'
import { preflight, type PreparedCommands } from '../orchestrator/preflight.ts'
import { overviewFold } from '../views/overview.ts'
import { foreignCharacters } from '../ui/words/languages.ts'
import { oldLoop } from './status.ts'
import { version } from './version.ts'

export interface Finding {
  readonly level: 'ok' | 'warn' | 'FAIL'
  readonly check: string
  readonly what: string
  readonly remedy: string | null
}

/** Limits of the runbook's routines. */
const maxDiskUse = 0.8
const maxLogsBytes = 100 * 1024 * 1024
const maxStepFiles = 100
const checkpointDays = 7

export const ok = (check: string, what: string): Finding => ({ level: 'ok', check, what, remedy: null })
export const warn = (check: string, what: string, remedy: string): Finding => ({ level: 'warn', check, what, remedy })
export const bad = (check: string, what: string, remedy: string): Finding => ({ level: 'FAIL', check, what, remedy })

export async function examine(project: ProjectRoot, environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const begin = [ok('folder', project.root), program(), ...locale(environment)]
  const loaded = loadSettings(project)
  if (!loaded.ok)
    return [
      ...begin,
      failing('configuration', loaded.failure),
      ...(await git(project.root, environment, () => openGitFence(environment))),
    ]
  const settings = loaded.value
  const prepared = await preflight(project, environment)
  return [
    ...begin,
    prepared.ok
      ? ok('start', 'configuration, rules, interpreters, keys and job input are in order')
      : failing('start', prepared.failure),
    ...interpreters(settings, environment),
    prepared.ok ? sandbox(prepared.value) : await sandboxAlone(settings, environment),
    ...vendors(settings),
    priceList(settings, new Date()),
    ...templates(settings),
    runner(settings),
    lastRun(settings),
    ...(await git(project.root, environment, () => gitFence(settings.settings, environment))),
    ...(await attempted('checkpoint', () => [checkpoint(settings.layout.lastCheckpoint)])),
    disk(project.root),
    logs(settings),
    ...(existsSync(`${project.root}/tos_python_path.txt`)
      ? [warn('python', 'tos_python_path.txt is not used any more', 'remove it')]
      : []),
  ]
}

/** What cannot be looked at is a finding of its own: the other checks go on. */
export async function attempted(check: string, look: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look()
  } catch (error) {
    return [failing(check, failureIn(error))]
  }
}

const failing = (check: string, { what, where, remedy }: Failure): Finding =>
  bad(check, where ? `${where}: ${what}` : what, remedy)

function program(): Finding {
  return ok('program', `tos-tui ${version} on Node ${process.versions.node}, ${process.platform}`)
}

/** Where the terminal shows other characters than UTF-8, what is not ASCII cannot be read on it. */
export function locale(environment: NodeJS.ProcessEnv): Finding[] {
  const name = foreignCharacters(environment)
  if (name === null) return []
  const what = `the locale's characters are ${name}; the program and its files write UTF-8`
  return [warn('locale', what, "let the terminal show UTF-8 and export LANG=C.UTF-8 (or another of 'locale -a')")]
}

function interpreters({ settings }: LoadedSettings, environment: NodeJS.ProcessEnv): Finding[] {
  return settings.config.allow_types.map((type) => {
    const program = findInterpreter(type, environment['PATH'] ?? '')
    return program
      ? ok(type, program)
      : warn(type, `no interpreter for the allowed type '${type}'`, 'install it, or take the type out of allow_types')
  })
}

function sandbox({ sandbox: { state }, settings }: Pick<PreparedCommands, 'sandbox' | 'settings'>): Finding {
  const what = describeSandbox(state)
  if (state.kind === 'wrapper') return ok('sandbox', what)
  if (state.kind === 'none')
    return warn('sandbox', what, 'install bubblewrap and let it make user namespaces (docs/sandbox.md)')
  const { max_processes, max_memory_total_mb, max_memory_mb, max_file_mb } = settings.tos.exec
  const limits = [
    `${max_processes} processes`,
    `${Math.round(memoryLimit(max_memory_total_mb) / 1024 / 1024)} MB of memory in all`,
    ...(max_memory_mb === null ? [] : [`${max_memory_mb} MB of memory each`]),
    ...(max_file_mb === null ? [] : [`${max_file_mb} MB a file`]),
  ]
  return ok('sandbox', `${what}, at most ${limits.join(', ')}`)
}

async function sandboxAlone(settings: LoadedSettings, environment: NodeJS.ProcessEnv): Promise<Finding> {
  const opened = await openProjectSandbox(settings, environment)
  return opened.ok
    ? sandbox({ sandbox: opened.value, settings: settings.settings })
    : failing('sandbox', opened.failure)
}

function vendors({ settings }: LoadedSettings): Finding[] {
  const { draft, review } = settings.tos.models
  if (draft.provider !== review.provider || draft.provider === 'replay') return []
  return [warn('models', `draft and review are both of ${draft.provider}`, 'let another vendor review')]
}

/** Prices change: an old list makes money limits guesses. */
export function priceList({ settings }: Pick<LoadedSettings, 'settings'>, now: Date): Finding {
  const days = priceAgeDays(now)
  const own = Object.keys(settings.tos.models.prices).length
  const what = `shipped prices are of ${priceDate}, ${days} days old${own > 0 ? `; ${own} of your own` : ''}`
  const remedy = "take a newer tos-tui, or write the prices you pay into 'models.prices'"
  return days > maxPriceDays ? warn('prices', what, remedy) : ok('prices', what)
}

function templates({ settings }: LoadedSettings): Finding[] {
  return roles.flatMap((role) => {
    const template = settings.config[`${role}_prompt_template`]
    if (template.trim() === '')
      return [warn('templates', `${role}_prompt_template is empty`, "see what 'tos init' writes")]
    const unknown = [...template.matchAll(/\{([a-z]+_[a-z_]+)\}/g)].flatMap(([, name = '']) =>
      placeholders[role].includes(name) ? [] : [name],
    )
    const names = [...new Set(unknown)].map((name) => `{${name}}`).join(' ')
    return names
      ? [
          warn(
            'templates',
            `${role}_prompt_template: ${names} stays as it is`,
            `known: ${placeholders[role].join(', ')}`,
          ),
        ]
      : []
  })
}

function runner({ layout }: LoadedSettings): Finding {
  const holder = currentHolder(layout.lock)
  return holder
    ? bad('runner', `pid ${holder.pid} of ${holder.user}@${holder.host} is running this project`, "wait, or 'tos stop'")
    : ok('runner', 'nobody else is running this project')
}

function lastRun({ layout }: LoadedSettings): Finding {
  const folded = foldJournal(layout, overviewFold(version))
  if (!folded.ok) return bad('journal', `${folded.failure.where}: ${folded.failure.what}`, folded.failure.remedy)
  const { loop, run } = folded.value.fold.state
  const old = loop ? null : oldLoop(layout)
  if (old) return ok('last run', `of TOS v0.3, at ${old.phase} in step ${old.step}; the next run takes it over`)
  if (!run)
    return loop
      ? ok('last run', 'a new loop, nothing run yet')
      : warn('last run', 'nothing was run here yet', "begin with 'tos cleanrun'")
  if (!run.ended) return bad('last run', `the run of pid ${run.pid} ended without a word`, "'tos resume'")
  if (['done', 'loop_complete'].includes(run.ended.why)) return ok('last run', run.ended.endReason)
  return warn('last run', run.ended.endReason, "find the cause in 'tos status' before running again")
}

async function git(
  root: string,
  environment: NodeJS.ProcessEnv,
  openFence: () => Promise<GitFence | null>,
): Promise<Finding[]> {
  try {
    const git = createGit({ folder: root, environment, silenceMs: 60_000, fence: await openFence() })
    if (!(await isInWorkingTree(git)))
      return [warn('git', 'not a git repository: no checkpoints', "'git init' and a first commit")]
    // Looking into a repository inside would run what its configuration says.
    const status = ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=dirty']
    const files = splitZero(await git.bytes(status)).length
    const name = await git.call(['config', 'user.name'])
    const tree =
      files === 0
        ? ok('git', 'clean tree')
        : warn(
            'git',
            `${counted(files, 'file')} ${files === 1 ? 'differs' : 'differ'} from the last commit`,
            'commit or stash before a checkpoint',
          )
    return [
      tree,
      ...(name.code === 0 ? [] : [warn('git identity', 'user.name is not set', "'git config user.name …'")]),
    ]
  } catch (error) {
    const { what, remedy } = failureIn(error)
    return [warn('git', what, remedy)]
  }
}

function checkpoint(path: string): Finding {
  const remedy = "make one: 'tos checkpoint NAME'"
  if (!existsSync(path)) return warn('checkpoint', 'none was made yet', remedy)
  const days = (Date.now() - statSync(path).mtimeMs) / 86_400_000
  const what = `${readRegular(path, 4096).toString('utf8').trim().slice(0, 12)}, ${Math.floor(days)} days old`
  return days > checkpointDays ? warn('checkpoint', what, remedy) : ok('checkpoint', what)
}

function disk(root: string): Finding {
  const { blocks, bavail } = statfsSync(root)
  const use = blocks === 0 ? 0 : 1 - bavail / blocks
  const what = `${Math.round(use * 100)} % of the disk is in use`
  return use > maxDiskUse ? warn('disk', what, 'free some space; the runbook wants below 80 %') : ok('disk', what)
}

function logs({ layout }: LoadedSettings): Finding {
  const bytes = folderSize(layout.logs)
  const files = stepFiles(layout).length
  const what = `logs hold ${(bytes / 1024 / 1024).toFixed(1)} MB, ${files} step files`
  return bytes > maxLogsBytes || files > maxStepFiles
    ? warn('logs', what, "'tos logs prune --keep 30d' packs what old loops left")
    : ok('logs', what)
}
