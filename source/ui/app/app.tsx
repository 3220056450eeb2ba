// The session: which page is shown, of which project, in which language.
import { useApp } from 'ink'
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { attempted } from '../../core/failure.ts'
import { lookAtControl, maySteer, takeControl } from '../../files/control.ts'
import type { Preferred } from '../../files/preferences.ts'
import { awayFrom, remember, seenNow } from './away.ts'
import { RunScreen } from './run-screen.tsx'
import { initialFleetView } from '../fleet/model.ts'
import { FleetPage } from '../fleet/page.tsx'
import { catalogues, chosenLanguage, type Language, type LanguageWish } from '../words/words.ts'
import { foreignCharacters } from '../words/languages.ts'
import { asciiFrame, lineFrame, LookContext, useLook, type Look } from '../draw/look.ts'
import { ChoosingPage } from '../pages/page.tsx'
import { runPage, type Page } from './page.ts'
import type { PageName } from '../pages/model.ts'
import type { MenuWay } from '../pages/menu-way.ts'
import type { OpenedLoop, Project, SessionPorts } from './session-ports.ts'
import { createStore } from './store.ts'

/** What the command line says of the looks; null leaves it to the preferences and the locale. */
export interface LookWish {
  readonly language: Language | null
  readonly isAscii: boolean
}

export interface AppProps {
  readonly ports: SessionPorts
  readonly project: Project | null
  readonly page: Page
  readonly wish: LookWish
  readonly environment: NodeJS.ProcessEnv
  /** Told which project is looked at, from now on. */
  readonly onProject: (project: Project | null) => void
}

/** In Chinese, Japanese and Korean locales box characters may take two columns; in others than UTF-8 there are none. */
const lacksBoxes = (environment: NodeJS.ProcessEnv): boolean => {
  const { LC_ALL, LC_CTYPE, LANG } = environment
  return /^(?:ja|zh|ko)/.test(LC_ALL || LC_CTYPE || LANG || '') || foreignCharacters(environment) !== null
}

export function lookFor(wish: LookWish, { language, frame }: Preferred, environment: NodeJS.ProcessEnv): Look {
  const isAscii = wish.isAscii || frame === 'ascii' || (frame === 'auto' && lacksBoxes(environment))
  return {
    words: catalogues[chosenLanguage(wish.language, language, environment)],
    frame: isAscii ? asciiFrame : lineFrame,
    hasColor: !environment['NO_COLOR'],
  }
}

export function App({ ports, environment, onProject, ...begin }: AppProps): ReactNode {
  const [project, setProject] = useState(begin.project)
  const [page, setPage] = useState<Page>(begin.page)
  const [preferred, setPreferred] = useState(ports.preferences.preferred)
  const [wish, setWish] = useState(begin.wish)
  const [opened, setOpened] = useState<OpenedLoop | null>(null)
  const [fleetView, setFleetView] = useState(initialFleetView)
  const { exit } = useApp()
  const look = useMemo(() => lookFor(wish, preferred, environment), [wish, preferred, environment])
  const enter = (next: Project, at: Page): void => {
    setProject(next)
    onProject(next)
    setPage(at)
  }
  const home: Page = project ? { kind: 'menu' } : { kind: 'welcome' }
  const toWay = (way: Exclude<MenuWay, 'demo'>): void => {
    if (way === 'leave') return exit()
    if (way === 'live') return setPage(runPage())
    if (way === 'checkpoint' || way === 'rollBack') return setPage(runPage({ act: way }))
    setPage({ kind: way })
  }
  /** From a loop's own screen back to the list. */
  const toList = (): void => {
    opened?.close()
    setOpened(null)
    setProject(null)
    onProject(null)
    setPage({ kind: 'fleet' })
  }
  const change = (some: Partial<Preferred>): void => {
    setPreferred({ ...preferred, ...some })
    // Chosen on the screen: what the command line said is over.
    if (some.language) setWish({ ...wish, language: null })
    void ports.preferences.save(some)
  }
  return <LookContext value={look}>{shown()}</LookContext>

  function shown(): ReactNode {
    const back = () => (opened ? toList() : setPage(home))
    const onLeave = () => exit()
    if (ports.fleet && page.kind === 'fleet')
      return (
        <FleetPage
          {...{ onLeave }}
          ports={ports.fleet}
          view={fleetView}
          onOpen={(loop, view) => {
            setOpened(loop)
            setFleetView(view)
            enter(loop.project, runPage({ isFromList: true }))
          }}
        />
      )
    if (!project || page.kind !== 'run') {
      const name = choosingPage(page, project)
      return (
        <ChoosingPage
          key={name}
          {...{ name, project, ports, preferred }}
          onWay={toWay}
          onLookBack={(journal) => setPage(runPage({ pastJournal: journal }))}
          onPrefer={change}
          onBack={back}
          onProject={(next, hasBegun) => enter(next, hasBegun ? runPage() : { kind: 'menu' })}
        />
      )
    }
    return (
      <RunPage
        key={`${project.layout.root} ${page.pastJournal}`}
        {...{ project, ports, page }}
        onLeave={opened ? toList : onLeave}
        onLanguage={(language) => change({ language })}
        onMenu={back}
      />
    )
  }
}

/** Without a project there is nothing to look at, and nothing to do but to get one. */
const choosingPage = ({ kind }: Page, project: Project | null): PageName =>
  kind === 'settings' || (project && (kind === 'menu' || kind === 'loops')) ? kind : 'welcome'

interface RunPageProps {
  readonly project: Project
  readonly ports: SessionPorts
  readonly page: Extract<Page, { kind: 'run' }>
  readonly onLanguage: (language: LanguageWish) => void
  readonly onMenu: () => void
  readonly onLeave: () => void
}

function RunPage({ project, ports, page, ...on }: RunPageProps): ReactNode {
  const { words } = useLook()
  const [{ store, isReadOnly }] = useState(() => {
    const { control } = project.layout
    const onlyLooks = page.isReadOnly || !maySteer(control)
    // Whoever comes first steers; on a full disk nobody does, and one may still look.
    if (!onlyLooks && page.pastJournal === null && lookAtControl(control).by === null)
      attempted(() => takeControl(control, ports.by))
    return { store: createStore(project), isReadOnly: onlyLooks }
  })
  useEffect(() => () => store.close(), [store])
  const { root } = project.layout
  const [away] = useState(() => {
    // An earlier loop did not go on meanwhile; one of another host is known by no folder.
    if (page.pastJournal !== null || project.elsewhere) return null
    const { overview, now } = store.getSnapshot()
    if (page.isTour) return { text: words.away.tour, since: new Date(now).toISOString() }
    const seen = seenNow(root, overview, new Date(now).toISOString())
    return awayFrom(
      ports.preferences.preferred.seen.find((each) => each.root === root),
      seen,
      now,
      words,
    )
  })
  const isElsewhere = project.elsewhere !== undefined
  const keepSeen = useCallback(() => {
    if (isElsewhere) return Promise.resolve()
    const { overview, now } = store.getSnapshot()
    const seen = seenNow(root, overview, new Date(now).toISOString())
    const change = seen ? { seen: remember(ports.preferences.preferred.seen, seen) } : {}
    return ports.preferences.save({ lastProject: root, ...change })
  }, [store, root, ports, isElsewhere])
  // On coming and on going: a viewer that is killed has looked until it came.
  useEffect(() => {
    // The first frame does not wait for the preferences' file.
    const soon = setTimeout(() => void keepSeen(), 500)
    return () => {
      clearTimeout(soon)
      void keepSeen()
    }
  }, [keepSeen])
  return <RunScreen {...{ project, ports, store, away }} {...on} {...page} {...{ isReadOnly }} />
}
