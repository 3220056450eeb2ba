// A text field: grapheme by grapheme, because an input method commits whole words and a person deletes whole characters.
import { printableLine } from '../../core/printable.ts'

export interface Field {
  readonly before: string
  /** Behind the caret. */
  readonly after: string
}

export const emptyField: Field = { before: '', after: '' }
export const fieldText = ({ before, after }: Field): string => before + after

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const lastOf = (text: string): string => [...segmenter.segment(text)].at(-1)?.segment ?? ''
export const firstOf = (text: string): string => [...segmenter.segment(text)][0]?.segment ?? ''

/** Puts text in; line ends become spaces, other control characters are shown. */
export const insert = ({ before, after }: Field, text: string): Field => ({
  before: before + printableLine(text.replaceAll(/[\r\n]+/g, ' ')),
  after,
})

type Edit = (field: Field) => Field

/** Editing keys, as in every shell. */
const edits: Readonly<Record<string, Edit>> = {
  backspace: ({ before, after }) => ({ before: before.slice(0, before.length - lastOf(before).length), after }),
  delete: ({ before, after }) => ({ before, after: after.slice(firstOf(after).length) }),
  left: ({ before, after }) => {
    const last = lastOf(before)
    return { before: before.slice(0, before.length - last.length), after: last + after }
  },
  right: ({ before, after }) => {
    const first = firstOf(after)
    return { before: before + first, after: after.slice(first.length) }
  },
  home: ({ before, after }) => ({ before: '', after: before + after }),
  end: ({ before, after }) => ({ before: before + after, after: '' }),
  'ctrl+u': ({ after }) => ({ before: '', after }),
  'ctrl+w': ({ before, after }) => ({
    before: before
      .trimEnd()
      .split(/(?<=\s)/)
      .slice(0, -1)
      .join(''),
    after,
  }),
}

/** The field after an editing key; null when the key is none. */
export const edited = (field: Field, key: string): Field | null => edits[key]?.(field) ?? null
