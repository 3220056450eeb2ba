// undo: as it was before the last rollback, undo or step that changed something; another undo goes the other way.
import { exitCodes, need } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import { flag, type Command } from './command.ts'
import { projectOf } from './project.ts'
import { confirm, progress } from './restoring.ts'
import { settleInterrupted } from './settle.ts'

export const undo: Command = {
  async run(invocation, terminal) {
    const settled = need(await settleInterrupted(invocation, terminal))
    // Whoever asks for an undo that was interrupted has it now; a second one would go the other way.
    if (settled.some(({ type }) => type === 'undo.finished') && !flag(invocation, 'dry-run')) return exitCodes.well
    const { project } = await projectOf(invocation, terminal)
    let back = ''
    const undone = await project.checkpoints.undo({
      ...progress(invocation, terminal),
      confirm(preview) {
        back = preview.target.name
        return confirm(preview, 'undo', invocation, terminal)
      },
    })
    if (undone && !flag(invocation, 'json')) {
      const again = `'tos undo' again goes back to ${undone.saved}`
      terminal.out(`undone: ${back} is back, ${counted(undone.files, 'file')}; ${again}\n`)
    }
    return exitCodes.well
  },
}
