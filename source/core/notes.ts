// Sentences of an operator for the next draft: seen by one, or by every one until they are taken back.
import type { EventOf } from './event.ts'
import type { Role } from './event-place.ts'
import type { State } from './state.ts'

export interface Note {
  readonly text: string
  readonly by: string
  /** Until it is taken back; else the next draft alone sees it. */
  readonly isKept: boolean
  /** A draft was asked for that holds it. */
  readonly isSeen: boolean
}

/** Characters a note may have. */
export const noteLength = 2000

/** The state with what the operator says as it is now. */
export const noted = (state: State, next: (notes: readonly Note[]) => readonly Note[]): State =>
  state.loop ? { ...state, loop: { ...state.loop, notes: next(state.loop.notes) } } : state

type NoteEvent = EventOf<'note.added' | 'note.cleared'>

export const notesAfter = (notes: readonly Note[], event: NoteEvent): readonly Note[] =>
  event.type === 'note.cleared'
    ? []
    : [...notes, { text: event.text, by: event.by, isKept: event.isKept, isSeen: false }]

/** A draft is asked for: what is said from now on is for the next one. */
export const seenNotes = (notes: readonly Note[], role: Role): readonly Note[] =>
  role === 'draft' && notes.some(({ isSeen }) => !isSeen) ? notes.map((note) => ({ ...note, isSeen: true })) : notes

/** The draft is there: what was said once has been said. */
export const heardNotes = (notes: readonly Note[], role: Role): readonly Note[] =>
  role === 'draft' && notes.some(isHeard) ? notes.filter((note) => !isHeard(note)) : notes

const isHeard = ({ isSeen, isKept }: Note): boolean => isSeen && !isKept

/** The template with what the operator says behind it; without a note as it is. */
export const withNotes = (prompt: string, notes: readonly Note[]): string =>
  notes.length === 0
    ? prompt
    : `${prompt}\n\nNotes of the operator:\n${notes.map(({ text }) => `- ${text}`).join('\n')}`
