// Looks again after a change, but calmly: one look at a time, and never more than a small share of the time.

/** Milliseconds between two looks, at least. */
const restMs = 5000
/** A look that takes long is followed by a rest of this many times its length. */
const share = 20
/** A frame goes to the terminal before work is begun; several changes in a row begin it once. */
const settleMs = 100

export interface Paced {
  /** Something may have changed. */
  readonly changed: () => void
  readonly close: () => void
}

export function paced(look: () => Promise<void>): Paced {
  let timer: NodeJS.Timeout | null = null
  let isLooking = false
  let isWanted = false
  let notBefore = 0
  const begin = async (): Promise<void> => {
    timer = null
    isLooking = true
    isWanted = false
    const began = Date.now()
    await look()
    const ended = Date.now()
    isLooking = false
    notBefore = Math.max(began + restMs, ended + share * (ended - began))
    if (isWanted) plan()
  }
  const plan = (): void => {
    timer ??= setTimeout(() => void begin(), Math.max(settleMs, notBefore - Date.now()))
  }
  let isClosed = false
  return {
    changed() {
      isWanted = true
      if (!isLooking && !isClosed) plan()
    },
    close() {
      isClosed = true
      isWanted = false
      if (timer) clearTimeout(timer)
    },
  }
}
