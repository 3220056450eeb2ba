// Types of the published package as its users write them: scripts/rehearse.js compiles this where the package is installed.
import { Failed, openProject, type Event, type EventOf } from 'tos-tui'
import { checkCommand, explainCommand, packNames } from 'tos-tui/policy'

const project = openProject('.')
const run = project.run({ until: 'loop' })
for await (const event of run) {
  const seq: number = event.seq
  if (event.type === 'approval.asked')
    run.send({ kind: 'deny', by: 'night', question: event.question, reason: `at ${seq}` })
  if (event.type === 'step.finished') event.phase.toUpperCase()
  // @ts-expect-error an event that does not exist
  if (event.type === 'nothing.happened') run.send({ kind: 'pause', by: 'night' })
}
const ended: number = (await run.done).exitCode
const code: EventOf<'command.finished'>['exitCode'] = null
const last = async (events: AsyncIterable<Event>): Promise<string> => {
  let type = ''
  for await (const event of events) type = event.type
  return type
}
const verdict: 'allow' | 'ask' | 'deny' = checkCommand('ls', { packs: packNames }).verdict
const kinds: readonly string[] = explainCommand('ls').calls.flatMap(({ effects }) => effects.map(({ kind }) => kind))
// @ts-expect-error a pack that does not exist
checkCommand('ls', { packs: ['everything'] })
const undone = await project.checkpoints.undo({ confirm: ({ paths }) => paths.every(({ isByPerson }) => !isByPerson) })
const saved: string = undone?.saved ?? ''
await project.send({ kind: 'raise', by: 'night', limit: 'max_jobs', value: 7 })
// @ts-expect-error no limit of that name
await project.send({ kind: 'raise', by: 'night', limit: 'max_luck', value: 7 })
// @ts-expect-error a preview is shown, never changed
await project.checkpoints.rollback('s-001', { confirm: (preview) => (preview.scope = 'all') === 'all' })
export { saved, code, ended, Failed, kinds, last, verdict }
