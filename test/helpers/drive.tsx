// Components on Ink's testing terminal (100x24), driven by keys and read as text.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { EventEmitter } from 'node:events'
import type { TestContext } from 'node:test'
import { render } from 'ink-testing-library'
import type { ReactNode } from 'react'
import { succeed } from '../../source/core/failure.ts'
import type { Request } from '../../source/core/request.ts'
import { takeRequests } from '../../source/files/inbox.ts'
import { layoutOf } from '../../source/files/layout.ts'
import { openPreferences } from '../../source/files/preferences.ts'
import type { Checkpoints } from '../../source/ui/app/checkpoints.ts'
import { RunScreen, type RunScreenProps } from '../../source/ui/app/run-screen.tsx'
import type { Language } from '../../source/ui/words/words.ts'
import { KeyboardContext } from '../../source/ui/input/keyboard-context.ts'
import { createKeyboard } from '../../source/ui/input/keyboard.ts'
import { LookContext } from '../../source/ui/draw/look.ts'
import { nowhere, ScreenContext } from '../../source/ui/output/screen-context.ts'
import type { Project, SessionPorts, StartWish } from '../../source/ui/app/session-ports.ts'
import type { RunStore, Snapshot } from '../../source/ui/app/store.ts'
import { evolveOverview, initialOverview } from '../../source/views/overview.ts'
import { lookOf } from './draw.tsx'
import * as f from './facts.ts'
import { temporaryFolder } from './project.ts'
import { until } from './until.ts'

export interface Driven {
  readonly frame: () => string
  readonly press: (keys: string) => void
  /** Resolves when the screen holds the text or matches. */
  readonly sees: (wanted: string | RegExp) => Promise<void>
}

export const keys = {
  enter: '\r',
  esc: '\u001B',
  tab: '\t',
  down: '\u001B[B',
  pageDown: '\u001B[6~',
  right: '\u001B[C',
  ctrlT: '\u0014',
  ctrlC: '\u0003',
}

/** As a terminal marks what is pasted. */
export const pasted = (text: string): string => `\u001B[200~${text}\u001B[201~`

export function drive(t: TestContext, node: ReactNode, language: Language = 'en'): Driven {
  const typing = new EventEmitter()
  const source = Object.assign(typing, { isTTY: true, resume: () => undefined, pause: () => undefined })
  // A terminal that answers at once, and nobody who types as fast as a line is torn.
  const waits = { unanswered: 10, answered: 0, abandoned: 10, unsure: 0 }
  const keyboard = createKeyboard({
    source,
    waits,
    ask: () => void typing.emit('data', Buffer.from('\u001B[0n')),
  })
  keyboard.resume()
  const app = render(
    <KeyboardContext value={keyboard}>
      <LookContext value={lookOf(language)}>{node}</LookContext>
    </KeyboardContext>,
  )
  t.after(() => {
    app.unmount()
    keyboard.pause()
  })
  const frame = () => app.lastFrame() ?? ''
  return {
    frame,
    press: (typed) => void typing.emit('data', Buffer.from(typed)),
    sees: (wanted) =>
      until(
        () => (typeof wanted === 'string' ? frame().includes(wanted) : wanted.test(frame())),
        () => `${String(wanted)} on\n${frame()}`,
      ),
  }
}

/** A store whose snapshot the test sets. */
export function storeOf(initial: Snapshot): RunStore & { readonly set: (snapshot: Snapshot) => void } {
  let snapshot = initial
  const listeners = new Set<() => void>()
  return {
    getSnapshot: () => snapshot,
    look: () => undefined,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => undefined,
    set(next) {
      snapshot = next
      for (const listener of listeners) listener()
    },
  }
}

export interface FakeSession {
  readonly project: Project
  readonly ports: SessionPorts
  readonly started: StartWish[]
  /** Requests in the inbox, which are taken out. */
  readonly requests: () => Request[]
}

export function fakeSession(t: TestContext, checkpoints: Checkpoints | null = null): FakeSession {
  const root = temporaryFolder(t)
  const { config } = f.settingsOf()
  const layout = layoutOf(root, config)
  mkdirSync(layout.logs, { recursive: true })
  const project = { layout, config, foldOf: { initial: initialOverview, evolve: evolveOverview, version: 'test' } }
  const started: StartWish[] = []
  const ports: SessionPorts = {
    by: 'op (pts/3)',
    folder: root,
    open: () => succeed(project),
    start(_project, wish) {
      started.push(wish)
      return Promise.resolve(succeed(null))
    },
    initProject: (folder) => Promise.resolve(succeed(folder)),
    makeDemo: () => Promise.resolve(succeed(root)),
    verify: () => Promise.resolve(['test passed']),
    report: () => Promise.resolve(succeed('/p/report.html')),
    checkpoints: () => checkpoints,
    repository: () => Promise.resolve(null),
    page: () => Promise.resolve(succeed(null)),
    judge: (_project, { type, code }) =>
      Promise.resolve(
        succeed({ verdict: 'deny', rule: `r-${type}`, place: 'config/tos.json:7', part: code, reason: 'not here' }),
      ),
    preferences: openPreferences({ XDG_CONFIG_HOME: join(root, 'config-home') }),
  }
  return { project, ports, started, requests: () => takeRequests(layout.inbox) }
}

export interface ScreenWish {
  readonly snapshot: Snapshot
  readonly checkpoints?: Checkpoints
  readonly props?: Partial<RunScreenProps>
  readonly language?: Language
}

/** The screen of a run on a store of the test; `told` is what calls a person who looks elsewhere. */
export function driveScreen(t: TestContext, { snapshot, checkpoints, props, language }: ScreenWish) {
  const session = fakeSession(t, checkpoints ?? null)
  const store = storeOf(snapshot)
  const left: string[] = []
  const told: string[] = []
  const screen = { ...nowhere, ring: () => told.push('bell'), notify: (text: string) => told.push(text) }
  const driven = drive(
    t,
    <ScreenContext value={screen}>
      <RunScreen
        {...{ store }}
        project={session.project}
        ports={session.ports}
        isReadOnly={false}
        isFromList={false}
        away={null}
        pastJournal={null}
        act={null}
        onLanguage={(language) => left.push(language)}
        onMenu={() => left.push('menu')}
        onLeave={() => left.push('leave')}
        {...props}
      />
    </ScreenContext>,
    language,
  )
  return { ...driven, ...session, store, left, told }
}
