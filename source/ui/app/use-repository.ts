// The project's branch and uncommitted files, looked at again when the journal tells of something that may have changed them.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Event } from '../../core/event.ts'
import type { Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import { paced, type Paced } from './paced.ts'
import type { Project, RepositoryState, SessionPorts } from './session-ports.ts'

const changing: ReadonlySet<Event['type']> = new Set([
  'run.started',
  'command.finished',
  'checkpoint.made',
  'rollback.finished',
  'undo.finished',
  'run.ended',
])

/** Null while nobody looks (`isShown`), and where there is no repository. */
export function useRepository(
  { repository }: Pick<SessionPorts, 'repository'>,
  project: Project,
  { events }: Overview,
  isShown: boolean,
): RepositoryState | null {
  const [state, setState] = useState<RepositoryState | null>(null)
  const changedBy = useMemo(() => all(events).findLast(({ type }) => changing.has(type))?.seq ?? 0, [events])
  const pace = useRef<Paced | null>(null)
  useEffect(() => {
    if (!isShown) return
    const opened = paced(async () => setState(await repository(project)))
    pace.current = opened
    opened.changed()
    return () => {
      pace.current = null
      opened.close()
    }
  }, [repository, project, isShown])
  const known = useRef(changedBy)
  useEffect(() => {
    if (changedBy === known.current) return
    known.current = changedBy
    pace.current?.changed()
  }, [changedBy])
  return isShown ? state : null
}
