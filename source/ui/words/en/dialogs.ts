// The English words of dialogs.
import { languageWishes } from '../languages.ts'
import type { RunEnd } from '../../../core/state.ts'
import { counted } from '../../../core/text.ts'
import { groups } from './keys.ts'
import { lines } from '../texts.ts'

const operands = {
  checkpoint: 'ID',
  name: 'NAME',
  limit: 'LIMIT',
  value: 'VALUE',
  text: 'TEXT',
  job: 'N',
  language: 'LANGUAGE',
  grant: 'RULE',
}

const does = {
  rollback: 'roll back to a checkpoint or snapshot: asks',
  undo: 'undo the last rollback or step: asks',
  checkpoint: 'make a checkpoint: asks',
  approve: 'allow what is asked, once',
  deny: 'deny what is asked, with a reason',
  revoke: 'take back what was allowed for the run',
  note: 'say TEXT to the next draft; --keep to every one, --clear takes back',
  pause: 'pause after the command under way',
  resume: 'go on after a pause or an end',
  stop: 'stop the run: asks',
  raise: 'raise a limit: asks',
  job: 'to a job in the list',
  filter: 'filter this panel; search in the step',
  lang: `language of the screen: ${languageWishes.join(', ')}`,
  help: 'all keys and commands',
  q: 'leave',
}

const line = {
  title: 'Commands, behind :',
  operands,
  does,
  unknown: (word: string, near: string | null) =>
    near === null
      ? `nothing is called '${word}'; tab shows what fits`
      : `nothing is called '${word}'; did you mean '${near}'?`,
  usage: (usage: string) => `it is ${usage}`,
  tooLong: (length: number, most: number) => `that has ${length} characters; keep it below ${most}`,
  noFilter: 'this panel has no filter',
  isPaused: 'it is asked to pause already; :resume goes on',
  isNotPaused: 'it is not paused',
}

/** What is told of a run's end; a deny has words of its own. */
type EndTexts = Readonly<
  Record<Exclude<RunEnd, 'deny'>, (facts: { job: number; jobs: number; reason: string }) => string>
>

export const dialogWords = {
  report: { title: 'Report', writing: 'the report is being written', written: 'report in' },
  exchange: {
    title: 'What the models were asked and said',
    prompt: 'prompt',
    reply: 'reply',
    round: (n: number) => `asked ${n} times`,
    /** Left out; brought in by the reviewer; by the final reply. */
    legend: ['left out', 'by the reviewer', 'by final'] as readonly string[],
    none: 'no model was asked in this step',
  },
  files: {
    sum: (n: number, added: number, removed: number) => `${counted(n, 'file')}  +${added} -${removed}`,
    patch: 'Patch',
    putBack: 'Put back (u)',
    all: 'All (A)',
    back: 'Back',
    next: 'Next (n)',
    binary: 'binary',
    putBackTitle: (path: string, id: string) => `Put back ${path} from ${id}`,
    same: (path: string, id: string) => `${path} is as in ${id} already`,
    becomes: {
      changed: (path: string, id: string) => `${path} becomes what it was in ${id}; undo brings back what it is now.`,
      created: (path: string, id: string) => `${path} comes back as it was in ${id}; undo takes it away again.`,
      deleted: (path: string, id: string) => `${path} was not there in ${id}: IT GOES; undo brings it back.`,
    },
    byPerson: "It was changed outside the loop: somebody's own work may be in it.",
  },
  timeline: { title: 'Where the time went', none: 'no step has ended yet', other: 'the rest' },
  line,
  help: { title: 'Keys', filter: 'filter:', groups },
  dialog: {
    cancel: 'Cancel',
    close: 'Close',
    wait: '...',
    keys: 'tab choose   enter take   esc close   PgDn scroll',
    notEnough: 'that is not what is asked for; esc closes without a change',
    again: 'too close to other input to be sure of: press it once more',
    busy: 'working ...',
    sameAs: 'same as',
    scrolled: (to: number, of: number) => `${to} of ${of}`,
  },
  stop: {
    title: 'Stop the run',
    text: lines('After this step: what runs now is finished. Now: the command or call under way is ended.'),
    nowText: lines('The command or call under way is ended, with all its processes. The run can go on later.'),
    type: (word: string) => `type ${word}:`,
    afterStep: 'After this step',
    now: 'Now',
  },
  leaving: {
    title: 'Leave?',
    text: lines('The run goes on without a viewer. Press tos-tui to join again.'),
    stay: 'Stay',
    leave: 'Leave, the run goes on',
    stop: 'Stop the run ...',
  },
  raise: {
    title: 'Raise a limit',
    goOn: 'Raise and go on',
    text: lines('The new value holds for the rest of the loop.'),
    none: 'No limit is set. Limits are set in config/tos.json.',
    now: (value: number) => `it is ${value} now`,
    value: 'new value:',
    set: 'Set it',
  },
  goOn: {
    title: 'Go on',
    text: lines('The run goes on where it stands.'),
    inDoubt: (code: string) =>
      lines('This command had started when the run before died. Nobody knows how far it came:', `$ ${code}`),
    job: 'Run one job',
    loop: 'Run the loop',
    skip: 'Go on without it',
    rerun: 'Run it again',
    starting: 'starting ...',
  },
  question: {
    title: (n: number) => `QUESTION ${n}: may this run?`,
    waits: (n: number, job: number, step: number) =>
      `Step ${step} of job ${job}: ${n} ${n === 1 ? 'command waits, it has not run' : 'commands wait, none has run'}.`,
    since: (time: string) => `asked ${time} ago, no time limit`,
    until: (time: string, left: string) => `asked ${time} ago, ${left} left`,
    keys: 'a allow once  A for this run  d deny  D deny and stop',
    more: (n: number) => `J or PgDn: ${n} more ${n === 1 ? 'row' : 'rows'}, then the answer`,
    notYet: '...',
    unread: 'read the question to its end first: 0 shows it, J scrolls',
    elsewhere: 'ASK: the step waits for an answer; 0 shows the question',
    allowRunTitle: 'Allow for this run',
    allowRunText: (rules: string) =>
      lines(`What only these rules ask about runs without a question: ${rules || 'this command'}`),
    minutes: 'minutes (empty: to the end of the run):',
    allowRun: 'Allow for this run',
    grantsTitle: 'Allowed for this run',
    grantsText: lines('What is taken back asks again before it runs the next time.'),
    revoke: (rule: string) => `Take back ${rule}`,
    revokeAll: 'Take back all',
    denyTitle: 'Deny',
    denyStopTitle: 'Deny and stop',
    denyText: (n: number) =>
      lines(`${n === 1 ? 'The command does not run' : `None of the ${n} commands runs`}. The model is told why.`),
    reason: 'reason:',
    deny: 'Deny',
    denyStop: 'Deny and stop',
  },
  asked: {
    allow: 'allowed; the run hears it',
    deny: 'denied; the run hears it',
    note: 'the next draft is told',
    clearNotes: 'asked to forget the notes',
    revoke: 'asked to take it back',
    pause: 'asked to pause',
    resume: 'asked to go on',
    stop: 'asked to stop',
    raise: 'asked for the new limit',
  },
  notices: {
    asked: (command: string, rules: string) => `waits for your answer${rules && ` (${rules})`}: ${command}`,
    denied: (command: string, rule: string) => `DENIED by ${rule}, the run has stopped: ${command}`,
    more: (n: number) => (n === 0 ? '' : `, and ${n} more`),
    limit: (name: string, used: string, allowed: string) =>
      `limit reached, the run stops: ${name} ${used} of ${allowed}`,
    needs: (figure: string) => `, the next call may need ${figure}`,
    crashed: "the run died without a word: 'tos resume' says what happened",
    ends: {
      done: ({ job }) => `job ${job} is done`,
      loop_complete: ({ jobs }) => `job_loop complete, ${jobs} ${jobs === 1 ? 'job' : 'jobs'} done`,
      limit: ({ reason }) => `the run ended: ${reason}`,
      fatal_error: ({ reason }) => `the run ended with an error: ${reason}`,
      failed: ({ reason }) => `the run failed: ${reason}`,
      max_steps: ({ job }) => `the run ended: job ${job} has used its steps`,
      unanswered: () => 'the run ended: nobody answered in time',
      in_doubt: () => 'the run ended: nobody knows how far a command came',
      stopped: () => 'the run was stopped',
    } as EndTexts,
  },
  copied: { done: 'copied', tooLong: 'too long for the clipboard', nothing: 'nothing to copy' },
  opened: { nothing: 'nothing to open here' },
  transcript: { hint: 'any key returns to the screen' },
  leave: {
    goesOn: 'leave (run goes on)',
  },
}
