// Small tools for benchmarks: medians, temporary folders, rows.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from '../test/helpers/repository.ts'

export const program = join(repository, 'bin', 'tos-tui.js')

export interface Row {
  readonly what: string
  readonly value: string
  /** What it was measured against, in the same run. */
  readonly against: string
  readonly ratio: string
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`
export const times = (value: number, against: number): string => `${(value / against).toFixed(2)}x`

export function inTemporaryFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tos-bench-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function inTemporaryFolderAsync<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tos-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of a whole process, the median of `runs` after a warm-up, two commands in turn. */
export function compareProcesses(first: readonly string[], second: readonly string[], runs: number): [number, number] {
  const timed = (args: readonly string[]): number => {
    const began = performance.now()
    spawnSync(process.execPath, args, { stdio: 'ignore' })
    return performance.now() - began
  }
  timed(first)
  timed(second)
  const a: number[] = []
  const b: number[] = []
  for (let i = 0; i < runs; i++) {
    a.push(timed(first))
    b.push(timed(second))
  }
  return [median(a), median(b)]
}
