// Commands of an operator's upkeep: routines and logs.
import type { CommandRow } from './row.ts'
import { dryRunOption, jsonOption } from './shared.ts'

export const upkeepRows = {
  routine: {
    about: "the runbook's daily, weekly and monthly checks",
    summary:
      "The runbook's daily, weekly or monthly checks, as a dated and signed protocol. It looks and changes nothing.",
    operands: [
      {
        name: 'ROUTINE',
        isNeeded: true,
        meaning: 'daily, weekly or monthly',
        completes: ['daily', 'weekly', 'monthly'],
      },
    ],
    options: [{ name: 'remark', value: 'TEXT', meaning: 'a sentence for the protocol' }, jsonOption],
    examples: [
      { call: 'tos routine daily', does: 'before the first run of a day' },
      { call: "tos routine weekly --remark 'all well' > week.txt", does: 'a protocol to keep' },
    ],
  },
  logs: {
    about: 'pack the logs of old loops',
    summary:
      'Pack what archived loops left when it is old enough: step logs and outputs as one files.tar.gz for each, read back before anything is removed. The open loop and all journals stay.',
    operands: null,
    verbs: [{ name: 'prune', meaning: 'pack what is older', operands: [] }],
    options: [
      { name: 'keep', value: 'AGE', fallback: '30d', meaning: 'younger loops stay as they are; days or weeks' },
      {
        name: 'keep-packed',
        value: 'AGE',
        fallback: 'for ever',
        meaning: 'what was packed is deleted when its loop is older',
      },
      dryRunOption,
      jsonOption,
    ],
    examples: [
      { call: 'tos logs prune --keep 30d --dry-run', does: 'what would be packed' },
      { call: 'tos logs prune --keep 30d --keep-packed 90d', does: "the runbook's 30 and 90 days" },
    ],
  },
} satisfies Record<string, CommandRow>
