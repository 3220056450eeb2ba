// A span as the journal tells it: what began and ended, inside of what.

export type Attribute = string | number | boolean
export type Attributes = Readonly<Record<string, Attribute>>

/** The run that all spans of a trace belong to. */
export interface TracedRun {
  readonly loop: string
  readonly run: number
  readonly version: string
  readonly host: string
  readonly pid: number
  readonly user: string
}

/** Something that happened in it at one moment. */
export interface Moment {
  readonly ts: string
  readonly name: string
  readonly attributes: Attributes
}

export interface TracedSpan {
  readonly run: TracedRun
  /** Kind, and `seq` of the event that began it: of two spans of a loop never the same. */
  readonly key: string
  /** Null: the run itself. */
  readonly parent: string | null
  /** `client`: it waits for another machine. */
  readonly kind: 'internal' | 'client'
  readonly name: string
  /** UTC with milliseconds. */
  readonly from: string
  readonly to: string
  readonly attributes: Attributes
  readonly moments: readonly Moment[]
  /** The kind of its failure, a word; null: none is known. */
  readonly error: string | null
}
