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
      { name: 'every', value: 'CRON', meaning: 'again and again, as it is now; five fields as in a crontab' },
      { name: 'zone', value: 'ZONE', fallback: "this machine's", meaning: 'time zone of --every, like Europe/Berlin' },
    ],
    examples: [
      { call: 'tos submit --at 2026-12-01T02:00', does: 'in the night' },
      { call: "tos submit --every '0 2 * * 1-5' --zone Europe/Berlin", does: 'in the night of each working day' },
    ],
  },
  worker: {
    about: 'run the loops of the queue on this machine',
    summary:
      'Run the loops of the queue, each in a runner of its own. The first Ctrl-C takes no more, the second stops the running ones.',
    operands: [],
    options: [
      { name: 'slots', value: 'N', fallback: '1', meaning: 'loops at a time' },
      { name: 'drain', meaning: 'end when nothing is left that this host can take' },
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
        meaning: 'what a team or project may run and spend; with a name and limits, sets those',
        operands: [
          { name: 'TEAM', meaning: 'whose; or project:NAME' },
          {
            name: 'LIMIT',
            meaning: 'running=N, usd_per_day=N or requests_per_min=N, each a number or none',
            isMany: true,
          },
        ],
      },
      {
        name: 'role',
        meaning: 'who may do what in the database; with a name and roles, gives exactly those',
        operands: [
          { name: 'PERSON', meaning: 'a role of the database that may log in' },
          {
            name: 'ROLE',
            meaning: 'watch, submit, answer or worker, or none; team=NAME binds to a team, team=all to none',
            isMany: true,
          },
        ],
      },
      {
        name: 'schedule',
        meaning: 'what is submitted again and again, and when next; with a name and none, takes it away',
        operands: [
          { name: 'NAME', meaning: 'of the schedule' },
          { name: 'none', meaning: 'takes it away' },
        ],
      },
      {
        name: 'salvage',
        meaning: 'what attempts left on this host that did not end well; with a name, copies the last one out',
        operands: [
          { name: 'NAME', meaning: 'its name', completes: 'submitted' },
          { name: 'DIR', meaning: 'a new folder; without it, NAME-salvaged', completes: 'folder' },
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
      {
        call: 'tos fleet role alice submit answer team=web',
        does: 'gives alice these roles, for the loops of one team',
      },
    ],
  },
} satisfies Record<string, CommandRow>
