// Journal lines as rows: each with the number it has in itself.
import * as z from 'zod'

const numbered = z.object({ seq: z.int().min(1) })

export interface NumberedLine {
  readonly seq: number
  /** Without its line end. */
  readonly line: string
}

/** @throws when a line is none of a journal: the runner that wrote it is not ours */
export const linesOf = (lines: Buffer): NumberedLine[] =>
  lines
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ seq: numbered.parse(JSON.parse(line)).seq, line }))
