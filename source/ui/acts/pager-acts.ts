// The key that opens the chosen thing outside of the screen, in the operator's pager.
import type { Dialog } from '../dialogs/dialog.ts'
import { explainDialog } from '../dialogs/details.ts'
import { rowText } from '../draw/row.tsx'
import type { Act, Acts, Scene } from '../app/scene.ts'
import { transcriptLines } from '../panels/step-rows.ts'
import { outputOf } from '../app/store.ts'
import { readDiff } from './checkpoint-acts.ts'

/** Bytes of a command's output that are opened, the last ones. */
const mostBytes = 16 * 1024 * 1024
/** Columns texts are broken at that a dialog would break. */
const columns = 100

const openOutside: Act = (scene) => {
  const { view, lists, words, say } = scene
  const nothing = () => say(words.opened.nothing)
  switch (view.focus) {
    case 'step':
      return pageStep(scene)
    case 'policy': {
      const decision = lists.policy.entries[lists.policy.cursor]
      return decision ? scene.page(linesOf(explainDialog(words, decision))) : nothing()
    }
    case 'events': {
      const event = lists.events.entries[lists.events.cursor]
      return event ? scene.page(JSON.stringify(event, null, 2).split('\n')) : nothing()
    }
    case 'checkpoints':
      return readDiff(scene, ({ title, lines }) => scene.page([title, '', ...lines]))
    case 'run':
    case 'jobs':
      return nothing()
  }
}

const linesOf = ({ title, rows }: Dialog): string[] => [
  title,
  '',
  ...(typeof rows === 'function' ? rows('', columns) : rows).map(rowText),
]

/** The step with all that its commands wrote; of one that is looked back at, what the journal kept of it. */
function pageStep({ snapshot, project, review, page, words }: Scene): void {
  const { state } = snapshot.overview
  const { job, step } = state
  const written = (step?.commands ?? []).flatMap(({ command }, index) => {
    const place = { job: job?.job ?? 0, step: step?.step ?? 0, index }
    const text = review ? '' : outputOf(project.layout, place, mostBytes)
    return text === '' ? [] : [`-- $ ${command.code}`, text.trimEnd()]
  })
  page(transcriptLines({ ...snapshot, state }, words, written.length > 0 ? written : undefined))
}

export const pagerActs = { openOutside } satisfies Acts
