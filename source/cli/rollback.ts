// rollback: the runbook's, previewed and undoable; or the files of a snapshot.
import { isSavedId } from '../checkpoints/record.ts'
import type { Store } from '../checkpoints/store.ts'
import { exitCodes, fail, Failed, succeed, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { counted } from '../core/text.ts'
import { userName } from '../files/lock.ts'
import { readIfThere } from '../files/open-regular.ts'
import { openMarkedStore, previewRollback, type Previewed } from '../orchestrator/checkpoints.ts'
import { restore } from '../orchestrator/restore.ts'
import { previewLines } from '../views/preview.ts'
import { runbookUsage } from './arguments.ts'
import { ask } from './ask.ts'
import { testAfter, type TestAfter } from './test-after.ts'
import { printer } from './checkpoint.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { saveFacts } from './summary-file.ts'
import { openForWriting, stampOf, type Writing } from './writing.ts'

export const rollback: Command = {
  async run(invocation, terminal) {
    const opened = await openForWriting(invocation, terminal, 'rollback')
    if (!opened.ok) return report(opened.failure, terminal)
    let done: Result<Done | null>
    try {
      done = await attempt(opened.value, invocation, terminal)
    } catch (error) {
      if (!(error instanceof Failed)) throw error
      done = fail(error.failure)
    } finally {
      opened.value.session.close()
    }
    if (!done.ok) return report(done.failure, terminal)
    return done.value === null ? exitCodes.well : conclude(done.value, opened.value, invocation, terminal)
  },
}

const maxNameBytes = 64 * 1024

interface Done {
  /** As it is told to people and scripts. */
  readonly target: string
  readonly saved: string
  readonly isWhole: boolean
}

/** Null: nothing was to be done. */
async function attempt(writing: Writing, invocation: Invocation, terminal: Terminal): Promise<Result<Done | null>> {
  const { place, session } = writing
  const { layout } = place
  const lines = printer(invocation, terminal)
  lines(['TOS cc_run start', `Root ${layout.root}`, `Mode ${invocation.typed}`])
  const opened = await openMarkedStore(place)
  if (!opened.ok) return opened
  const store = opened.value
  for (const note of store.notes) terminal.error(`tos: ${note}\n`)
  const given = invocation.operands[0] ?? null
  const isFiles = given !== null && isSavedId(given) && !given.startsWith('c-')
  const dirty = isFiles || flag(invocation, 'save') || flag(invocation, 'dry-run') ? null : await dirtyEntries(store)
  if (dirty !== null) {
    lines(['error: working tree is dirty, commit or stash changes first', dirty])
    return fail({
      what: 'the working tree is not clean',
      where: layout.root,
      remedy: 'commit or stash, or let --save keep it in a snapshot',
      exitCode: exitCodes.failed,
    })
  }
  const target = given ?? lastCheckpoint(layout.lastCheckpoint)
  if (target === null) {
    lines(['error: -TargetCommit required (no last_checkpoint.txt found)'])
    terminal.out(runbookUsage)
    return fail({
      what: 'no target is named, and no checkpoint was made here',
      remedy: "name one of 'tos checkpoints'",
      exitCode: exitCodes.failed,
    })
  }
  if (given === null) lines([`using last_checkpoint ${target}`])
  const found = await previewRollback(place, store, target)
  if (!found.ok) return found
  const goesOn = await confirm(found.value, invocation, terminal)
  if (!goesOn) return succeed(null)
  const { goal } = found.value.prepared
  const told = goal.kind === 'snapshot' || /^[0-9a-f]{4,64}$/i.test(target) ? target : goal.commit
  if (goal.kind === 'commit') lines(['rollback start', `Root ${layout.root}`, `TargetCommit ${told}`])
  const kept = place.settings.tos.checkpoints.fetch_timeout_sec * 1000
  const options = {
    kind: 'rollback' as const,
    by: userName(),
    fetchSilenceMs: kept,
    say: (line: string) => lines([printableLine(line)]),
  }
  const restored = await restore(session, layout, { store, prepared: found.value.prepared }, options)
  if (!restored.ok) {
    lines(['rollback failed with exit code 1'])
    return restored
  }
  if (goal.kind === 'commit') lines([`head ${goal.commit}`, 'rollback done'])
  lines([`rollback ${told}`])
  terminal.error(
    `tos: ${counted(restored.value.files, 'file')}; 'tos undo' brings everything back (${restored.value.saved})\n`,
  )
  return succeed({ target: told, saved: restored.value.saved, isWhole: found.value.prepared.isWhole })
}

/** What `git status` shows, on one line as the runbook has it; null when the tree is clean. */
async function dirtyEntries({ repository }: Store): Promise<string | null> {
  const status = await repository.git.text([
    'status',
    '--porcelain',
    '--untracked-files=normal',
    '--ignore-submodules=none',
  ])
  return status === '' ? null : printableLine(status.split('\n').join(' '))
}

const lastCheckpoint = (path: string): string | null =>
  readIfThere(path, maxNameBytes)?.toString('utf8').split('\n')[0]?.trim() || null

/** Names what will change and asks, at a terminal; scripts and the runbook's spelling go on as they always did. */
async function confirm({ preview }: Previewed, invocation: Invocation, terminal: Terminal): Promise<boolean> {
  const isDry = flag(invocation, 'dry-run')
  const isAsked = terminal.isTty && !flag(invocation, 'yes') && !invocation.isRunbook
  if (isDry && flag(invocation, 'json')) {
    terminal.out(`${JSON.stringify(preview, null, 2)}\n`)
    return false
  }
  if (!isDry && !isAsked) return true
  terminal.out(
    previewLines(preview, isDry ? Number.MAX_SAFE_INTEGER : 20)
      .map((line) => `${line}\n`)
      .join(''),
  )
  if (isDry) return false
  const isSure = (await ask('type rollback to go on: ')) === 'rollback'
  if (!isSure) terminal.error('tos: nothing was changed\n')
  return isSure
}

/** The automatic test, the summary with both results, the exit code. */
async function conclude(done: Done, { place }: Writing, invocation: Invocation, terminal: Terminal): Promise<number> {
  const { layout } = place
  const given = text(invocation, 'summary-file')
  const facts = {
    mode: 'rollback',
    rollback_target: done.target,
    timestamp: stampOf(new Date().toISOString()),
    root: layout.root,
  }
  const lines = printer(invocation, terminal)
  if (given !== null) lines(saveFacts(layout, given, facts))
  const kind: TestAfter =
    !done.isWhole || flag(invocation, 'no-test') ? 'none' : flag(invocation, 'verify-only') ? 'verify' : 'test'
  if (kind === 'none') {
    lines(['TOS cc_run end'])
    return exitCodes.well
  }
  lines(['auto test after rollback'])
  const tested = await testAfter(kind, invocation, terminal)
  if (given !== null) saveFacts(layout, given, { ...facts, test: tested.summary })
  lines([tested.exitCode === exitCodes.well ? 'TOS cc_run end' : 'test after rollback failed'])
  return tested.exitCode === exitCodes.well ? exitCodes.well : exitCodes.failed
}
