// undo: everything as it was before the last rollback; another undo goes the other way.
import { exitCodes, fail, Failed, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { counted } from '../core/text.ts'
import { userName } from '../files/lock.ts'
import { openMarkedStore, previewUndo } from '../orchestrator/checkpoints.ts'
import { restore } from '../orchestrator/restore.ts'
import { previewLines } from '../views/preview.ts'
import { ask } from './ask.ts'
import { flag, report, type Command, type Invocation, type Terminal } from './command.ts'
import { openForWriting, type Writing } from './writing.ts'

export const undo: Command = {
  async run(invocation, terminal) {
    const opened = await openForWriting(invocation, terminal, 'undo')
    if (!opened.ok) return report(opened.failure, terminal)
    let done: Result<string | null>
    try {
      done = await attempt(opened.value, invocation, terminal)
    } catch (error) {
      if (!(error instanceof Failed)) throw error
      done = fail(error.failure)
    } finally {
      opened.value.session.close()
    }
    if (!done.ok) return report(done.failure, terminal)
    if (done.value !== null && !flag(invocation, 'json')) terminal.out(`${done.value}\n`)
    return exitCodes.well
  },
}

async function attempt(
  { place, session }: Writing,
  invocation: Invocation,
  terminal: Terminal,
): Promise<Result<string | null>> {
  const store = await openMarkedStore(place)
  if (!store.ok) return store
  for (const note of store.value.notes) terminal.error(`tos: ${note}\n`)
  const found = await previewUndo(place, store.value)
  if (!found.ok) return found
  const { prepared, preview } = found.value
  const isDry = flag(invocation, 'dry-run')
  const isAsked = terminal.isTty && !flag(invocation, 'yes')
  if (isDry || isAsked)
    terminal.out(
      isDry && flag(invocation, 'json')
        ? `${JSON.stringify(preview, null, 2)}\n`
        : previewLines(preview, 20)
            .map((line) => `${line}\n`)
            .join(''),
    )
  if (isDry) return { ok: true, value: null }
  if (isAsked && (await ask('type undo to go on: ')) !== 'undo') {
    terminal.error('tos: nothing was changed\n')
    return { ok: true, value: null }
  }
  const say = (line: string): void => {
    if (!flag(invocation, 'json')) terminal.out(`${printableLine(line)}\n`)
  }
  const options = { kind: 'undo' as const, by: userName(), fetchSilenceMs: 0, say }
  const restored = await restore(session, place.layout, { store: store.value, prepared }, options)
  if (!restored.ok) return restored
  const { files, saved } = restored.value
  return {
    ok: true,
    value: `undone: ${preview.target.name} is back, ${counted(files, 'file')}; 'tos undo' again goes back to ${saved}`,
  }
}
