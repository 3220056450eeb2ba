// What the commands that check print with --json.
import * as z from 'zod'

const text = z.string()

const checked = {
  ok: z.boolean(),
  findings: z.array(
    z.object({ level: z.enum(['ok', 'warn', 'FAIL']), check: text, what: text, remedy: text.nullable() }),
  ),
}

export const checkAnswers = {
  /** tos doctor */
  doctor: () => z.object(checked),
  /** tos routine */
  routine: () =>
    z.object({
      v: z.literal(1),
      ...checked,
      routine: text,
      at: text,
      by: text,
      root: text,
      version: text,
      commit: text.nullable(),
      byHand: z.array(text),
      remark: text.nullable(),
    }),
  /** tos logs prune */
  pruned: () =>
    z.object({
      v: z.literal(1),
      isDry: z.boolean(),
      done: z.array(
        z.object({
          loop: text,
          files: z.int(),
          bytes: z.number(),
          packedBytes: z.number().nullable(),
          deleted: z.array(text),
        }),
      ),
    }),
} as const
