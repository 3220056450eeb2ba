// note: a sentence that the next draft sees, from any terminal; with --keep every one until it is taken back.
import { exitCodes } from '../core/failure.ts'
import { noteLength } from '../core/notes.ts'
import type { Request } from '../core/request.ts'
import { userName } from '../files/lock.ts'
import { askRunner } from '../library/send.ts'
import { usageFailure } from './arguments.ts'
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
    const by = userName()
    const request: Request = isClearing
      ? { kind: 'clearNotes', by }
      : { kind: 'note', by, text, isKept: flag(invocation, 'keep') }
    const remedy = "begin with 'tos run'; a note is for a loop that runs"
    const asked = await askRunner(opened.value.layout, request, remedy)
    if (!asked.ok) return report(asked.failure, terminal)
    terminal.error(`tos: asked pid ${asked.value.pid} to ${isClearing ? 'forget the notes' : 'tell the next draft'}\n`)
    return exitCodes.well
  },
}
