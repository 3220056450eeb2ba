// Commands for loops that wait for a worker.
import type { CommandRow } from './row.ts'
import { jsonOption } from './shared.ts'

export const fleetRows = {
  submit: {
    about: 'queue the loop of this project for a worker',
    summary: "Queue the project's loop; prints its name. A worker of this machine runs it.",
    operands: [],
    options: [
      { name: 'priority', value: 'N', fallback: '0', meaning: 'higher ones are taken first' },
      { name: 'at', value: 'TIME', meaning: 'not before, like 2026-12-01T02:00; without it, at once' },
    ],
    examples: [{ call: 'tos submit --at 2026-12-01T02:00', does: 'in the night' }],
  },
  worker: {
    about: 'run the loops of the queue on this machine',
    summary:
      'Run the loops of the queue, each in a runner of its own. The first Ctrl-C takes no more, the second stops the running ones.',
    operands: [],
    options: [
      { name: 'slots', value: 'N', fallback: '1', meaning: 'loops at a time' },
      { name: 'drain', meaning: 'end when nothing is left to take' },
    ],
    examples: [{ call: 'tos worker --slots 2 --drain', does: 'two at a time, until the queue is empty' }],
  },
  fleet: {
    about: 'the submitted loops, and what became of them',
    summary: 'The loops that were submitted, in their order: waiting, running, lost, ended.',
    operands: [],
    verbs: [{ name: 'list', meaning: 'the list; the same as no word at all', operands: [] }],
    options: [jsonOption],
    examples: [{ call: 'tos fleet list --json', does: 'as data' }],
  },
} satisfies Record<string, CommandRow>
