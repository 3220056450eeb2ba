// status: where the loop stands. Looks only.
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { withRaised } from '../core/raised.ts'
import { maxJobs } from '../core/settings.ts'
import { noUsage, type Usage } from '../core/usage.ts'
import { isLooping, type State, type StepState } from '../core/state.ts'
import { englishNight } from '../views/night-words.ts'
import { nightLines, nightRows } from '../views/night.ts'
import type { Takeover } from '../core/event-loop.ts'
import type { Layout } from '../files/layout.ts'
import { readOldRoot } from '../files/takeover.ts'
import { usageKeys, usageText } from '../views/usage-keys.ts'
import { isElsewhere } from '../files/lock.ts'
import { badgeLine, badgesOf } from '../views/badges.ts'
import { flag, report, type Command } from './command.ts'
import { openProject, type OpenedProject } from './project.ts'

export const status: Command = {
  run(invocation, terminal) {
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return Promise.resolve(report(opened.failure, terminal))
    const facts = statusFacts(opened.value)
    const { overview, holder } = opened.value
    const usage = overview.state.loop?.usage ?? noUsage
    terminal.out(flag(invocation, 'json') ? `${JSON.stringify(facts, null, 2)}\n` : statusText(facts, usage))
    if (!flag(invocation, 'json') && !holder && overview.state.run)
      terminal.out(
        ['', ...nightLines(nightRows(overview, { isRunning: false, most: listed }, englishNight)), ''].join('\n'),
      )
    return Promise.resolve(exitCodes.well)
  },
}

/** Incidents of a kind that the summary lists. */
const listed = 5

type Facts = ReturnType<typeof statusFacts>

function statusFacts({ layout, settings, overview, holder }: OpenedProject) {
  const { state, totals } = overview
  const { loop, run, job, step } = state
  const { config } = withRaised(settings, loop?.raised ?? {})
  const old = loop ? null : oldLoop(layout)
  return {
    root: layout.root,
    state: old ? 'TOS v0.3' : stateWord(state, holder !== null),
    runner: holder && {
      pid: holder.pid,
      host: holder.host,
      user: holder.user,
      since: holder.startedAt,
      seen: !isElsewhere(holder),
    },
    loop: loop?.id ?? null,
    phase: loop?.phase?.phase ?? old?.phase ?? null,
    job: job && { job: job.job, index: job.index, name: job.name, done: job.isDone },
    max_jobs: config.s5_settings.job_loop.enabled ? maxJobs(config) : null,
    jobs_done: run && isLooping(run) ? (loop?.jobsDone ?? 0) : null,
    step: step && { step: step.step, max_steps: config.max_steps, finished: step.finished?.phase ?? null },
    question: step && questionFacts(step),
    grants: run?.ended ? [] : (run?.grants ?? []),
    badges: badgesOf(state, new Date().toISOString()),
    decisions: { allow: totals.allow, ask: totals.ask, deny: totals.deny },
    commands: { run: totals.commands, failed: totals.failedCommands },
    usage: usageKeys(loop?.usage ?? noUsage),
    last_event: state.ts || null,
    end_reason: run?.ended?.endReason ?? null,
    exit_code: run?.ended?.exitCode ?? null,
  }
}

/** Where a loop of the program before stands, that the next run takes over. */
export function oldLoop(layout: Layout): Takeover | null {
  const found = readOldRoot(layout)
  return found.ok ? found.value.takeover : null
}

function stateWord({ run, step }: State, isHeld: boolean): string {
  if (!run) return isHeld ? 'running' : 'new'
  if (!isHeld) return run.ended ? 'ended' : 'crashed'
  if (run.isPaused) return 'paused'
  return step?.question ? 'waiting' : 'running'
}

function questionFacts({ step, question, commands }: StepState) {
  if (!question) return null
  return {
    question: question.question,
    step,
    asked_at: question.askedAt,
    expires_at: question.expiresAt,
    commands: question.reasons.map(({ index, rules, reason }) => {
      const entry = commands[index]
      const { place = '', part = '' } = entry?.judged ?? {}
      return { index, type: entry?.command.type, code: entry?.command.code, rules, reason, place, part }
    }),
  }
}

function statusText(facts: Facts, usage: Usage): string {
  const { runner, job, step, decisions, commands } = facts
  const rows: [string, string][] = [
    ['root', facts.root],
    [
      'state',
      runner
        ? `${facts.state} (pid ${runner.pid}, ${runner.user}@${runner.host}, since ${runner.since}${runner.seen ? '' : '; whether it lives cannot be seen from here'})`
        : facts.state,
    ],
    ['phase', facts.phase ?? 'none'],
    ...(facts.state === 'TOS v0.3'
      ? [['', 'the next run takes this loop over, and goes on with it'] as [string, string]]
      : []),
    [
      'job',
      job
        ? `${job.job}${facts.max_jobs === null ? '' : ` of ${facts.max_jobs}`} ${job.name}${job.done ? ', done' : ''}`
        : 'none',
    ],
    ['step', step ? `${stepsUsed(step)} of ${step.max_steps}, ${step.finished ?? 'under way'}` : 'none'],
    ['policy', `${decisions.allow} allowed, ${decisions.ask} asked, ${decisions.deny} denied`],
    ...questionRows(facts),
    ...facts.badges.map((badge): [string, string] => [
      badge.kind === 'granted' ? 'granted' : 'beware',
      badgeLine(badge).replace(/^granted: /, ''),
    ]),
    ['commands', `${commands.run} run, ${commands.failed} failed`],
    ...(usage.calls > 0 ? [['usage', usageText(usage)] as [string, string]] : []),
    ['last event', facts.last_event ?? 'none'],
    ['ended', facts.end_reason === null ? 'no' : `${facts.end_reason} (exit code ${facts.exit_code})`],
  ]
  return rows.map(([name, value]) => `${name.padEnd(10)}  ${printableLine(value)}\n`).join('')
}

/** Behind the last step two looks have numbers of their own: one that finds the job done, and the one that finds it is not. */
const stepsUsed = ({ step, max_steps: most, finished }: NonNullable<Facts['step']>): number =>
  finished === 'max_steps_reached' ? step - 1 : finished === 'done' ? Math.min(step, most) : step

function questionRows({ question, runner }: Facts): [string, string][] {
  if (!question) return []
  const how = runner ? "answer with 'tos approve' or 'tos deny'" : "'tos resume' puts it again"
  const until = question.expires_at === null ? '' : `, until ${question.expires_at}`
  const asked = question.commands.flatMap(({ code, rules, reason, place }): [string, string][] => {
    const named = [...rules, place].filter(Boolean).join(', ')
    return [
      ['', `? ${code}`],
      ['', `  ${reason}${named ? ` (${named})` : ''}`],
    ]
  })
  return [['question', `${question.question}: ${how}${until}`], ...asked]
}
