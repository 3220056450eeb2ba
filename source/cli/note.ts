// note: a sentence that the next draft sees, from any terminal; with --keep every one until it is taken back.
import { exitCodes } from '../core/failure.ts'
import { noteLength } from '../core/notes.ts'
import type { Request } from '../core/request.ts'
import { userName } from '../files/lock.ts'
import { usageFailure } from './arguments.ts'
import { askHolder } from './ask-holder.ts'
import { flag, report, type Command } from './command.ts'
import { openProject } from './project.ts'

export const note: Command = {
  async run(invocation, terminal) {
    const text = invocation.operands.join(' ').trim()
    const isClearing = flag(invocation, 'clear')
    if (isClearing === (text !== '')) {
      const what = isClearing ? '--clear takes no text' : 'there is no text'
      return report(usageFailure(what, "write 'tos note TEXT', or 'tos note --clear'"), terminal)
    }
    if (text.length > noteLength)
      return report(usageFailure(`the note has ${text.length} characters`, `keep it below ${noteLength}`), terminal)
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const { holder, layout } = opened.value
    if (!holder) {
      const failure = { what: 'nothing is running in this project', where: layout.root, exitCode: exitCodes.failed }
      return report({ ...failure, remedy: "begin with 'tos run'; a note is for a loop that runs" }, terminal)
    }
    const by = userName()
    const request: Request = isClearing
      ? { kind: 'clearNotes', by }
      : { kind: 'note', by, text, isKept: flag(invocation, 'keep') }
    const asked = await askHolder({ layout, holder }, request)
    if (!asked.ok) return report(asked.failure, terminal)
    terminal.error(`tos: asked pid ${holder.pid} to ${isClearing ? 'forget the notes' : 'tell the next draft'}\n`)
    return exitCodes.well
  },
}
