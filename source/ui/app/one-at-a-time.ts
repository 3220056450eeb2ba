// Work that must not overlap with itself: asked for while it is under way, it is done once more afterwards.

/** The function asks for the work, which must not fail; what was asked for last counts. */
export function oneAtATime<T>(work: (what: T) => Promise<void>): (what: T) => void {
  let isBusy = false
  let due: { readonly what: T } | null = null
  const go = async (): Promise<void> => {
    isBusy = true
    while (due) {
      const { what } = due
      due = null
      await work(what)
    }
    isBusy = false
  }
  return (what) => {
    due = { what }
    if (!isBusy) void go()
  }
}
