// The loops a project remembers: the current one and those in the archive.
import { closeSync, lstatSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { namesIn } from './archive.ts'
import { openToRead } from './open-regular.ts'
import { readTail } from './file-tail.ts'
import type { Layout } from './layout.ts'

export interface LoopEntry {
  readonly id: string
  readonly journal: string
  readonly isCurrent: boolean
  /** UTC, as the journal has it; empty when it cannot be read. */
  readonly startedAt: string
  readonly lastAt: string
  /** How its last run ended; null when it has not. */
  readonly end: { readonly reason: string; readonly exitCode: number } | null
}

/** The archived loops' journals, oldest first, then the current one. */
export function journalsOf(layout: Layout): string[] {
  const archived = namesIn(layout.archive).sort()
  const all = [...archived.map((name) => join(layout.archive, name, 'journal.ndjson')), layout.journal]
  return all.filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true)
}

/** Newest first. Looks only at both ends of each journal. */
export function loopsOf(layout: Layout): LoopEntry[] {
  return journalsOf(layout)
    .map((journal) => {
      const isCurrent = journal === layout.journal
      const start = field(beginning(journal), 'loop')
      const { lastAt, end } = ending(journal)
      return {
        id: isCurrent ? (start ?? '') : basename(dirname(journal)),
        journal,
        isCurrent,
        startedAt: field(beginning(journal), 'ts') ?? '',
        lastAt,
        end,
      }
    })
    .toReversed()
}

const beginningBytes = 1024
const endingBytes = 64 * 1024

function beginning(path: string): string {
  const descriptor = openToRead(path)
  try {
    const data = Buffer.alloc(beginningBytes)
    return data.toString('utf8', 0, readSync(descriptor, data, 0, beginningBytes, 0))
  } finally {
    closeSync(descriptor)
  }
}

const field = (line: string, name: string): string | null => new RegExp(`"${name}":"([^"]*)"`).exec(line)?.[1] ?? null

function ending(path: string): Pick<LoopEntry, 'lastAt' | 'end'> {
  const lines = readTail(path, endingBytes).split('\n').filter(Boolean)
  const ended = lines.findLast((line) => line.includes('"type":"run.ended"') || line.includes('"type":"run.started"'))
  return { lastAt: field(lines.at(-1) ?? '', 'ts') ?? '', end: endOf(ended ?? '') }
}

function endOf(line: string): LoopEntry['end'] {
  try {
    const { type, endReason, exitCode } = JSON.parse(line) as Record<string, unknown>
    return type === 'run.ended' ? { reason: String(endReason), exitCode: Number(exitCode) } : null
  } catch {
    return null
  }
}
