// The report for the screen: written by 'tos report' into logs/reports/, where no command can change it.
import { basename, dirname, join } from 'node:path'
import { fail, succeed, type Result } from '../core/failure.ts'
import type { Layout } from '../files/layout.ts'
import { makeFolder } from '../files/open-regular.ts'
import { stamp } from '../orchestrator/session.ts'
import { failureOf, runSelf, type SelfCall } from './run-self.ts'

/** The path of the file. */
export async function reportBySelf(call: SelfCall, layout: Layout, journal: string): Promise<Result<string>> {
  const folder = join(layout.logs, 'reports')
  makeFolder(folder)
  const path = join(folder, `report-${stamp(new Date())}.html`)
  const loop = journal === layout.journal ? [] : [`--loop=${basename(dirname(journal))}`]
  const ended = await runSelf(call, ['report', '--html', `--output=${path}`, ...loop])
  if (!ended.ok) return ended
  return ended.value.code === 0 ? succeed(path) : fail(failureOf(ended.value, call.root))
}
