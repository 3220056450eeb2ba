// The page a session opens on when nothing runs: what to do with this project.
import { useEffect, useState, type ReactNode } from 'react'
import type { Result } from '../../core/failure.ts'
import { maxJobs } from '../../core/settings.ts'
import { foldJournal } from '../../files/journal-fold.ts'
import { openTail } from '../../files/journal-tail.ts'
import { currentHolder } from '../../files/lock.ts'
import type { Overview } from '../../views/overview.ts'
import { Chooser, type Offer } from './chooser.tsx'
import type { Words } from '../words/words.ts'
import { useLook } from '../draw/look.ts'
import type { MenuWay } from './menu-way.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import { runTones, runWord } from '../draw/run-word.ts'
import type { Project, SessionPorts, StartWish } from '../app/session-ports.ts'
import { dayAndTime } from '../draw/times.ts'
import { useWork } from './use-work.ts'

type Entry = StartWish | MenuWay

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
  const { dialog, setDialog, work, ask } = useWork()
  const { overview, isRunning } = useStanding(project)
  const start = (label: string, wish: StartWish): void =>
    work(
      label,
      () => ports.start(project, wish),
      () => onWay('live'),
    )
  const choose = (entry: Entry): void => {
    if (entry === 'demo') {
      const { demo: label } = words.menu.ways
      return ask(label, [words.menu.details.demo], () => work(label, demo, onDemo))
    }
    if (typeof entry === 'string') return onWay(entry)
    const label = words.menu.start(entry)
    const { details, cleanText, willRun } = words.menu
    const what = entry.mode === 'run' ? details[entry.until] : details[entry.mode]
    ask(label, entry.mode === 'cleanrun' ? cleanText : [what, willRun], () => start(label, entry))
  }
  return (
    <Chooser
      header={row(seg(' tos ', 'bold'), seg(project.layout.root, 'dim'))}
      facts={overview ? factRows(overview, isRunning, project, words) : []}
      offers={offers(project, words, overview, isRunning)}
      hints={words.menu.hints}
      dialog={dialog}
      onDialog={setDialog}
      onChoose={choose}
      onBack={() => (overview?.state.loop ? onWay('live') : undefined)}
      onLeave={() => onWay('leave')}
    />
  )
}

interface Standing {
  /** Null when the journal cannot be read. */
  readonly overview: Overview | null
  readonly isRunning: boolean
}

/** Milliseconds between looks at the lock. */
const lookMs = 1000

/** Where the loop stands, also when it goes on elsewhere while the menu is open. */
function useStanding({ layout, foldOf }: Project): Standing {
  const [standing, setStanding] = useState((): Standing => {
    const folded = foldJournal(layout, foldOf)
    return { overview: folded.ok ? folded.value.fold : null, isRunning: currentHolder(layout.lock) !== null }
  })
  useEffect(() => {
    const tail = openTail(layout, foldOf)
    const look = (): void => {
      tail.read()
      const next = { overview: tail.failure ? null : tail.fold, isRunning: currentHolder(layout.lock) !== null }
      setStanding((before) =>
        before.overview === next.overview && before.isRunning === next.isRunning ? before : next,
      )
    }
    const unfollow = tail.follow(look)
    const ticker = setInterval(look, lookMs)
    return () => {
      unfollow()
      clearInterval(ticker)
    }
  }, [layout, foldOf])
  return standing
}

function offers({ config }: Project, words: Words, overview: Overview | null, isRunning: boolean): Offer<Entry>[] {
  const { ways, details } = words.menu
  const start = (mode: StartWish['mode'], until: StartWish['until'], detail: string): Offer<Entry> => {
    const wish: StartWish = { mode, until, inDoubt: 'stop' }
    return { value: wish, label: words.menu.start(wish), detail }
  }
  const way = (value: MenuWay): Offer<Entry> => ({ value, label: ways[value], detail: details[value] })
  const hasLoop = config.s5_settings.job_loop.enabled
  const live = overview?.state.loop ? [way('live')] : []
  return [
    ...(isRunning
      ? live
      : [
          start('run', 'job', details.job),
          ...(hasLoop ? [start('run', 'loop', details.loop)] : []),
          start('cleanrun', hasLoop ? 'loop' : 'job', details.cleanrun),
          start('test', 'job', details.test),
        ]),
    way('checkpoint'),
    way('rollBack'),
    ...(isRunning ? [] : live),
    way('loops'),
    way('settings'),
    way('demo'),
    way('leave'),
  ]
}

/** Where the loop stands, in two lines. */
function factRows({ state }: Overview, isRunning: boolean, { config }: Project, words: Words): Row[] {
  const { loop, run } = state
  const experimental = config.s5_settings.enabled ? [seg('  (experimental)', 'warn')] : []
  if (!loop || !run) return [row(seg(`   ${words.run.none}`), ...experimental)]
  const word = runWord(state, isRunning)
  const most = config.s5_settings.job_loop.enabled ? maxJobs(config) : null
  const jobs = most === null ? '' : `  ${words.run.labels.jobs} ${words.run.counts.of(loop.jobsDone, most)}`
  return [
    row('   ', seg(words.runWords[word], runTones[word]), seg(jobs), ...experimental),
    row(seg(`   ${dayAndTime(state.ts)}  ${words.plain(run.ended?.endReason ?? '')}`, 'dim')),
  ]
}
