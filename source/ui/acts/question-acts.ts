// Keys that answer an open question. The first answer counts, from whichever terminal it comes.
import type { Question } from '../../core/question.ts'
import { leave, type Dialog } from '../dialogs/dialog.ts'
import { textRows } from '../dialogs/message.ts'
import type { Act, Acts, Scene } from '../app/scene.ts'

const openQuestion = ({ snapshot }: Scene) => snapshot.overview.state.step?.question ?? null

const allowOnce: Act = (scene) => {
  const question = openQuestion(scene)
  if (!question) return
  if (scene.send({ kind: 'approve', question: question.question, scope: 'once', minutes: null }))
    scene.say(scene.words.asked.allow)
}

/** Empty means to the end of the run. */
const isMinutes = (typed: string) => /^\s*\d+\s*$/.test(typed) && Number(typed) > 0

function allowRunDialog(scene: Scene, question: number, rules: readonly string[]): Dialog {
  const { words, send, say } = scene
  return {
    title: words.question.allowRunTitle,
    decides: true,
    rows: (_typed, columns) =>
      textRows(
        [...words.question.allowRunText(rules.join(' ')), `${words.dialog.sameAs}: tos approve --for-run`],
        columns,
      ),
    field: { label: words.question.minutes, isEnough: isMinutes, isOptional: true },
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.question.allowRun,
        run(typed) {
          if (typed.trim() !== '' && !isMinutes(typed)) return allowRunDialog(scene, question, rules)
          const minutes = typed.trim() === '' ? null : Number(typed)
          if (send({ kind: 'approve', question, scope: 'run', minutes })) say(words.asked.allow)
          return null
        },
      },
    ],
  }
}

/** The reason goes to the model. */
function denyDialog(
  { words, send, say }: Scene,
  { question, reasons }: Question,
  isStopping: boolean,
  because = '',
): Dialog {
  return {
    title: isStopping ? words.question.denyStopTitle : words.question.denyTitle,
    decides: true,
    rows: (_typed, columns) =>
      textRows([...words.question.denyText(reasons.length), `${words.dialog.sameAs}: tos deny`], columns),
    field: {
      label: words.question.reason,
      typed: because,
      isEnough: (typed) => typed.trim() !== '',
      isOptional: true,
    },
    choices: [
      leave(words.dialog.cancel),
      {
        label: isStopping ? words.question.denyStop : words.question.deny,
        run(typed) {
          if (!send({ kind: 'deny', question, reason: typed.trim() })) return null
          if (isStopping) send({ kind: 'stop', when: 'step' })
          say(words.asked.deny)
          return null
        },
      },
    ],
  }
}

const deny =
  (isStopping: boolean): Act =>
  (scene) => {
    const question = openQuestion(scene)
    if (question) scene.open(denyDialog(scene, question, isStopping))
  }

/** Asks with the reason that was entered already. */
export function denyBecause(scene: Scene, because: string): void {
  const question = openQuestion(scene)
  if (question) scene.open(denyDialog(scene, question, false, because))
}

export const questionActs = {
  allowOnce,
  allowRun(scene) {
    const question = openQuestion(scene)
    if (!question) return
    const rules = [...new Set(question.reasons.flatMap(({ rules }) => rules))]
    scene.open(allowRunDialog(scene, question.question, rules))
  },
  deny: deny(false),
  denyAndStop: deny(true),
} satisfies Acts
