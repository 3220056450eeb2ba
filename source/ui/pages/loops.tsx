// The page of earlier loops: choose one to look back at.
import { useState, type ReactNode } from 'react'
import { loopsOf, type LoopEntry } from '../../files/loops.ts'
import { Chooser } from './chooser.tsx'
import { useLook } from '../draw/look.ts'
import { row, seg } from '../draw/row.tsx'
import type { Project } from '../app/session-ports.ts'
import { dayAndTime } from '../draw/times.ts'

export interface LoopsProps {
  readonly project: Project
  readonly onChoose: (journal: string) => void
  readonly onBack: () => void
  readonly onLeave: () => void
}

export function Loops({ project, onChoose, onBack, onLeave }: LoopsProps): ReactNode {
  const { words } = useLook()
  const [loops] = useState(() => loopsOf(project.layout))
  const label = ({ id, startedAt, isCurrent }: LoopEntry) =>
    `${dayAndTime(startedAt)}  ${id}${isCurrent ? `  (${words.loops.current})` : ''}`
  const detail = ({ end, lastAt }: LoopEntry) =>
    end ? `${dayAndTime(lastAt)}  ${words.plain(end.reason)} (exit ${end.exitCode})` : words.loops.noEnd
  return (
    <Chooser
      header={row(seg(' tos ', 'bold'), seg(project.layout.root, 'dim'))}
      facts={[row(seg(`   ${loops.length > 0 ? words.loops.title : words.loops.none}`))]}
      offers={loops.map((loop) => ({ value: loop.journal, label: label(loop), detail: detail(loop) }))}
      hints={words.loops.hints}
      dialog={null}
      onDialog={() => undefined}
      onChoose={onChoose}
      onBack={onBack}
      onLeave={onLeave}
    />
  )
}
