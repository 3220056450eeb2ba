// Stop, leave, raise a limit, go on: what a person is asked before the run is.
import { limitOf, limitThatEnded } from '../../core/limits.ts'
import { isRaise } from '../../core/raised.ts'
import { raisableNames, type RaisableName } from '../../core/settings.ts'
import type { State } from '../../core/state.ts'
import { commandInDoubt } from '../../views/night.ts'
import type { Asked, Message, ScreenDialog } from '../app/message.ts'
import type { StartWish } from '../app/session-ports.ts'
import { leave, type Choice } from './dialog.ts'
import { textRows } from './message.ts'
import type { Words } from '../words/words.ts'

/** The word that must be typed before a command under way is ended. */
const stopWord = 'stop'

/** What such a dialog looks at. */
export interface RunFacts {
  readonly words: Words
  readonly state: State
  readonly isRunning: boolean
  /** This viewer steers. */
  readonly isMine: boolean
}

const asking = ({ state }: RunFacts, asked: Asked, told: string): Message => ({
  type: 'ask',
  loop: state.loop?.id ?? null,
  asked: [asked],
  told,
})

export function stopDialog(facts: RunFacts): ScreenDialog {
  const { words } = facts
  return {
    title: words.stop.title,
    rows: (_typed, columns) => textRows([...words.stop.text, `${words.dialog.sameAs}: tos stop`], columns),
    choices: [
      leave(words.dialog.cancel),
      { label: words.stop.afterStep, gives: () => asking(facts, { kind: 'stop', when: 'step' }, words.asked.stop) },
      { label: words.stop.now, gives: () => ({ type: 'open', dialog: stopNowDialog(facts) }) },
    ],
  }
}

function stopNowDialog(facts: RunFacts): ScreenDialog {
  const { words } = facts
  return {
    title: words.stop.title,
    rows: (_typed, columns) => textRows([...words.stop.nowText, `${words.dialog.sameAs}: tos stop --now`], columns),
    field: { label: words.stop.type(stopWord), isEnough: (typed) => typed.trim() === stopWord },
    choices: [
      leave(words.dialog.cancel),
      { label: words.stop.now, gives: () => asking(facts, { kind: 'stop', when: 'now' }, words.asked.stop) },
    ],
  }
}

/** Ctrl-C: most people mean the viewer, some mean the run. */
export function leaveDialog(facts: RunFacts): ScreenDialog {
  const { words, isMine } = facts
  const stop: Choice<Message> = {
    label: words.leaving.stop,
    gives: () => ({ type: 'open', dialog: stopDialog(facts) }),
  }
  return {
    title: words.leaving.title,
    rows: (_typed, columns) => textRows(words.leaving.text, columns),
    choices: [
      leave(words.leaving.stay),
      { label: words.leaving.leave, gives: () => ({ type: 'leave' }) },
      ...(isMine ? [stop] : []),
    ],
  }
}

/** Limits that are in force. */
export const limitsInForce = ({ loop, run }: State): RaisableName[] =>
  loop && run ? raisableNames.filter((name) => limitOf(loop, run, name) !== null) : []

/** One choice per limit that is in force, then its new value. */
export function raiseDialog(facts: RunFacts): ScreenDialog {
  const { words, state } = facts
  const inForce = limitsInForce(state)
  return {
    title: words.raise.title,
    rows: (_typed, columns) => textRows(inForce.length > 0 ? words.raise.text : [words.raise.none], columns),
    choices: [
      leave(words.dialog.cancel),
      ...inForce.map((name): Choice<Message> => ({
        label: words.run.limits[name],
        gives: () => ({ type: 'open', dialog: raiseTo(facts, name) }),
      })),
    ],
  }
}

/** At the end that a limit brought: a new value, with which the run goes on. */
export function raiseAndGoOn(facts: RunFacts): ScreenDialog {
  const { words, state } = facts
  const limit = limitThatEnded(state)
  if (!limit) return raiseDialog(facts)
  const dialog = raiseTo(facts, limit.name, String(limit.value))
  return { ...dialog, title: `${words.raise.goOn}: ${words.run.limits[limit.name]}` }
}

/** `value`: what was entered already. */
export function raiseTo(facts: RunFacts, limit: RaisableName, value = ''): ScreenDialog {
  const { words, state, isRunning } = facts
  const { loop, run } = state
  const now = loop && run ? limitOf(loop, run, limit) : null
  const way = isRunning ? 'raise' : 'resume --raise'
  const isNumber = (typed: string) => typed.trim() !== '' && isRaise(limit, Number(typed))
  const goOn = (typed: string): Message => ({
    type: 'start',
    label: words.raise.goOn,
    wish: { mode: 'run', until: run?.until ?? 'job', inDoubt: 'stop', raise: { limit, value: Number(typed) } },
  })
  return {
    title: `${words.raise.title}: ${words.run.limits[limit]}`,
    rows: (typed, columns) =>
      textRows([words.raise.now(now ?? 0), `${words.dialog.sameAs}: tos ${way} ${limit}=${typed || 'N'}`], columns),
    field: { label: words.raise.value, typed: value, isEnough: isNumber },
    choices: [
      leave(words.dialog.cancel),
      {
        label: isRunning ? words.raise.set : words.raise.goOn,
        gives: (typed) =>
          isRunning ? asking(facts, { kind: 'raise', limit, value: Number(typed) }, words.asked.raise) : goOn(typed),
      },
    ],
  }
}

/** Goes on after an end or a crash. A command in doubt is never run again without a word. */
export function goOnDialog({ words, state }: RunFacts): ScreenDialog {
  const { run, step } = state
  const doubtful = commandInDoubt(step)
  const until = run?.until ?? 'job'
  const starts: [string, StartWish][] = doubtful
    ? [
        [words.goOn.skip, { mode: 'run', until, inDoubt: 'skip' }],
        [words.goOn.rerun, { mode: 'run', until, inDoubt: 'rerun' }],
      ]
    : [
        [words.goOn.job, { mode: 'run', until: 'job', inDoubt: 'stop' }],
        [words.goOn.loop, { mode: 'run', until: 'loop', inDoubt: 'stop' }],
      ]
  const text = doubtful ? words.goOn.inDoubt(doubtful.command.code) : words.goOn.text
  return {
    title: words.goOn.title,
    rows: (_typed, columns) => textRows(text, columns),
    choices: [
      leave(words.dialog.cancel),
      ...starts.map(([label, wish]): Choice<Message> => ({ label, gives: () => ({ type: 'start', label, wish }) })),
    ],
  }
}
