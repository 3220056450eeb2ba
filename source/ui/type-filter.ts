// Typing into the filter of the panel in focus.
import type { Key } from 'ink'
import { printableLine } from '../core/printable.ts'
import { edited } from './field.ts'
import { keyNames } from './key-name.ts'
import { setFilter, type ViewState } from './view-state.ts'

/** Enter keeps the filter, Esc drops it. */
export function typeFilter(view: ViewState, input: string, key: Key): ViewState {
  const filter = view.filters[view.focus]
  if (input !== '' && !key.ctrl && !key.meta && !key.tab) return setFilter(view, filter + printableLine(input))
  const [name = ''] = keyNames(input, key)
  if (name === 'enter') return { ...view, isTyping: false }
  if (name === 'esc' || name === 'ctrl+c') return { ...setFilter(view, ''), isTyping: false }
  // The caret stands at the end: only what deletes there has a meaning.
  const next = ['backspace', 'ctrl+u', 'ctrl+w'].includes(name) ? edited({ before: filter, after: '' }, name) : null
  return next ? setFilter(view, next.before) : view
}
