// The page a session opens on when nothing runs: what to do with this project.
import { useState, type ReactNode } from 'react'
import type { Result } from '../core/failure.ts'
import { maxJobs } from '../core/settings.ts'
import { foldJournal } from '../files/journal-fold.ts'
import type { Overview } from '../views/overview.ts'
import { Chooser, type Offer } from './chooser.tsx'
import { leave } from './dialog.ts'
import { busyDialog, textRows } from './dialogs/message.ts'
import type { Words } from './language/words.ts'
import { useLook } from './look.ts'
import { row, seg, type Row } from './row.tsx'
import { runTones, runWord } from './run-word.ts'
import type { Project, SessionPorts, StartWish } from './session-ports.ts'
import { dayAndTime } from './times.ts'
import { useWork } from './use-work.ts'

/** Where a menu leads. */
export type MenuWay = 'live' | 'checkpoint' | 'rollBack' | 'loops' | 'settings' | 'demo' | 'leave'

type Entry = { readonly start: StartWish; readonly asks: boolean } | MenuWay

export interface MenuProps {
  readonly project: Project
  readonly ports: SessionPorts
  readonly onWay: (way: MenuWay) => void
  /** Makes the demo's project and begins its loop. */
  readonly demo: () => Promise<Result<Project>>
  readonly onDemo: (project: Project) => void
}

export function Menu({ project, ports, onWay, demo, onDemo }: MenuProps): ReactNode {
  const { words } = useLook()
  const { dialog, setDialog, work } = useWork()
  const [overview] = useState(() => overviewOf(project))
  const start = (label: string, wish: StartWish): void =>
    work(
      label,
      () => ports.start(project, wish),
      () => onWay('live'),
    )
  const choose = (entry: Entry): void => {
    if (entry === 'demo') return work(words.menu.ways.demo, demo, onDemo)
    if (typeof entry === 'string') return onWay(entry)
    const label = words.menu.start(entry.start)
    if (!entry.asks) return start(label, entry.start)
    setDialog({
      title: label,
      rows: (_typed, columns) => textRows(words.menu.cleanText, columns),
      choices: [
        leave(words.dialog.cancel),
        {
          label,
          run() {
            start(label, entry.start)
            return busyDialog(label, words.dialog.busy)
          },
        },
      ],
    })
  }
  return (
    <Chooser
      header={row(seg(' tos ', 'bold'), seg(project.layout.root, 'dim'))}
      facts={overview ? factRows(overview, project, words) : []}
      offers={offers(project, words, overview)}
      hints={words.menu.hints}
      dialog={dialog}
      onDialog={setDialog}
      onChoose={choose}
      onBack={() => undefined}
      onLeave={() => onWay('leave')}
    />
  )
}

function overviewOf({ layout, foldOf }: Project): Overview | null {
  const folded = foldJournal(layout, foldOf)
  return folded.ok ? folded.value.fold : null
}

function offers({ config }: Project, words: Words, overview: Overview | null): Offer<Entry>[] {
  const { ways, details } = words.menu
  const start = (mode: StartWish['mode'], until: StartWish['until'], detail: string): Offer<Entry> => {
    const wish: StartWish = { mode, until, inDoubt: 'stop' }
    return { value: { start: wish, asks: mode === 'cleanrun' }, label: words.menu.start(wish), detail }
  }
  const way = (value: MenuWay): Offer<Entry> => ({ value, label: ways[value], detail: details[value] })
  const hasLoop = config.s5_settings.job_loop.enabled
  return [
    start('run', 'job', details.job),
    ...(hasLoop ? [start('run', 'loop', details.loop)] : []),
    start('cleanrun', hasLoop ? 'loop' : 'job', details.cleanrun),
    start('test', 'job', details.test),
    way('checkpoint'),
    way('rollBack'),
    ...(overview?.state.loop ? [way('live')] : []),
    way('loops'),
    way('settings'),
    way('demo'),
    way('leave'),
  ]
}

/** Where the loop stands, in two lines. */
function factRows({ state }: Overview, { config }: Project, words: Words): Row[] {
  const { loop, run } = state
  const experimental = config.s5_settings.enabled ? [seg('  (experimental)', 'warn')] : []
  if (!loop || !run) return [row(seg(`   ${words.run.none}`), ...experimental)]
  const word = runWord(state, false)
  const most = config.s5_settings.job_loop.enabled ? maxJobs(config) : null
  const jobs = most === null ? '' : `  ${words.run.labels.jobs} ${words.run.counts.of(loop.jobsDone, most)}`
  return [
    row('   ', seg(words.runWords[word], runTones[word]), seg(jobs), ...experimental),
    row(seg(`   ${dayAndTime(state.ts)}  ${run.ended?.endReason ?? ''}`, 'dim')),
  ]
}
