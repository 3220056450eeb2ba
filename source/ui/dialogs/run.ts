// Stop, leave, raise a limit, go on: what a person is asked before the run is.
import { limitOf } from '../../core/limits.ts'
import { limitNames, type LimitName } from '../../core/settings.ts'
import { leave, type Choice, type Dialog } from './dialog.ts'
import type { Scene } from '../app/scene.ts'
import type { StartWish } from '../app/session-ports.ts'
import { busyDialog, failureDialog, textRows } from './message.ts'

/** The word that must be typed before a command under way is ended. */
const stopWord = 'stop'

export function stopDialog(scene: Scene): Dialog {
  const { words, send, say } = scene
  return {
    title: words.stop.title,
    rows: (_typed, columns) => textRows([...words.stop.text, `${words.dialog.sameAs}: tos stop`], columns),
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.stop.afterStep,
        run() {
          send({ kind: 'stop', when: 'step' })
          say(words.asked.stop)
          return null
        },
      },
      { label: words.stop.now, run: () => stopNowDialog(scene) },
    ],
  }
}

function stopNowDialog({ words, send, say }: Scene): Dialog {
  return {
    title: words.stop.title,
    rows: (_typed, columns) => textRows([...words.stop.nowText, `${words.dialog.sameAs}: tos stop --now`], columns),
    field: { label: words.stop.type(stopWord), isEnough: (typed) => typed.trim() === stopWord },
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.stop.now,
        run() {
          send({ kind: 'stop', when: 'now' })
          say(words.asked.stop)
          return null
        },
      },
    ],
  }
}

/** Ctrl-C: most people mean the viewer, some mean the run. */
export function leaveDialog(scene: Scene): Dialog {
  const { words, leave: leaveViewer, snapshot } = scene
  const stop: Choice[] = snapshot.control.isMine ? [{ label: words.leaving.stop, run: () => stopDialog(scene) }] : []
  return {
    title: words.leaving.title,
    rows: (_typed, columns) => textRows(words.leaving.text, columns),
    choices: [
      leave(words.leaving.stay),
      {
        label: words.leaving.leave,
        run() {
          leaveViewer()
          return null
        },
      },
      ...stop,
    ],
  }
}

/** One choice per limit that is in force, then its new value. */
export function raiseDialog(scene: Scene): Dialog {
  const { words, snapshot } = scene
  const { loop, run } = snapshot.overview.state
  const inForce = loop && run ? limitNames.filter((name) => limitOf(loop, run, name) !== null) : []
  return {
    title: words.raise.title,
    rows: (_typed, columns) => textRows(inForce.length > 0 ? words.raise.text : [words.raise.none], columns),
    choices: [
      leave(words.dialog.cancel),
      ...inForce.map((name): Choice => ({ label: words.run.limits[name], run: () => raiseTo(scene, name) })),
    ],
  }
}

/** At the end that a limit brought: a new value, with which the run goes on. */
export function raiseAndGoOn(scene: Scene): Dialog {
  const { words, snapshot } = scene
  const { limit } = snapshot.overview.state.run ?? {}
  if (!limit) return raiseDialog(scene)
  const dialog = raiseTo(scene, limit.limit, String(limit.allowed * 2 || 1))
  return { ...dialog, title: `${words.raise.goOn}: ${words.run.limits[limit.limit]}` }
}

/** `value`: what was entered already. */
export function raiseTo(scene: Scene, limit: LimitName, value = ''): Dialog {
  const { words, snapshot, send, say } = scene
  const { loop, run } = snapshot.overview.state
  const now = loop && run ? limitOf(loop, run, limit) : null
  const way = snapshot.isRunning ? 'raise' : 'resume --raise'
  const isNumber = (typed: string) => typed.trim() !== '' && Number.isFinite(Number(typed)) && Number(typed) >= 0
  return {
    title: `${words.raise.title}: ${words.run.limits[limit]}`,
    rows: (typed, columns) =>
      textRows([words.raise.now(now ?? 0), `${words.dialog.sameAs}: tos ${way} ${limit}=${typed || 'N'}`], columns),
    field: { label: words.raise.value, typed: value, isEnough: isNumber },
    choices: [
      leave(words.dialog.cancel),
      {
        label: snapshot.isRunning ? words.raise.set : words.raise.goOn,
        run(typed, show) {
          const until = run?.until ?? 'job'
          const wish: StartWish = { mode: 'run', until, inDoubt: 'stop', raise: { limit, value: Number(typed) } }
          if (!snapshot.isRunning) return startChoice(scene, words.raise.goOn, wish).run(typed, show)
          send({ kind: 'raise', limit, value: Number(typed) })
          say(words.asked.raise)
          return null
        },
      },
    ],
  }
}

/** Goes on after an end or a crash. A command in doubt is never run again without a word. */
export function goOnDialog(scene: Scene): Dialog {
  const { words, snapshot } = scene
  const { run, step } = snapshot.overview.state
  const doubtful = step && !step.finished ? step.commands.find(({ status }) => status === 'started') : undefined
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
    choices: [leave(words.dialog.cancel), ...starts.map(([label, wish]): Choice => startChoice(scene, label, wish))],
  }
}

/** Starts a runner and waits until it has begun; the screen follows it by itself. */
function startChoice(
  { words, ports, project }: Pick<Scene, 'words' | 'ports' | 'project'>,
  label: string,
  wish: StartWish,
): Choice {
  return {
    label,
    async run(_typed, show) {
      show(busyDialog(label, words.goOn.starting))
      const started = await ports.start(project, wish)
      return started.ok ? null : failureDialog(words, label, started.failure)
    },
  }
}
