// logs prune: packs what archived loops left when they are past their time. The open loop is never touched, nor any journal.
import { lstatSync, unlinkSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { exitCodes, Failed } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import { loopsOf } from '../files/loops.ts'
import { packable, packedOf, packLoop, type Packable } from '../files/pack-loop.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command } from './command.ts'

const dayMs = 86_400_000
const unitDays: Readonly<Record<string, number>> = { d: 1, w: 7 }

/** `30d`, `4w`: days; null for anything else, and for nothing. */
function daysOf(given: string): number | null {
  const [, number = '', unit = ''] = /^(\d{1,5})([dw])$/.exec(given) ?? []
  const days = Number(number) * (unitDays[unit] ?? 0)
  return days > 0 ? days : null
}

interface Due {
  readonly loop: string
  readonly folder: string
  /** To be packed now. */
  readonly files: readonly Packable[]
  /** Packed long enough ago, to be deleted. */
  readonly packed: readonly Packable[]
}

/** A line of what was done, or would be. */
interface Done {
  readonly loop: string
  readonly files: number
  readonly bytes: number
  /** Null in a dry run. */
  readonly packedBytes: number | null
  readonly deleted: readonly string[]
}

export const logs: Command = {
  async run(invocation, terminal) {
    const keep = daysOf(text(invocation, 'keep') ?? '30d')
    const given = text(invocation, 'keep-packed')
    const keepPacked = given === null ? Infinity : daysOf(given)
    if (keep === null || keepPacked === null)
      return report(usageFailure('an age is a number of days or weeks', "write it like '30d' or '13w'"), terminal)
    const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
    const loaded = found.ok ? loadSettings(found.value) : found
    if (!loaded.ok) return report(loaded.failure, terminal)
    const isDry = flag(invocation, 'dry-run')
    const done: Done[] = []
    const failed: Failed[] = []
    for (const { journal, isCurrent, lastAt } of loopsOf(loaded.value.layout)) {
      const days = (Date.now() - Date.parse(lastAt)) / dayMs
      // A journal whose last line tells no time is young.
      if (isCurrent || !(days >= keep)) continue
      const folder = dirname(journal)
      const packed = days >= keepPacked ? packedOf(folder) : []
      const due = { loop: basename(folder), folder, files: days >= keepPacked ? [] : packable(folder), packed }
      try {
        if (due.files.length + due.packed.length > 0) done.push(await prune(due, isDry))
      } catch (error) {
        if (!(error instanceof Failed)) throw error
        failed.push(error)
      }
    }
    terminal.out(flag(invocation, 'json') ? `${JSON.stringify({ v: 1, isDry, done }, null, 2)}\n` : textOf(done, isDry))
    for (const { failure } of failed) report(failure, terminal)
    return failed.length > 0 ? exitCodes.failed : exitCodes.well
  },
}

async function prune({ loop, folder, files, packed }: Due, isDry: boolean): Promise<Done> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const deleted = packed.map(({ path }) => path)
  if (isDry) return { loop, files: files.length, bytes, packedBytes: null, deleted }
  for (const path of deleted) if (lstatSync(path).isFile()) unlinkSync(path)
  if (files.length === 0) return { loop, files: 0, bytes: 0, packedBytes: 0, deleted }
  const made = await packLoop(folder, files)
  return { loop, files: made.files, bytes: made.bytes, packedBytes: made.packedBytes, deleted }
}

const sizeOf = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

function textOf(done: readonly Done[], isDry: boolean): string {
  if (done.length === 0) return 'nothing is old enough\n'
  const lines = done.flatMap(({ loop, files, bytes, packedBytes, deleted }) => [
    ...(files === 0
      ? []
      : [
          packedBytes === null
            ? `would pack  ${loop}  ${counted(files, 'file')}, ${sizeOf(bytes)}\n`
            : `packed  ${loop}  ${counted(files, 'file')}, ${sizeOf(bytes)} -> ${sizeOf(packedBytes)}\n`,
        ]),
    ...deleted.map((path) => `${isDry ? 'would delete' : 'deleted'}  ${loop}  ${basename(path)}\n`),
  ])
  return `${lines.join('')}journals stay: runs, reports and rollbacks are read from them\n`
}
