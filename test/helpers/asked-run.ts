// A real run in this process whose policy asks: real journal, lock, inbox and commands; only the judge is handed in.
import { userInfo } from 'node:os'
import type { Event } from '../../source/core/event.ts'
import type { Request } from '../../source/core/request.ts'
import type { State } from '../../source/core/state.ts'
import { driveRun } from '../../source/orchestrator/drive-run.ts'
import { preflight, type Prepared } from '../../source/orchestrator/preflight.ts'
import { findProjectRoot } from '../../source/files/project-root.ts'
import { version } from '../../source/cli/version.ts'
import { whileRunning, type Project } from './project.ts'
import { valueOf } from './results.ts'
import { until } from './until.ts'

/** Who this test is to the lock and the inbox. */
export const me = userInfo().username

export interface AskedRun {
  readonly send: (request: Request) => void
  readonly events: Event[]
  /** Resolves when this many questions have been open, or when the run has ended. */
  readonly isAsked: (question: number) => Promise<void>
  readonly ended: Promise<State>
}

/** The verdict of a command by its text: what names a file `ask-…` is asked about by the rule of that name. */
export const judgeByFile: Prepared['judge'] = async ({ code }) => {
  const base = { matched: null, place: 'config/tos.json:7', part: '' }
  const rules = [...new Set(code.match(/ask-[a-z]+/g))]
  if (rules.length > 0) return { ...base, verdict: 'ask', reason: 'makes a file', rule: rules[0] ?? '', rules }
  const verdict = code.includes('never') ? 'deny' : 'allow'
  return { ...base, verdict, reason: 'by its name', rule: 'names' }
}

export async function startAsked(project: Project, judge: Prepared['judge'] = judgeByFile): Promise<AskedRun> {
  const found = valueOf(findProjectRoot(project.root, project.root))
  const prepared = valueOf(await preflight(found, process.env))
  const events: Event[] = []
  const started = Promise.withResolvers<(request: Request) => void>()
  let open = 0
  let isOver = false
  const running = driveRun({
    prepared: { ...prepared, judge },
    mode: 'run',
    until: 'job',
    isClean: false,
    inDoubt: 'skip',
    raise: {},
    environment: process.env,
    version,
    listener(event, state) {
      events.push(event)
      const waiting = state.step?.commands.every(({ judged }) => judged) && state.step.question
      if (waiting) open = waiting.question
    },
    onOpen: () => undefined,
    onStart: started.resolve,
  })
  const ended = whileRunning(running)
    .then(valueOf)
    .finally(() => (isOver = true))
  return {
    send: await started.promise,
    events,
    isAsked: (question) =>
      until(
        () => open >= question || isOver,
        () => `question ${question}`,
      ),
    ended,
  }
}
