// Commands for loops that wait for a worker.
import type { CommandRow, OperandRow } from './row.ts'
import { jsonOption, plainOption, screenOptions } from './shared.ts'

const loopName: OperandRow = { name: 'NAME', isNeeded: true, meaning: 'its name', completes: 'submitted' }

export const fleetRows = {
  submit: {
    about: 'queue the loop of this project for a worker',
    summary: "Queue the project's loop; prints its name. A worker of this machine runs it.",
    operands: [],
    options: [
      { name: 'priority', value: 'N', fallback: '0', meaning: 'higher ones are taken first' },
      { name: 'team', value: 'TEAM', fallback: "'fleet.team' of the settings", meaning: 'whose limits count for it' },
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
    summary: 'Without a word, on a terminal: the screen of all loops; elsewhere their list. What asks stands first.',
    operands: [],
    verbs: [
      { name: 'list', meaning: 'the list, what asks first', operands: [] },
      { name: 'questions', meaning: 'those that wait for a person', operands: [] },
      { name: 'show', meaning: 'all that is known of one', operands: [loopName] },
      {
        name: 'get',
        meaning: 'what one left, from the database: its tree and its journal',
        operands: [
          loopName,
          { name: 'DIR', meaning: 'a new folder; without it, one called like the loop', completes: 'folder' },
        ],
      },
      { name: 'hosts', meaning: 'the machines with a worker, and when each was heard', operands: [] },
      {
        name: 'limits',
        meaning: 'how many loops a team runs at a time; with a team and a number, sets it',
        operands: [
          { name: 'TEAM', meaning: 'whose' },
          { name: 'N', meaning: 'at a time, or none' },
        ],
      },
      { name: 'init', meaning: 'make the tables in the database, or bring them up to this version', operands: [] },
    ],
    options: [plainOption, jsonOption, ...screenOptions],
    examples: [
      { call: 'tos fleet', does: 'the screen: what asks, runs, waits, has ended' },
      { call: 'tos fleet --plain', does: 'a line for each change, until Ctrl-C' },
      { call: 'tos fleet list --json', does: 'as data' },
      { call: 'tos fleet get l-0001 result', does: 'its tree into the folder result' },
    ],
  },
} satisfies Record<string, CommandRow>
