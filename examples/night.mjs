// Runs a project's loop, says no to every question, and tells how each step ended: node night.mjs FOLDER
import { openProject } from 'tos-tui'
import { checkCommand } from 'tos-tui/policy'

const project = openProject(process.argv[2] ?? '.')
console.log('policy alone:', checkCommand('rm -rf /srv/other', { root: project.root }).verdict)

const run = project.run({ until: 'loop' })
for await (const event of run) {
  if (event.type === 'approval.asked')
    run.send({ kind: 'deny', by: 'night', question: event.question, reason: 'nobody is awake' })
  if (event.type === 'step.finished') console.log(`job ${event.job} step ${event.step}: ${event.phase}`)
}
const { exitCode, endReason } = await run.done
console.log(endReason)
process.exitCode = exitCode
