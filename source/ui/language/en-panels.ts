// The English words of the panels and of the lines around them.
import type { LimitName } from '../../core/settings.ts'
import type { RunState } from '../../core/state.ts'
import type { Totals } from '../../views/overview.ts'
import type { PanelName } from '../layout.ts'
import type { RunWord } from '../run-word.ts'
import { lines, type Texts } from './texts.ts'

const panels: Texts<PanelName> = {
  step: 'Step',
  run: 'Run and job_loop',
  jobs: 'Jobs',
  policy: 'Policy',
  checkpoints: 'Checkpoints',
  events: 'Events',
}

const runWords: Texts<RunWord> = {
  new: 'NEW',
  crashed: 'CRASHED',
  done: 'DONE',
  ended: 'ENDED',
  paused: 'PAUSED',
  stopping: 'STOPPING',
  asking: 'ASK',
  running: 'RUNNING',
}

const limits: Texts<LimitName> = {
  max_cost_usd: 'money',
  max_tokens: 'tokens',
  max_minutes: 'time',
  no_progress_steps: 'stalled',
}

const tabs: Texts<PanelName> = { ...panels, run: 'Run' }

export const panelWords = {
  panels,
  tabs,
  runWords,
  stages: { draft: 'draft', review: 'review', final: 'final', policy: 'policy', execute: 'execute', done: 'done?' },
  notes: { REJECT: 'REJECT' } as Texts<string>,
  outcomes: { 'timed out': 'TIMEOUT', stopped: 'STOPPED', 'not started': 'NOT RUN', 'left out': 'left out' },
  times: {
    now: 'now',
    minutes: (n: number) => `${n}m`,
    hours: (n: number) => `${n}h`,
    days: (n: number) => `${n}d`,
  },
  list: {
    noHit: 'nothing fits',
    hits: (n: number) => `${n} fit`,
    noJob: 'no job yet',
    noDecision: 'no decision yet',
    noCheckpoint: 'no checkpoint yet',
    noEvent: 'no event yet',
  },
  header: {
    place: (job: number, step: number) => `job ${job} step ${step}`,
    looping: (job: number, max: number, step: number) => `job ${job}/${max} step ${step}`,
    job: (job: number) => `job ${job}`,
    failed: (n: number) => `${n} failed`,
    live: 'LIVE',
    past: (seq: number, of: number) => `REVIEW #${seq} of ${of}`,
    deny: (n: number) => `deny ${n}`,
    dirty: (n: number) => `(${n} dirty)`,
    viewers: (n: number) => `watch:${n}`,
  },
  step: {
    title: (job: number, step: number) => `Job ${job} > Step ${step}`,
    nothing: 'nothing has run yet',
    again: (seconds: number) => `again in ${seconds} s`,
    more: (n: number) => `  ... and ${n} more`,
    running: 'RUNNING',
    output: 'output',
    behind: (n: number) => `PAUSED -${n}, f follows`,
    doneCheck: 'done?',
  },
  jobs: {
    queued: 'queued',
    done: 'done',
    running: 'RUN',
    open: 'open',
    steps: (n: number) => `${n} ${n === 1 ? 'step' : 'steps'}`,
  },
  policy: {
    denied: (n: number) => `${n} deny`,
    last: 'last deny',
    explainTitle: 'Why',
    whatIfTitle: 'What if',
    whatIfText: lines('Type a command: the policy of this project says what it would say of it. Nothing runs.'),
    command: (type: string) => `${type}:`,
    judge: 'Judge',
    defaultRule: 'the default of the policy',
    labels: { verdict: 'verdict', rule: 'rule', place: 'where', part: 'hit', reason: 'reason', when: 'when' },
    when: (job: number, step: number, command: number, at: string) =>
      `job ${job}, step ${step}, command ${command}, at ${at}`,
  },
  run: {
    none: 'no run yet',
    nothingYet: 'none yet',
    noLoop: 'job_loop is off',
    who: ({ run, user }: RunState) => `run ${run} by ${user}`,
    labels: {
      state: 'state',
      end: 'end',
      jobs: 'jobs',
      step: 'step',
      policy: 'policy',
      commands: 'commands',
      tokens: 'tokens',
      since: 'since',
    },
    limits,
    counts: {
      of: (done: number, max: number) => `${done} of ${max}`,
      place: (job: number, step: number, max: number) => `${step} of ${max}, in job ${job}`,
      policy: ({ allow, ask, deny }: Totals) => `${allow} allow  ${ask} ask  ${deny} deny`,
      commands: ({ commands, failedCommands, rejected }: Totals) =>
        `${commands} run  ${failedCommands} failed  ${rejected} rejected`,
      tokens: (input: string, output: string) => `${input} in  ${output} out`,
      unpriced: (n: number) => `${n} calls unpriced`,
      estimated: (n: number) => `${n} calls at most`,
    },
  },
  checkpoints: {
    kinds: { checkpoint: 'checkpoint', snapshot: 'snapshot', saving: 'before a rollback' },
    before: (job: number, step: number | null) => `before job ${job} step ${step ?? '?'}`,
    beforeShort: (job: number, step: number | null) => `job ${job} step ${step ?? '?'}`,
    files: (n: number) => `${n} files`,
    moreLines: (n: number) => `${n} more lines: o shows them all`,
    diffTitle: (id: string) => `What changed since ${id}`,
    betweenTitle: (from: string, to: string) => `What changed from ${from} to ${to}`,
    marked: (n: number) => `${n} marked`,
    pinned: 'pinned',
    nowPinned: (id: string) => `${id} is pinned`,
    nowUnpinned: (id: string) => `${id} is not pinned any more`,
    noDiff: 'nothing changed',
    reading: (title: string) => `${title}: reading ...`,
    isRead: (title: string) => `${title}: ready, ask again to see it`,
    makeTitle: 'Make a checkpoint',
    makeText: lines(
      'A commit of everything that git does not ignore. While a run goes on it is made between two steps.',
    ),
    name: 'name:',
    make: 'Make it',
    rollBackTitle: (what: string) => `Roll back to ${what}`,
    rollBack: 'Roll back',
    effect: (restored: number, removed: number, kept: number) =>
      `restores ${restored} files, removes ${removed}, keeps ${kept}`,
    changes: { restored: 'restore', removed: 'REMOVE ', kept: 'keep   ' },
    typeId: (id: string) => `type ${id} to go on:`,
    undoHint: 'z undoes this',
    undoThis: 'Undo ...',
    undoTitle: 'Undo the last rollback',
    undoText: lines('Files, HEAD, branch and index come back as they were before it. This can be undone, too.'),
    undo: 'Undo',
  },
  away: {
    title: (time: string) => `while you were away (${time}):`,
    jobs: (n: number) => `${n} ${n === 1 ? 'job' : 'jobs'} done`,
    denied: (n: number) => `${n} denied`,
    asked: (n: number) => `${n} asked`,
    keys: (left: number) => `${left > 0 ? `n next (${left})  ` : ''}esc dismiss`,
    nothing: 'nothing else needs you',
  },
  control: {
    mine: 'you steer already',
    taken: 'you steer now',
    lost: (by: string) => `${by} steers now`,
    watching: 'only watching',
    other: (by: string) => `${by} steers, ctrl+t takes control`,
    free: 'nobody steers, ctrl+t takes control',
  },
  review: {
    title: 'Look back',
    look: 'Look at this moment',
    reading: (percent: number) => `reading the journal: ${percent} %`,
  },
}
