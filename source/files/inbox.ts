// Requests to a runner from any terminal: a file each, dropped whole into a folder, taken by the runner.
import { readdirSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { raisableNames, maxApprovalMinutes } from '../core/settings.ts'
import { noteLength } from '../core/notes.ts'
import type { Request } from '../core/request.ts'
import { readRegular } from './open-regular.ts'
import { watchFolder } from './watch-folder.ts'
import { writeAtomic } from './write-atomic.ts'

const by = z.string().min(1).max(200)
const question = z.int().min(1).nullable()
const rules = z.array(z.string().min(1).max(300)).max(100)
const minutes = z.number().positive().max(maxApprovalMinutes).nullable()
/** Also of requests that come from elsewhere. */
export const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pause'), by }),
  z.strictObject({ kind: z.literal('resume'), by, inDoubt: z.enum(['skip', 'rerun']).optional() }),
  z.strictObject({ kind: z.literal('checkpoint'), by, name: z.string().min(1).max(2000) }),
  z.strictObject({ kind: z.literal('raise'), by, limit: z.enum(raisableNames), value: z.number().min(0) }),
  z.strictObject({
    kind: z.literal('approve'),
    by,
    question,
    scope: z.enum(['once', 'run']),
    minutes,
  }),
  z.strictObject({ kind: z.literal('deny'), by, question, reason: z.string().max(2000) }),
  z.strictObject({
    kind: z.literal('grant'),
    by,
    rules: rules.min(1),
    program: z.string().min(1).max(200).nullable(),
    minutes,
  }),
  z.strictObject({ kind: z.literal('revoke'), by, rules }),
  z.strictObject({ kind: z.literal('note'), by, text: z.string().min(1).max(noteLength), isKept: z.boolean() }),
  z.strictObject({ kind: z.literal('clearNotes'), by }),
  z.strictObject({ kind: z.literal('stop'), by, when: z.enum(['step', 'now']) }),
])

const pollMs = 1000
const maxBytes = 100_000

/** The path of the request; it is gone when a runner took it. */
export function sendRequest(inbox: string, request: Request): string {
  // Names sort by time, so that requests are taken in the order they were made, even within a millisecond.
  const time = `${String(Date.now()).padStart(15, '0')}-${String(process.hrtime.bigint()).padStart(20, '0')}`
  const name = `${time}-${randomBytes(4).toString('hex')}.json`
  writeAtomic(join(inbox, name), JSON.stringify(request))
  return join(inbox, name)
}

/** Takes what lies there now, oldest first. What is no request is dropped: anybody may write into the folder. */
export function takeRequests(inbox: string): Request[] {
  const requests: Request[] = []
  for (const name of listed(inbox)) {
    const path = join(inbox, name)
    try {
      const parsed = requestSchema.safeParse(JSON.parse(readRegular(path, maxBytes).toString('utf8')))
      if (parsed.success) requests.push(parsed.data)
    } catch {
      // No file, not JSON, or already gone: nothing to take.
    }
    try {
      rmSync(path, { force: true, recursive: true })
    } catch {
      // Whoever put it there keeps it; it is looked at again the next time.
    }
  }
  return requests
}

function listed(inbox: string): string[] {
  try {
    return readdirSync(inbox)
      .filter((name) => name.endsWith('.json'))
      .sort()
  } catch {
    return []
  }
}

/** Calls `wake` when something may lie in the inbox. The clock also keeps a paused run alive: nothing else does. */
export const watchInbox = (inbox: string, wake: () => void): (() => void) => watchFolder(inbox, wake, pollMs)
