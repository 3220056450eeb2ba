// Commands that run a loop or steer one.
import { raisableNames } from '../../core/settings.ts'
import type { CommandRow, OperandRow, OptionRow } from './row.ts'
import {
  jsonOption,
  loopOption,
  plainOption,
  screenOptions,
  submittedOperand,
  submittedOption,
  summaryFileOption,
  tuiOption,
} from './shared.ts'

const show = [tuiOption, plainOption, jsonOption, ...screenOptions]
const cleanOption: OptionRow = { name: 'clean', meaning: 'archive the loop and begin a new one first' }
const runOptions = [loopOption, cleanOption, summaryFileOption, ...show]

const limit: OperandRow = {
  name: 'LIMIT=VALUE',
  isNeeded: true,
  meaning: `one of ${raisableNames.join(', ')}`,
  completes: 'limit',
}
const question: OperandRow = { name: 'QUESTION', meaning: 'the number of the question; without it, the open one' }

export const runningRows = {
  run: {
    about: 'run one job, or the whole loop with --loop',
    summary: 'Run one job, or the whole loop with --loop.',
    operands: [],
    options: runOptions,
    examples: [
      { call: 'tos run', does: 'the next job, as lines' },
      { call: 'tos run --loop --tui', does: 'the whole loop, on the screen' },
      { call: 'tos run --loop --json', does: 'the whole loop, an event a line' },
    ],
  },
  cleanrun: {
    about: 'archive the loop, begin a new one, run one job',
    summary: 'Archive the loop, begin a new one, run one job.',
    operands: [],
    options: runOptions,
    examples: [{ call: 'tos cleanrun --loop', does: 'from the first job to the end' }],
  },
  test: {
    about: 'run one job and verify the files',
    summary: 'Run one job, then verify the files.',
    operands: [],
    options: [...runOptions, { name: 'verify-only', meaning: 'look at the files that are there, run nothing' }],
    examples: [{ call: 'tos test --verify-only', does: 'look without running' }],
  },
  resume: {
    about: 'go on after a crash, a stop or a pause',
    summary: 'Go on after a crash, a stop or a pause. A command that was under way is never run again by itself.',
    operands: [submittedOperand],
    options: [
      loopOption,
      {
        name: 'in-doubt',
        value: 'DECISION',
        fallback: 'stop',
        meaning: 'what to do with the command that was under way when the run before ended',
        completes: ['stop', 'skip', 'rerun'],
      },
      {
        name: 'raise',
        value: 'LIMIT=VALUE',
        isMany: true,
        meaning: 'let the loop go on beyond a limit',
        completes: 'limit',
      },
      summaryFileOption,
      ...show,
    ],
    examples: [
      { call: 'tos resume --loop', does: 'on to the end of the loop' },
      { call: 'tos resume --loop l-0001', does: 'a submitted loop, from anywhere' },
      { call: 'tos resume --in-doubt skip', does: 'leave the interrupted command out' },
      { call: 'tos resume --raise max_cost_usd=10', does: 'on beyond the limit it stopped at' },
    ],
  },
  stop: {
    about: 'ask the running loop to stop',
    summary: 'Ask the running loop to stop after the step; --now ends the command under way.',
    operands: [],
    options: [{ name: 'now', meaning: 'end the command or the call under way' }, submittedOption],
    examples: [{ call: 'tos stop --now', does: 'at once; tos resume goes on' }],
  },
  pause: {
    about: 'ask the running loop to pause',
    summary: "Ask the running loop to pause after the command under way; 'tos resume' goes on.",
    operands: [],
    options: [submittedOption],
    examples: [{ call: 'tos pause', does: 'it waits, and holds the project' }],
  },
  approve: {
    about: 'allow what the running loop asks about',
    summary: 'Allow the commands of the open question: once, or what its rules ask about for the rest of the run.',
    operands: [{ ...question, completes: 'grant' }],
    options: [
      { name: 'for-run', meaning: 'what its rules ask about, for the rest of the run' },
      { name: 'for', value: 'MINUTES', meaning: 'what its rules ask about, for so long' },
      { name: 'hosts', value: 'HOST,…', meaning: 'these hosts alone, for the run; needs no question' },
      { name: 'program', value: 'NAME', meaning: 'what the open question asks, for this program alone' },
      { name: 'revoke', meaning: 'end a grant, named by its rule, or all of them' },
      submittedOption,
      jsonOption,
    ],
    examples: [
      { call: 'tos approve', does: 'the open question, once' },
      { call: 'tos approve --loop l-0003', does: 'that of a loop a worker runs' },
      { call: 'tos approve 3 --for 30', does: 'and what its rules ask for half an hour' },
      { call: 'tos approve --hosts example.com', does: 'this host, for the run' },
      { call: 'tos approve --revoke', does: 'no grant is open any more' },
    ],
  },
  deny: {
    about: 'say no to what the running loop asks about',
    summary: 'Say no to the commands of the open question; the model sees the reason and the loop goes on.',
    operands: [question],
    options: [
      { name: 'reason', value: 'TEXT', meaning: 'why, for the model and the journal' },
      submittedOption,
      jsonOption,
    ],
    examples: [{ call: "tos deny --reason 'not on this host'", does: 'the next draft knows why' }],
  },
  note: {
    about: 'say a sentence to the next draft',
    summary: 'Say a sentence to the model that drafts the next step: once, or with --keep until it is taken back.',
    operands: [{ name: 'TEXT', isMany: true, meaning: 'what the next draft is to know' }],
    options: [
      { name: 'keep', meaning: 'every draft sees it, until it is taken back' },
      { name: 'clear', meaning: 'take back all notes' },
      submittedOption,
    ],
    examples: [
      { call: "tos note 'use the staging host'", does: 'the next draft sees it' },
      { call: 'tos note --clear', does: 'no draft sees a note any more' },
    ],
  },
  raise: {
    about: 'raise a limit of the running loop',
    summary: 'Raise a limit of the running loop for its rest.',
    operands: [limit],
    options: [submittedOption],
    examples: [{ call: 'tos raise max_cost_usd=10', does: 'the loop may spend ten dollars in all' }],
  },
} satisfies Record<string, CommandRow>
