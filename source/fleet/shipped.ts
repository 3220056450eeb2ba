// What a worker reads in the lines that go through it: where the loop stands, its question, and what is in doubt after a death.
import * as z from 'zod'
import type { Standing } from './standing.ts'

const line = z.looseObject({
  seq: z.int(),
  type: z.string(),
  job: z.int().nullish(),
  step: z.int().nullish(),
  index: z.int().nullish(),
  question: z.int().nullish(),
  commands: z.array(z.int()).nullish().catch(null),
  value: z.record(z.string(), z.unknown()).nullish(),
  code: z.string().nullish(),
  usesNetwork: z.boolean().nullish(),
  sandbox: z.looseObject({ kind: z.string(), network: z.string() }).nullish(),
  settings: z
    .looseObject({
      tos: z.looseObject({ exec: z.looseObject({ writable: z.array(z.unknown()).default([]) }).nullish() }),
    })
    .nullish(),
  /** Of one call. */
  costUsd: z.number().nullish(),
})
export type ShippedLine = z.infer<typeof line>

/** Lines that are none of a journal are passed over: who keeps them refuses them. */
export const readLines = (lines: Buffer): ShippedLine[] =>
  lines
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((text) => {
      const parsed = line.safeParse(JSON.parse(text))
      return parsed.success ? [parsed.data] : []
    })

/** Where a loop stands, and the commands its step has by now. */
export interface Followed {
  readonly standing: Standing
  readonly codes: readonly string[]
}

export const nowhere: Followed = {
  standing: { job: null, maxJobs: 1, step: null, question: null, asks: null, costUsd: 0 },
  codes: [],
}

/** Behind these lines. */
export function followed(before: Followed, lines: readonly ShippedLine[]): Followed {
  const standing: { -readonly [K in keyof Standing]: Standing[K] } = { ...before.standing }
  let { codes } = before
  for (const { type, job, step, question, commands, value, costUsd } of lines) {
    if (typeof job === 'number') standing.job = job
    if (typeof step === 'number') standing.step = step
    if (type === 'reply.accepted') codes = codesIn(value) ?? codes
    if (type === 'approval.asked')
      Object.assign(standing, { question: question ?? null, asks: codes[commands?.[0] ?? 0] ?? null })
    if (type === 'approval.answered' || type === 'approval.expired')
      Object.assign(standing, { question: null, asks: null })
    standing.costUsd += costUsd ?? 0
  }
  return { standing, codes }
}

const coded = z.array(z.looseObject({ code: z.string() }))

/** What a reply wants to run; null when it says nothing about that. */
function codesIn(value: ShippedLine['value']): string[] | null {
  const list = coded.safeParse(value?.['final_commands'] ?? value?.['improved_commands'] ?? value?.['commands'])
  return list.success ? list.data.map(({ code }) => code) : null
}

export interface Doubt {
  readonly code: string
  /** What it did lies in the project, which is as it was before it: it may run again by itself. */
  readonly isLocal: boolean
}

/** The command that had started when the journal ended; null when none had. */
export function doubtIn(lines: readonly ShippedLine[]): Doubt | null {
  let run: ShippedLine | null = null
  let open: ShippedLine | null = null
  const judged = new Map<string, ShippedLine>()
  const place = ({ job, step, index }: ShippedLine) => `${job}/${step}/${index}`
  for (const each of lines) {
    if (each.type === 'run.started') run = each
    if (each.type === 'command.judged') judged.set(place(each), each)
    if (each.type === 'command.started') open = each
    if (open && (each.type === 'command.finished' || each.type === 'command.settled') && place(each) === place(open))
      open = null
  }
  if (!open) return null
  const { sandbox, settings } = run ?? {}
  const isWalled = sandbox?.kind === 'bubblewrap' && (settings?.tos.exec?.writable.length ?? 0) === 0
  const reach = sandbox?.network
  const usesNetwork = reach !== 'off' && (reach !== 'judged' || judged.get(place(open))?.usesNetwork === true)
  return { code: open.code ?? '', isLocal: isWalled && !usesNetwork }
}

/** Did the loop begin with walls around its commands? Then it never goes on without. */
export const beganWalled = (lines: readonly ShippedLine[]): boolean =>
  lines.some(({ type, sandbox }) => type === 'run.started' && sandbox?.kind === 'bubblewrap')
