// The rules of a page to choose from: what a key makes of the choice, and what it asks for. Pure.

export interface Choosing {
  /** Index of the offer under the cursor. */
  readonly chosen: number
}

/** How many there are to choose from, and how many of them fit on the page. */
export interface Offered {
  readonly count: number
  readonly page: number
}

/** What is to be done besides. */
export type ChoosingCommand = { readonly type: 'choose'; readonly index: number } | { readonly type: 'back' | 'leave' }

const moves: Readonly<Record<string, (chosen: number, offered: Offered) => number>> = {
  down: (chosen) => chosen + 1,
  j: (chosen) => chosen + 1,
  up: (chosen) => chosen - 1,
  k: (chosen) => chosen - 1,
  pageDown: (chosen, { page }) => chosen + page,
  pageUp: (chosen, { page }) => chosen - page,
  g: () => 0,
  home: () => 0,
  G: (_chosen, { count }) => count - 1,
  end: (_chosen, { count }) => count - 1,
}

/** `isSure`: it came alone. In one read with others Enter may be meant for what nobody has seen yet. */
export function choosingAfter(
  model: Choosing,
  key: string,
  isSure: boolean,
  offered: Offered,
): readonly [Choosing, ChoosingCommand | null] {
  const to = moves[key]?.(model.chosen, offered)
  if (to !== undefined) return [{ chosen: Math.max(0, Math.min(offered.count - 1, to)) }, null]
  if (key === 'q' || key === 'ctrl+c') return [model, { type: 'leave' }]
  if (key === 'esc') return [model, { type: 'back' }]
  const isChosen = key === 'enter' && isSure && model.chosen < offered.count
  return [model, isChosen ? { type: 'choose', index: model.chosen } : null]
}
