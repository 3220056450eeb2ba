// What the session cannot do itself, because it would be more than looking: the program hands it in.
import type { Result } from '../../core/failure.ts'
import type { Config } from '../../core/config-schema.ts'
import type { RaisableName } from '../../core/settings.ts'
import type { Fold } from '../../files/journal-fold.ts'
import type { Layout } from '../../files/layout.ts'
import type { Preferences } from '../../files/preferences.ts'
import type { Decision, Overview } from '../../views/overview.ts'
import type { Checkpoints } from './checkpoints.ts'
import type { FleetFeed } from '../fleet/feed.ts'
import type { Elsewhere } from './elsewhere.ts'

export interface Project {
  readonly layout: Layout
  readonly config: Config
  readonly foldOf: Fold<Overview>
  /** Another host runs it: the folder holds a copy of its journal, and nothing else. */
  readonly elsewhere?: Elsewhere
}

/** A run to be started as a process of its own. */
export interface StartWish {
  readonly mode: 'run' | 'test' | 'cleanrun'
  readonly until: 'job' | 'loop'
  /** What becomes of a command that had started when the run before died. */
  readonly inDoubt: 'stop' | 'skip' | 'rerun'
  /** A limit that holds from then on. */
  readonly raise?: { readonly limit: RaisableName; readonly value: number }
}

/** How the project stands in its git repository. */
export interface RepositoryState {
  /** Its name, or the commit where there is no branch. */
  readonly branch: string
  /** Files that differ from the last commit, new ones among them. */
  readonly dirty: number
}

/** What the policy says of a command: also which rule, where it stands, and the part of the command it hit. */
export type Judged = Pick<Decision, 'verdict' | 'rule' | 'place' | 'part' | 'reason'>

export interface JudgedCommand {
  readonly type: Config['allow_types'][number]
  readonly code: string
}

/** A loop that was opened from the list. */
export interface OpenedLoop {
  readonly project: Project
  readonly close: () => void
}

/** The queue of loops. */
export interface FleetPorts {
  /** The database without its password; null: the queue of this machine. */
  readonly place: string | null
  readonly feed: FleetFeed
  readonly open: (name: string) => Promise<Result<OpenedLoop>>
}

export interface SessionPorts {
  /** Who asks, as it stands in the journal. */
  readonly by: string
  /** The folder the program was called in. */
  readonly folder: string
  readonly open: (root: string) => Result<Project>
  /** Resolves when the run has begun, or to why it has not. */
  readonly start: (project: Project, wish: StartWish) => Promise<Result<null>>
  /** Makes a project in the folder; its root. */
  readonly initProject: (folder: string) => Promise<Result<string>>
  /** Makes the demo's project in a folder of its own; its root. */
  readonly makeDemo: () => Promise<Result<string>>
  /** The runbook's checks of the files, as lines; no model is called. */
  readonly verify: (project: Project) => Promise<readonly string[]>
  /** Writes what a journal tells as one file for a browser; its path. */
  readonly report: (project: Project, journal: string) => Promise<Result<string>>
  /** Null where the project has no checkpoints. */
  readonly checkpoints: (project: Project) => Checkpoints | null
  /** Null where there is no repository. Looks only: takes no lock and writes nothing. */
  readonly repository: (project: Project) => Promise<RepositoryState | null>
  /** The command is not run. */
  readonly judge: (project: Project, command: JudgedCommand) => Promise<Result<Judged>>
  /** Resolves when the pager has ended. The terminal must have been given away. */
  readonly page: (text: string) => Promise<Result<null>>
  readonly preferences: Preferences
  /** The queue of loops; only where its screen was asked for. */
  readonly fleet?: FleetPorts
}
