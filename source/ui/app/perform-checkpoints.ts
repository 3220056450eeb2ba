// What the screen asks of the checkpoints, and what comes back, as messages carry it.
import { succeed, type Result } from '../../core/failure.ts'
import type { Checkpoints, Progress } from './checkpoints.ts'
import type { ReadAnswer, Reading, Work, Worked } from './message.ts'

export async function worked(checkpoints: Checkpoints, work: Work, progress: Progress): Promise<Result<Worked>> {
  switch (work.kind) {
    case 'make': {
      const made = await checkpoints.make(work.name)
      return made.ok ? succeed({ ...work, ...made.value }) : made
    }
    case 'rollBack': {
      const done = await checkpoints.rollBack(work.id, work.path, progress)
      return done.ok ? succeed({ ...work, ...done.value }) : done
    }
    case 'undo': {
      const done = await checkpoints.undo(progress)
      return done.ok ? succeed({ ...work, ...done.value }) : done
    }
  }
}

export async function answerOf(checkpoints: Checkpoints, reading: Reading): Promise<ReadAnswer> {
  switch (reading.kind) {
    case 'preview':
      return { kind: 'preview', preview: await checkpoints.preview(reading.entry.id) }
    case 'undo':
      return { kind: 'preview', preview: await checkpoints.previewUndo() }
    case 'file':
      return { kind: 'file', preview: await checkpoints.previewFile(reading.id, reading.path) }
    case 'patch':
      return { kind: 'patch', lines: await checkpoints.diff(reading.span.from, reading.span.to) }
  }
}
