// What people asked of a loop, in words: the order of what was called matters to whoever wants to see it again.
import type { Event } from '../core/event.ts'
import type { Report } from '../core/report-schema.ts'
import { head } from '../core/text.ts'

type Request = Report['requests'][number]

/** Null for what no person asked. */
export function requestOf(event: Event): Request | null {
  const what = wordsOf(event)
  return what === null || !('by' in event) ? null : { ts: event.ts, what: head(what, 500), by: event.by }
}

function wordsOf(event: Event): string | null {
  switch (event.type) {
    case 'run.pauseRequested':
      return 'tos pause'
    case 'run.resumeRequested':
      return 'tos resume'
    case 'run.stopRequested':
      return event.when === 'now' ? 'tos stop --now' : 'tos stop'
    case 'limit.raised':
      return `tos raise ${event.limit}=${event.value}`
    case 'note.added':
      return `tos note ${event.isKept ? '--keep ' : ''}${event.text}`
    case 'note.cleared':
      return 'tos note --clear'
    case 'checkpoint.made':
      return `tos checkpoint ${event.name} (${event.id})`
    case 'rollback.started':
      return `tos rollback ${event.target} (saved as ${event.saved})`
    case 'undo.started':
      return `tos undo (saved as ${event.saved})`
    case 'approval.answered':
      return `tos ${event.answer === 'allow' ? 'approve' : 'deny'} ${event.question}${event.reason ? `: ${event.reason}` : ''}`
    case 'approval.granted':
      return `tos approve --rule ${event.rules.join(' --rule ')}`
    case 'command.settled':
      return `tos resume --in-doubt ${event.decision}`
    case 'exec.judged':
      return `tos exec -- ${event.code}`
    case 'loop.archived':
      return 'tos cleanrun'
    default:
      return null
  }
}
