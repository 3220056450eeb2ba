// The words of a report. The Japanese ones are beside it.
import { grouped } from '../core/text.ts'
import type { Report } from '../core/report-schema.ts'

type Mark = Report['jobs'][number]['mark']
type Part = Report['steps'][number]['parts'][number][0]

export interface ReportWords {
  /** As HTML's `lang` has it. */
  readonly language: 'en' | 'ja'
  readonly title: string
  readonly contents: string
  readonly scope: (scope: Report['scope']) => string
  /** Lines that are lost, and findings that are not listed. */
  readonly broken: (lost: number) => string
  readonly moreFindings: (n: number) => string
  readonly sections: Readonly<
    Record<
      | 'story'
      | 'failure'
      | 'timeline'
      | 'spending'
      | 'decisions'
      | 'jobs'
      | 'exchanges'
      | 'order'
      | 'environment'
      | 'configuration',
      string
    >
  >
  readonly figures: Readonly<
    Record<'jobs' | 'steps' | 'commands' | 'decisions' | 'money' | 'tokens' | 'time' | 'exit', string>
  >
  readonly of: (done: number, all: number) => string
  readonly failed: (n: number) => string
  readonly decided: (allowed: number, asked: number, denied: number) => string
  readonly calls: (n: number, unpriced: number, estimated: number) => string
  readonly inAndOut: (input: number, output: number) => string
  readonly marks: Readonly<Record<Mark, string>>
  readonly parts: Readonly<Record<Part, string>>
  readonly verdicts: Readonly<Record<'allow' | 'ask' | 'deny', string>>
  /** The items of the failure report; their names in the files stand beside them. */
  readonly items: Readonly<Record<keyof Report['failure_report'], string>>
  readonly none: string
  readonly job: (n: number) => string
  readonly jobsFromTo: (first: number, last: number) => string
  readonly step: (n: number) => string
  readonly place: (job: number | null, step: number | null) => string
  readonly run: (n: number) => string
  readonly steps: (n: number) => string
  readonly changed: (n: number) => string
  readonly change: Readonly<Record<'created' | 'changed' | 'deleted', string>>
  readonly noChanges: string
  readonly prompt: string
  readonly reply: string
  readonly answered: (answer: 'allow' | 'deny', by: string, reason: string) => string
  readonly allowedOnes: (n: number) => string
  readonly gravesNone: string
  readonly rule: string
  readonly duration: string
  readonly began: string
  readonly result: string
  readonly noRule: string
  readonly people: string
  readonly commandsInOrder: (n: number) => string
  readonly leftOut: (n: number) => string
  readonly gap: string
  readonly gantt: (jobs: number, steps: number) => string
  readonly costSoFar: string
  readonly tokensSoFar: string
  readonly noPrice: string
  readonly made: (at: string, version: string) => string
  readonly masked: string
  readonly patchCut: string
}

const s = (n: number, one: string): string => `${grouped(n)} ${one}${n === 1 ? '' : 's'}`

export const englishReport: ReportWords = {
  language: 'en',
  title: 'Report',
  contents: 'Contents',
  scope: ({ kind, loop, run, job }) =>
    kind === 'job' ? `job ${job} of loop ${loop}` : kind === 'run' ? `run ${run} of loop ${loop}` : `loop ${loop}`,
  broken: (lost) =>
    `The journal is not whole.${lost === 0 ? '' : ` ${s(lost, 'line')} of it ${lost === 1 ? 'is' : 'are'} not in this report.`}`,
  moreFindings: (n) => s(n, 'more place'),
  sections: {
    story: 'What happened',
    failure: 'Failure report',
    timeline: 'Timeline of steps',
    spending: 'Money and tokens',
    decisions: 'Decisions',
    jobs: 'Jobs and what they changed',
    exchanges: 'Prompts and replies',
    order: 'Order of commands',
    environment: 'Environment',
    configuration: 'Configuration',
  },
  figures: {
    jobs: 'jobs done',
    steps: 'steps',
    commands: 'commands',
    decisions: 'decisions',
    money: 'money',
    tokens: 'tokens',
    time: 'from start to end',
    exit: 'exit code',
  },
  of: (done, all) => `${done} of ${all}`,
  failed: (n) => `${n} failed`,
  decided: (allowed, asked, denied) => `${allowed} allowed, ${asked} asked, ${denied} denied`,
  calls: (n, unpriced, estimated) =>
    `${s(n, 'call')}${unpriced === 0 ? '' : `, ${unpriced} without a price`}${estimated === 0 ? '' : `, ${estimated} at most`}`,
  inAndOut: (input, output) => `${grouped(input)} in, ${grouped(output)} out`,
  marks: {
    done: '✓ done',
    deny: '✕ denied',
    ask: '? asked',
    failed: '! failed',
    rejected: '↩ rejected',
    limit: '▮ limit',
    open: '… open',
  },
  parts: { draft: 'draft', review: 'review', final: 'final', waiting: 'waiting for a person', executing: 'commands' },
  verdicts: { allow: '✓ allowed', ask: '? asked', deny: '✕ denied' },
  items: {
    time: 'time',
    commit: 'commit',
    mode: 'mode',
    phase: 'phase',
    job_index: 'job index',
    job_name: 'job name',
    end_reason: 'how it ended',
    error: 'error',
    run_summary: 'summary',
    last_steps: 'last steps',
    input: 'job input',
    order_of_calls: 'order of calls',
    git_status: 'git status',
    git_log: 'last commits',
  },
  none: 'none',
  job: (n) => `job ${n}`,
  jobsFromTo: (first, last) => `jobs ${first}–${last}`,
  step: (n) => `step ${n}`,
  place: (job, step) => (job === null ? 'outside of jobs' : step === null ? `job ${job}` : `job ${job} step ${step}`),
  run: (n) => `run ${n}`,
  steps: (n) => s(n, 'step'),
  changed: (n) => s(n, 'file'),
  change: { created: 'created', changed: 'changed', deleted: 'deleted' },
  noChanges: 'no change that a snapshot tells of',
  prompt: 'prompt',
  reply: 'reply',
  answered: (answer, by, reason) =>
    `${answer === 'allow' ? 'allowed' : 'denied'} by ${by}${reason === '' ? '' : `: ${reason}`}`,
  allowedOnes: (n) => `${grouped(n)} allowed without a question`,
  gravesNone: 'No command was denied, and none was asked about.',
  rule: 'rule',
  duration: 'took',
  began: 'began',
  result: 'result',
  noRule: 'no rule forbids it',
  people: 'What people asked for',
  commandsInOrder: (n) => s(n, 'command'),
  leftOut: (n) => `${grouped(n)} more are not in this report`,
  gap: 'nothing ran',
  gantt: (jobs, steps) =>
    `Timeline of ${s(steps, 'step')} in ${s(jobs, 'job')}: when each part of them began and ended`,
  costSoFar: 'money so far',
  tokensSoFar: 'tokens so far',
  noPrice: 'The models of this loop have no price; only their tokens are counted.',
  made: (at, version) => `Made ${at} by tos ${version}.`,
  masked: 'Keys and tokens are masked.',
  patchCut: 'too long for this report',
}
