// What if: a command is typed, the policy says what it would say of it. Nothing runs; it can be asked again and again.
import type { Result } from '../../core/failure.ts'
import { leave, type Dialog } from './dialog.ts'
import { blank, type Row } from '../draw/row.tsx'
import type { Scene } from '../app/scene.ts'
import type { Judged } from '../app/session-ports.ts'
import { verdictRows } from './details.ts'
import { busyDialog, failedRows, textRows } from './message.ts'

interface Answer {
  readonly code: string
  readonly judged: Result<Judged>
}

/** With an answer it shows that, and its command can be changed and asked about anew. */
export function whatIfDialog(scene: Pick<Scene, 'words' | 'ports' | 'project'>, answer: Answer | null = null): Dialog {
  const { words, ports, project } = scene
  const type = project.config.allow_types[0] ?? 'bash'
  const title = words.policy.whatIfTitle
  return {
    title,
    rows: (_typed, columns) => [
      ...(answer === null
        ? textRows(words.policy.whatIfText, columns)
        : [...answerRows(scene, answer, columns), blank, ...textRows([`$ ${answer.code}`], columns)]),
      blank,
      ...textRows([`${words.dialog.sameAs}: tos policy check --type ${type} -- CMD`], columns, 'dim'),
    ],
    field: {
      label: words.policy.command(type),
      typed: answer?.code ?? '',
      isEnough: (typed) => typed.trim() !== '',
    },
    choices: [
      leave(words.dialog.close),
      {
        label: words.policy.judge,
        async run(code, show) {
          show(busyDialog(title, words.dialog.busy))
          return whatIfDialog(scene, { code, judged: await ports.judge(project, { type, code }) })
        },
      },
    ],
  }
}

const answerRows = ({ words }: Pick<Scene, 'words'>, { judged }: Answer, columns: number): Row[] =>
  judged.ok ? verdictRows(words, judged.value, columns) : failedRows(judged.failure, columns)
