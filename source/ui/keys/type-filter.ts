// Keys of the filter that is being typed; its caret stands at the end.
import { edited } from '../draw/field.ts'
import { setFilter, type ViewState } from '../app/view-state.ts'

const editing = new Set(['backspace', 'ctrl+u', 'ctrl+w'])

/** Enter keeps the filter, Esc drops it. */
export function filterKey(view: ViewState, name: string): ViewState {
  if (name === 'enter') return { ...view, isTyping: false }
  if (name === 'esc' || name === 'ctrl+c') return { ...setFilter(view, ''), isTyping: false }
  const next = editing.has(name) ? edited({ before: view.filters[view.focus], after: '' }, name) : null
  return next ? setFilter(view, next.before) : view
}
