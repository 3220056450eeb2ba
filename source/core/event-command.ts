// Facts about commands: judged, asked about, saved before, started, finished.
import * as z from 'zod'
import { snapshotFields } from './event-checkpoint.ts'
import { commandPlace, stepPlace } from './event-place.ts'
import { sandboxSchema } from './sandbox.ts'

const text = z.string()
const count = z.int().min(0)

/** A command as the models write it; `type` names the interpreter. */
export const command = z.looseObject({ type: text, code: text })

/** `text` is decoded with replacement characters; `cut` says how many bytes in the middle are left out of it. */
const stream = z.object({ text, bytes: count, cut: count })
export type Stream = { text: string; bytes: number; cut: number }

/** `rule`, `place` (file:line) and `part` (what of the command it hit) are empty for the default verdict. */
const judgement = {
  verdict: z.enum(['allow', 'ask', 'deny']),
  reason: text,
  matched: text.nullable(),
  rule: text,
  place: text,
  part: text,
  /** It may use the network. */
  usesNetwork: z.boolean().optional(),
  /** git writes in it, as its text says: in the sandbox it gets a repository it can write. */
  writesGit: z.boolean().optional(),
  /** All rules that ask, when the verdict is ask; without it `rule` alone. */
  rules: z.array(text).optional(),
  /** Names of the programs that are asked about, when the verdict is ask. */
  programs: z.array(text).optional(),
  /** Let through because of the sandbox and the snapshots: what would have been asked. It runs so contained, or not. */
  contained: z.array(text).optional(),
}
const ending = {
  exitCode: z.int().nullable(),
  signal: text.nullable(),
  durationMs: count,
  stdout: stream,
  stderr: stream,
  /** Whole output, when it was too long for this line or not valid UTF-8. */
  spill: z.object({ path: text, bytes: count, sha256: text }).nullable(),
  error: text.nullable(),
}

export const commandEvents = {
  'command.judged': () => z.object({ ...commandPlace, ...judgement }),
  /** The first snapshot of a project copies git's history into the store, which may take minutes; the step waits for it. */
  'snapshot.delayed': () => z.object(stepPlace),
  /** The working tree was saved before the step runs. */
  'snapshot.made': () => z.object({ ...stepPlace, id: text, ...snapshotFields }),
  'snapshot.skipped': () =>
    /** `cause`: why, for programs. */
    z.object({ ...stepPlace, reason: text, cause: z.enum(['off', 'no repository']).optional() }),
  'snapshot.failed': () => z.object({ ...stepPlace, reason: text }),
  /** On disk before the process exists. `marker` stands in the environment of all its processes. */
  'command.started': () => z.object({ ...commandPlace, interpreter: text, code: text, timeoutMs: count, marker: text }),
  /** `startedAt` is the kernel's start tick of the process: with it a pid is never taken for another's. */
  'command.spawned': () => z.object({ ...commandPlace, pid: z.int().min(1), startTick: text.nullable() }),
  /** It wanted a host that it may not reach. */
  'network.denied': () =>
    z.object({
      ...commandPlace,
      host: text,
      port: z.int(),
      reason: z.enum(['not listed', 'private address', 'not found', 'another name inside', 'neither TLS nor HTTP']),
      count: z.int().min(1),
    }),
  'command.finished': () =>
    z.object({
      ...commandPlace,
      outcome: z.enum(['exited', 'timed out', 'stopped', 'not started', 'left out']),
      ...ending,
    }),
  /** A command that had started when the runner died: what the operator decided. */
  'command.settled': () => z.object({ ...commandPlace, decision: z.enum(['skip', 'rerun']), by: text }),

  /** One command of a person (`tos exec`), outside every job; `marker` ties the three events together. */
  'exec.judged': () => z.object({ marker: text, interpreter: text, code: text, by: text, ...judgement }),
  /** On disk before the process exists. `isAnswered`: a person allowed what the policy asked about. */
  'exec.started': () => z.object({ marker: text, timeoutMs: count, isAnswered: z.boolean(), sandbox: sandboxSchema }),
  'exec.finished': () =>
    z.object({
      marker: text,
      outcome: z.enum(['exited', 'timed out', 'stopped', 'not started']),
      ...ending,
    }),
} as const
