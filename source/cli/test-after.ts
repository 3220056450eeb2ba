// The test that follows a rollback: a whole clean test run as in the runbook, or only the look at what is there.
import { exitCodes } from '../core/failure.ts'
import { readJsonFile } from '../files/json-file.ts'
import { isThere } from '../files/open-regular.ts'
import type { Invocation, Terminal } from './command.ts'
import { openProject } from './project.ts'
import { start } from './run.ts'
import { verifyOnly } from './verify.ts'

const maxBytes = 16 * 1024 * 1024

export type TestAfter = 'test' | 'verify' | 'none'

export interface Tested {
  readonly exitCode: number
  /** last_run_summary.json of the test; empty when there is none. */
  readonly summary: object
}

/** The configuration is that of the state rolled back to. */
export async function testAfter(
  kind: Exclude<TestAfter, 'none'>,
  invocation: Invocation,
  terminal: Terminal,
): Promise<Tested> {
  const { root, json } = invocation.options
  const call = { ...invocation, name: 'test', typed: 'test', operands: [], options: { root, json } }
  const exitCode =
    kind === 'verify'
      ? await verifyOnly(call, terminal)
      : await start({ ...call, options: { ...call.options, clean: true } }, terminal, { mode: 'test', inDoubt: 'stop' })
  const opened = openProject(call, terminal)
  const path = opened.ok ? opened.value.layout.runSummary : ''
  const summary = kind === 'test' && path !== '' ? summaryIn(path) : {}
  return { exitCode, summary: { passed: exitCode === exitCodes.well, ...summary } }
}

function summaryIn(path: string): object {
  const read = isThere(path) ? readJsonFile(path, { maxBytes }) : null
  const value = read?.ok ? read.value.value : null
  return typeof value === 'object' && value !== null ? value : {}
}
