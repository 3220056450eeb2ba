// What 'tos fleet' prints with --json.
import * as z from 'zod'

const text = z.string()
const count = z.int().min(0)
const number = z.int().nullable()

/** A loop that was submitted. */
export const submitted = () =>
  z.object({
    v: z.literal(1),
    name: text,
    root: text,
    project: text,
    team: text,
    origin: z.object({ remote: text, commit: text, prefix: text }).nullable(),
    priority: z.int(),
    notBefore: text.nullable(),
    by: text,
    submittedAt: text,
    state: z.enum(['queued', 'running', 'lost', 'asks', 'ended', 'poisoned']),
    attempt: count,
    fruitless: count,
    worker: z.object({ host: text, pid: z.int(), startTick: text.nullable(), bootId: text.nullable() }).nullable(),
    exitCode: number,
    at: text,
    standing: z
      .object({
        job: number,
        maxJobs: z.int(),
        step: number,
        question: number,
        asks: text.nullable(),
        costUsd: z.number(),
      })
      .nullable(),
  })

/** Machines with a worker. */
export const hosts = () =>
  z.array(
    z.object({ name: text, version: text, slots: count, running: count, silentSec: z.number(), aheadSec: z.number() }),
  )

/** Who may do what. */
export const people = () => z.array(z.object({ name: text, roles: z.array(text), teams: z.array(text) }))

export const limits = () =>
  z.array(
    z.object({
      team: text,
      project: text,
      maxRunning: count.nullable(),
      usdPerDay: z.number().nullable(),
      requestsPerMin: count.nullable(),
      spentToday: z.number(),
    }),
  )

export const schedules = () =>
  z.array(
    z.object({
      name: text,
      project: text,
      team: text,
      cron: text,
      zone: text,
      by: text,
      next: text,
      last: text.nullable(),
      lastLoop: text.nullable(),
      missed: count,
    }),
  )

/** Attempts that left a folder on this host. */
export const attempts = () => z.array(z.object({ name: text, attempt: count, at: text, folder: text }))

/** What was copied out of the last of them. */
export const salvaged = () =>
  z.object({
    path: text,
    attempt: count,
    lines: count.nullable(),
    ahead: count.nullable(),
    leftOut: z.array(z.object({ path: text, why: text })),
  })
