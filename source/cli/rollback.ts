// rollback: the runbook's, previewed and undoable; or the files of a snapshot.
import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { isSavedId } from '../checkpoints/record.ts'
import { exitCodes, Failed, need } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import { readIfThere } from '../files/open-regular.ts'
import type { Layout } from '../files/layout.ts'
import type { Restored, RestorePreview } from '../library/api.ts'
import { NotClean } from '../orchestrator/checkpoints.ts'
import { runbookUsage } from './arguments.ts'
import { printer } from './checkpoint.ts'
import { flag, text, type Command, type Invocation, type Terminal } from './command.ts'
import { projectOf } from './project.ts'
import { confirm, progress } from './restoring.ts'
import { settleInterrupted } from './settle.ts'
import { mustTakeSummary, saveFacts, stampOf } from './summary-file.ts'
import { testAfter, type TestAfter } from './test-after.ts'

export const rollback: Command = {
  async run(invocation, terminal) {
    need(await settleInterrupted(invocation, terminal))
    const { project, layout } = await projectOf(invocation, terminal)
    mustTakeSummary(layout, text(invocation, 'summary-file'))
    const lines = printer(invocation, terminal)
    const [given = null, ...files] = invocation.operands
    const isOfFiles = files.length > 0 || isSnapshot(given)
    const target = given ?? lastCheckpoint(layout)
    /** What it is going to, as it is told to people and scripts; null until then. */
    const going: { to: string | null; isOpen: boolean } = { to: null, isOpen: false }
    let restored: Restored | null
    try {
      restored = await project.checkpoints.rollback(target ?? '', {
        ...progress(invocation, terminal),
        only: files.map((path) => from(terminal.folder, path)),
        onlyClean: !isOfFiles && !flag(invocation, 'save') && !flag(invocation, 'dry-run'),
        onOpen() {
          going.isOpen = true
          lines(['TOS cc_run start', `Root ${layout.root}`, `Mode ${invocation.typed}`])
        },
        async confirm(preview) {
          if (given === null) lines([`using last_checkpoint ${target}`])
          if (files.length > 0 && isNothing(preview) && !flag(invocation, 'json')) {
            terminal.error(`tos: nothing to put back: ${files.join(', ')} as in ${target} already\n`)
            return false
          }
          if (!(await confirm(preview, 'rollback', invocation, terminal))) return false
          going.to = toldAs(target ?? '', preview)
          if (preview.scope === 'all') lines(['rollback start', `Root ${layout.root}`, `TargetCommit ${going.to}`])
          return true
        },
      })
    } catch (error) {
      if (!going.isOpen) throw error
      if (error instanceof NotClean)
        lines(['error: working tree is dirty, commit or stash changes first', error.entries])
      else if (target === null) {
        lines(['error: -TargetCommit required (no last_checkpoint.txt found)'])
        if (!flag(invocation, 'json')) terminal.out(runbookUsage)
        throw new Failed(noTarget)
      } else if (going.to !== null) lines(['rollback failed with exit code 1'])
      else if (given === null) lines([`using last_checkpoint ${target}`])
      throw error
    }
    if (!restored || going.to === null) return exitCodes.well
    const isWhole = !isOfFiles
    if (isWhole) lines([`head ${restored.commit}`, 'rollback done'])
    lines([`rollback ${going.to}`])
    const count = counted(restored.files, 'file')
    terminal.error(`tos: ${count}; 'tos undo' brings everything back (${restored.saved})\n`)
    return conclude({ target: going.to, isWhole }, layout, invocation, terminal)
  },
}

/** Is it a snapshot? Then only files come back, and the tree need not be clean. */
const isSnapshot = (given: string | null): boolean => given !== null && isSavedId(given) && !given.startsWith('c-')

const toldAs = (target: string, { scope, target: { commit, name } }: RestorePreview): string =>
  scope === 'files' ? name : /^[0-9a-f]{4,64}$/i.test(target) ? target : commit

/** Paths count from the folder the program was called in. */
const from = (folder: string, path: string): string =>
  path.startsWith(':/') ? path : resolve(realpathSync(folder), path)

const isNothing = ({ paths, emptyFolders }: RestorePreview): boolean => paths.length + emptyFolders.length === 0

const maxNameBytes = 64 * 1024

const lastCheckpoint = (layout: Layout): string | null =>
  readIfThere(layout.lastCheckpoint, maxNameBytes)?.toString('utf8').split('\n')[0]?.trim() || null

const noTarget = {
  what: 'no target is named, and no checkpoint was made here',
  remedy: "name one of 'tos checkpoints'",
  exitCode: exitCodes.failed,
} as const

/** The automatic test, the summary with both results, the exit code. */
async function conclude(
  done: { readonly target: string; readonly isWhole: boolean },
  layout: Layout,
  invocation: Invocation,
  terminal: Terminal,
): Promise<number> {
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
