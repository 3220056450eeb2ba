// Does what `update` wants done in the world, and tells what came of it.
import { takeControl } from '../../files/control.ts'
import { sendRequest } from '../../files/inbox.ts'
import { searchJournal } from '../../files/journal-search.ts'
import { readHistory, type History } from '../../files/journal-history.ts'
import { printable } from '../../core/printable.ts'
import { attempted, succeed } from '../../core/failure.ts'
import type { Event } from '../../core/event.ts'
import { briefOf, type Brief } from '../../views/brief.ts'
import type { Overview } from '../../views/overview.ts'
import type { ScreenActions } from '../output/screen-context.ts'
import { eventFits } from '../panels/events.tsx'
import type { LanguageWish } from '../words/words.ts'
import type { Command } from './commands.ts'
import type { Asked, Message, PagedStep, Reading, Work } from './message.ts'
import { answerOf, worked } from './perform-checkpoints.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Project, SessionPorts } from './session-ports.ts'
import { outputOf, type RunStore } from './store.ts'

/** A frame goes to the terminal before a process is started; several tidings in a row start one. */
const afterFrameMs = 100
/** Hits of a search that are listed, the newest ones. */
const mostHits = 1000
/** Bytes of a command's output that are opened, the last ones. */
const mostBytes = 16 * 1024 * 1024

export interface World {
  readonly project: Project
  readonly ports: SessionPorts
  readonly store: Pick<RunStore, 'look'>
  /** The journal that is looked back in. */
  readonly journal: string
  readonly screen: ScreenActions
  /** Gives the terminal away while something else has it. */
  readonly lend: (work: () => Promise<void>) => void
  readonly tell: (message: Message) => void
  readonly onLanguage: (wish: LanguageWish) => void
  readonly onMenu: () => void
  readonly onLeave: () => void
}

/** Waiting is the program's own. */
export type PerformedCommand = Exclude<Command, { type: 'wait' }>

export interface Performer {
  readonly perform: (command: PerformedCommand) => void
  /** Nothing is told any more. */
  readonly close: () => void
}

export function createPerformer(world: World): Performer {
  const { project, ports, screen } = world
  let isClosed = false
  let history: History<Overview> | null = null
  const tell = (message: Message): void => {
    if (!isClosed) world.tell(message)
  }
  const checkpoints = ports.checkpoints(project)
  const askList = oneAtATime(async () => {
    const listed = await checkpoints?.list()
    if (listed?.ok) tell({ type: 'listed', entries: listed.value })
  })
  let listing: NodeJS.Timeout | null = null
  const list = (): void => {
    if (listing) clearTimeout(listing)
    listing = setTimeout(() => askList(null), afterFrameMs)
  }
  const remember = async (): Promise<void> => {
    const read = await readHistory(world.journal, project.foldOf, (part) =>
      tell({ type: 'percent', percent: Math.floor(part * 100) }),
    )
    if (read.ok) history = read.value
    const journal = read.ok ? succeed({ length: read.value.length, stops: read.value.stops }) : read
    tell({ type: 'remembered', journal })
  }
  const search = async (filter: string): Promise<void> => {
    const pick = (event: Event): Brief | null => {
      const brief = briefOf(event)
      return eventFits(brief, filter) ? brief : null
    }
    tell({ type: 'found', filter, hits: await searchJournal(world.journal, pick, mostHits) })
  }
  const recall = (seq: number): void => {
    const overview = history?.at(seq)
    if (!history || !overview) return
    if (!overview.ok) return tell({ type: 'failed', title: `#${seq}`, failure: overview.failure })
    tell({ type: 'moment', past: { length: history.length, stops: history.stops, seq, overview: overview.value } })
  }
  const send = async (asked: Asked): Promise<void> => {
    const request = { ...asked, by: ports.by }
    const { elsewhere, layout } = project
    const sent = elsewhere ? await elsewhere.ask(request) : attempted(() => sendRequest(layout.inbox, request))
    if (!sent.ok) tell({ type: 'failed', title: elsewhere?.title() ?? layout.root, failure: sent.failure })
  }
  const steer = (): void => {
    const { control, root } = project.layout
    const taken = attempted(() => takeControl(control, ports.by))
    if (!taken.ok) tell({ type: 'failed', title: root, failure: taken.failure })
    world.store.look()
  }
  const start = async ({ label, wish }: Extract<Command, { type: 'start' }>): Promise<void> => {
    const started = await ports.start(project, wish)
    tell(started.ok ? { type: 'started' } : { type: 'failed', title: label, failure: started.failure })
  }
  const doWork = async (title: string, work: Work): Promise<void> => {
    if (!checkpoints) return
    const done = await worked(checkpoints, work, (saved) => tell({ type: 'progressed', title, saved }))
    tell(done.ok ? { type: 'worked', title, worked: done.value } : { type: 'failed', title, failure: done.failure })
  }
  const pin = async ({ id, isPinned, title, told }: Extract<Command, { type: 'pin' }>): Promise<void> => {
    const done = await checkpoints?.pin(id, isPinned)
    if (!done) return
    if (!done.ok) return tell({ type: 'failed', title, failure: done.failure })
    list()
    tell({ type: 'told', text: told, tone: 'plain' })
  }
  const report = async ({ title, told }: Extract<Command, { type: 'report' }>): Promise<void> => {
    const written = await ports.report(project, world.journal)
    if (!written.ok) return tell({ type: 'failed', title, failure: written.failure })
    tell({ type: 'told', text: `${told} ${written.value}`, tone: 'plain' })
  }
  const read = async (number: number, reading: Reading): Promise<void> => {
    if (!checkpoints) return
    tell({ type: 'read', number, answer: await answerOf(checkpoints, reading) })
  }
  const page = (lines: readonly string[], title: string): void =>
    world.lend(() =>
      screen.lend(async () => {
        const paged = await ports.page(lines.map((line) => `${printable(line)}\n`).join(''))
        if (!paged.ok) tell({ type: 'failed', title, failure: paged.failure })
      }),
    )
  const pageStep = ({ head, outputs, seen }: PagedStep, title: string): void => {
    const written = outputs.flatMap(({ code, ...place }) => {
      const text = outputOf(project.layout, place, mostBytes)
      return text === '' ? [] : [`-- $ ${code}`, text.trimEnd()]
    })
    page(written.length > 0 ? [...head, ...written] : seen, title)
  }
  return {
    perform(command) {
      switch (command.type) {
        case 'send':
          return void send(command.asked)
        case 'take control':
          return steer()
        case 'start':
          return void start(command)
        case 'verify':
          return void ports.verify(project).then((lines) => tell({ type: 'verified', lines }))
        case 'report':
          return void report(command)
        case 'judge': {
          const { code } = command
          const asked = { type: project.config.allow_types[0] ?? 'bash', code }
          return void ports.judge(project, asked).then((judged) => tell({ type: 'judged', code, judged }))
        }
        case 'list':
          return list()
        case 'work':
          return void doWork(command.title, command.work)
        case 'pin':
          return void pin(command)
        case 'read':
          return void read(command.number, command.reading)
        case 'search':
          return void search(command.filter)
        case 'remember':
          return void remember()
        case 'recall':
          return recall(command.seq)
        case 'ring':
          screen.ring()
          return screen.notify(command.text)
        case 'title':
          return screen.setTitle(command.text)
        case 'copy':
          return tell({ type: 'copied', isWhole: screen.copy(command.text) })
        case 'print':
          return world.lend(() => screen.printToScrollback(command.lines, command.hint))
        case 'page':
          return page(command.lines, command.title)
        case 'page step':
          return pageStep(command.step, command.title)
        case 'redraw':
          return screen.redraw()
        case 'suspend':
          return screen.suspend()
        case 'language':
          return world.onLanguage(command.wish)
        case 'menu':
          return world.onMenu()
        case 'leave':
          return world.onLeave()
      }
    },
    close() {
      isClosed = true
      if (listing) clearTimeout(listing)
    },
  }
}
