// The key that opens the chosen thing outside of the screen, in the operator's pager.
import type { Dialog } from '../dialog.ts'
import { explainDialog } from '../dialogs/details.ts'
import { rowText } from '../row.tsx'
import type { Act, Acts, Scene } from '../scene.ts'
import { outputOf } from '../store.ts'
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
      return void readDiff(scene, ({ title, lines }) => scene.page([title, '', ...lines]))
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

/** What every command of the step wrote, as a whole; of a step that is looked back at what the journal kept of it. */
function pageStep({ step, snapshot, project, review, page, say, words }: Scene): void {
  const { state } = snapshot.overview
  if (!step || !state.step || !state.job) return say(words.opened.nothing)
  const place = { job: state.job.job, step: state.step.step }
  const written = state.step.commands.flatMap(({ command }, index) => {
    const text = review ? '' : outputOf(project.layout, { ...place, index }, mostBytes)
    return text === '' ? [] : ['', `$ ${command.code}`, text.trimEnd()]
  })
  const title = words.step.title(place.job, place.step)
  page([title, '', ...step.head.map(rowText), ...(written.length > 0 ? written : ['', ...step.lines])])
}

export const pagerActs = { openOutside } satisfies Acts
