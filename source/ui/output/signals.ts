// Signals and the keyboard's end: whatever ends or stops the viewer, the terminal is given back first.

export interface TerminalOwner {
  readonly giveBack: () => void
  readonly take: () => void
  /** Takes it once more if it was not given back. */
  readonly retake: () => void
  /** The terminal is gone. */
  readonly lost: () => void
}

export interface SignalWatch {
  readonly suspend: () => void
  /** While another program has the terminal, Ctrl-C and Ctrl-\\ are its own, and Ctrl-Z stops both of us. */
  readonly whileLent: (work: () => Promise<void>) => Promise<void>
  /** Resolves at the next key; nobody else may listen to the keyboard. */
  readonly anyKey: () => Promise<void>
  readonly close: () => void
}

const ending = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const

/** Those that a key sends to every program on the terminal. */
const typed = ['SIGINT', 'SIGQUIT'] as const
const leaveToIt = () => undefined
/** Milliseconds a signal may come late. */
const lateMs = 100

export function watchSignals({ giveBack, take, retake, lost }: TerminalOwner): SignalWatch {
  const keyboard = process.stdin
  const setRaw = (isRaw: boolean): void => {
    if (keyboard.isTTY && keyboard.isRaw !== isRaw) keyboard.setRawMode(isRaw)
  }
  const die = (signal: NodeJS.Signals): void => {
    close()
    giveBack()
    setRaw(false)
    // Libraries that listen end it a turn later, and what is typed at the shell in between would be read here.
    process.removeAllListeners(signal)
    // Now it does what it does to a program that does not listen, and the parent sees why the viewer ended.
    process.kill(process.pid, signal)
  }
  /** The whole job stops, as with Ctrl-Z: the shell waits for all of it. */
  const suspend = (): void => {
    const wasRaw = keyboard.isRaw
    giveBack()
    setRaw(false)
    process.off('SIGTSTP', suspend)
    process.off('SIGCONT', continued)
    process.kill(0, 'SIGTSTP')
    // Continued, or there is no shell that could continue it and nothing was stopped.
    process.on('SIGTSTP', suspend)
    process.on('SIGCONT', continued)
    setRaw(wasRaw)
    take()
  }
  /** Stopped by somebody else, so that nothing could be given back: the shell has changed the terminal since. */
  const continued = (): void => {
    const wasRaw = keyboard.isRaw
    setRaw(false)
    setRaw(wasRaw)
    retake()
  }
  // Libraries listen, too, to do their last things; some end the process then.
  let ignored: readonly (readonly [NodeJS.Signals, readonly NodeJS.SignalsListener[]])[] = []
  let late: NodeJS.Timeout | undefined
  /** Whoever listened to the signals of keys does so again. */
  const heed = (): void => {
    clearTimeout(late)
    for (const [signal, listeners] of ignored) {
      process.off(signal, leaveToIt)
      for (const listener of listeners) process.on(signal, listener)
    }
    ignored = []
  }
  function close(): void {
    heed()
    for (const signal of ending) process.off(signal, die)
    process.off('SIGTSTP', suspend)
    process.off('SIGCONT', continued)
    keyboard.off('error', lost)
    keyboard.off('end', lost)
  }
  for (const signal of ending) process.on(signal, die)
  process.on('SIGTSTP', suspend)
  process.on('SIGCONT', continued)
  if (keyboard.isTTY) {
    keyboard.on('error', lost)
    keyboard.on('end', lost)
  }
  return {
    suspend,
    close,
    async whileLent(work) {
      heed()
      ignored = typed.map((signal) => [signal, process.rawListeners(signal) as NodeJS.SignalsListener[]] as const)
      for (const signal of typed) process.removeAllListeners(signal).on(signal, leaveToIt)
      process.off('SIGTSTP', suspend)
      try {
        await work()
      } finally {
        process.on('SIGTSTP', suspend)
        // The Ctrl-C that ended the other program may be told to us after its end.
        late = setTimeout(heed, lateMs).unref()
      }
    },
    anyKey: () =>
      new Promise((resolve) => {
        setRaw(true)
        keyboard.ref()
        keyboard.once('data', () => {
          keyboard.pause()
          keyboard.unref()
          setRaw(false)
          resolve()
        })
        keyboard.resume()
      }),
  }
}
