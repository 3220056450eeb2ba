// Commands about what was: checkpoints, rollback, runs.
import type { CommandRow, OperandRow, VerbRow } from './row.ts'
import {
  dryRunOption,
  jsonOption,
  langOption,
  plainOption,
  screenOptions,
  summaryFileOption,
  tuiOption,
  submittedOption,
  yesOption,
} from './shared.ts'

const id: OperandRow = {
  name: 'ID',
  isNeeded: true,
  meaning: 's-NNN, u-NNN, or the name of a checkpoint',
  completes: 'saved',
}

/** Who comes from another tool writes it; it is what the bare command does. */
const listVerb: VerbRow = { name: 'list', meaning: 'the list; the same as no word at all', operands: [] }

export const historyRows = {
  checkpoint: {
    about: 'commit everything as a checkpoint',
    summary:
      'Commit everything as a checkpoint that a rollback can go back to. A running loop makes it before its next step.',
    operands: [{ name: 'NAME', isNeeded: true, meaning: 'what it is called' }],
    options: [
      {
        name: 'include',
        value: 'FILE',
        isMany: true,
        meaning: 'commit this file although it is named like a secret or a key stands in it',
        completes: 'file',
      },
      summaryFileOption,
      jsonOption,
    ],
    examples: [{ call: 'tos checkpoint before_big_change', does: 'a commit, and its name in the history' }],
  },
  diff: {
    about: 'what a job or a step changed',
    summary: 'Show what a job or a step changed: the files, between the snapshots around it.',
    operands: [{ name: 'JOB[.STEP]', meaning: 'a job, or a step of it; without it, the last job', completes: 'job' }],
    options: [
      { name: 'stat', meaning: 'with the lines that came and went, counted' },
      { name: 'patch', meaning: 'with the lines themselves' },
      jsonOption,
    ],
    examples: [
      { call: 'tos diff', does: 'the files the last job changed' },
      { call: 'tos diff 7', does: 'the files job 7 changed' },
      { call: 'tos diff 7.2 --patch', does: 'what its second step changed, line by line' },
    ],
  },
  rollback: {
    about: 'put everything back to a checkpoint or snapshot',
    summary: 'Put everything back to a checkpoint, or the files of a snapshot back. It can be undone.',
    operands: [
      {
        name: 'TARGET',
        meaning: 'a checkpoint, a commit, s-NNN or u-NNN; without it, the last checkpoint',
        completes: 'saved',
      },
      {
        name: 'FILE',
        isMany: true,
        meaning: 'these files and folders alone; :/FILE counts from the top of the repository',
        completes: 'file',
      },
    ],
    options: [
      dryRunOption,
      { name: 'save', meaning: 'go back although files were changed outside the loop; they are saved first' },
      yesOption,
      { name: 'no-test', meaning: 'no test run afterwards' },
      { name: 'verify-only', meaning: 'look at the files afterwards instead of a test run' },
      summaryFileOption,
      jsonOption,
    ],
    examples: [
      { call: 'tos rollback s-012 --dry-run', does: 'what would change' },
      { call: 'tos rollback before_big_change --no-test', does: 'back, without a test run' },
      {
        call: 'tos rollback s-012 -- src/main.ts',
        does: 'one file as it was, previewed; undo brings back what it was',
      },
    ],
  },
  undo: {
    about: 'take back the last rollback, undo or step',
    summary:
      'Put back the state before the last rollback, undo or step that changed something: files, HEAD, index and branches.',
    operands: [],
    options: [dryRunOption, yesOption, jsonOption],
    examples: [{ call: 'tos undo --dry-run', does: 'what would change' }],
  },
  checkpoints: {
    about: 'the history: list, show, diff, pin, export',
    summary: 'The history of checkpoints and snapshots, newest first.',
    operands: [],
    verbs: [
      listVerb,
      { name: 'show', meaning: 'what one is, and what changed since the one before', operands: [id] },
      {
        name: 'diff',
        meaning: 'what differs between two; with one, from the files as they are',
        operands: [id, { name: 'ID', meaning: 'the other one', completes: 'saved' }],
      },
      { name: 'pin', meaning: 'keep one for ever', operands: [id] },
      { name: 'unpin', meaning: 'let it go with the others', operands: [id] },
      {
        name: 'export',
        meaning: 'write out all it holds',
        operands: [id, { name: 'PATH', isNeeded: true, meaning: 'a new folder, or FILE.tar', completes: 'file' }],
      },
    ],
    options: [{ name: 'patch', meaning: 'with diff: the lines that differ' }, jsonOption],
    examples: [
      { call: 'tos checkpoints', does: 'the list' },
      { call: 'tos checkpoints diff s-012 --patch', does: 'what changed since' },
      { call: 'tos checkpoints export s-012 before.tar', does: 'as files, without git' },
    ],
  },
  runs: {
    about: 'the runs of this loop and of archived ones',
    summary: 'The runs of this loop and of archived ones; show: the prompts and replies of one.',
    operands: [],
    verbs: [
      listVerb,
      {
        name: 'show',
        meaning: 'each call of a model: prompt, reply, tokens, money, time',
        operands: [{ name: 'RUN', meaning: 'its number; without it, all of the loop', completes: 'run' }],
      },
    ],
    options: [
      { name: 'loop', value: 'LOOP', meaning: 'with show: an archived loop', completes: 'loop' },
      { name: 'job', value: 'N', meaning: 'with show: this job alone', completes: 'job' },
      { name: 'step', value: 'N', meaning: 'with show: this step alone' },
      {
        name: 'role',
        value: 'ROLE',
        meaning: 'with show: this role alone',
        completes: ['draft', 'review', 'final'],
      },
      jsonOption,
    ],
    examples: [{ call: 'tos runs show --job 3 --role review', does: 'what the reviewer saw and said' }],
  },
  report: {
    about: 'what happened, to be handed on: Markdown, HTML, JSON',
    summary: 'Write what happened as one document, with every item of a failure report; secrets are masked.',
    operands: [{ name: 'WHAT', meaning: 'job-7, run-2 or a loop; without it, all of this loop', completes: 'loop' }],
    options: [
      { name: 'html', meaning: 'one file for a browser, with charts, without scripts' },
      { name: 'md', meaning: 'Markdown, for a ticket; the same as without a form' },
      jsonOption,
      {
        name: 'output',
        short: 'o',
        value: 'FILE',
        meaning: 'write it there; its ending tells the form',
        completes: 'file',
      },
      {
        name: 'archive',
        value: 'FILE.tar.gz',
        meaning: 'with journal, step logs, settings and snapshots, all masked',
        completes: 'file',
      },
      { name: 'loop', value: 'LOOP', meaning: 'a job or a run of an archived loop', completes: 'loop' },
      { ...langOption, meaning: 'language of the report' },
    ],
    examples: [
      { call: 'tos report -o night.html', does: 'the whole loop, for a browser' },
      { call: 'tos report job-7', does: 'one job, as Markdown' },
      { call: 'tos report --archive failure.tar.gz', does: 'everything somebody else needs' },
    ],
  },
  replay: {
    about: 'rebuild the files from the journal; --record makes a recording',
    summary: 'Rebuild the files from the journal, here or elsewhere; or make a recording of it, or look back at it.',
    operands: [{ name: 'JOURNAL', meaning: "another journal; without it, the project's", completes: 'file' }],
    options: [
      { name: 'dir', value: 'DIR', meaning: 'write the files there', completes: 'folder' },
      {
        name: 'record',
        value: 'FILE',
        meaning: 'write a recording that the replay provider answers from',
        completes: 'file',
      },
      { ...tuiOption, meaning: 'look back at it on the screen' },
      plainOption,
      ...screenOptions,
    ],
    examples: [{ call: 'tos replay --dir /tmp/look', does: 'the files of the runbook, beside the project' }],
  },
  status: {
    about: 'where the loop stands',
    summary: 'Where the loop stands; when nothing runs, what happened and what is next.',
    operands: [],
    options: [submittedOption, jsonOption],
    examples: [{ call: 'tos status --json', does: 'for scripts' }],
  },
} satisfies Record<string, CommandRow>
