// The page a session opens on when nothing runs: what to do with this project.
import { maxJobs } from '../../core/settings.ts'
import type { StartWish } from '../app/session-ports.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import { runTones, runWord } from '../draw/run-word.ts'
import { dayAndTime } from '../draw/times.ts'
import type { Words } from '../words/words.ts'
import type { MenuWay } from './menu-way.ts'
import type { PageModel } from './model.ts'
import type { Offer, PageRow } from './page-row.ts'

export const menuPage: PageRow = {
  header: ({ project, folder }) => row(seg(' tos ', 'bold'), seg(project?.layout.root ?? folder, 'dim')),
  facts: factRows,
  offers,
  hints: ({ words }) => words.menu.hints,
  back: ({ standing }) => (standing.overview?.state.loop ? { type: 'go', way: 'live' } : null),
}

function offers({ project, words, standing: { overview, isRunning } }: PageModel): Offer[] {
  const { details, ways } = words.menu
  const way = (name: Exclude<MenuWay, 'demo'>): Offer => ({
    label: ways[name],
    detail: details[name],
    gives: { type: 'go', way: name },
  })
  const hasLoop = project?.config.s5_settings.job_loop.enabled === true
  const live = overview?.state.loop ? [way('live')] : []
  return [
    ...(isRunning
      ? live
      : [
          start(words, 'run', 'job'),
          ...(hasLoop ? [start(words, 'run', 'loop')] : []),
          start(words, 'cleanrun', hasLoop ? 'loop' : 'job'),
          start(words, 'test', 'job'),
        ]),
    way('checkpoint'),
    way('rollBack'),
    ...(isRunning ? [] : live),
    way('loops'),
    way('settings'),
    {
      label: ways.demo,
      detail: details.demo,
      gives: { type: 'ask', title: ways.demo, lines: [details.demo], work: { kind: 'demo' } },
    },
    way('leave'),
  ]
}

/** What executes commands and spends money asks first. */
function start({ menu }: Words, mode: StartWish['mode'], until: StartWish['until']): Offer {
  const wish: StartWish = { mode, until, inDoubt: 'stop' }
  const title = menu.start(wish)
  const detail = mode === 'run' ? menu.details[until] : menu.details[mode]
  const lines = mode === 'cleanrun' ? menu.cleanText : [detail, menu.willRun]
  return { label: title, detail, gives: { type: 'ask', title, lines, work: { kind: 'start', wish } } }
}

/** Where the loop stands, in two lines. */
function factRows({ project, words, standing: { overview, isRunning } }: PageModel): Row[] {
  if (!project || !overview) return []
  const { config } = project
  const { state } = overview
  const experimental = config.s5_settings.enabled ? [seg('  (experimental)', 'warn')] : []
  if (!state.loop || !state.run) return [row(seg(`   ${words.run.none}`), ...experimental)]
  const word = runWord(state, isRunning)
  const most = config.s5_settings.job_loop.enabled ? maxJobs(config) : null
  const jobs = most === null ? '' : `  ${words.run.labels.jobs} ${words.run.counts.of(state.loop.jobsDone, most)}`
  return [
    row('   ', seg(words.runWords[word], runTones[word]), seg(jobs), ...experimental),
    row(
      seg(
        `   ${dayAndTime(state.ts)}  ${word === 'crashed' ? words.night.ends.crashed : words.plain(state.run.ended?.endReason ?? '')}`,
        'dim',
      ),
    ),
  ]
}
